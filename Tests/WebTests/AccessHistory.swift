import Act
import Anchor
import Foundation
import Listen
import People
import Persistence
import TestKit
import Understand
import Values

@testable import Act
@testable import Activate
@testable import Anchor

/// What was asked, answered, brought in, decided and done in the two organisations of an access world: in each of its parts
/// (`north` and `south` of De Linde, and `foreign`) one of everything that a request can be about.
struct AccessHistory {
  let database: any Database
  private let world = World.counting(from: 0)

  init(database: any Database) {
    self.database = database
  }

  func write() async throws {
    try await database.write { [world] db in
      for place in AccessPart.all.filter(\.isFirst) { try Self.ask(place, db, world) }
      for place in AccessPart.all {
        try Self.answer(place, db, world)
        try Self.care(place, db, world)
        try Self.decide(place, db, world)
        try Self.meet(place, db, world)
      }
    }
    for place in AccessPart.all.filter(\.isFirst) { try await bringIn(place) }
  }

  /// A survey with a wave that was answered, one that is open and one that is still to come.
  private static func ask(_ place: AccessPart, _ db: any Connection, _ world: World) throws {
    let (now, day) = (world.now(), world.now().day)
    let survey = ID<Survey>("survey" + place.suffix)
    let document = SurveyDocument(
      title: LocalizedText(nl: "Klanten"),
      questions: [
        Question(id: "recommend", kind: .recommendation, text: LocalizedText(nl: "Beveel je ons aan?")),
        Question(id: "why", kind: .text, text: LocalizedText(nl: "Waarom?")),
      ])
    try db.surveys(in: place.home).insert(Survey(id: survey, state: .inUse, document: document, createdAt: now))
    for (id, state, opens) in [
      ("wave", Wave.State.closed, -20), ("wave-open", .open, -5), ("wave-planned", .planned, 5),
    ] {
      try db.waves(in: place.home).insert(
        Wave(
          id: ID(id + place.suffix), survey: survey, version: 1, name: id, kind: .periodic, state: state,
          opensOn: day.adding(days: opens), closesOn: day.adding(days: opens + 14),
          openLink: state == .open ? "link\(place.suffix)" : nil))
    }
    try db.indicators(in: place.home).insert(
      Indicator(id: ID("indicator" + place.suffix), survey: survey, name: "nps"))
    try db.programmes(in: place.home).insert(
      Programme(
        id: ID("programme" + place.suffix), wave: ID("wave" + place.suffix), survey: survey, name: "Najaar"))
  }

  /// Six customers of the team said something, one of them by name.
  private static func answer(_ place: AccessPart, _ db: any Connection, _ world: World) throws {
    let why: AnswerKey = AnswerKey("why" as ID<Question>)
    let recommendation = AnswerKey("recommend" as ID<Question>)
    for (number, score) in [9, 4, 8, 10, 6, 9].enumerated() {
      var answers = Answers()
      answers[recommendation] = .number(Double(score))
      answers[why] = .text("Snel geholpen \(number)")
      let response = Listen.Response(
        id: ID("response-\(place.name)-\(number + 1)"), survey: ID("survey" + place.suffix),
        wave: ID("wave" + place.suffix), version: 1, submission: "\(place.name) \(number)",
        customer: number == 0 ? ID("customer-\(place.name)") : nil, unit: place.team,
        owner: number == 0 ? place.person : nil, submittedAt: world.now(), language: .nl, mayBeNamed: number == 0,
        answers: answers)
      try db.responses(in: place.home).insert(response)
      for comment in response.comments(recommendation: recommendation) {
        try db.comments(in: place.home).insert(comment, stems: Stems(.nl).of(comment.text))
      }
    }
  }

  /// A customer to speak with, and something that was done for them and not shared.
  private static func care(_ place: AccessPart, _ db: any Connection, _ world: World) throws {
    let (now, day) = (world.now(), world.now().day)
    let customer = ID<Customer>("customer-\(place.name)")
    try db.followUps(in: place.home).insert(
      FollowUp(
        id: ID("follow-up-\(place.name)"), customer: customer, response: ID("response-\(place.name)-1"),
        unit: place.team, owner: place.person, reason: .promotership, openedAt: now, term: day))
    try db.gestures(in: place.home).insert(
      Gesture(
        id: ID("gesture-\(place.name)"), customer: customer, unit: place.team, maker: place.maker, words: "Kaartje",
        state: .done, plannedOn: day, doneAt: now, isShared: false))
  }

  /// An ambition of the region, with the team's action, ask and commitment.
  private static func decide(_ place: AccessPart, _ db: any Connection, _ world: World) throws {
    let day = world.now().day
    let edition = Edition(by: place.person, at: world.now())
    let ambition = ID<Ambition>("ambition-\(place.name)")
    try db.ambitions(in: place.home).insert(
      Ambition(
        id: ambition, unit: place.region, outcome: "Dezelfde dag gebeld", measure: nil, sponsor: place.person,
        stops: "Een rapport", setOn: day, due: day.adding(days: 90), edition: edition))
    try db.translations(in: place.home).save(
      Translation(
        ambition: ambition, unit: place.team, kind: .focus, text: "Terugbellen", owner: place.person,
        due: day.adding(days: 60), edition: edition))
    let action = ID<Act.Action>("action-\(place.name)")
    try db.actions(in: place.home).insert(
      Act.Action(
        id: action, unit: place.team, ambition: ambition, title: "Belrooster", effect: "Een klant hoort iets",
        owner: place.person, begins: day, due: day.adding(days: 30), edition: edition))
    try db.routeComments(in: place.home).insert(
      ID("response-\(place.name)-1.why"), ambition: ambition, action: nil)
    try db.asks(in: place.home).insert(
      Ask(
        id: ID("ask-\(place.name)"), unit: place.team, toUnit: place.region, ambition: ambition, text: "Een auto erbij",
        by: place.person, to: place.maker, askedOn: day, answerBy: day.adding(days: 14)))
    try db.commitments(in: place.home).insert(
      Commitment(
        id: ID("commitment-\(place.name)"), person: place.person, unit: place.team, ambition: nil, cue: .momentInWork,
        ifText: "een klant belt", thenText: "bel ik terug", confidence: 5, buddy: nil, visibility: .me, madeOn: day))
  }

  /// A series of meetings, and a session that left something behind.
  private static func meet(_ place: AccessPart, _ db: any Connection, _ world: World) throws {
    let series = MeetingSeries(
      id: ID("series-\(place.name)"), unit: place.region, name: "Overleg", firstOn: AccessGround.meeting, everyWeeks: 4,
      minute: 600, minutes: 30, keeper: place.person)
    try db.meetings(in: place.home).insert(series)
    let session = Session(
      id: ID("session-\(place.name)"), programme: ID("programme" + place.suffix), level: .operational, unit: place.team,
      wave: ID("wave" + place.suffix), title: "Teamsessie", code: place.code, phase: .planned)
    let sessions = db.sessions(in: place.home)
    try sessions.insert(session, plan: SessionPlan(level: .operational, steps: []))
    try sessions.setCrew(.lead, of: place.maker, in: session.id)
    try db.kits(in: place.home).insert(
      Kit(
        id: ID("kit-\(place.name)"), name: "Kort", note: "", template: PlanTemplate(.operational, .compact),
        unit: place.team, madeBy: place.maker, madeAt: world.now()))
    try db.recordings(in: place.home).insert(
      Recording(
        id: ID("recording-\(place.name)"), unit: place.team, format: .ogg, language: .nl, transcript: "Fijn.",
        permission: "Mevrouw A.", madeAt: world.now()), sound: Array("OggS".utf8))
    try db.outcomes(in: place.home).add(
      .action(TeamAction(id: ID("outcome-\(place.name)"), unit: place.team, what: "Bellen")), of: session.id,
      at: world.now())
    let ended = Session(
      id: ID("decided-\(place.name)"), programme: session.programme, level: .operational, unit: place.team,
      wave: session.wave, title: "Teamsessie", code: .random(), phase: .ended, ending: .committed)
    try sessions.insert(ended, plan: SessionPlan(level: .operational, steps: []))
    try db.outcomes(in: place.home).add(
      .action(TeamAction(id: ID("decided-\(place.name)"), unit: place.team, what: "Bellen")), of: ended.id,
      at: world.now())
  }

  /// A file of results that waits to go in.
  private func bringIn(_ place: AccessPart) async throws {
    let file = TemporaryFolder.make().appending(path: "results.csv")
    let rows = (0...10).map { "\($0),Snel \(place.name)\n" }.joined()
    try Data(("Hoe waarschijnlijk is het dat je ons aanbeveelt?,Waarom?\n" + rows).utf8).write(to: file)
    var named = world
    named.newID = { "import" + place.suffix }
    let folder = ImportFolder(path: AccessGround.imports.path)
    let imports = Imports(database: database, world: named, folder: folder, onApplied: { _, _ in })
    let organisation = try await database.read { try $0.organisations.find(place.home) }
    _ = try await imports.take(file.path, named: "results.csv", by: .operator(organisation))
  }
}

/// A region with its team: two of De Linde, one of somebody else.
struct AccessPart: Sendable {
  let name: String

  static let all = ["north", "south", "foreign"].map { AccessPart(name: $0) }

  var home: ID<Organisation> { name == "foreign" ? "elders" : "linde" }
  var region: ID<People.Unit> { ID(name) }
  var team: ID<People.Unit> { ID("team-\(name)") }
  var person: ID<Person> { ID("person-\(name)") }
  /// Who manages Noord did what was done there.
  var maker: ID<Person> { name == "north" ? "manager-north" : person }
  /// The first of its organisation, which has a survey.
  var isFirst: Bool { name != "south" }
  var suffix: String { name == "foreign" ? "-foreign" : "" }
  var code: SessionCode { SessionCode(name == "north" ? "bcdfgh" : name == "south" ? "jkmnpq" : "rstvwx") ?? .random() }
}
