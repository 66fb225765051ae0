import Act
import Activate
import Localization
import People
import Values

/// What sessions decided, beside the route: what is on it, what comes onto it with one button, and what misses an owner or a day.
struct OutcomesPage: Page {
  static let template = "route/outcomes"
  static let verb: Verb? = .act
  let title: Message
  let tabs: [Tab]
  let empty: EmptyState?
  let sessions: [SessionView]

  struct SessionView: ViewModel {
    let name: String
    let kicker: [Message]
    let report: Link?
    let lines: [Line]
    let sheet: FormSheet?
    /// Why there is no button.
    let note: Message?
  }

  struct Line: ViewModel {
    let kind: Message
    let text: Message
    let link: Link?
    let state: Message
    let mark: String
    let owner: Message?
    let due: Message?
  }
}

extension OutcomesPage {
  /// - Parameters:
  ///   - people: who can be chosen for a unit; for an ask, who answers above it.
  init(
    _ outcomes: [DecidedOutcome], by member: Member, people: OutcomePeople, form: Form = Form(),
    problems: [String: Message] = [:]
  ) {
    let waiting = outcomes.reduce(0) { $0 + $1.lines.count - $1.taken.count }
    title =
      waiting == 0 ? Message("route.outcomes.none") : Message("route.outcomes.waiting", ["count": .count(waiting)])
    tabs = RouteTabs.tabs(nil, unit: member.home, for: member)
    empty =
      outcomes.isEmpty
      ? EmptyState(Message("route.outcomes.emptyHeading"), Message("route.outcomes.emptyText")) : nil
    sessions = outcomes.map { SessionView($0, member, people, form, problems) }
  }
}

/// Who can be chosen where a session named nobody whom Kompas knows.
struct OutcomePeople: Sendable {
  var owners: [ID<Unit>: [Person]] = [:]
  var answerers: [ID<Unit>: [(person: Person, unit: Unit)]] = [:]
}

extension OutcomesPage.SessionView {
  init(
    _ outcome: DecidedOutcome, _ member: Member, _ people: OutcomePeople, _ form: Form, _ problems: [String: Message]
  ) {
    let session = outcome.session
    name = session.title
    kicker = [
      Message("sessionplan.level.\(session.level.rawValue)"), .verbatim(member.tree.unit(session.unit)?.name ?? ""),
    ]
    report = member.may(.runSessions, on: session.unit) ? .report(session.id) : nil
    lines = outcome.lines.map { OutcomesPage.Line($0, outcome.people) }
    let incomplete = outcome.incomplete.filter { !$0.waitsForTheme }
    let parts = incomplete.flatMap { Self.parts($0, people, form, problems) }
    let isMine = !outcome.ready.isEmpty || !incomplete.isEmpty
    sheet =
      isMine
      ? FormSheet(
        to: .outcomes(session.id), parts,
        button: Message("route.outcomes.button", ["count": .count(outcome.ready.count + incomplete.count)]),
        problems: problems) : nil
    note =
      isMine
      ? nil
      : Message(
        outcome.lines.isEmpty
          ? "route.outcomes.nothing"
          : outcome.taken.count == outcome.lines.count ? "route.outcomes.allTaken" : "route.outcomes.elsewhere")
  }

  /// Only what is missing is asked.
  private static func parts(
    _ line: DecidedOutcome.Line, _ people: OutcomePeople, _ form: Form, _ problems: [String: Message]
  ) -> [FormSheet.Part] {
    let words: [String: Message.Fact] = ["text": .text(line.text)]
    var parts: [FormSheet.Part] = []
    if line.gaps.contains(.owner) {
      let choices: [(value: String, label: Message, note: Message?)] =
        line.kind == .ask
        ? (people.answerers[line.unit] ?? []).map {
          ($0.person.id.text, .verbatim("\($0.person.name) · \($0.unit.name)"), nil)
        } : (people.owners[line.unit] ?? []).map { ($0.id.text, .verbatim($0.name), nil) }
      parts.append(
        .choice(
          Choice(
            "owner.\(line.id)", Message("route.outcomes.who.\(line.kind.rawValue)", words), kind: .list,
            options: [("", Message("route.outcomes.later"), nil)] + choices, form: form, or: [""],
            hint: line.ownerName.isEmpty
              ? nil : Message("route.outcomes.named", ["name": .text(line.ownerName)]), problems: problems)))
    }
    if line.gaps.contains(.stops) {
      parts.append(
        .field(
          Field("stops.\(line.id)", Message("route.outcomes.stops", words), form: form, problems: problems)))
    }
    if line.gaps.contains(.day) {
      parts.append(
        .field(
          Field(
            "until.\(line.id)", Message("route.outcomes.until", words), kind: .date, form: form,
            hint: line.kind == .action ? Message("route.action.untilHint") : nil, problems: problems)))
    }
    return parts
  }
}

extension DecidedOutcome.Line {
  /// Nothing can be filled in: what it serves comes onto the route first, from another session.
  fileprivate var waitsForTheme: Bool { !isTaken && gaps.contains(.ambition) }
}

extension OutcomesPage.Line {
  init(_ line: DecidedOutcome.Line, _ people: [ID<Person>: Person]) {
    kind = Message("route.outcomes.kind.\(line.kind.rawValue)")
    text = line.text.isEmpty ? Message("route.outcomes.theme") : .verbatim(line.text)
    let isReady = line.gaps.isEmpty
    state = Message(
      "route.outcomes.state.\(line.isTaken ? "taken" : isReady ? "ready" : line.waitsForTheme ? "waits" : "missing")")
    mark = line.isTaken ? "done" : isReady ? "going" : "learned"
    owner =
      line.owner.flatMap { people[$0] }.map { .verbatim($0.name) }
      ?? (line.ownerName.isEmpty ? nil : .verbatim(line.ownerName))
    due = line.due.map { Message(line.kind == .ask ? "route.asks.due" : "route.until", ["day": .day($0)]) }
    link = line.isTaken ? Self.link(line) : nil
  }

  private static func link(_ line: DecidedOutcome.Line) -> Link? {
    switch line.kind {
    case .ambition: .ambition(ID(line.id))
    case .translation, .notForUs: line.ambition.map { .ambition($0, from: line.unit) }
    case .action: .action(ID(line.id))
    case .ask: .ask(ID(line.id))
    }
  }
}

extension OutcomesPage {
  static let examples: [String: OutcomesPage] = {
    func line(
      _ id: String, _ kind: DecidedOutcome.Line.Kind, _ text: String, isTaken: Bool = false,
      _ gaps: Set<DecidedOutcome.Line.Gap> = []
    ) -> DecidedOutcome.Line {
      DecidedOutcome.Line(
        id: id, kind: kind, text: text, unit: "u3", ambition: kind == .translation || kind == .notForUs ? "am1" : nil,
        owner: gaps.contains(.owner) ? nil : "p1", ownerName: gaps.contains(.owner) ? "Marijke van der Linde" : "",
        due: gaps.contains(.day) ? nil : RouteExample.day.adding(days: 90), isTaken: isTaken, gaps: gaps)
    }
    func page(_ lines: [DecidedOutcome.Line], problems: [String: Message] = [:]) -> OutcomesPage {
      let outcome = DecidedOutcome(session: ExampleProgramme.sessions[0], lines: lines, people: RouteExample.people)
      return OutcomesPage(
        [outcome], by: .example(.board),
        people: OutcomePeople(
          owners: ["u3": [.example, .exampleNew]],
          answerers: ["u3": [(person: .example, unit: UnitTree.example.units[0])]]),
        problems: problems)
    }
    let all = [
      line("t1", .ambition, "Wie ons belt, spreekt dezelfde dag iemand die helpt"),
      line("t2", .ambition, "Wat we afspreken, gebeurt ook op die dag", [.owner, .day, .stops]),
      line("f1", .translation, "Wie voor vijf uur belt, wordt voor zes uur teruggebeld", isTaken: true),
      line("a1", .action, "Belrooster: om de beurt vanaf drie uur alleen terugbellen", [.owner, .day]),
      line("k1", .ask, "Mogen wij zelf tot 25 euro iets goedmaken?", [.owner]),
    ]
    return [
      "waiting": page(all),
      "a day in the past": page(all, problems: ["until.a1": Message("route.form.inThePast")]),
      "all is there": page(all.map { line($0.id, $0.kind, $0.text, isTaken: true) }),
      "for another level": page([line("t1", .ambition, "Elke klant heeft één vast gezicht", [.authority])]),
      "none": OutcomesPage([], by: .example(.board), people: OutcomePeople()),
    ]
  }()
}
