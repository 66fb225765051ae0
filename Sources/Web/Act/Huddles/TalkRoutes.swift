import Act
import Activate
import HTTPTypes
import Hummingbird
import Listen
import Localization
import People
import Understand
import Values

/// Asks upward, if-then commitments and the weekly fifteen minutes.
struct TalkRoutes {
  let rooms: RouteRooms

  var asks: RouteCollection<MemberContext> {
    RouteCollection(context: MemberContext.self)
      .get("units/:unit", use: showAsks)
      .post("units/:unit", use: makeAsk)
      .get(":ask", use: showAsk)
      .post(":ask", use: answer)
  }

  var commitments: RouteCollection<MemberContext> {
    RouteCollection(context: MemberContext.self)
      .get(use: showCommitments)
      .post(use: makeCommitment)
      .post(":commitment/check", use: check)
      .post(":commitment/dropping", use: drop)
  }

  var huddles: RouteCollection<MemberContext> {
    RouteCollection(context: MemberContext.self)
      .get(":unit", use: showHuddle)
      .post(":unit", use: write)
      .post(":unit/rhythm", use: plan)
      .get(":unit/huddle.ics", use: calendar)
  }

  @Sendable func showAsks(_ request: Request, _ context: MemberContext) async throws -> Response {
    try await asksPage(context).response(context)
  }

  private func asksPage(problems: [String: Message] = [:], _ context: MemberContext) async throws -> AsksPage {
    let unit: ID<Unit> = try context.parameters.id("unit")
    let member = context.member
    let reading = try await rooms.asks.reading(unit, by: member)
    let answerers = member.may(.takeActions, on: unit) ? try await rooms.asks.answerers(for: unit, by: member) : []
    return AsksPage(
      reading, answerers: answerers.filter { $0.person.id != member.person }, by: member, form: context.form,
      problems: problems)
  }

  @Sendable func makeAsk(_ request: Request, _ context: MemberContext) async throws -> Response {
    let unit: ID<Unit> = try context.parameters.id("unit")
    let form = context.form
    do {
      let draft = AskDraft(
        text: form.text("text"), to: form.id("to"), answerBy: Day(text: form["answerBy"]), ambition: form.id("ambition")
      )
      _ = try await rooms.asks.ask(draft, from: unit, by: context.member)
      return .redirect(to: .asks(unit), saying: Message("route.asks.isMade"), context)
    } catch let rejection as Rejection {
      return try await asksPage(problems: rejection.problems, context).response(context, status: .unprocessableContent)
    }
  }

  @Sendable func showAsk(_ request: Request, _ context: MemberContext) async throws -> Response {
    let (ask, people) = try await rooms.asks.find(try context.parameters.id("ask"), by: context.member)
    return try AskPage(ask, people, by: context.member, today: context.visit.today).response(context)
  }

  @Sendable func answer(_ request: Request, _ context: MemberContext) async throws -> Response {
    let id: ID<Ask> = try context.parameters.id("ask")
    do {
      try await rooms.asks.answer(
        id, Ask.Verdict(rawValue: context.form["verdict"]), saying: context.form.text("text"), by: context.member)
      return .redirect(to: .ask(id), saying: Message("route.asks.isAnswered"), context)
    } catch let rejection as Rejection {
      let (ask, people) = try await rooms.asks.find(id, by: context.member)
      return try AskPage(
        ask, people, by: context.member, today: context.visit.today, form: context.form, problems: rejection.problems
      ).response(context, status: .unprocessableContent)
    } catch RouteRefusal.askIsAnswered {
      let (ask, people) = try await rooms.asks.find(id, by: context.member)
      func lines(_ verdict: Ask.Verdict?, _ text: String) -> [(Message, Message)] {
        [
          (
            Message("route.asks.verdict"),
            verdict.map { Message("route.verdicts.\($0.rawValue)") } ?? .verbatim("")
          ), (Message("route.asks.answerText"), .verbatim(text)),
        ]
      }
      return try ConflictPage(
        ask.text, RouteWords.did(ask.answer?.by.flatMap { people[$0]?.name }, on: ask.answer?.on),
        now: lines(ask.answer?.verdict, ask.answer?.text ?? ""),
        typed: lines(Ask.Verdict(rawValue: context.form["verdict"]), context.form.text("text")), back: .ask(id)
      ).response(context, status: .conflict)
    }
  }

  // MARK: Commitments

  @Sendable func showCommitments(_ request: Request, _ context: MemberContext) async throws -> Response {
    try await commitmentsPage(context).response(context)
  }

  private func commitmentsPage(
    problems: [String: Message] = [:], _ context: MemberContext
  ) async throws -> CommitmentsPage {
    let unit = context.member.home
    let reading = try await rooms.commitments.own(by: context.member)
    return CommitmentsPage(
      reading, buddies: try await rooms.route.owners(in: unit, by: context.member), unit: unit, by: context.member,
      form: context.form, problems: problems)
  }

  @Sendable func makeCommitment(_ request: Request, _ context: MemberContext) async throws -> Response {
    do {
      _ = try await rooms.commitments.make(
        CommitmentsPage.draft(context.form), in: context.member.home, by: context.member)
      return .redirect(to: .commitments, saying: Message("commitments.isMade"), context)
    } catch let rejection as Rejection {
      return try await commitmentsPage(problems: rejection.problems, context).response(
        context, status: .unprocessableContent)
    }
  }

  @Sendable func check(_ request: Request, _ context: MemberContext) async throws -> Response {
    let form = context.form
    do {
      try await rooms.commitments.check(
        try context.parameters.id("commitment"), after: Int(form["after"]) ?? 0,
        CommitmentCheck.Answer(rawValue: form["answer"]), obstacle: form["obstacle"],
        then: CommitmentStep(rawValue: form["step"]) ?? .goOn, smaller: form["smaller"], by: context.member)
      return .redirect(to: .commitments, saying: Message("commitments.isChecked"), context)
    } catch let rejection as Rejection {
      return try await commitmentsPage(problems: rejection.problems, context).response(
        context, status: .unprocessableContent)
    }
  }

  @Sendable func drop(_ request: Request, _ context: MemberContext) async throws -> Response {
    try await rooms.commitments.drop(try context.parameters.id("commitment"), by: context.member)
    return .redirect(to: .commitments, saying: Message("commitments.isDropped"), context)
  }

  // MARK: The weekly fifteen minutes

  @Sendable func showHuddle(_ request: Request, _ context: MemberContext) async throws -> Response {
    try await huddlePage(context).response(context)
  }

  private func huddlePage(problems: [String: Message] = [:], _ context: MemberContext) async throws -> HuddlePage {
    let unit: ID<Unit> = try context.parameters.id("unit")
    let reading = try await rooms.huddles.reading(unit, by: context.member)
    let (score, quote) = try await score(unit, context)
    return HuddlePage(
      reading, score: score, quote: quote, by: context.member, form: context.form, problems: problems)
  }

  /// The unit's score since last time, and one customer's words, where the member may read them.
  private func score(_ unit: ID<Unit>, _ context: MemberContext) async throws -> (Message?, Quote?) {
    guard context.member.may(.readUnit, on: unit),
      let shelf = try await rooms.readings.shelves(by: context.member).first,
      let wave = shelf.waves.last(where: { $0.state == .closed })
    else { return (nil, nil) }
    let place = ReadingPlace(survey: shelf.survey.id, wave: wave.id, unit: unit, organised: .asToday)
    let research = try await rooms.readings.research(shelf.survey.id, by: context.member)
    let figure = try research.headline(of: unit, tree: context.member.tree, wave: wave.id)
    let findings = Findings(facts: ReadingFacts(book: context.book, waves: shelf.waves))
    let comments = try await rooms.readings.comments.chosen(
      place, language: context.book.language, by: context.member)
    // Another customer each week.
    let week = context.visit.today.monday.daysSince1970 / 7
    let chosen = comments.isEmpty ? nil : comments[week % comments.count]
    return (
      figure.map { findings.headline([$0]) },
      chosen.map { comment in
        Quote(
          comment.text, language: comment.language.rawValue,
          stance: comment.recommendation.map { Stance(recommendation: Int($0.rounded())) })
      }
    )
  }

  @Sendable func write(_ request: Request, _ context: MemberContext) async throws -> Response {
    let unit: ID<Unit> = try context.parameters.id("unit")
    do {
      try await rooms.huddles.write(
        context.form.text("note"), help: context.form["help"], of: unit, by: context.member)
      return .redirect(to: .huddle(unit), saying: Message("route.huddle.isWritten"), context)
    } catch let rejection as Rejection {
      return try await huddlePage(problems: rejection.problems, context).response(
        context, status: .unprocessableContent)
    } catch RouteRefusal.huddleIsWritten {
      let reading = try await rooms.huddles.reading(unit, by: context.member)
      func lines(_ note: String, _ help: String) -> [(Message, Message)] {
        [(Message("route.huddle.note"), .verbatim(note)), (Message("route.huddle.help"), .verbatim(help))]
      }
      return try ConflictPage(
        reading.unit.name,
        RouteWords.did(reading.written?.writtenBy.flatMap { reading.people[$0]?.name }, on: reading.written?.heldOn),
        now: lines(reading.written?.note ?? "", reading.written?.help ?? ""),
        typed: lines(context.form.text("note"), context.form["help"]), back: .huddle(unit)
      ).response(context, status: .conflict)
    }
  }

  @Sendable func plan(_ request: Request, _ context: MemberContext) async throws -> Response {
    let unit: ID<Unit> = try context.parameters.id("unit")
    guard let weekday = Int(context.form["weekday"]), let minute = ClockTime.minute(context.form["time"]) else {
      return try await huddlePage(problems: ["time": Message("agenda.form.noTime")], context)
        .response(context, status: .unprocessableContent)
    }
    try await rooms.huddles.plan(HuddleRhythm(weekday: weekday, minute: minute), of: unit, by: context.member)
    return .redirect(to: .huddle(unit), saying: Message("route.huddle.isPlanned"), context)
  }

  @Sendable func calendar(_ request: Request, _ context: MemberContext) async throws -> Response {
    let reading = try await rooms.huddles.reading(try context.parameters.id("unit"), by: context.member)
    guard let rhythm = reading.rhythm else { throw NotFound() }
    let file = CalendarFile([
      CalendarFile.Entry(
        uid: "huddle.\(reading.unit.id)",
        moment: .at(
          reading.week.adding(days: rhythm.weekday), hour: rhythm.minute / 60, minute: rhythm.minute % 60, minutes: 15),
        isWeekly: true, title: context.book.say("route.huddle.title", ["unit": .text(reading.unit.name)]),
        text: context.visit.site.origin.text + Link.huddle(reading.unit.id).path)
    ])
    return file.response(named: "huddle.ics", made: context.visit.now)
  }
}
