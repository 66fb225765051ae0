import Listen
import People
import Persistence
import Schema
import TestKit
import Testing
import Understand
import Values

/// Two organisations with comments: De Linde with a region Noord, a team in it and a region Zuid, and one that is nobody's
/// business here.
struct CommentWorld: Sendable {
  let database: any Database
  let readings: Readings
  let world: World
  let day: Day

  static let survey: ID<Survey> = "survey"
  static let wave: ID<Wave> = "wave-2"

  init(_ engine: Engine) async throws {
    database = try await engine.make(Schema.migrations)
    let world = World.test()
    self.world = world
    day = world.now().day
    readings = Readings(database: database, library: ResearchLibrary(database: database), world: world)
    let start = day.adding(days: -400)
    let first = day
    try await database.write { db in
      for id in ["linde", "elders"] as [ID<Organisation>] {
        try db.organisations.insert(Organisation(id: id, name: id.text, language: .nl, createdAt: world.now()))
      }
      for (unit, parent) in [("whole", nil), ("north", "whole"), ("team", "north"), ("south", "whole")] {
        try db.units(in: "linde").insert(
          Unit(id: ID(unit), name: unit, code: unit), below: parent.map { ID($0) }, from: start)
      }
      try db.units(in: "elders").insert(Unit(id: "other", name: "Elders", code: "other"), below: nil, from: start)
      for person in ["researcher", "manager", "employee"] {
        try db.people(in: "linde").insert(
          Person(id: ID(person), name: person, email: "\(person)@example.nl", language: .nl))
      }
      let document = SurveyDocument(
        title: LocalizedText(nl: "Hoe doen we het?"),
        questions: [
          Question(id: "recommend", kind: .recommendation, text: LocalizedText(nl: "Beveel je ons aan?")),
          Question(id: "why", kind: .text, text: LocalizedText(nl: "Waarom?")),
          Question(id: "better", kind: .text, text: LocalizedText(nl: "Wat kan beter?")),
        ])
      for (organisation, survey) in [("linde", "survey"), ("elders", "survey-elders")] {
        try db.surveys(in: ID(organisation)).insert(
          Survey(id: ID(survey), state: .inUse, document: document, createdAt: world.now()))
      }
      for (id, name, opens) in [("wave-1", "Voorjaar", -200), ("wave-2", "Najaar", -20)] {
        try db.waves(in: "linde").insert(
          Wave(
            id: ID(id), survey: "survey", version: 1, name: name, kind: .periodic, state: .closed,
            opensOn: first.adding(days: opens), closesOn: first.adding(days: opens + 14)))
      }
      try db.waves(in: "elders").insert(
        Wave(
          id: "wave-elders", survey: "survey-elders", version: 1, name: "Najaar", kind: .periodic, state: .closed,
          opensOn: first.adding(days: -20), closesOn: first.adding(days: -6)))
    }
  }

  /// Stores a response with one comment.
  @discardableResult
  func write(
    _ text: String, score: Int? = nil, unit: ID<Unit>? = "team", wave: ID<Wave> = Self.wave,
    language: Language = .nl, question: ID<Question> = "why", in organisation: ID<Organisation> = "linde"
  ) async throws -> ID<Listen.Comment> {
    let isOurs = organisation == "linde"
    var answers = Answers()
    answers[AnswerKey(question)] = .text(text)
    if let score { answers[AnswerKey("recommend" as ID<Question>)] = .number(Double(score)) }
    let response = Response(
      id: world.id(), survey: isOurs ? Self.survey : "survey-elders", wave: isOurs ? wave : "wave-elders", version: 1,
      submission: world.newID(), unit: isOurs ? unit : "other", submittedAt: world.now(), language: language,
      answers: answers)
    let comments = response.comments(recommendation: AnswerKey("recommend" as ID<Question>))
    try await database.write { db in
      try db.responses(in: organisation).insert(response)
      for comment in comments {
        try db.comments(in: organisation).insert(comment, stems: Stems(language).of(comment.text))
      }
    }
    return try comments.first.map(\.id) ?? { throw NotFound() }()
  }

  /// The texts that a filter finds, in their order.
  func texts(_ filter: CommentFilter, page: CommentPage = .newest, limit: Int = 50) async throws -> [String] {
    try await database.read { try $0.comments(in: "linde").find(filter, page: page, limit: limit).map(\.text) }
  }

  /// The texts that a search finds, by alphabet.
  func found(_ search: String) async throws -> [String] {
    var filter = CommentFilter()
    filter.words = WordRule(searching: search)
    return try await texts(filter).sorted()
  }

  func member(_ role: Role, on unit: ID<Unit> = "whole") async throws -> Member {
    let organisation = try await database.read { try $0.organisations.find("linde") }
    let tree = try await database.read { [day] in try $0.units(in: "linde").tree(on: day) }
    return Member(
      person: ID(role.rawValue), name: role.rawValue, email: "x@example.nl", language: .nl,
      organisation: organisation, grants: [Grant(role, on: unit)], tree: tree)
  }

  func place(_ unit: ID<Unit> = "whole") -> ReadingPlace {
    ReadingPlace(survey: Self.survey, wave: Self.wave, unit: unit)
  }

  func read(
    _ unit: ID<Unit> = "whole", by role: Role = .researcher, _ wish: (inout CommentWish) -> Void = { _ in }
  ) async throws -> CommentReading {
    var asked = CommentWish()
    wish(&asked)
    return try await readings.comments.read(place(unit), asked, by: try await member(role, on: unit))
  }
}
