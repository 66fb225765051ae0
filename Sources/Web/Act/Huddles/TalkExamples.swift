import Act
import Localization
import People
import Values

extension AsksPage {
  static let examples: [String: AsksPage] = [
    "waiting": AsksPage(
      title: Message("route.asks.late", ["count": .count(1)]), tabs: RouteExample.tabs, toAnswer: RouteExample.asks,
      own: RouteExample.asks, empty: nil,
      sheet: FormSheet(
        to: .asks("u1"), [.field(Field("text", Message("route.asks.text"), kind: .area, isRequired: true))],
        button: Message("route.asks.ask"))),
    "empty": AsksPage(
      title: Message("route.asks.none", ["unit": .text("Regio Noord")]), tabs: RouteExample.tabs, toAnswer: [], own: [],
      empty: EmptyState(Message("route.asks.emptyHeading"), Message("route.asks.emptyText")), sheet: nil),
  ]
}

extension AskPage {
  static let examples: [String: AskPage] = [
    "open": AskPage(RouteExample.ask, RouteExample.people, by: .example(.board), today: RouteExample.day),
    "without words": AskPage(
      RouteExample.ask, RouteExample.people, by: .example(.board), today: RouteExample.day,
      form: Form([("verdict", "yes")]), problems: ["text": Message("route.form.missing")]),
    "answered": AskPage(RouteExample.answered, RouteExample.people, by: .example(.employee), today: RouteExample.day),
  ]
}

extension CommitmentsPage {
  static let examples: [String: CommitmentsPage] = [
    "waiting": CommitmentsPage(
      title: Message("commitments.waiting", ["count": .count(1)]), tabs: RouteExample.tabs,
      waiting: [
        Waiting(
          question: Message("commitments.question", ["after": .count(7)]),
          text: Message("commitments.ifThen", ["if": .text("een klant belt"), "then": .text("vraag ik door")]),
          link: .commitment("co1", "check"), after: 7,
          answers: CommitmentCheck.Answer.allCases.map {
            Waiting.Answer(
              value: $0.rawValue, label: Message("commitments.answers.\($0.rawValue)"), isChosen: false)
          },
          steps: CommitmentStep.allCases.map {
            Waiting.Answer(value: $0.rawValue, label: Message("commitments.steps.\($0.rawValue)"), isChosen: false)
          })
      ], own: RouteExample.commitments, ofBuddies: RouteExample.commitments, empty: nil, sheet: nil),
    "empty": CommitmentsPage(
      title: Message("commitments.noneYet"), tabs: RouteExample.tabs, waiting: [], own: [],
      ofBuddies: [], empty: EmptyState(Message("commitments.emptyHeading"), Message("commitments.emptyText")),
      sheet: FormSheet(
        to: .commitments, [.field(Field("if", Message("commitments.if"), isRequired: true))],
        button: Message("commitments.make"))),
  ]
}

extension HuddlePage {
  static let examples: [String: HuddlePage] = ["usual": example(isWritten: true), "first": example(isWritten: false)]

  private static func example(isWritten: Bool) -> HuddlePage {
    let note = Written(day: RouteExample.day, note: "We bellen door tot zes uur.", help: "Wie kan woensdag?")
    return HuddlePage(
      title: Message("route.huddle.title", ["unit": .text("Team Groningen")]),
      kicker: [
        Message("route.huddle.week", ["day": .day(RouteExample.day)]),
        Message("route.huddle.rhythm", ["weekday": .phrase("route.weekdays.0"), "time": .text("08:30")]),
      ], tabs: RouteExample.tabs,
      score: isWritten ? .verbatim("Klanten geven ons een 7,8.") : nil, quote: isWritten ? RouteExample.quote : nil,
      commitments: isWritten ? RouteExample.commitments : [], actions: isWritten ? RouteExample.lines : [],
      asks: isWritten ? RouteExample.asks : [], asksLink: .asks("u3"), earlier: isWritten ? [note] : [],
      written: isWritten ? note : nil,
      sheet: isWritten
        ? nil
        : FormSheet(
          to: .huddle("u3"),
          [.field(Field("note", Message("route.huddle.note"), kind: .area, isRequired: true))],
          button: Message("route.huddle.write")), calendar: isWritten ? .huddle("u3", "huddle.ics") : nil,
      plan: FormSheet(
        to: .huddle("u3", "rhythm"),
        [.field(Field("time", Message("route.huddle.time"), kind: .time, isRequired: true))],
        button: Message("route.huddle.plan")))
  }
}
