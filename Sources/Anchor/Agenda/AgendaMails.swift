import Act
public import People
public import Persistence
public import Values

/// A mail before a meeting: what it is about, the page, and a calendar file.
public struct MeetingMail: Hashable, Sendable {
  public let to: Person
  public let organisation: Organisation
  public let series: MeetingSeries
  public let unit: Unit
  public let day: Day
  public let question: String?
  /// How much the page shows as stuck, and as asks that wait.
  public let stuck: Int
  public let asks: Int

  public init(
    to: Person, organisation: Organisation, series: MeetingSeries, unit: Unit, day: Day, question: String?, stuck: Int,
    asks: Int
  ) {
    self.to = to
    self.organisation = organisation
    self.series = series
    self.unit = unit
    self.day = day
    self.question = question
    self.stuck = stuck
    self.asks = asks
  }

  /// The same for two makings of the same mail, so that it goes out once.
  public var key: String { "meeting/\(series.id)/\(day.text)/\(to.id)" }
}

/// Mails everyone who sits at a meeting, three days before it.
public struct AgendaMails: Sendable {
  /// The kind of the job that looks; it comes back by itself.
  public static let kind = "anchor.agenda"
  public static let daysBefore = 3

  let database: any Database
  let world: World
  let compose: @Sendable (MeetingMail) throws -> Mail

  /// - Parameter compose: says a mail in its reader's language.
  public init(database: any Database, world: World, compose: @escaping @Sendable (MeetingMail) throws -> Mail) {
    self.database = database
    self.world = world
    self.compose = compose
  }

  /// Looks which meetings are near. May be begun again at any point: each mail has a key of its own.
  public func mail() async throws {
    let organisations = try await database.read { try $0.organisations.all() }
    for organisation in organisations {
      let today = organisation.day(of: world.now())
      try await database.write { [world, compose] db in
        let tree = try db.units(in: organisation.id).tree(on: today)
        for series in try db.meetings(in: organisation.id).allSeries() {
          guard let day = series.next(from: today), day <= today.adding(days: Self.daysBefore),
            let unit = tree.unit(series.unit)
          else { continue }
          let stuck = try db.actions(in: organisation.id)
            .overdue(RouteReach(series.unit, in: tree), on: today, limit: 100).count
          let asks = try db.asks(in: organisation.id).open(toUnit: series.unit, limit: 100).count
          let question = try db.meetings(in: organisation.id).find(series.id, on: day)?.question
          for person in try db.people(in: organisation.id).holders(on: [series.unit], on: today) {
            let sits = try db.people(in: organisation.id).grants(of: person.id, on: today).contains {
              $0.unit == series.unit && $0.role.abilities.contains(.keepAgenda)
            }
            guard sits, person.email.contains("@") else { continue }
            let mail = MeetingMail(
              to: person, organisation: organisation, series: series, unit: unit, day: day, question: question,
              stuck: stuck, asks: asks)
            try db.queue(compose(mail), in: organisation.id, key: mail.key, world: world)
          }
        }
      }
    }
  }
}
