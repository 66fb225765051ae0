import Values

/// What the readings look like on a usual day, on a poor one, and with long names.
extension StrategicPage {
  static let examples: [String: StrategicPage] = [
    "usual": example(isPoor: false), "one wave, one unit": example(isPoor: true),
  ]

  private static func example(isPoor: Bool) -> StrategicPage {
    StrategicPage(
      title: .verbatim("Klanten geven ons een 7,5. Dat is gelijk gebleven sinds Voorjaar 2026."),
      kicker: ["De Linde", "1.489 reacties van 3.900 (38 %)"].map { .verbatim($0) },
      tabs: ReadingExample.tabs, research: .example, window: ReadingExample.window,
      organised: Message("results.organised.asMeasured", ["day": .day(Day(daysSince1970: 20_731))]),
      reorganised: Action(Message("results.organised.showToday"), .results), figures: ReadingExample.figures,
      recommended: isPoor ? nil : Message("results.recommended.yes"),
      splitHTML: isPoor
        ? nil
        : SplitBar(
          title: Message("results.promotership.title"),
          rows: [SplitBar.Row(name: nil, count: 1_489, detractors: 0.27, passives: 0.39, promoters: 0.34)]),
      unitsHTML: isPoor
        ? nil
        : UnitsChart(
          title: Message("results.units.alike"), measure: .nps,
          rows: [
            UnitsChart.Row(
              name: .verbatim("Regio Noord"), count: 312, reading: Reading(35, low: 27, high: 42), standing: .plus),
            UnitsChart.Row(
              name: .verbatim("Klantenservice en binnendienst Noordoost-Nederland"), count: 48,
              reading: Reading(8, low: -14, high: 29), standing: .same, band: 1),
          ]),
      unitsTitle: Message("results.units.above", ["above": .text("Regio Noord")]), units: ReadingExample.units,
      hasMoved: !isPoor,
      driversHTML: isPoor
        ? nil
        : PrioritiesChart(
          title: Message("results.drivers.none"), measure: .grade,
          drivers: [
            PrioritiesChart.Driver(
              name: .verbatim("Bereikbaar"), count: 1_400, performance: Reading(6.7, low: 6.6, high: 6.8),
              importance: Reading(0.29, low: 0.26, high: 0.32), role: .improvement),
            PrioritiesChart.Driver(
              name: .verbatim("Vakkundig"), count: 1_400, performance: Reading(8.3, low: 8.2, high: 8.4),
              importance: Reading(0.2, low: 0.18, high: 0.22), role: .strength),
          ]),
      driversTitle: Message(
        "results.drivers.both",
        ["improvements": .text("Bereikbaar"), "strengths": .text("Vakkundig"), "count": .count(1)]),
      driverNotes: [Message("results.drivers.warnings.alike")],
      driversMethod: ReadingExample.method,
      trendHTML: isPoor ? nil : ReadingExample.trend, valuesHTML: isPoor ? nil : ReadingExample.rows,
      valuesTitle: Message("results.values.title"), competitionHTML: isPoor ? nil : ReadingExample.rows,
      competitionTitle: Message("results.competition.alike"), comments: isPoor ? nil : ReadingExample.comments,
      exports: isPoor ? nil : Exports(.results, .results),
      next: isPoor
        ? nil
        : NextStep(
          lead: Message("results.next.strategicLead"),
          text: Message("results.next.strategic", ["unit": .text("Regio Zuid")]),
          action: Action(Message("results.next.open", ["unit": .text("Regio Zuid")]), .results)))
  }
}

extension TacticalPage {
  static let examples: [String: TacticalPage] = [
    "usual": example(isSmall: false), "small unit": example(isSmall: true),
  ]

  private static func example(isSmall: Bool) -> TacticalPage {
    TacticalPage(
      title: Message("results.differences.none", ["unit": .text("Regio Zuid")]),
      kicker: ["Regio Zuid"].map { .verbatim($0) },
      path: [UnitLink(name: "De Linde", link: .results), UnitLink(name: "Regio Zuid", link: nil)],
      tabs: ReadingExample.tabs, research: .example, window: ReadingExample.window,
      organised: Message("results.organised.asToday", ["day": .day(Day(daysSince1970: 20_731))]),
      reorganised: Action(Message("results.organised.showMeasured"), .results), figures: ReadingExample.figures,
      lines: [
        ComparisonLine(
          name: .verbatim("Bereikbaar"), value: .number(5.9, decimals: 1), rest: .number(6.9, decimals: 1),
          count: .count(329), verdict: Message("results.verdict.lower"), method: ReadingExample.method)
      ],
      driversHTML: isSmall ? nil : ReadingExample.rows, valuesHTML: isSmall ? nil : ReadingExample.rows, splitHTML: nil,
      trendHTML: isSmall ? nil : ReadingExample.trend, prioritiesHTML: nil,
      prioritiesTitle: Message("results.drivers.tooFew"), isOfWhole: isSmall, driverNotes: [],
      driversMethod: nil,
      teamsTitle: Message("results.units.alike"), teamsHTML: nil, teams: ReadingExample.units,
      comments: isSmall ? nil : ReadingExample.comments, exports: Exports(.results, .results),
      next: NextStep(
        lead: Message("results.next.tacticalLead"), text: Message("results.next.tactical"),
        action: Action(Message("results.next.customers"), .results)))
  }
}

extension CustomersPage {
  static let examples: [String: CustomersPage] = [
    "own": example(isOfUnit: false), "of a unit": example(isOfUnit: true), "nobody": nobody,
  ]

  private static func example(isOfUnit: Bool) -> CustomersPage {
    CustomersPage(
      title: Message(
        "results.customers.own", ["count": .count(12), "detractors": .count(3), "promoters": .count(4)]),
      kicker: [Message("results.customers.kicker")], tabs: ReadingExample.tabs,
      research: .example, window: ReadingExample.window,
      lines: [
        Line(
          name: "VvE Parkzicht, Eindhoven", owner: isOfUnit ? "Bram de Vries" : nil, stance: Stance(recommendation: 4),
          grade: Message("results.customers.grade", ["grade": .number(5, decimals: 0)]),
          moved: Message("results.customers.fell", ["points": .number(3, decimals: 0)]),
          answered: Day(daysSince1970: 20_720).start,
          quotes: [Quote("Drie keer gebeld en nooit teruggebeld.", language: "nl")]),
        Line(
          name: "J. Smits, Breda", owner: nil, stance: nil, grade: nil, moved: nil,
          answered: Day(daysSince1970: 20_720).start, quotes: []),
      ],
      unnamed: Message("results.customers.unnamed", ["count": .count(5)]), empty: nil,
      exports: isOfUnit ? Exports(.results, .results) : nil, isOfUnit: isOfUnit)
  }

  private static var nobody: CustomersPage {
    CustomersPage(
      title: Message("results.customers.noneTitle"), kicker: [], tabs: ReadingExample.tabs,
      research: .alone, window: ReadingExample.window, lines: [],
      unnamed: nil,
      empty: EmptyState(Message("results.customers.emptyTitle"), Message("results.customers.emptyText")), exports: nil,
      isOfUnit: false)
  }
}

extension ResearchChoice {
  static let example = ResearchChoice(
    survey: LocalizedText(nl: "Relatieonderzoek", en: "Relationship survey"), wave: "Najaar 2026",
    groups: [
      Group(
        survey: LocalizedText(nl: "Relatieonderzoek", en: "Relationship survey"),
        waves: [
          WaveLink(name: "Najaar 2026", link: .results, isCurrent: true),
          WaveLink(name: "Voorjaar 2026", link: .results, isCurrent: false),
        ]),
      Group(
        survey: LocalizedText(nl: "Passagiers van de luchthaven, alle vertrekhallen en wachtruimten"),
        waves: [WaveLink(name: "2017", link: .results, isCurrent: false)]),
    ])
  /// The only research that there is.
  static let alone = ResearchChoice(
    survey: LocalizedText(nl: "Na contact"), wave: "2026",
    groups: [
      Group(survey: LocalizedText(nl: "Na contact"), waves: [WaveLink(name: "2026", link: .results, isCurrent: true)])
    ])
}

/// The parts that the examples share.
private enum ReadingExample {
  static let tabs = [
    Tab(Message("results.levels.strategic"), .results, isCurrent: true),
    Tab(Message("results.levels.operational"), .results, isCurrent: false),
  ]
  static let window = [
    Message("results.window.unit", ["unit": .text("Regio Zuid")]), .verbatim("Relatie, Najaar 2026"),
  ]
  static let comments = ChosenComments(
    quotes: [
      Quote(
        "De monteur zag in vijf minuten wat er aan de hand was.", language: "nl", stance: Stance(recommendation: 9)),
      Quote("Called three times and nobody called back.", language: "en", stance: Stance(recommendation: 4)),
    ], all: .results)
  static let method = MethodCard([
    (Message("results.method.formula"), Message("results.formula.mean")),
    (Message("results.method.base"), Message("results.method.baseText", ["n": .count(1_450), "missing": .count(39)])),
  ])
  static let figures = [
    Figure(
      .number(7.5, decimals: 1), Message("results.names.grade"),
      note: Message(
        "results.note.interval", ["low": .number(7.5, decimals: 1), "high": .number(7.6, decimals: 1)]), method: method),
    Figure(.signed(7, decimals: 0), Message("results.names.nps"), note: nil, method: method),
  ]
  static let units = [
    StrategicPage.UnitLine(
      name: "Regio Noord", link: .results, score: .signed(35, decimals: 0), count: .count(312),
      verdict: Message("results.verdict.higher"),
      moved: Message("results.unitMoved.up", ["size": .number(15, decimals: 0)])),
    StrategicPage.UnitLine(
      name: "Klantenservice en binnendienst Noordoost-Nederland", link: nil, score: .signed(8, decimals: 0),
      count: .count(8), verdict: Message("results.verdict.tooFewAnswers"), moved: nil),
  ]
  static let trend = TrendChart(
    title: Message("results.trend.title", ["measure": .text("NPS")]), measure: .nps,
    waves: [
      TrendChart.Wave(name: .verbatim("Voorjaar 2026"), count: 1_500, reading: Reading(6, low: 2, high: 10)),
      TrendChart.Wave(name: .verbatim("Najaar 2026"), count: 1_489, reading: Reading(7, low: 4, high: 11)),
    ])
  static let rows = DotRows(
    title: Message("results.values.title"), measure: .grade, series: [.verbatim("Najaar 2026")],
    rows: [DotRows.Row(name: .verbatim("Dichtbij"), readings: [Reading(3.3, low: 3.2, high: 3.4)])])
}
