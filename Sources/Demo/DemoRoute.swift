import Act
import Anchor
import Listen
import People
import Persistence
import Understand
import Values

/// The improvement route of De Linde, told day by day through the use cases.
///
/// Three ambitions were set after the wave of spring 2026. Region Noord calls back the same day, and its customers notice. Region
/// Oost makes its day's planning together, and nothing can be seen of that yet. The new service point on Texel gives every
/// customer one face, and has too few answers to tell. West still has to say what it does; Zuid says why it can't now.
struct DemoRoute {
  let database: any Database
  let organisation: ID<Organisation>
  let clock = DemoClock(seed: 1_104)
  let world: World

  init(_ database: any Database, _ organisation: ID<Organisation>) {
    self.database = database
    self.organisation = organisation
    world = clock.world
  }

  var route: ImprovementRoute { ImprovementRoute(database: database, world: world) }
  var actions: Actions { Actions(database: database, world: world) }
  var asks: Asks { Asks(database: database, world: world) }

  static func day(_ month: Int, _ day: Int) -> Day {
    Day(year: 2026, month: month, day: day) ?? Day(daysSince1970: 20_551)
  }

  /// The people and places that the story is about, on a day.
  struct Scene: Sendable {
    let day: Day
    let members: [ID<Person>: Member]
    let tree: UnitTree

    /// The first with this role on the unit with this code; by name, so that it is always the same one.
    func member(_ role: Role, _ code: String, _ number: Int = 0) throws -> Member {
      let unit = try unit(code)
      let found = members.values.filter { $0.grants.contains(Grant(role, on: unit)) }.sorted { $0.name < $1.name }
      guard number < found.count else { throw NotFound() }
      return found[number]
    }

    func unit(_ code: String) throws -> ID<Unit> {
      guard let unit = tree.units.first(where: { $0.code == code }) else { throw NotFound() }
      return unit.id
    }
  }

  /// Moves to a day, and gives who works there then.
  func scene(_ day: Day, hour: Int = 9) async throws -> Scene {
    clock.move(to: day, hour: hour)
    return try await database.read { [organisation] db in
      let people = db.people(in: organisation)
      var members: [ID<Person>: Member] = [:]
      for person in try people.grants(on: day).keys { members[person] = try people.member(person, on: day) }
      return Scene(day: day, members: members, tree: try db.units(in: organisation).tree(on: day))
    }
  }

  func make() async throws {
    let survey = try await database.read { [organisation] db in
      try db.surveys(in: organisation).all().first { $0.document.title.nl == DemoSurvey.document.title.nl }?.id
    }
    guard let survey else { throw NotFound() }
    try await openTexel(survey)
    let wave = try await database.read { [organisation] db in
      try db.waves(in: organisation).all(of: survey).first { $0.name == "Voorjaar 2026" }?.id
    }
    guard let wave else { throw NotFound() }
    let programme = try await DemoProgramme(self, over: wave, of: survey)
    let ambitions = try await programme.board()
    try await hear(survey, wave, ambitions)
    try await programme.regions(ambitions)
    try await translate(ambitions)
    try await spring(ambitions, roster: try await programme.groningen(ambitions))
    try await autumn(ambitions)
    try await talk(ambitions)
    try await programme.lastWeek(ambitions)
    try await DemoMeetings(route: self, ambitions: ambitions).make()
  }

  struct Ambitions: Sendable {
    let reach: ID<Ambition>
    let promises: ID<Ambition>
    let face: ID<Ambition>
  }

  /// What detractors said about being reached and about promises in the wave before: the beginning of the line of sight.
  private func hear(_ survey: ID<Survey>, _ wave: ID<Wave>, _ ambitions: Ambitions) async throws {
    let board = try await scene(Self.day(4, 8)).member(.board, "linde")
    let found = try await database.read { [organisation] db in
      var filter = CommentFilter(survey: survey, wave: wave, units: nil)
      filter.promotership = .detractor
      return try db.comments(in: organisation).find(filter, limit: 400)
    }
    for (driver, ambition) in [
      (DemoSurvey.reachability, ambitions.reach), (DemoSurvey.promises, ambitions.promises),
    ] {
      let said = DemoWords.complaint(DemoSurvey.drivers.firstIndex(of: driver) ?? 0, .nl)
      for comment in found.filter({ comment in said.contains { comment.text.hasPrefix($0) } }).prefix(2) {
        try await route.attach(comment.id, to: ambition, by: board)
      }
    }
  }

  private func translate(_ ambitions: Ambitions) async throws {
    let scene = try await scene(Self.day(4, 13))
    func say(
      _ ambition: ID<Ambition>, _ code: String, _ role: Role = .manager, _ kind: Translation.Kind = .focus,
      _ text: String
    ) async throws {
      let member = try scene.member(role, code)
      try await route.translate(
        ambition, for: try scene.unit(code),
        as: TranslationDraft(kind: kind, text: text, owner: member.person, due: scene.day.adding(days: 290)), seen: nil,
        by: member)
    }
    try await say(ambitions.reach, "midden", .manager, .focus, "Eén nummer voor storingen, opgenomen door een monteur")
    try await say(
      ambitions.reach, "oost", .manager, .notForUs,
      "Onze klanten geven bereikbaarheid al een 7 en kiezen voor afspraken")
    try await say(
      ambitions.reach, "zuid", .manager, .notForUs,
      "Eerst de bezetting in Eindhoven op orde; in januari kijken we opnieuw")
  }
}
