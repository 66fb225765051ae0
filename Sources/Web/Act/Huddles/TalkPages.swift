import Act
import Localization
import People
import Values

/// What a unit asked upward, and what it has to answer.
struct AsksPage: Page {
  static let template = "route/asks"
  static let verb: Verb? = .act
  let title: Message
  let tabs: [Tab]
  let toAnswer: [AskLine]
  let own: [AskLine]
  let empty: EmptyState?
  let sheet: FormSheet?

  struct AskLine: ViewModel {
    let text: String
    let link: Link
    let from: Message
    let to: Message
    let moment: Message
    let isLate: Bool
    let answer: Message?
  }
}

extension AsksPage {
  init(
    _ reading: Asks.Reading, answerers: [(person: Person, unit: Unit)], by member: Member, form: Form = Form(),
    problems: [String: Message] = [:]
  ) {
    func line(_ ask: Ask) -> AskLine { AskLine(ask, reading.people, member.tree, reading.today) }
    let late = reading.toAnswer.count { $0.isLate(on: reading.today) }
    title =
      reading.toAnswer.isEmpty
      ? Message("route.asks.none", ["unit": .text(reading.unit.name)])
      : Message(
        late > 0 ? "route.asks.late" : "route.asks.waiting", ["count": .count(late > 0 ? late : reading.toAnswer.count)]
      )
    tabs = RouteTabs.tabs(.asks, unit: reading.unit.id, for: member)
    toAnswer = reading.toAnswer.map(line)
    own = reading.own.map(line)
    empty =
      reading.toAnswer.isEmpty && reading.own.isEmpty
      ? EmptyState(Message("route.asks.emptyHeading"), Message("route.asks.emptyText")) : nil
    sheet =
      answerers.isEmpty
      ? nil
      : FormSheet(
        to: .asks(reading.unit.id),
        [
          .field(
            Field(
              "text", Message("route.asks.text"), kind: .area, form: form, hint: Message("route.asks.textHint"),
              problems: problems, isRequired: true)),
          .choice(
            Choice(
              "to", Message("route.asks.to"), kind: .list,
              options: answerers.map { ($0.person.id.text, .verbatim("\($0.person.name) · \($0.unit.name)"), nil) },
              form: form, problems: problems, isRequired: true)),
          .field(
            Field(
              "answerBy", Message("route.asks.answerBy"), kind: .date, form: form,
              or: reading.today.adding(days: Ask.usualDays).text, problems: problems, isRequired: true)),
        ], button: Message("route.asks.ask"), problems: problems)
  }
}

extension AsksPage.AskLine {
  init(_ ask: Ask, _ people: [ID<Person>: Person], _ tree: UnitTree, _ today: Day) {
    text = ask.text
    link = .ask(ask.id)
    from = .verbatim(tree.unit(ask.unit)?.name ?? "")
    to = RouteWords.owner(ask.to, people, today)
    isLate = ask.isLate(on: today)
    moment =
      ask.answer.map { Message("route.asks.answered", ["day": .day($0.on)]) }
      ?? Message(isLate ? "route.asks.wasDue" : "route.asks.due", ["day": .day(ask.answerBy)])
    answer = ask.answer.map {
      Message(
        "route.asks.answer", ["verdict": .phrase("route.verdicts.\($0.verdict.rawValue)"), "text": .text($0.text)])
    }
  }
}

/// One ask, with its answer or the form for it.
struct AskPage: Page {
  static let template = "route/ask"
  static let verb: Verb? = .act
  let title: Message
  var window: [Message] { [title, Message("kit.window.ask")] }
  let tabs: [Tab]
  let line: AsksPage.AskLine
  let sheet: FormSheet?

  init(
    _ ask: Ask, _ people: [ID<Person>: Person], by member: Member, today: Day, form: Form = Form(),
    problems: [String: Message] = [:]
  ) {
    title = .verbatim(ask.text)
    tabs = RouteTabs.tabs(.asks, unit: ask.unit, for: member)
    line = AsksPage.AskLine(ask, people, member.tree, today)
    sheet =
      ask.answer != nil || !member.may(.answerAsks, on: ask.toUnit)
      ? nil
      : FormSheet(
        to: .ask(ask.id), Self.answerParts(form, problems), button: Message("route.asks.answerButton"),
        problems: problems)
  }

  static func answerParts(_ form: Form, _ problems: [String: Message]) -> [FormSheet.Part] {
    [
      .choice(
        Choice(
          "verdict", Message("route.asks.verdict"), kind: .radio,
          options: Ask.Verdict.allCases.map { ($0.rawValue, Message("route.verdicts.\($0.rawValue)"), nil) },
          form: form, problems: problems, isRequired: true)),
      .field(
        Field(
          "text", Message("route.asks.answerText"), kind: .area, form: form, problems: problems, isRequired: true)),
    ]
  }
}

/// One's own commitments: those that wait for a look back, and a new one.
struct CommitmentsPage: Page {
  static let template = "route/commitments"
  static let verb: Verb? = .act
  let title: Message
  let tabs: [Tab]
  let waiting: [Waiting]
  let own: [CommitmentLine]
  let ofBuddies: [CommitmentLine]
  let empty: EmptyState?
  let sheet: FormSheet?

  struct CommitmentLine: ViewModel {
    let text: Message
    let who: String?
    let seen: Message?
    let checks: [Message]
    let drop: Link?
  }

  /// A question that waits: how did it go?
  struct Waiting: ViewModel {
    let question: Message
    let text: Message
    let link: Link
    let after: Int
    let answers: [Answer]
    let steps: [Answer]

    struct Answer: ViewModel {
      let value: String
      let label: Message
      let isChosen: Bool
    }
  }
}

extension CommitmentsPage {
  init(
    _ reading: Commitments.Reading, buddies: [Person], unit: ID<Unit>, by member: Member, form: Form = Form(),
    problems: [String: Message] = [:]
  ) {
    title =
      reading.waiting.isEmpty
      ? Message("commitments.held", ["count": .count(reading.own.count)])
      : Message("commitments.waiting", ["count": .count(reading.waiting.count)])
    tabs = RouteTabs.tabs(.commitments, unit: unit, for: member)
    waiting = reading.waiting.compactMap { check in
      reading.own.first { $0.id == check.commitment }.map { Waiting(check, $0) }
    }
    own = reading.own.map { CommitmentLine($0, reading.checks[$0.id] ?? [], who: nil, isOwn: true) }
    ofBuddies = reading.ofBuddies.map {
      CommitmentLine($0, [], who: reading.people[$0.person]?.name, isOwn: false)
    }
    empty =
      reading.own.isEmpty ? EmptyState(Message("commitments.emptyHeading"), Message("commitments.emptyText")) : nil
    sheet =
      reading.own.count >= Commitment.most
      ? nil
      : FormSheet(
        to: .commitments, Self.parts(form, buddies: buddies.filter { $0.id != member.person }, problems: problems),
        button: Message("commitments.make"), problems: problems)
  }

  /// - Parameter draft: what it says before somebody types.
  static func parts(
    _ form: Form, or draft: CommitmentDraft? = nil, buddies: [Person], problems: [String: Message]
  ) -> [FormSheet.Part] {
    [
      .choice(
        Choice(
          "cue", Message("commitments.cue"), kind: .radio,
          options: Commitment.Cue.allCases.map {
            ($0.rawValue, Message("commitments.cues.\($0.rawValue)"), nil)
          }, form: form, or: [(draft?.cue ?? .customerSignal).rawValue], isRequired: true)),
      .field(
        Field(
          "if", Message("commitments.if"), form: form, or: draft?.ifText ?? "", hint: Message("commitments.ifHint"),
          problems: problems,
          isRequired: true)),
      .field(
        Field(
          "then", Message("commitments.then"), form: form, or: draft?.thenText ?? "",
          hint: Message("commitments.thenHint"), problems: problems,
          isRequired: true)),
      .choice(
        Choice(
          "confidence", Message("commitments.confidence"), kind: .list,
          options: (1...5).reversed().map { ("\($0)", Message("commitments.sure.\($0)"), nil) }, form: form,
          or: ["\(draft?.confidence ?? 4)"], problems: problems, isRequired: true)),
      .choice(
        Choice(
          "visibility", Message("commitments.visibility"), kind: .radio,
          options: Commitment.Visibility.allCases.map {
            ($0.rawValue, Message("commitments.seenBy.\($0.rawValue)"), nil)
          }, form: form, or: [(draft?.visibility ?? .me).rawValue], isRequired: true)),
      .choice(
        Choice(
          "buddy", Message("commitments.buddy"), kind: .list,
          options: [("", Message("commitments.noBuddy"), nil)] + buddies.map { ($0.id.text, .verbatim($0.name), nil) },
          form: form, or: [draft?.buddy?.text ?? ""], problems: problems)),
    ]
  }
}

extension CommitmentsPage {
  /// What the form of a commitment says.
  static func draft(_ form: Form) -> CommitmentDraft {
    CommitmentDraft(
      cue: Commitment.Cue(rawValue: form["cue"]) ?? .customerSignal, ifText: form["if"], thenText: form["then"],
      confidence: Int(form["confidence"]), buddy: form.id("buddy"),
      visibility: Commitment.Visibility(rawValue: form["visibility"]) ?? .me)
  }
}

extension CommitmentsPage.CommitmentLine {
  init(_ commitment: Commitment, _ checks: [CommitmentCheck], who: String?, isOwn: Bool) {
    text = Message(
      "commitments.ifThen", ["if": .text(commitment.ifText), "then": .text(commitment.thenText)])
    self.who = who
    seen = isOwn ? Message("commitments.seenBy.\(commitment.visibility.rawValue)") : nil
    self.checks = checks.map { check in
      check.answer.map {
        Message(
          "commitments.checked",
          ["after": .count(check.after), "answer": .phrase("commitments.answers.\($0.rawValue)")])
      } ?? Message("commitments.toCheck", ["after": .count(check.after), "day": .day(check.due)])
    }
    drop = isOwn ? .commitment(commitment.id, "dropping") : nil
  }
}

extension CommitmentsPage.Waiting {
  fileprivate init(_ check: CommitmentCheck, _ commitment: Commitment) {
    question = Message("commitments.question", ["after": .count(check.after)])
    text = Message("commitments.ifThen", ["if": .text(commitment.ifText), "then": .text(commitment.thenText)])
    link = .commitment(commitment.id, "check")
    after = check.after
    answers = CommitmentCheck.Answer.allCases.map {
      Answer(value: $0.rawValue, label: Message("commitments.answers.\($0.rawValue)"), isChosen: false)
    }
    steps = CommitmentStep.allCases.map {
      Answer(value: $0.rawValue, label: Message("commitments.steps.\($0.rawValue)"), isChosen: $0 == .goOn)
    }
  }
}

/// A team's fifteen minutes of this week, on one page.
struct HuddlePage: Page {
  static let template = "route/huddle"
  static let verb: Verb? = .act
  let title: Message
  let kicker: [Message]
  let tabs: [Tab]
  let score: Message?
  let quote: Quote?
  let commitments: [CommitmentsPage.CommitmentLine]
  let actions: [ActionLine]
  let asks: [AsksPage.AskLine]
  let asksLink: Link
  let earlier: [Written]
  let written: Written?
  let sheet: FormSheet?
  let calendar: Link?
  let plan: FormSheet?

  struct Written: ViewModel {
    let day: Day
    let note: String
    let help: String?
  }
}

extension HuddlePage {
  init(
    _ reading: Huddles.Reading, score: Message?, quote: Quote?, by member: Member, form: Form = Form(),
    problems: [String: Message] = [:]
  ) {
    title = Message("route.huddle.title", ["unit": .text(reading.unit.name)])
    kicker =
      [Message("route.huddle.week", ["day": .day(reading.week)])]
      + (reading.rhythm.map { [Self.rhythm($0)] } ?? [])
    tabs = RouteTabs.tabs(.huddle, unit: reading.unit.id, for: member)
    self.score = score
    self.quote = quote
    commitments = reading.commitments.map {
      CommitmentsPage.CommitmentLine(
        $0, reading.checks[$0.id] ?? [], who: reading.people[$0.person]?.name, isOwn: false)
    }
    actions = reading.actions.map {
      ActionLine($0, people: reading.people, tree: member.tree, today: reading.today)
    }
    asks = reading.asks.map { AsksPage.AskLine($0, reading.people, member.tree, reading.today) }
    asksLink = .asks(reading.unit.id)
    earlier = reading.earlier.map { Written(day: $0.heldOn, note: $0.note, help: $0.help) }
    written = reading.written.map { Written(day: $0.heldOn, note: $0.note, help: $0.help) }
    sheet =
      reading.written != nil
      ? nil
      : FormSheet(
        to: .huddle(reading.unit.id),
        [
          .field(
            Field(
              "note", Message("route.huddle.note"), kind: .area, form: form, hint: Message("route.huddle.noteHint"),
              problems: problems, isRequired: true)),
          .field(Field("help", Message("route.huddle.help"), form: form, problems: problems)),
        ], button: Message("route.huddle.write"), problems: problems)
    calendar = reading.rhythm == nil ? nil : .huddle(reading.unit.id, "huddle.ics")
    plan =
      member.may(.translateRoute, on: reading.unit.id)
      ? FormSheet(
        to: .huddle(reading.unit.id, "rhythm"),
        [
          .choice(
            Choice(
              "weekday", Message("route.huddle.weekday"), kind: .list,
              options: (0...4).map { ("\($0)", Message("route.weekdays.\($0)"), nil) }, form: form,
              or: ["\(reading.rhythm?.weekday ?? 0)"], problems: problems, isRequired: true)),
          .field(
            Field(
              "time", Message("route.huddle.time"), kind: .time, form: form,
              or: ClockTime.text(reading.rhythm?.minute ?? 9 * 60), problems: problems, isRequired: true)),
        ], button: Message("route.huddle.plan")) : nil
  }

  private static func rhythm(_ rhythm: HuddleRhythm) -> Message {
    Message(
      "route.huddle.rhythm",
      ["weekday": .phrase("route.weekdays.\(rhythm.weekday)"), "time": .text(ClockTime.text(rhythm.minute))])
  }
}

/// A time of day, as a browser sends it and as it is written: `09:30`.
enum ClockTime {
  static func text(_ minute: Int) -> String {
    let (hour, rest) = (minute / 60, minute % 60)
    return "\(hour < 10 ? "0" : "")\(hour):\(rest < 10 ? "0" : "")\(rest)"
  }

  static func minute(_ text: String) -> Int? {
    let parts = text.split(separator: ":").compactMap { Int($0) }
    guard parts.count >= 2, (0..<24).contains(parts[0]), (0..<60).contains(parts[1]) else { return nil }
    return parts[0] * 60 + parts[1]
  }
}
