import Foundation
import Localization
import Testing
import Values

@testable import Web

private let nl = TestSite.renderer.book(.nl)
private let en = TestSite.renderer.book(.en)

/// The numbers in an attribute of all elements of a drawing.
private func numbers(_ name: String, in html: String) -> [Double] {
  html.components(separatedBy: " \(name)=\"").dropFirst().compactMap { Double($0.prefix { $0 != "\"" }) }
}

/// SplitMix64: the same walk in every run.
private struct Dice: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}

@Suite struct ChartTests {
  /// Whatever the parts: together a hundred, none further than a point from what it is, and no part overtakes a larger one.
  @Test func partsOfAWholeMakeAHundred() {
    var random = Dice(state: 5)
    for _ in 0..<5_000 {
      let shares = (0..<Int.random(in: 1...7, using: &random)).map { _ in
        Bool.random(using: &random)
          ? Double.random(in: 0...1, using: &random) : Double(Int.random(in: 0...3, using: &random))
      }
      let total = shares.reduce(0, +)
      let percents = WholePercents(of: shares).parts
      guard total > 0 else {
        #expect(percents.allSatisfy { $0 == 0 })
        continue
      }
      #expect(percents.reduce(0, +) == 100, "\(shares)")
      for (share, percent) in zip(shares, percents) { #expect(abs(share / total * 100 - Double(percent)) < 1) }
      for (a, b) in zip(zip(shares, percents), zip(shares, percents).dropFirst()) where a.0 > b.0 {
        #expect(a.1 >= b.1)
      }
    }
    #expect(WholePercents(of: [1, 1, 1]).parts == [34, 33, 33])
  }

  private let units = UnitsChart(
    title: .verbatim("NPS per regio"), measure: .nps,
    rows: [
      UnitsChart.Row(
        name: .verbatim("Noord & <co>"), count: 1_312, reading: Reading(24, low: 16, high: 32), standing: .plus),
      UnitsChart.Row(
        name: .verbatim("Zuid"), count: 130, reading: Reading(-6.4, low: -15, high: 3), standing: .minus, band: 1),
      UnitsChart.Row(name: .verbatim("Zee"), count: 9, reading: Reading(-8), standing: .same, band: 1),
    ]
  )

  @Test func everyChartHasATitleADescriptionAndATable() {
    let html = units.drawn(in: nl).text
    #expect(html.ranges(of: "<svg").count == 2)
    #expect(html.ranges(of: "<title>NPS per regio</title>").count == 2)
    #expect(html.contains("<desc>Noord &amp; &lt;co&gt; +24; Zuid −6; Zee −8</desc>"))
    #expect(html.contains("<td class=\"n\">1.312</td><td class=\"n\">+24</td><td class=\"n\">+16\u{a0}–\u{a0}+32</td>"))
    #expect(!html.contains("<co>"))
  }

  @Test func numbersAreWrittenInTheReadersLanguage() {
    #expect(units.drawn(in: en).text.contains("<td class=\"n\">1,312</td>"))
    #expect(Measure.grade.write(7.649, nl) == "7,6")
    #expect(Measure.share.write(0.305, nl) == "31\u{a0}%")
    #expect(!Measure.nps.write(31, nl).contains("%"))
  }

  @Test func unitsThatCantBeToldApartShareOneBand() {
    #expect(units.drawn(in: nl).text.components(separatedBy: "class=\"band\"").count - 1 == 2)  // one in each drawing
    let alone = UnitsChart(title: units.title, measure: .nps, rows: Array(units.rows.prefix(2)))
    #expect(!alone.drawn(in: nl).text.contains("class=\"band\""))
  }

  @Test func nothingIsDrawnOutsideItsFrame() throws {
    for (name, page) in ChartsPage.examples {
      for child in Mirror(reflecting: page).children {
        guard let chart = child.value as? any Drawing else { continue }
        let html = chart.drawn(in: nl).text
        for svg in html.components(separatedBy: "<svg viewBox=\"0 0 ").dropFirst() {
          let size = svg.prefix { $0 != "\"" }.split(separator: " ").compactMap { Double($0) }
          let drawing = svg.components(separatedBy: "</svg>")[0]
          let place = "\(name) \(child.label ?? "")"
          #expect(size.count == 2 && size[1] > 0, "\(place)")
          for x in ["x", "x1", "x2", "cx"].flatMap({ numbers($0, in: drawing) }) {
            #expect((0...size[0]).contains(x), "\(place) x \(x)")
          }
          for y in ["y", "y1", "y2", "cy"].flatMap({ numbers($0, in: drawing) }) {
            #expect((0...size[1]).contains(y), "\(place) y \(y)")
          }
          #expect(!drawing.contains("nan") && !drawing.contains("inf"))
        }
      }
    }
  }

  @Test func namesBesidePointsKeepClearOfEachOther() {
    var placement = LabelPlacement(bounds: .init(x: 0, y: 0, width: 520, height: 340))
    let points = [(100.0, 100.0), (104, 108), (96, 112), (110, 96), (505, 20), (12, 330), (250, 170), (252, 174)]
    for (x, y) in points { placement.avoid(.init(x: x - 9, y: y - 9, width: 18, height: 18)) }
    let placed = points.map { x, y in placement.place("Klantenservice en binnendienst Noordoost", at: x, y, width: 150)
    }
    for (index, one) in placed.enumerated() {
      for other in placed.dropFirst(index + 1) { #expect(one.box.overlap(other.box) == 0) }
      #expect(one.box.x >= 0 && one.box.x + one.box.width <= 520 && one.box.y >= 0 && one.box.y + one.box.height <= 340)
      #expect(one.lines.count <= 2)
    }
  }

  /// Fifteen long names on one spot are numbered, with the names below; a few that have room stand beside their points.
  @Test func namesThatWouldLieOverEachOtherStandBelow() {
    func chart(_ count: Int, _ name: String, step: Double) -> String {
      PrioritiesChart(
        title: .verbatim("Priorities"), measure: .grade,
        drivers: (0..<count).map { place in
          PrioritiesChart.Driver(
            name: .verbatim("\(name) \(place)"), count: 100,
            performance: Reading(7.4 + Double(place) * step), importance: Reading(0.06 + Double(place) * step / 10),
            role: .neither)
        }
      ).drawn(in: nl).text
    }
    let crowded = chart(15, "Information booths on the lower level, near baggage claim", step: 0.01)
    let wide = crowded.components(separatedBy: "class=\"narrow\"")[0]
    #expect(wide.contains("<ol class=\"key\">") && wide.contains(">15</text>"))
    let roomy = chart(4, "Prijs", step: 0.5).components(separatedBy: "class=\"narrow\"")[0]
    #expect(!roomy.contains("<ol") && roomy.contains("Prijs 3"))
  }

  @Test func longNamesAreBrokenToFit() {
    #expect(TextWidth.lines("Noord", width: 100) == ["Noord"])
    let lines = TextWidth.lines("Arbeidsongeschiktheidsverzekeringsmaatschappij Noord en Zuid", width: 150)
    #expect(lines.count == 2 && lines.allSatisfy { TextWidth.of($0) <= 150 })
    #expect(lines[1].hasSuffix("…"))
    #expect(TextWidth.lines("Prijs-kwaliteitverhouding", width: 160) == ["Prijs-", "kwaliteitverhouding"])
    #expect(TextWidth.lines("", width: 100) == [])
  }

  @Test(arguments: [
    ([-15.0, 32], -100.0...100, [-10.0, 0, 10, 20, 30]), ([7.6], 1...10, [7.55, 7.6, 7.65]),
    ([0.0, 1], 0...1, [0, 0.2, 0.4, 0.6, 0.8, 1]),
    ([.nan], 0...1, [0, 0.2, 0.4, 0.6, 0.8, 1]), ([], 1...10, [2, 4, 6, 8, 10]),
  ]) func anAxisHasRoundTicksWithinItsBounds(values: [Double], bounds: ClosedRange<Double>, ticks: [Double]) {
    let axis = Axis(covering: values, within: bounds, from: 0, to: 100, ticks: 5)
    #expect(axis.low >= bounds.lowerBound && axis.high <= bounds.upperBound)
    for value in values where value.isFinite { #expect((0...100).contains(axis(value))) }
    if bounds.lowerBound != 1 || values.isEmpty {
      #expect(axis.ticks.map { ($0 * 100).rounded() / 100 } == ticks)
    } else {
      #expect(axis.ticks.count >= 2)
    }
  }

  @Test func anEmptyChartIsStillADrawing() {
    let empty: [any Drawing] = [
      UnitsChart(title: .verbatim(""), measure: .grade, rows: []),
      PrioritiesChart(title: .verbatim(""), measure: .grade, drivers: []),
      TrendChart(title: .verbatim(""), measure: .nps, waves: []), SplitBar(title: .verbatim(""), rows: []),
      ScoreHistogram(title: .verbatim(""), first: 0, counts: []),
      DotRows(title: .verbatim(""), measure: .grade, series: [], rows: []),
      ScoreStrip(counts: []),
    ]
    for chart in empty { #expect(chart.drawn(in: nl).text.contains("</svg>")) }
  }
}
