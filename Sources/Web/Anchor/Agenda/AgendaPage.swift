import Act
import Anchor
import Listen
import Localization
import People
import Values

extension Link {
  static let agenda = Link("anchor", "agenda")
  static func newSeries(_ unit: ID<Unit>) -> Link { Link("anchor", "agenda", "units", unit.text) }
  static func meeting(_ id: ID<MeetingSeries>, _ day: Day) -> Link { Link("anchor", "agenda", id.text, day.text) }
  static func meeting(_ id: ID<MeetingSeries>, _ day: Day, _ verb: String) -> Link {
    Link("anchor", "agenda", id.text, day.text, verb)
  }
  static func series(_ id: ID<MeetingSeries>, _ verb: String) -> Link { Link("anchor", "agenda", id.text, verb) }
}

/// The meetings of which the route is a fixed item.
struct AgendaPage: Page {
  static let template = "agenda/index"
  static let verb: Verb? = .anchor
  let title: Message
  let tabs: [Tab]
  let empty: EmptyState?
  let series: [Line]
  let sheet: FormSheet?

  struct Line: ViewModel {
    let name: String
    let unit: String
    let rhythm: Message
    let next: Day?
    let link: Link?
    let question: String?
    let skipped: [Missed]
    let end: Link?

    struct Missed: ViewModel {
      let day: Day
      let link: Link
    }
  }
}

extension AgendaPage {
  init(
    _ lines: [Agenda.Line], units: [Unit], by member: Member, today: Day, form: Form = Form(),
    problems: [String: Message] = [:]
  ) {
    let missed = lines.reduce(0) { $0 + $1.skipped.count }
    title =
      lines.isEmpty
      ? Message("agenda.none")
      : missed > 0 ? Message("agenda.skipped", ["count": .count(missed)]) : Message("agenda.title")
    tabs = AnchorTabs.tabs(.agenda, for: member)
    empty = lines.isEmpty ? EmptyState(Message("agenda.emptyHeading"), Message("agenda.emptyText")) : nil
    series = lines.map { line in
      Line(
        name: line.series.name, unit: line.unit.name,
        rhythm: Message(
          "agenda.rhythm",
          [
            "count": .count(line.series.everyWeeks),
            "weekday": .phrase("route.weekdays.\(line.series.firstOn.weekday)"),
            "time": .text(ClockTime.text(line.series.minute)),
          ]), next: line.next, link: line.next.map { .meeting(line.series.id, $0) }, question: line.question,
        skipped: line.skipped.map { Line.Missed(day: $0, link: .meeting(line.series.id, $0)) },
        end: member.may(.keepAgenda, on: line.series.unit) ? .series(line.series.id, "end") : nil)
    }
    sheet =
      units.first.map { unit in
        FormSheet(
          to: .newSeries(unit.id),
          [
            .field(
              Field(
                "name", Message("agenda.form.name"), form: form, hint: Message("agenda.form.nameHint"),
                problems: problems, isRequired: true)),
            .field(
              Field(
                "firstOn", Message("agenda.form.firstOn"), kind: .date, form: form, or: today.adding(days: 7).text,
                problems: problems, isRequired: true)),
            .field(
              Field(
                "time", Message("agenda.form.time"), kind: .time, form: form, or: "09:30", problems: problems,
                isRequired: true)),
            .choice(
              Choice(
                "everyWeeks", Message("agenda.form.every"), kind: .list,
                options: [1, 2, 4, 6, 13].map { ("\($0)", Message("agenda.form.weeks", ["count": .count($0)]), nil) },
                form: form, or: ["4"], problems: problems, isRequired: true)),
          ], button: Message("agenda.form.plan"), problems: problems)
      }
  }
}
