import Act
import Anchor
import Listen
import People
import Persistence
import Understand
import Values

/// How De Linde speaks with its customers, told wave by wave through the use cases: who was called in time, what was
/// promised, what customers said of it with one tap, the gestures and the applause. Noord calls in time; Zuid, short of
/// people, does not.
struct DemoCare {
  let database: any Database
  let organisation: ID<Organisation>
  let clock: DemoClock
  let tokens: DemoTokens
  let world: World
  /// What customers say comes in day by day, while colleagues are on the phone: two clocks for one time.
  private let arrivals = DemoClock(seed: 3_141)

  /// - Parameter seed: each telling has ids, a clock and secrets of its own.
  init(_ database: any Database, _ organisation: ID<Organisation>, seed: UInt64 = 2_718, series: UInt8 = 3) {
    self.database = database
    self.organisation = organisation
    clock = DemoClock(seed: seed)
    tokens = DemoTokens(series: series)
    var world = clock.world
    let tokens = tokens
    world.newToken = { tokens.next() }
    self.world = world
  }

  var followUps: FollowUps { FollowUps(database: database, world: world) }
  private var gestures: Gestures { Gestures(database: database, world: world) }
  private var asks: CustomerAsks { CustomerAsks(database: database, world: world) }
  var jobs: CareJobs {
    CareJobs(database: database, world: world) { [tokens] mail in
      if case .ask(let letter) = mail { tokens.keep(letter.token, for: letter.ask) }
      return Mail(to: "", toName: "", subject: "", text: "", messageID: "")
    }
  }

  func make() async throws {
    let waves = try await database.read { [organisation] db in
      try db.waves(in: organisation).all().filter { $0.state == .closed }.sorted { $0.opensOn < $1.opensOn }
    }
    guard let first = waves.first else { return }
    var random = DemoRandom(seed: 4_669)
    clock.move(to: first.opensOn)
    try await agree(on: first.opensOn)
    for wave in waves {
      let opened = try await open(wave)
      try await speak(opened, in: wave, &random)
      try await surprise(after: wave, &random)
    }
  }

  /// Who is called, what regions may spend, and on what De Linde steers.
  private func agree(on day: Day) async throws {
    let people = try await members(on: day)
    guard let board = people.first(where: { $0.choosesIndicators && $0.level == .strategic }) else { return }
    try await FollowUpRules(database: database, world: world).replace(
      with: [
        FollowUpRule(atMost: 5, days: 2), FollowUpRule(fall: 3, days: 5),
        FollowUpRule(classes: [.promoter], atLeast: 10, days: 10, isOn: false),
      ], askAfterDays: 7, version: 0, by: board)
    let rooms = GestureRooms(database: database, world: world)
    for manager in people where manager.may(.setRoom) {
      guard let unit = manager.grants.first?.unit, manager.tree.depth(of: unit) == 1 else { continue }
      try await rooms.set(
        unit, each: "25", month: "400", words: "Alles wat je voor je eigen buren ook zou doen.", version: 0, by: manager
      )
    }
    let readings = Readings(database: database, library: ResearchLibrary(database: database), world: world)
    let indicators = Indicators(database: database, readings: readings, world: world)
    guard let survey = try await readings.shelves(by: board).first(where: { $0.waves.count > 1 })?.survey.id else {
      return
    }
    for name in ["grade", "nps"] { try await indicators.choose(survey, name, by: board) }
  }

  func members(on day: Day) async throws -> [Member] {
    try await database.read { [organisation] db in
      let people = db.people(in: organisation)
      return try people.grants(on: day).keys.sorted().compactMap { try people.member($0, on: day) }
    }
  }

  /// Day by day, what customers said who may be named.
  private func open(_ wave: Wave) async throws -> [FollowUp] {
    let named = try await database.read { [organisation] db in
      var found: [(id: ID<Response>, day: Day)] = []
      try db.responses(in: organisation).forEach(of: wave.survey) { response in
        if response.wave == wave.id, response.mayBeNamed { found.append((response.id, response.submittedAt.day)) }
      }
      return found
    }
    for (day, responses) in Dictionary(grouping: named, by: \.day).sorted(by: { $0.key < $1.key }) {
      arrivals.move(to: day, hour: 20)
      try await FollowUpOpening(database: database, world: arrivals.world).hear(
        responses.map { NamedResponse($0.id) }, in: organisation)
    }
    var opened: [FollowUp] = []
    for member in try await members(on: wave.opensOn) where member.may(.workWithCustomers) {
      var place: FollowUpPlace?
      repeat {
        let list = try await followUps.own(after: place, by: member)
        opened += list.lines.map(\.followUp).filter { $0.state == .open && $0.openedAt >= wave.opensOn.start }
        place = list.next
      } while place != nil
    }
    return opened.sorted { ($0.openedAt, $0.id) < ($1.openedAt, $1.id) }
  }

  /// The talks, in the order of their days.
  private func speak(_ opened: [FollowUp], in wave: Wave, _ random: inout DemoRandom) async throws {
    let people = Dictionary(try await members(on: wave.opensOn).map { ($0.person, $0) }) { first, _ in first }
    var talks: [(day: Day, followUp: FollowUp, member: Member)] = []
    for followUp in opened {
      guard let member = followUp.owner.flatMap({ people[$0] }) else { continue }
      talks.append((talkDay(of: followUp, by: member, lateBy: 3..<15, &random), followUp, member))
    }
    for (number, talk) in talks.sorted(by: { ($0.day, $0.followUp.id) < ($1.day, $1.followUp.id) }).enumerated() {
      clock.move(to: talk.day, hour: 10)
      try await speak(number, on: talk.followUp, by: talk.member)
    }
    clock.move(to: wave.opensOn.adding(days: 60), hour: 9)
    let unsolved = try await answer(&random)
    clock.move(to: world.now().day.adding(days: 2), hour: 9)
    for id in unsolved { try await speakAgain(id, people) }
  }

  /// In time or some days after the term: Zuid is short of people.
  func talkDay(
    of followUp: FollowUp, by member: Member, lateBy days: Range<Int>, _ random: inout DemoRandom
  ) -> Day {
    let isSouth = member.tree.path(to: followUp.unit ?? "").contains { $0.code == "zuid" }
    let isInTime = random.chance(isSouth ? 0.45 : 0.88)
    let early = Int(random.unit() * 2)
    return isInTime
      ? max(followUp.openedAt.day, followUp.term.adding(days: -early))
      : followUp.term.adding(days: days.lowerBound + Int(random.unit() * Double(days.count)))
  }

  /// One talk, now.
  ///
  /// - Parameter promiseOn: the day of what was promised; nothing where nothing was.
  func speak(
    _ number: Int, on followUp: FollowUp, by member: Member, promiseOn: Day? = nil
  ) async throws {
    let words = DemoCareWords.talks[number % DemoCareWords.talks.count]
    let draft = try TalkDraft(
      outcome: promiseOn != nil ? .promised : number % 6 == 5 ? .nothingNeeded : .solved, said: words.said,
      promise: promiseOn != nil ? words.promise : "", promiseOn: promiseOn, asksWhetherSolved: promiseOn == nil,
      today: world.now().day)
    var version = followUp.version
    if number % 7 == 3 {
      try await followUps.tried(followUp.id, version: version, by: member)
      version += 1
    }
    try await followUps.record(draft, on: followUp.id, version: version, by: member)
  }

  /// Whoever said that it was not solved is called once more.
  func speakAgain(_ id: ID<FollowUp>, _ people: [ID<Person>: Member]) async throws {
    let followUp = try await database.read { [organisation] in try $0.followUps(in: organisation).find(id) }
    guard followUp.state == .open, let member = followUp.owner.flatMap({ people[$0] }) else { return }
    let draft = try TalkDraft(
      outcome: .solved, said: "Nog eens gebeld en het samen afgemaakt.", promise: "", promiseOn: nil,
      asksWhetherSolved: false, today: world.now().day)
    try await followUps.record(draft, on: id, version: followUp.version, by: member)
  }

  /// Mails what is due, without a mail leaving, and lets some customers tap.
  ///
  /// Returns those about whom a customer said that it was not solved.
  @discardableResult
  func answer(_ random: inout DemoRandom) async throws -> [ID<FollowUp>] {
    let now = world.now()
    let due = try await database.read { db in
      try db.rows("SELECT * FROM jobs WHERE kind = 'care.ask' AND due_at <= \(now) ORDER BY due_at, id").map(Job.init)
    }
    guard !due.isEmpty else { return [] }
    for job in due { try await jobs.run(job) }
    try await database.write { [organisation] db in
      try db.run("DELETE FROM jobs WHERE organisation_id = \(organisation) AND kind = 'care.ask' AND due_at <= \(now)")
    }
    var unsolved: [ID<FollowUp>] = []
    for (token, ask) in tokens.take() where token != DemoTokens.first && random.chance(0.6) {
      let choice = random.unit()
      let answer: CustomerAsk.Answer =
        ask.kind == .solved
        ? choice < 0.75 ? .solved : choice < 0.93 ? .partly : .unsolved
        : choice < 0.5 ? .delighted : choice < 0.9 ? .pleasant : .needless
      _ = try await asks.answer(token, answer, words: answer == .delighted ? "Wat een leuke verrassing!" : "")
      if answer == .unsolved, let followUp = ask.followUp { unsolved.append(followUp) }
    }
    return unsolved
  }

  /// A few things that were not asked for, and what colleagues said of them.
  private func surprise(after wave: Wave, _ random: inout DemoRandom) async throws {
    let people = try await members(on: wave.opensOn).filter { $0.level == .operational }
    let closes = wave.closesOn ?? wave.opensOn
    var done: [(id: ID<Gesture>, maker: ID<Person>)] = []
    for (number, member) in people.enumerated() where random.chance(0.6) {
      clock.move(to: closes.adding(days: 1 + number / 4), hour: 9)
      guard let suggestion = try await gestures.own(by: member).suggestions.first else { continue }
      let words = DemoCareWords.gestures[(number + wave.opensOn.daysSince1970) % DemoCareWords.gestures.count]
      let draft = try GestureDraft(
        words: words.text, cost: words.cost, plannedOn: world.now().day, isShared: true)
      let id = try await gestures.plan(draft, for: suggestion.customer.id, by: member)
      try await gestures.finish(id, asksCustomer: true, version: 1, by: member)
      try await gestures.feel(
        Gesture.Feeling(
          control: 3 + Int(random.unit() * 3), creativity: 3 + Int(random.unit() * 3),
          impact: 2 + Int(random.unit() * 4)),
        learned: number % 9 == 4 ? "Eerst even bellen: de klant was niet thuis." : "", on: id, version: 2, by: member)
      done.append((id, member.person))
      if number % 8 == 2 { try await gestures.makeIdea(of: id, words: words.text, language: .nl, by: member) }
    }
    for (number, gesture) in done.enumerated() {
      for fan in people.shuffledForDemo(number).prefix(number % 5) where fan.person != gesture.maker {
        try await gestures.applaud(gesture.id, by: fan)
      }
    }
    clock.move(to: world.now().day.adding(days: 4), hour: 9)
    try await answer(&random)
  }

  /// No mail of the demo ever leaves.
  func finish() async throws {
    let now = world.now()
    try await database.write { [organisation] db in
      for mail in try db.queuedMails(in: organisation.text, .queued, limit: 100_000) { try db.markSent(mail, at: now) }
      try db.run("DELETE FROM jobs WHERE organisation_id = \(organisation) AND kind IN ('mail', 'care.ask')")
    }
  }
}

extension [Member] {
  /// Another order for each number, the same each time.
  fileprivate func shuffledForDemo(_ number: Int) -> [Member] {
    guard !isEmpty else { return self }
    let start = (number * 7) % count
    return Array(self[start...] + self[..<start])
  }
}
