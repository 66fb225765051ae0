public import People
public import Persistence
public import Values

/// Mails everyone once a week what waits for them. A mail is queued under a key of its person and week, so that a job that is
/// begun again sends nothing twice; a relay that is away delays it and loses nothing.
public struct Digests: Sendable {
  /// Looks whether a week has begun; comes back by itself.
  public static let beginning = "act.digests"
  /// Mails the digests of one organisation; the payload is the Monday.
  public static let mailing = "act.digest"
  private static let batch = 100

  let database: any Database
  let world: World
  let compose: @Sendable (Digest) throws -> Mail

  /// - Parameter compose: says a digest in its reader's language.
  public init(database: any Database, world: World, compose: @escaping @Sendable (Digest) throws -> Mail) {
    self.database = database
    self.world = world
    self.compose = compose
  }

  /// Begins the digests of this week where they were not: on Monday from six o'clock where the organisation is, so that they lie
  /// ready when work begins. A machine that was off does it later in the week.
  public func begin() async throws {
    let now = world.now()
    try await database.write { [world] db in
      for organisation in try db.organisations.all() {
        let week = organisation.day(of: now).monday
        guard now >= organisation.zone.moment(week, hour: 6),
          try db.beginDigests(of: week, in: organisation.id)
        else { continue }
        try db.enqueue(
          Job(Self.mailing, in: organisation.id, payload: week.text, key: week.text, world: world))
      }
    }
  }

  /// Mails the digests of a week. May be begun again at any point.
  public func mail(_ job: Job) async throws {
    guard let week = Day(text: job.payload) else { return }
    let organisation = ID<Organisation>(job.organisation)
    var last: ID<Person>?
    repeat {
      let after = last
      last = try await database.write { [world, compose] db in
        let maker = try DigestMaker(
          db, organisation, week: week, today: try db.organisations.find(organisation).day(of: world.now()))
        let people = try db.people(in: organisation).working(on: maker.today, after: after, limit: Self.batch)
        for person in people where person.email.contains("@") {
          let digest = try maker.digest(of: person)
          guard !digest.lines.isEmpty else { continue }
          try db.queue(compose(digest), in: organisation, key: digest.key, world: world)
        }
        return people.count == Self.batch ? people.last?.id : nil
      }
    } while last != nil
  }

  /// What waits for somebody now, as their next digest would say.
  public func own(by member: Member) async throws -> Digest {
    let today = member.today(world)
    return try await database.read { db in
      let maker = try DigestMaker(db, member.organisation.id, week: today.monday, today: today)
      return try maker.digest(of: try db.people(in: member.organisation.id).find(member.person))
    }
  }
}

/// Makes the digests of one organisation.
private struct DigestMaker {
  let db: any Connection
  let organisation: Organisation
  let week: Day
  let today: Day
  private let tree: UnitTree
  private let ambitions: [Ambition]
  private let ownerless: [Action]

  init(_ db: any Connection, _ organisation: ID<Organisation>, week: Day, today: Day) throws {
    self.db = db
    self.organisation = try db.organisations.find(organisation)
    self.week = week
    self.today = today
    tree = try db.units(in: organisation).tree(on: today)
    ambitions = try db.ambitions(in: organisation).all(.going)
    ownerless = try db.actions(in: organisation).ownerless(.everywhere, on: today, limit: 500)
  }

  func digest(of person: Person) throws -> Digest {
    let soon = today.adding(days: 7)
    var lines: [Digest.Line] = []
    lines += try db.commitments(in: organisation.id).waiting(for: person.id, on: today).map { check in
      .check(check, try db.commitments(in: organisation.id).find(check.commitment))
    }
    lines += try db.actions(in: organisation.id).going(of: person.id).filter { $0.due <= soon }.map { .action($0) }
    lines += try db.asks(in: organisation.id).open(to: person.id).filter { $0.answerBy <= soon }.map { .ask($0) }
    lines += ambitions.filter { $0.sponsor == person.id && $0.due < today }.map { .ambition($0) }
    lines += try db.translations(in: organisation.id).owned(by: person.id).compactMap { translation in
      guard translation.kind == .focus, translation.due < today else { return nil }
      return ambitions.first { $0.id == translation.ambition }.map { .translation(translation, $0) }
    }
    lines += try forLeaders(try db.people(in: organisation.id).grants(of: person.id, on: today))
    return Digest(person: person, organisation: organisation, week: week, lines: lines)
  }

  /// What waits in the units that somebody leads.
  private func forLeaders(_ grants: [Grant]) throws -> [Digest.Line] {
    var lines: [Digest.Line] = []
    for unit in grants.filter({ $0.role == .manager }).map(\.unit) {
      let said = try db.translations(in: organisation.id).all(in: unit)
      for ambition in ambitions where said[ambition.id] == nil && tree.parent(of: unit)?.id == ambition.unit {
        if let found = tree.unit(unit) { lines.append(.untranslated(ambition, found)) }
      }
      lines += ownerless.filter { tree.parent(of: $0.unit)?.id == unit || $0.unit == unit }.map { .ownerless($0) }
    }
    return lines
  }
}
