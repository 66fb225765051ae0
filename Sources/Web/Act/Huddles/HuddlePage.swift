import Act
import Localization
import People
import Values

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
