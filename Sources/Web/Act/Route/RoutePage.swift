import Act
import Activate
import Listen
import Localization
import People
import Values

/// The improvement route as one unit sees it: what was chosen, how far it is here, and what needs somebody.
struct RoutePage: Page {
  static let template = "route/index"
  static let verb: Verb? = .act
  let title: Message
  let path: [TacticalPage.UnitLink]
  let tabs: [Tab]
  let empty: EmptyState?
  let ambitions: [AmbitionLine]
  let hasStuck: Bool
  let overdue: [ActionLine]
  let ownerless: [LeftBehind]
  let latest: [ActionLine]
  let units: [TacticalPage.UnitLink]
  let ended: [TacticalPage.UnitLink]
  let buttons: [Action]
  let next: NextStep?

  struct AmbitionLine: ViewModel {
    let outcome: String
    let link: Link
    let sponsor: Message
    let due: Message
    let tally: Message
    let moved: Message?
    let barHTML: RouteBar
    let focus: Message?
    let waiting: [TacticalPage.UnitLink]
    let translated: Message?
  }

  struct LeftBehind: ViewModel {
    let line: ActionLine
    let handOver: Link?
  }
}

extension RoutePage {
  init(_ reading: RouteReading, pending: [DecidedOutcome] = [], by member: Member) {
    let tree = member.tree
    let unit = reading.unit
    func line(_ action: RouteAction) -> ActionLine {
      ActionLine(action, people: reading.people, tree: tree, today: reading.today)
    }
    let done = reading.lines.reduce(0) { $0 + $1.tally.finished }
    title =
      reading.lines.isEmpty
      ? Message("route.index.none", ["unit": .text(unit.name)])
      : Message(
        reading.overdue.isEmpty && reading.ownerless.isEmpty ? "route.index.onCourse" : "route.index.stuck",
        [
          "unit": .text(unit.name), "done": .count(done), "count": .count(reading.lines.count),
          "stuck": .count(Set((reading.overdue + reading.ownerless).map(\.id)).count),
        ])
    path = reading.path.map { TacticalPage.UnitLink(name: $0.name, link: $0.id == unit.id ? nil : .route($0.id)) }
    tabs = RouteTabs.tabs(.route, unit: unit.id, for: member)
    let maySet = member.may(.setAmbitions, on: unit.id)
    empty =
      reading.lines.isEmpty
      ? EmptyState(
        Message("route.empty.heading"), Message("route.empty.text"),
        action: maySet ? Action(Message("route.index.newAmbition"), .newAmbition(unit.id)) : nil) : nil
    ambitions = reading.lines.map { AmbitionLine($0, reading, member) }
    overdue = reading.overdue.map(line)
    ownerless = reading.ownerless.map { action in
      LeftBehind(
        line: line(action),
        handOver: member.may(.translateRoute, on: action.unit) ? action.owner.map { .handOver($0) } : nil)
    }
    hasStuck = !reading.overdue.isEmpty || !reading.ownerless.isEmpty
    latest = reading.latest.map(line)
    units = reading.children.map { TacticalPage.UnitLink(name: $0.name, link: .route($0.id)) }
    ended = reading.ended.map { TacticalPage.UnitLink(name: $0.outcome, link: .ambition($0.id)) }
    var buttons: [Action] = []
    if member.may(.takeActions, on: unit.id) {
      buttons.append(Action(Message("route.index.newAction"), .newAction(unit.id)))
    }
    if maySet, !reading.lines.isEmpty {
      buttons.append(Action(Message("route.index.newAmbition"), .newAmbition(unit.id)))
    }
    self.buttons = buttons
    next = Self.next(pending, member) ?? Self.next(reading, member)
  }

  /// Before anything else, what was decided together comes onto the route.
  private static func next(_ pending: [DecidedOutcome], _ member: Member) -> NextStep? {
    guard let first = pending.first else { return nil }
    return NextStep(
      lead: Message("route.next.\(member.level.rawValue)"),
      text: Message("route.next.outcomes", ["session": .text(first.session.title)]),
      action: Action(Message("route.next.outcomesButton"), pending.count == 1 ? .outcomes(first.session.id) : .outcomes)
    )
  }

  /// What to do next on this level: translate what waits, hand over what was left, or begin something small.
  private static func next(_ reading: RouteReading, _ member: Member) -> NextStep? {
    let lead = Message("route.next.\(member.level.rawValue)")
    let untranslated = reading.lines.first { line in
      line.translation == nil && line.ambition.unit != reading.unit.id
        && reading.path.dropLast().last?.id == line.ambition.unit
    }
    if let untranslated, member.may(.translateRoute, on: reading.unit.id) {
      return NextStep(
        lead: lead,
        text: Message(
          "route.next.translate", ["outcome": .text(untranslated.ambition.outcome), "unit": .text(reading.unit.name)]),
        action: Action(
          Message("route.next.translateButton"), .translation(untranslated.ambition.id, reading.unit.id)))
    }
    if let late = reading.overdue.first {
      return NextStep(
        lead: lead, text: Message("route.next.overdue", ["title": .text(late.title)]),
        action: Action(Message("route.next.open"), .action(late.id)))
    }
    guard member.may(.takeActions, on: reading.unit.id), !reading.lines.isEmpty else { return nil }
    return NextStep(
      lead: lead, text: Message("route.next.small"),
      action: Action(Message("route.index.newAction"), .newAction(reading.unit.id)))
  }
}

extension RoutePage.AmbitionLine {
  fileprivate init(_ line: RouteReading.Line, _ reading: RouteReading, _ member: Member) {
    let ambition = line.ambition
    outcome = ambition.outcome
    let isBelow = member.tree.contains(reading.unit.id, within: ambition.unit)
    link = isBelow ? .ambition(ambition.id, from: reading.unit.id) : .ambition(ambition.id)
    sponsor = RouteWords.owner(ambition.sponsor, reading.people, reading.today)
    due = Message(
      ambition.due < reading.today ? "route.pastDue" : "route.until", ["day": .day(ambition.due)])
    tally = RouteWords.tally(line.tally)
    moved = line.tally.actions == 0 ? nil : line.tally.lastMoved.map { Message("route.moved", ["day": .day($0)]) }
    barHTML = RouteBar(tally: line.tally)
    focus = line.translation.map { translation in
      Message(
        "route.says.\(translation.kind.rawValue)",
        ["unit": .text(reading.unit.name), "text": .text(translation.text)])
    }
    waiting = line.waiting.map { unit in
      TacticalPage.UnitLink(
        name: unit.name,
        link: member.may(.translateRoute, on: unit.id) ? .translation(ambition.id, unit.id) : nil)
    }
    let asked = line.answered + line.waiting.count
    translated =
      asked == 0
      ? nil : Message("route.translated", ["answered": .count(line.answered), "count": .count(asked)])
  }
}
