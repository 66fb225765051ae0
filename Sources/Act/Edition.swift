public import People
public import Persistence
public import Values

/// Which edition of a thing one has before one, and who made it. Whoever saves an older one is shown the newer.
public struct Edition: Hashable, Sendable {
  public let number: Int
  public let by: ID<Person>?
  public let at: Instant

  public init(number: Int = 1, by: ID<Person>?, at: Instant) {
    self.number = number
    self.by = by
    self.at = at
  }

  func next(by member: Member, at moment: Instant) -> Edition {
    Edition(number: number + 1, by: member.person, at: moment)
  }

  /// Throws `EditedMeanwhile` where somebody saved since this number was read.
  func check(_ seen: Int) throws(EditedMeanwhile) {
    guard seen == number else { throw EditedMeanwhile(self) }
  }
}

/// Somebody else saved the same thing while this was typed. Nothing was changed: the page shows what stands now beside what was
/// typed, and says who made it and when.
public struct EditedMeanwhile: Error, Hashable {
  /// The number of what stands now.
  public let number: Int
  /// Who made it; nothing where that was a customer, or isn't known.
  public let by: ID<Person>?
  public let at: Instant?

  public init(number: Int, by: ID<Person>?, at: Instant?) {
    self.number = number
    self.by = by
    self.at = at
  }

  public init(_ edition: Edition) {
    self.init(number: edition.number, by: edition.by, at: edition.at)
  }
}

extension Connection {
  /// What was made of something meanwhile; by whom and when is in its story.
  ///
  /// - Parameter kinds: how the kinds of its events begin, where others happen to the same thing too.
  func editedMeanwhile<Subject>(
    _ number: Int, _ subject: ID<Subject>, _ kinds: String = "", in organisation: ID<Organisation>
  ) throws -> EditedMeanwhile {
    let last = try events(in: organisation, about: subject.text, limit: 20).first { $0.kind.hasPrefix(kinds) }
    return EditedMeanwhile(number: number, by: last?.actor.map { ID($0) }, at: last?.happenedAt)
  }
}

/// Says who somebody is that changed something meanwhile.
public struct Editors: Sendable {
  let database: any Database

  public init(database: any Database) {
    self.database = database
  }

  /// Their name; nothing where nobody is known to have done it.
  public func name(_ edited: EditedMeanwhile, for member: Member) async throws -> String? {
    guard let person = edited.by else { return nil }
    return try await database.read { try $0.people(in: member.organisation.id).those([person])[person]?.name }
  }
}
