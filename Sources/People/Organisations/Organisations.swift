public import Persistence
public import Values

/// The organisation's own settings.
public struct Organisations: Sendable {
  let database: any Database
  let world: World

  public init(database: any Database, world: World) {
    self.database = database
    self.world = world
  }

  public func change(to draft: OrganisationDraft, by member: Member) async throws {
    try member.mustManageTheWhole()
    try await database.write { db in
      var organisation = try db.organisations.find(member.organisation.id)
      organisation.name = draft.name
      organisation.language = draft.language
      organisation.timeZone = draft.timeZone
      try db.organisations.update(organisation)
      try db.record("organisation.changed", about: organisation.id, by: member, world)
    }
  }
}

extension Member {
  /// What holds for the whole organisation is changed by who manages it from the top.
  public func mustManageTheWhole() throws {
    guard managesTheWhole else { throw NotAllowed() }
  }

  /// Whether that is so.
  public var managesTheWhole: Bool { mayEverywhere(.manageOrganisation) }

  /// Whether this may be done from the top of the organisation.
  func mayEverywhere(_ ability: Ability) -> Bool {
    !tree.roots.isEmpty && tree.roots.allSatisfy { may(ability, on: $0.id) }
  }
}
