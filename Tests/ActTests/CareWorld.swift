import Act
import Listen
import People
import Persistence
import Schema
import TestKit
import Testing
import Understand
import Values

/// De Linde: Noord with team Assen, and Zuid. Eva works in Assen and owns customers, Max manages Noord, Zoë works in Zuid under
/// Zeger; Bea is of the board, Adam administers. One survey with a recommendation, two drivers and an open question.
struct CareWorld: Sendable {
  let plain: any Database
  /// The same, of which every plan is kept.
  let watched: any Database
  let plans = QueryPlans()
  let clock: TestClock
  let outbox = TestOutbox()
  let world: World
  let organisation: Organisation
  let survey: ID<Survey>
  let wave: ID<Wave>

  static let whole = Unit(id: "whole", name: "De Linde", code: "L")
  static let north = Unit(id: "north", name: "Noord", code: "N")
  static let assen = Unit(id: "assen", name: "Team Assen", code: "NA")
  static let south = Unit(id: "south", name: "Zuid", code: "Z")

  static let document = SurveyDocument(
    title: LocalizedText(nl: "Klanten", en: "Customers"),
    questions: [
      Question(id: "recommend", kind: .recommendation, text: LocalizedText(nl: "Beveelt u ons aan?")),
      Question(
        id: "drivers", kind: .ratings, text: LocalizedText(nl: "Hoe vindt u ons?"), scale: Question.Scale(1...10),
        items: [
          Question.Item(id: "reach", text: LocalizedText(nl: "Bereikbaarheid", en: "Reachability")),
          Question.Item(id: "craft", text: LocalizedText(nl: "Vakmanschap", en: "Craft")),
        ]),
      Question(id: "why", kind: .text, text: LocalizedText(nl: "Waarom?")),
    ])

  init(_ engine: Engine, at start: Instant = Day(daysSince1970: 20_778).start.adding(hours: 12)) async throws {
    plain = try await engine.make(Schema.migrations)
    watched = PlannedDatabase(plain, plans)
    let clock = TestClock(start)
    self.clock = clock
    let world = World.test(clock: clock, outbox: outbox)
    self.world = world
    let organisation = Organisation(id: "linde", name: "De Linde", language: .nl, createdAt: start)
    self.organisation = organisation
    let day = start.day.adding(days: -400)
    survey = "survey"
    wave = "wave"
    let (survey, wave) = (survey, wave)
    try await plain.write { db in
      for home in [organisation, Organisation(id: "elders", name: "Elders", language: .nl, createdAt: start)] {
        try db.organisations.insert(home)
      }
      let units = db.units(in: organisation.id)
      try units.insert(Self.whole, below: nil, from: day)
      try units.insert(Self.north, below: Self.whole.id, from: day)
      try units.insert(Self.assen, below: Self.north.id, from: day)
      try units.insert(Self.south, below: Self.whole.id, from: day)
      try db.units(in: "elders").insert(Unit(id: "other", name: "Elders", code: "E"), below: nil, from: day)
      let cast: [(String, Role, ID<Unit>)] = [
        ("Eva", .employee, Self.assen.id), ("Emil", .employee, Self.assen.id), ("Max", .manager, Self.north.id),
        ("Zoë", .employee, Self.south.id), ("Zeger", .manager, Self.south.id), ("Bea", .board, Self.whole.id),
        ("Adam", .administrator, Self.whole.id),
      ]
      for (name, role, unit) in cast {
        let id = ID<Person>(name.folded)
        try db.people(in: organisation.id).insert(
          Person(id: id, name: name, email: "\(name.folded)@linde.test", language: .nl))
        try db.people(in: organisation.id).grant(Grant(role, on: unit), to: id, from: day)
      }
      try db.people(in: "elders").insert(Person(id: "mallory", name: "Mallory", email: "m@elders.test", language: .nl))
      try db.people(in: "elders").grant(Grant(.manager, on: "other"), to: "mallory", from: day)
      for number in 1...9 {
        let isSouth = number > 6
        try db.customers(in: organisation.id).save(
          Customer(
            id: ID("c\(number)"), kind: .person, name: "Klant \(number)", email: "klant\(number)@voorbeeld.test",
            language: number == 2 ? .en : .nl, code: "K\(number)", owner: isSouth ? "zoe" : "eva",
            unit: isSouth ? Self.south.id : Self.assen.id))
      }
      try db.surveys(in: organisation.id).insert(
        Survey(id: survey, state: .inUse, document: Self.document, createdAt: start))
      try db.waves(in: organisation.id).insert(
        Wave(
          id: wave, survey: survey, version: 1, name: "Najaar", kind: .continuous, state: .open,
          opensOn: start.day.adding(days: -300)))
    }
  }

  var followUps: FollowUps { FollowUps(database: watched, world: world) }
  var rules: FollowUpRules { FollowUpRules(database: watched, world: world) }
  var gestures: Gestures { Gestures(database: watched, world: world) }
  var rooms: GestureRooms { GestureRooms(database: watched, world: world) }
  var asks: CustomerAsks { CustomerAsks(database: watched, world: world) }
  var jobs: CareJobs {
    CareJobs(database: watched, world: world) { mail in
      switch mail {
      case .late(let person, _, let count, let key):
        Mail(to: person.email, toName: "", subject: "late \(count)", text: "", messageID: key)
      case .ask(let letter):
        Mail(
          to: letter.customer.email ?? "", toName: "", subject: "ask \(letter.ask.kind)", text: letter.token.secret,
          messageID: "\(letter.ask.id)")
      }
    }
  }

  func member(_ person: ID<Person>, in home: ID<Organisation>? = nil) async throws -> Member {
    let (today, home) = (clock.now.day, home ?? organisation.id)
    return try #require(try await plain.read { try $0.people(in: home).member(person, on: today) })
  }

  /// A customer answers, and what waits is done.
  @discardableResult
  func hear(
    _ number: Int, _ score: Int, isNamed: Bool = true, why: String? = nil, craft: Int = 9, reach: Int = 3
  ) async throws -> ID<Response> {
    let id: ID<Response> = world.id()
    var answers = Answers(["recommend": .number(Double(score)), "drivers.reach": .number(Double(reach))])
    answers["drivers.craft"] = .number(Double(craft))
    if let why { answers["why"] = .text(why) }
    let isSouth = number > 6
    let response = Response(
      id: id, survey: survey, wave: wave, version: 1, submission: id.text, customer: ID("c\(number)"),
      unit: isSouth ? Self.south.id : Self.assen.id, owner: isSouth ? "zoe" : "eva", submittedAt: clock.now,
      language: .nl, mayBeNamed: isNamed, answers: answers)
    let organisation = organisation.id
    try await plain.write { db in
      try db.responses(in: organisation).insert(response)
      for comment in response.comments(recommendation: "recommend") {
        try db.comments(in: organisation).insert(comment, stems: Stems(.nl).of(comment.text))
      }
    }
    try await jobs.run(
      Job(NamedResponse.jobKind, in: organisation, payload: id.text, world: world))
    return id
  }

  /// Does the work that is due, as the runner of jobs does, and gives the secrets in the mails that this queued.
  @discardableResult
  func work() async throws -> [Mail] {
    let now = clock.now
    let due = try await plain.write { db in
      let rows = try db.rows("SELECT * FROM jobs WHERE kind = 'care.ask' AND due_at <= \(now) ORDER BY id")
      try db.run("DELETE FROM jobs WHERE kind = 'care.ask' AND due_at <= \(now)")
      return try rows.map(Job.init)
    }
    let before = try await mails().count
    for job in due { try await jobs.run(job) }
    return Array(try await mails().dropFirst(before))
  }

  func mails() async throws -> [Mail] {
    let organisation = organisation.id.text
    return try await plain.read { try $0.queuedMails(in: organisation, .queued).map(\.mail).reversed() }
  }

  func events() async throws -> [String] {
    let id = organisation.id
    return try await plain.read { try $0.events(in: id).map(\.kind).reversed() }
  }

  /// The one follow-up that somebody is to do.
  func only(_ person: ID<Person> = "eva") async throws -> FollowUp {
    let list = try await followUps.own(by: try await member(person))
    try #require(list.lines.count == 1)
    return list.lines[0].followUp
  }

  func talk(
    _ outcome: FollowUp.Outcome, _ said: String = "Goed gesprek", promise: String = "", on day: Day? = nil,
    asks: Bool = true
  ) throws -> TalkDraft {
    try TalkDraft(
      outcome: outcome, said: said, promise: promise, promiseOn: day, asksWhetherSolved: asks, today: clock.now.day)
  }
}
