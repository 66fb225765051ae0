public import Values

/// Somebody who signed in, in one organisation: who asks, in every use case.
public struct Member: Sendable {
  public let person: ID<Person>
  public let name: String
  public let email: String
  public let language: Language
  public let organisation: Organisation
  public let grants: [Grant]
  /// The organisation as it is organised today.
  public let tree: UnitTree

  public init(
    person: ID<Person>, name: String, email: String, language: Language, organisation: Organisation, grants: [Grant],
    tree: UnitTree
  ) {
    self.person = person
    self.name = name
    self.email = email
    self.language = language
    self.organisation = organisation
    self.grants = grants
    self.tree = tree
  }

  /// The day that it is in the organisation.
  public func today(_ world: World) -> Day { organisation.day(of: world.now()) }

  /// Whether this may be done somewhere in the organisation.
  public func may(_ ability: Ability) -> Bool {
    grants.contains { $0.role.abilities.contains(ability) }
  }

  /// Whether this may be done in that unit.
  public func may(_ ability: Ability, on unit: ID<Unit>) -> Bool {
    grants.contains { $0.role.abilities.contains(ability) && tree.contains(unit, within: $0.unit) }
  }

  /// Throws `NotAllowed` where it may not be done anywhere.
  public func must(_ ability: Ability) throws {
    guard may(ability) else { throw NotAllowed() }
  }

  /// Throws `NotFound` where it may not be done there: what one may not see does not exist.
  public func must(_ ability: Ability, on unit: ID<Unit>) throws {
    guard may(ability, on: unit) else { throw NotFound() }
  }

  /// The units on which this may be done, without those that lie below another of them.
  public func units(for ability: Ability) -> [Unit] {
    let able = grants.filter { $0.role.abilities.contains(ability) }.map(\.unit)
    let tops = able.filter { unit in
      !able.contains { $0 != unit && tree.contains(unit, within: $0) }
    }
    return tree.units.filter { tops.contains($0.id) }
  }

  /// The level on which somebody looks first: the highest that a role gives.
  public var level: Level {
    let roles = Set(grants.map(\.role))
    return if roles.contains(.board) {
      .strategic
    } else if roles.contains(.manager) {
      .tactical
    } else if roles.contains(.employee) {
      .operational
    } else {
      .strategic
    }
  }
}
