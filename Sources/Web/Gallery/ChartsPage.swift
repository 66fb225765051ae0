import Values

/// Every chart, with the data that embarrasses charts: long Dutch names, close neighbours, small groups, one row, none.
struct ChartsPage: Page {
  static let template = "kit/charts"
  static let verb: Verb? = .understand
  let title: Message = .verbatim("Noord en Zuid verschillen echt; de andere zijn niet uit elkaar te houden.")
  let unitsHTML: UnitsChart
  let teamsHTML: UnitsChart
  let prioritiesHTML: PrioritiesChart
  let trendHTML: TrendChart
  let gradesHTML: TrendChart
  let splitHTML: SplitBar
  let splitsHTML: SplitBar
  let scoresHTML: ScoreHistogram
  let marksHTML: ScoreHistogram
  let valuesHTML: DotRows
  let competitorsHTML: DotRows
  let stripHTML: ScoreStrip

  static let examples: [String: ChartsPage] = [
    "usual": ChartsPage(isSparse: false), "sparse": ChartsPage(isSparse: true),
  ]

  private init(isSparse: Bool) {
    let most = isSparse ? 1 : 100
    unitsHTML = UnitsChart(
      title: .verbatim("NPS per regio"), measure: .nps,
      rows: Array(
        [
          Self.unit("Noord", 312, 24, 16, 32, .plus), Self.unit("West", 356, 14, 6, 22, .same, band: 1),
          Self.unit("Oost", 287, 12, 3, 21, .same, band: 1),
          Self.unit("Midden", 401, 9, 2, 16, .same, isOwn: true, band: 1),
          Self.unit("Zuid", 130, -6, -15, 3, .minus),
        ].prefix(most)),
      whole: isSparse ? nil : (.verbatim("hele organisatie"), 12),
      caption: .verbatim("Met 95 %-interval; gecorrigeerd voor het aantal vergelijkingen.")
    )
    teamsHTML = UnitsChart(
      title: .verbatim("Rapportcijfer per team"), measure: .grade,
      rows: Array(
        [
          Self.unit("Klantenservice en binnendienst Noordoost-Nederland", 48, 8.1, 7.6, 8.6, .same, band: 1),
          Self.unit("Onderhoud", 1_204, 7.9, 7.8, 8.0, .same, band: 1),
          Self.unit("Duurzame-energie-installaties", 77, 7.2, 6.8, 7.6, .same, band: 2),
          Self.unit("Projecten utiliteitsbouw", 203, 6.9, 6.7, 7.1, .same, band: 2),
        ].prefix(most))
    )
    prioritiesHTML = PrioritiesChart(
      title: .verbatim("Belang en oordeel per drijfveer"), measure: .grade,
      drivers: Array(
        [
          Self.driver("Bereikbaar zijn als het nodig is", 6.2, 0.2, 0.24, 0.05, .improvement),
          Self.driver("Vakkundige monteurs", 8.3, 0.15, 0.2, 0.04, .strength),
          Self.driver("Meedenken", 7.5, 0.2, 0.12, 0.04, .neither),
          Self.driver("Afspraken nakomen", 7.4, 0.2, 0.11, 0.04, .neither),
          Self.driver("Heldere facturen en offertes", 7.3, 0.25, 0.1, 0.04, .neither),
          Self.driver("Vriendelijk", 8.4, 0.15, 0.07, 0.03, .neither),
          Self.driver("Prijs-kwaliteitverhouding", 7.0, 0.3, 0.09, 0.03, .neither),
          Self.driver("Informatie over de voortgang", 6.9, 0.2, 0.07, 0.03, .neither),
        ].prefix(most)),
      caption: .verbatim("Belang: relatief gewicht voor aanbevelen (R² 0,47).")
    )
    trendHTML = TrendChart(
      title: .verbatim("NPS per meting"), measure: .nps,
      waves: Array(
        [
          Self.wave("voorjaar 2025", 1_310, 5, 4), Self.wave("najaar 2025", 1_402, 3, 4),
          Self.wave("voorjaar 2026", 1_377, 8, 4),
          Self.wave("najaar 2026", 1_486, 12, 4),
        ].prefix(most)), target: 20
    )
    gradesHTML = TrendChart(
      title: .verbatim("Rapportcijfer van regio Zuid naast de rest"), measure: .grade,
      waves: Array((1...9).map { Self.wave("\($0) 2026", 90, 6.6 + Double($0 % 4) * 0.15, 0.3) }.prefix(most)),
      beside: TrendChart.Line(
        name: .verbatim("rest van de organisatie"),
        values: Array((1...9).map { 7.4 + Double($0 % 3) * 0.05 }.prefix(most)))
    )
    splitHTML = SplitBar(
      title: .verbatim("Promotors, passief tevredenen en criticasters"),
      rows: [SplitBar.Row(name: nil, count: 1_486, detractors: 0.22, passives: 0.44, promoters: 0.34)]
    )
    splitsHTML = SplitBar(
      title: .verbatim("Verdeling per regio"),
      rows: Array(
        [
          SplitBar.Row(name: .verbatim("Noord"), count: 312, detractors: 0.14, passives: 0.48, promoters: 0.38),
          SplitBar.Row(
            name: .verbatim("Klantenservice en binnendienst Noordoost"), count: 130, detractors: 0.36, passives: 0.61,
            promoters: 0.03),
        ].prefix(most))
    )
    scoresHTML = ScoreHistogram(
      title: .verbatim("Hoe vaak elke score is gegeven"), first: 0,
      counts: isSparse ? Array(repeating: 0, count: 11) : [12, 4, 9, 20, 31, 88, 163, 310, 344, 261, 244]
    )
    marksHTML = ScoreHistogram(
      title: .verbatim("Rapportcijfers"), first: 1,
      counts: isSparse ? [0, 0, 0, 0, 0, 0, 1, 0, 0, 0] : [3, 2, 8, 14, 40, 160, 420, 510, 250, 79],
      isRecommendation: false
    )
    valuesHTML = DotRows(
      title: .verbatim("Hoe klanten onze klantwaarden ervaren"), measure: .grade,
      series: [.verbatim("Nu"), .verbatim("Vorig jaar")],
      rows: Array(
        [
          DotRows.Row(
            name: .verbatim("Wij doen wat we zeggen"), readings: [Reading(7.9, low: 7.7, high: 8.1), Reading(7.4)]),
          DotRows.Row(
            name: .verbatim("Wij denken met je mee, ook als het niet in de offerte staat"),
            readings: [Reading(6.8, low: 6.5, high: 7.1), Reading(6.9)]),
          DotRows.Row(name: .verbatim("Persoonlijk"), readings: [Reading(8.2, low: 8, high: 8.4), nil]),
        ].prefix(most))
    )
    competitorsHTML = DotRows(
      title: .verbatim("Wij naast anderen"), measure: .grade,
      series: ["De Linde", "Van Dorp en Zonen", "Installatiehuis Oost-Nederland", "Feenstra"].map { .verbatim($0) },
      rows: Array(
        [
          DotRows.Row(
            name: .verbatim("Bereikbaar"),
            readings: [Reading(6.2, low: 6, high: 6.4), Reading(7.1), Reading(6.8), Reading(6.3)]),
          DotRows.Row(
            name: .verbatim("Vakkundig"),
            readings: [Reading(8.3, low: 8.1, high: 8.5), Reading(7.6), Reading(7.5), nil]),
        ].prefix(most))
    )
    stripHTML = ScoreStrip(counts: isSparse ? Array(repeating: 0, count: 11) : [1, 0, 1, 2, 3, 8, 16, 31, 34, 26, 24])
  }

  private static func unit(
    _ name: String, _ count: Int, _ value: Double, _ low: Double, _ high: Double, _ standing: UnitsChart.Standing,
    isOwn: Bool = false, band: Int? = nil
  ) -> UnitsChart.Row {
    UnitsChart.Row(
      name: .verbatim(name), count: count, reading: Reading(value, low: low, high: high), standing: standing,
      isOwn: isOwn, band: band
    )
  }

  private static func driver(
    _ name: String, _ performance: Double, _ around: Double, _ importance: Double, _ near: Double,
    _ role: PrioritiesChart.Role
  ) -> PrioritiesChart.Driver {
    PrioritiesChart.Driver(
      name: .verbatim(name), count: 1_486,
      performance: Reading(performance, low: performance - around, high: performance + around),
      importance: Reading(importance, low: importance - near, high: importance + near), role: role
    )
  }

  private static func wave(_ name: String, _ count: Int, _ value: Double, _ around: Double) -> TrendChart.Wave {
    TrendChart.Wave(
      name: .verbatim(name), count: count, reading: Reading(value, low: value - around, high: value + around))
  }
}
