import Anchor
import Hummingbird
import Listen
import Localization
import People
import Understand
import Values

/// On what the organisation steers, open to everyone who works there.
struct IndicatorRoutes {
  let indicators: Indicators

  var routes: RouteCollection<MemberContext> {
    RouteCollection(context: MemberContext.self).get(use: show).post(use: choose).post(":indicator/removal", use: drop)
  }

  @Sendable func show(_ request: Request, _ context: MemberContext) async throws -> Response {
    try IndicatorPage(
      try await indicators.all(by: context.member), choices: try await indicators.choices(by: context.member),
      mayChoose: context.member.choosesIndicators, tabs: AnchorTabs.tabs(.indicator, for: context.member), context.book
    ).response(context)
  }

  @Sendable func choose(_ request: Request, _ context: MemberContext) async throws -> Response {
    let parts = context.form["measure"].split(separator: "|", maxSplits: 1).map(String.init)
    guard context.member.choosesIndicators else { throw NotAllowed() }
    guard parts.count == 2 else { throw NotFound() }
    try await indicators.choose(ID(parts[0]), parts[1], by: context.member)
    return .redirect(to: .indicator, saying: Message("indicator.saved"), context)
  }

  @Sendable func drop(_ request: Request, _ context: MemberContext) async throws -> Response {
    try await indicators.drop(try context.parameters.id("indicator"), by: context.member)
    return .redirect(to: .indicator, saying: Message("indicator.dropped"), context)
  }
}

struct IndicatorPage: Page {
  static let template = "indicator/show"
  static let verb: Verb? = .anchor
  let title: Message
  var window: [Message] { [title, Message("kit.window.indicator")] }
  let tabs: [Tab]
  let blocks: [Block]
  let empty: EmptyState?
  let choice: Choice?
  let action = Link.indicator

  struct Block: ViewModel {
    let heading: Message
    let figures: [Figure]
    let coverage: Message
    let trendHTML: TrendChart?
    let removal: Link?
  }

  init(
    _ found: [(indicator: Indicator, reading: IndicatorReading?)],
    choices: [(survey: Survey, name: String, measure: Understand.Measure)], mayChoose: Bool, tabs: [Tab],
    _ book: Phrasebook
  ) {
    self.tabs = tabs
    blocks = found.compactMap { indicator, reading in
      reading.map {
        Self.block($0, removal: mayChoose ? Link("anchor", "indicator", indicator.id.text, "removal") : nil, book)
      }
    }
    title = Self.title(found.compactMap(\.reading), book)
    empty =
      blocks.isEmpty
      ? EmptyState(Message("indicator.empty.title"), Message("indicator.empty.text")) : nil
    choice = Self.options(choices)
  }

  private static func options(
    _ choices: [(survey: Survey, name: String, measure: Understand.Measure)]
  ) -> Choice? {
    guard !choices.isEmpty else { return nil }
    return Choice(
      "measure", Message("indicator.measure"), kind: .list,
      options: choices.map { choice in
        (
          "\(choice.survey.id.text)|\(choice.name)",
          Message(
            choice.name.hasPrefix("ninePlus") ? "indicator.option.ninePlus" : "indicator.option",
            ["measure": .localized(choice.measure.name), "survey": .localized(choice.survey.document.title)]), nil
        )
      }, hint: Message("indicator.hint"), isRequired: true)
  }

  /// The finding of the first measure, in the words of the results.
  static func title(_ readings: [IndicatorReading], _ book: Phrasebook) -> Message {
    guard let first = readings.first else { return Message("indicator.title") }
    return Findings(facts: ReadingFacts(book: book, waves: first.waves)).headline([first.figure])
  }

  static func figure(_ reading: IndicatorReading, _ book: Phrasebook) -> Figure {
    let facts = ReadingFacts(book: book, waves: reading.waves)
    return facts.card(
      reading.figure, of: book.say(Message("indicator.whole")),
      treeDay: reading.waves.first { $0.id == reading.figure.wave }?.opensOn ?? Day(daysSince1970: 0))
  }

  private static func block(_ reading: IndicatorReading, removal: Link?, _ book: Phrasebook) -> Block {
    let facts = ReadingFacts(book: book, waves: reading.waves)
    return Block(
      heading: Findings(facts: facts).headline([reading.figure]), figures: [figure(reading, book)],
      coverage: reading.invited > 0
        ? Message(
          "indicator.coverage",
          [
            "count": .count(reading.responses), "invited": .count(reading.invited),
            "share": .percent(Double(reading.responses) / Double(reading.invited), decimals: 0),
            "wave": .text(facts.wave(reading.figure.wave)),
          ])
        : Message(
          "indicator.coverageOpen",
          ["count": .count(reading.responses), "wave": .text(facts.wave(reading.figure.wave))]),
      trendHTML: ReadingCharts(facts).trend(reading.trend), removal: removal)
  }

  private init(blocks: [Block], empty: EmptyState?, choice: Choice?) {
    title = blocks.first?.heading ?? Message("indicator.title")
    tabs = AnchorTabs.tabs(.indicator, for: .example(.board))
    self.blocks = blocks
    self.empty = empty
    self.choice = choice
  }

  static let examples: [String: IndicatorPage] = [
    "empty": IndicatorPage(
      blocks: [], empty: EmptyState(Message("indicator.empty.title"), Message("indicator.empty.text")),
      choice: options(
        Readings.steerable(ExampleSurvey.onTable().survey).map {
          (ExampleSurvey.onTable().survey, $0.name, $0.measure)
        })),
    "chosen": IndicatorPage(
      blocks: [
        Block(
          heading: .verbatim("Klanten geven ons een 7,5."),
          figures: [Figure(.number(7.5, decimals: 1), Message("results.names.grade"))],
          coverage: Message(
            "indicator.coverage",
            [
              "count": .count(1_489), "invited": .count(3_900), "share": .percent(0.38, decimals: 0),
              "wave": .text("Najaar"),
            ]),
          trendHTML: nil, removal: Link("anchor", "indicator", "x", "removal")),
        Block(
          heading: .verbatim("Gemak"), figures: [],
          coverage: Message("indicator.coverageOpen", ["count": .count(12), "wave": .text("Na contact")]),
          trendHTML: nil, removal: nil),
      ], empty: nil, choice: nil),
  ]
}
