import Listen
import Localization
import People
import Statistics
import Understand
import Values

/// One wave as a manager reads it: my unit against the rest of the whole.
struct TacticalPage: Page {
  static let template = "results/tactical"
  static let verb: Verb? = .understand
  let title: Message
  let kicker: [Message]
  let path: [UnitLink]
  let tabs: [Tab]
  let research: ResearchChoice
  let window: [Message]
  let organised: Message
  let reorganised: Action
  let figures: [Figure]
  let lines: [ComparisonLine]
  let driversHTML: DotRows?
  let valuesHTML: DotRows?
  let splitHTML: SplitBar?
  let trendHTML: TrendChart?
  let prioritiesHTML: PrioritiesChart?
  let prioritiesTitle: Message?
  let isOfWhole: Bool
  let driverNotes: [Message]
  let driversMethod: MethodCard?
  let teamsTitle: Message?
  let teamsHTML: UnitsChart?
  let teams: [StrategicPage.UnitLine]
  let comments: ChosenComments?
  let exports: Exports?
  let next: NextStep?

  struct UnitLink: ViewModel {
    let name: String
    let link: Link?
  }

  struct ComparisonLine: ViewModel {
    let name: Message
    let value: Message.Fact
    let rest: Message.Fact
    let count: Message.Fact
    let verdict: Message
    let method: MethodCard
  }
}

extension TacticalPage {
  init(_ reading: TacticalReading, _ around: ReadingSurroundings, comments: [Comment] = []) {
    let facts = around.facts
    let findings = Findings(facts: facts)
    let charts = ReadingCharts(facts)
    title = findings.differences(reading)
    var kicker: [Message] = [
      .verbatim(reading.unit.name),
      Message("results.kicker.responses", ["count": .count(reading.responses)]),
    ]
    if reading.isWeighted { kicker.append(Message("results.kicker.weighted")) }
    self.kicker = kicker
    path = reading.path.map { unit in
      UnitLink(
        name: unit.name,
        link: unit.id != reading.unit.id && around.member.may(.readUnit, on: unit.id)
          ? .tactical(around.place.survey, around.place.wave, unit.id) : nil)
    }
    tabs = around.tabs
    research = around.research
    window = around.window("unit")
    organised = around.organised(on: reading.treeDay, in: reading.wave)
    reorganised = around.reorganised
    figures = reading.headline.map { facts.card($0.figure, of: reading.unit.name, treeDay: reading.treeDay) }
    lines = (reading.headline + reading.drivers + reading.values).map { comparison in
      ComparisonLine(
        name: facts.name(comparison.figure), value: ReadingFacts.fact(comparison.figure.score),
        rest: ReadingFacts.fact(comparison.rest.value, comparison.figure.score),
        count: .count(comparison.figure.estimate.n), verdict: Self.verdict(comparison),
        method: facts.method(comparison.figure, of: reading.unit.name, treeDay: reading.treeDay))
    }
    driversHTML = charts.comparisons(reading.drivers, unit: reading.unit.name)
    valuesHTML = charts.comparisons(reading.values, unit: reading.unit.name)
    splitHTML = charts.split(reading.promotership)
    trendHTML = charts.trend(reading.trend)
    prioritiesHTML = reading.driverReading.flatMap(charts.priorities)
    prioritiesTitle = reading.driverReading.map(findings.drivers)
    isOfWhole = reading.isDriverReadingOfWhole
    let notes = DriverNotes(facts: facts)
    driverNotes = reading.driverReading.map(notes.lines) ?? []
    driversMethod = reading.driverReading.flatMap(notes.method)
    teamsTitle = reading.teams.map(findings.units)
    teamsHTML = reading.teams.flatMap(charts.units)
    teams = reading.teams.map { StrategicPage.lines($0, around, facts) } ?? []
    self.comments = ChosenComments(comments, around)
    exports = around.exports
    next = Self.next(reading, around)
  }

  private static func verdict(_ comparison: TacticalReading.Comparison) -> Message {
    guard comparison.verdict.isReal else { return Message("results.verdict.\(comparison.verdict.rawValue)") }
    return Message((comparison.difference?.value ?? 0) > 0 ? "results.verdict.higher" : "results.verdict.lower")
  }

  private static func next(_ reading: TacticalReading, _ around: ReadingSurroundings) -> NextStep? {
    guard around.member.may(.readNamed, on: reading.unit.id) else { return nil }
    return NextStep(
      lead: Message("results.next.tacticalLead"), text: Message("results.next.tactical"),
      action: Action(
        Message("results.next.customers"),
        .unitCustomers(around.place.survey, around.place.wave, reading.unit.id)))
  }
}
