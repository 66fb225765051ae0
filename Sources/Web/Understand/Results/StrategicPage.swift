import Listen
import Localization
import People
import Statistics
import Understand
import Values

/// One wave as the board reads it.
struct StrategicPage: Page {
  static let template = "results/strategic"
  static let verb: Verb? = .understand
  let title: Message
  let kicker: [Message]
  let tabs: [Tab]
  let research: ResearchChoice
  let window: [Message]
  let organised: Message
  let reorganised: Action
  let figures: [Figure]
  let recommended: Message?
  let splitHTML: SplitBar?
  let unitsHTML: UnitsChart?
  let unitsTitle: Message?
  let units: [UnitLine]
  /// Whether there is a wave before of which units say how they moved.
  let hasMoved: Bool
  let driversHTML: PrioritiesChart?
  let driversTitle: Message?
  let driverNotes: [Message]
  let driversMethod: MethodCard?
  let trendHTML: TrendChart?
  let valuesHTML: DotRows?
  let valuesTitle: Message?
  let competitionHTML: DotRows?
  let competitionTitle: Message?
  let comments: ChosenComments?
  let exports: Exports?
  let next: NextStep?

  struct UnitLine: ViewModel {
    let name: String
    let link: Link?
    let score: Message.Fact
    let count: Message.Fact
    let verdict: Message
    let moved: Message?
  }
}

extension StrategicPage {
  init(_ reading: StrategicReading, _ around: ReadingSurroundings, comments: [Comment] = []) {
    var around = around
    around.unitWithResults = reading.units?.lines.first?.unit
    let facts = around.facts
    let findings = Findings(facts: facts)
    let charts = ReadingCharts(facts)
    title =
      reading.headline.isEmpty && reading.responses > 0
      ? Message("results.headline.noOutcome", ["count": .count(reading.responses)])
      : findings.headline(reading.headline)
    kicker = Self.kicker(reading)
    tabs = around.tabs
    research = around.research
    window = around.window("whole")
    organised = around.organised(on: reading.treeDay, in: reading.wave)
    reorganised = around.reorganised
    figures = reading.headline.map { facts.card($0, of: reading.unit.name, treeDay: reading.treeDay) }
    recommended = reading.recommended.map(findings.recommended)
    splitHTML = charts.split(reading.promotership)
    unitsHTML = reading.units.flatMap(charts.units)
    unitsTitle = reading.units.map(findings.units)
    let units = reading.units.map { Self.lines($0, around, facts) } ?? []
    self.units = units
    hasMoved = units.contains { $0.moved != nil }
    driversHTML = reading.drivers.flatMap(charts.priorities)
    driversTitle = reading.drivers.map(findings.drivers)
    let notes = DriverNotes(facts: facts)
    driverNotes = reading.drivers.map(notes.lines) ?? []
    driversMethod = reading.drivers.flatMap(notes.method)
    trendHTML = charts.trend(reading.trend)
    valuesHTML = charts.values(reading.values)
    valuesTitle = reading.values.isEmpty ? nil : findings.values(reading.values) ?? Message("results.values.title")
    competitionHTML = charts.competition(reading.competition, ourselves: around.member.organisation.name)
    competitionTitle = findings.competition(reading.competition)
    self.comments = ChosenComments(comments, around)
    exports = around.exports
    next = Self.next(reading, around)
  }

  private static func kicker(_ reading: StrategicReading) -> [Message] {
    var kicker: [Message] = [.verbatim(reading.unit.name)]
    kicker.append(
      reading.invited > 0
        ? Message(
          "results.kicker.rate",
          [
            "count": .count(reading.responses), "invited": .count(reading.invited),
            "share": .percent(Double(reading.responses) / Double(reading.invited), decimals: 0),
          ])
        : Message("results.kicker.responses", ["count": .count(reading.responses)]))
    if reading.isWeighted { kicker.append(Message("results.kicker.weighted")) }
    return kicker
  }

  static func lines(_ comparison: UnitComparison, _ around: ReadingSurroundings, _ facts: ReadingFacts) -> [UnitLine] {
    (comparison.lines + comparison.small).map { line in
      UnitLine(
        name: line.unit.name,
        link: around.member.may(.readUnit, on: line.unit.id)
          ? .tactical(around.place.survey, around.place.wave, line.unit.id) : nil,
        score: ReadingFacts.fact(line.score), count: .count(line.score.estimate.n),
        verdict: verdict(line), moved: line.movement.map { moved($0, line.score) })
    }
  }

  private static func verdict(_ line: UnitComparison.Line) -> Message {
    guard line.verdict.isReal else { return Message("results.verdict.\(line.verdict.rawValue)") }
    return Message((line.difference?.value ?? 0) > 0 ? "results.verdict.higher" : "results.verdict.lower")
  }

  private static func moved(_ movement: Movement, _ score: Score) -> Message {
    guard movement.verdict.isReal else { return Message("results.unitMoved.\(movement.verdict.rawValue)") }
    return Message(
      movement.difference.value > 0 ? "results.unitMoved.up" : "results.unitMoved.down",
      ["size": ReadingFacts.size(movement.difference.value, score)])
  }

  /// From the whole to where it is decided: the unit that stands out most.
  private static func next(_ reading: StrategicReading, _ around: ReadingSurroundings) -> NextStep? {
    let far = reading.units?.lines.filter { $0.verdict.isReal }.min {
      ($0.difference?.value ?? 0) < ($1.difference?.value ?? 0)
    }
    guard let unit = far?.unit ?? reading.units?.lines.last?.unit, around.member.may(.readUnit, on: unit.id) else {
      return nil
    }
    return NextStep(
      lead: Message("results.next.strategicLead"),
      text: Message("results.next.strategic", ["unit": .text(unit.name)]),
      action: Action(
        Message("results.next.open", ["unit": .text(unit.name)]),
        .tactical(around.place.survey, around.place.wave, unit.id)))
  }
}
