import Act
import Anchor
import Listen
import People
import Persistence
import TestKit
import Testing
import Understand
import Values

/// From what a customer wrote up to what the board decided, and back.
@Suite struct LineOfSightTests {
  @Test(arguments: Engine.all) func aCustomersCommentLeadsUpToTheDecisionAndBack(_ engine: Engine) async throws {
    let world = try await AgendaWorld(engine)
    let comment = try await world.comment("Drie keer gebeld en nooit teruggebeld", in: "team")
    let (ambition, series, first) = (try await world.ambition(), try await world.series(), world.today)
    let before = try await world.route.trail(of: comment, by: world.board)
    #expect(before.ambitions.isEmpty && before.open.map(\.id) == [ambition])

    try await world.route.attach(comment, to: ambition, by: world.board)
    try await world.route.attach(comment, to: ambition, by: world.board)
    try await world.route.translate(
      ambition, for: "north",
      as: TranslationDraft(kind: .focus, text: "Voor vijven", owner: "north", due: first.adding(days: 90)), seen: nil,
      by: world.north)
    let action = try await world.actions.begin(
      ActionDraft(
        ambition: ambition, title: "Belrooster", effect: "Dezelfde dag", owner: "carla", due: first.adding(days: 21)),
      in: "team", by: world.carla)
    try await world.agenda().ask("Door?", about: .ambition(ambition), of: series, on: first, seen: nil, by: world.board)
    try await world.agenda().decide(
      DecisionDraft(verdict: .yes, text: "Ja, tot het voorjaar"), in: series, on: first, seen: 1, by: world.board)

    // Up: from the customer's words to the ambition, and to the meeting that decided on it.
    let trail = try await world.route.trail(of: comment, by: world.board)
    #expect(trail.comment.text == "Drie keer gebeld en nooit teruggebeld")
    #expect(trail.ambitions.map(\.id) == [ambition] && trail.open.isEmpty)
    #expect(try await world.agenda().decisions(about: ambition, by: world.carla).map(\.meeting.day) == [first])
    // Down: from the ambition, by the region's focus, to the team's action and the words behind it.
    let reading = try await world.route.ambition(ambition, by: world.board)
    #expect(reading.comments.map(\.id) == [comment])
    #expect(reading.units.first?.translation?.text == "Voor vijven")
    #expect(
      try await world.route.ambition(ambition, from: "team", by: world.board).actions.map(\.id) == [action])
    #expect(try await world.actions.find(action, by: world.carla).path.map(\.id) == ["whole", "north", "team"])
    let told = try await world.database.read { try $0.events(in: AgendaWorld.organisation).map(\.kind) }
    #expect(told.count { $0 == "ambition.heard" } == 1)
  }

  @Test(arguments: Engine.all) func onlyWhoMayReadACommentSeesItOnTheRoute(_ engine: Engine) async throws {
    let world = try await AgendaWorld(engine)
    let comment = try await world.comment("Lang gewacht", in: "whole")
    let ambition = try await world.ambition()

    await #expect(throws: NotAllowed.self) { try await world.route.attach(comment, to: ambition, by: world.carla) }
    await #expect(throws: (any Error).self) { try await world.route.attach(comment, to: ambition, by: world.north) }
    await #expect(throws: NotFound.self) { try await world.route.attach("nothing", to: ambition, by: world.board) }
    await #expect(throws: NotFound.self) { try await world.route.attach(comment, to: "nothing", by: world.board) }
    try await world.route.attach(comment, to: ambition, by: world.board)

    #expect(try await world.route.ambition(ambition, by: world.board).comments.map(\.id) == [comment])
    for member in [world.north, world.carla] {
      #expect(try await world.route.ambition(ambition, by: member).comments.isEmpty)
    }
    await #expect(throws: NotFound.self) { try await world.route.trail(of: comment, by: world.north) }
  }
}

extension AgendaWorld {
  /// What a customer of a unit wrote.
  fileprivate func comment(_ text: String, in unit: ID<Unit>) async throws -> ID<Listen.Comment> {
    let now = clock.now
    return try await database.write { db in
      let document = SurveyDocument(
        title: LocalizedText(nl: "Klanten"),
        questions: [
          Question(id: "recommend", kind: .recommendation, text: LocalizedText(nl: "Beveel je ons aan?")),
          Question(id: "why", kind: .text, text: LocalizedText(nl: "Waarom?")),
        ])
      try db.surveys(in: Self.organisation).insert(
        Survey(id: "survey", state: .inUse, document: document, createdAt: now))
      try db.waves(in: Self.organisation).insert(
        Wave(
          id: "wave", survey: "survey", version: 1, name: "Najaar", kind: .periodic, state: .closed,
          opensOn: now.day.adding(days: -30), closesOn: now.day.adding(days: -10)))
      let response = Response(
        id: "r1", survey: "survey", wave: "wave", version: 1, submission: "r1", unit: unit, submittedAt: now,
        language: .nl, mayBeNamed: false, answers: Answers(["recommend": .number(3), "why": .text(text)]))
      try db.responses(in: Self.organisation).insert(response)
      let comment = try #require(response.comments(recommendation: "recommend").first)
      try db.comments(in: Self.organisation).insert(comment, stems: Stems(.nl).of(text))
      return comment.id
    }
  }
}
