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
