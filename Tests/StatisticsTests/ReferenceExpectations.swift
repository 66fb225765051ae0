import Statistics
import Testing

/// The references are rounded to six decimals.
let referenceRounding = 6e-7

func expectFigure(_ found: Double?, _ reference: Reference, _ label: String, _ place: SourceLocation) {
  guard let found else {
    Issue.record("\(label) has no value", sourceLocation: place)
    return
  }
  #expect(
    abs(found - reference.number) <= referenceRounding, "\(label): \(found) against \(reference.number)",
    sourceLocation: place)
}

func expectNetPromoter(
  _ answers: Histogram, _ reference: Reference, _ label: String, place: SourceLocation = #_sourceLocation
) throws {
  let adjusted = try NetPromoterScore(answers)
  let wald = try NetPromoterScore(answers, intervalMethod: .wald)
  let trinomial = try NetPromoterScore(answers, intervalMethod: .trinomialT)
  #expect(adjusted.estimate.n == Int(reference["n"].number), sourceLocation: place)
  func clipped(_ limit: Reference) -> Reference { .number(max(-100, min(100, limit.number))) }
  expectFigure(adjusted.estimate.value, reference["nps"], "\(label) nps", place)
  expectFigure(adjusted.promoters, reference["promoter_pct"], "\(label) promoters", place)
  expectFigure(adjusted.passives, reference["passive_pct"], "\(label) passives", place)
  expectFigure(adjusted.detractors, reference["detractor_pct"], "\(label) detractors", place)
  expectFigure(adjusted.estimate.centre, reference["adjusted_wald", "nps_adj"], "\(label) adjusted", place)
  expectFigure(adjusted.estimate.standardError, reference["adjusted_wald", "se"], "\(label) adjusted se", place)
  expectFigure(wald.estimate.standardError, reference["se_wald"], "\(label) wald se", place)
  let pairs = [
    (adjusted, reference["adjusted_wald", "ci95"]), (wald, reference["ci95_wald"]),
    (trinomial, reference["trinomial_t", "ci95"]),
  ]
  for (score, limits) in pairs where !limits.list.isEmpty {
    expectFigure(score.estimate.interval?.low, clipped(limits[0]), "\(label) \(score.estimate.method) low", place)
    expectFigure(score.estimate.interval?.high, clipped(limits[1]), "\(label) \(score.estimate.method) high", place)
  }
}

func expectRating(
  _ answers: Histogram, _ reference: Reference, scale: ClosedRange<Int>, _ label: String,
  place: SourceLocation = #_sourceLocation
) throws {
  let mean = try MeanScore(answers, scale: Double(scale.lowerBound)...Double(scale.upperBound))
  #expect(mean.estimate.n == Int(reference["n"].number), "\(label)", sourceLocation: place)
  expectFigure(mean.estimate.value, reference["mean"], "\(label) mean", place)
  expectFigure(mean.standardDeviation, reference["sd"], "\(label) sd", place)
  expectFigure(answers.median, reference["median"], "\(label) median", place)
  expectFigure(mean.estimate.interval?.low, reference["ci95_mean"][0], "\(label) low", place)
  expectFigure(mean.estimate.interval?.high, reference["ci95_mean"][1], "\(label) high", place)
  guard case .number(let top) = reference["top_box_n"] else { return }
  let boxes = scale.upperBound == 10 ? 2 : scale.upperBound == 4 ? 1 : 2
  let share = try BoxShare(answers, scale: scale, boxes: boxes)
  #expect(share.count == Int(top), "\(label)", sourceLocation: place)
  expectFigure(share.estimate.value, reference["top_box_pct"], "\(label) top", place)
  expectFigure(share.estimate.interval?.low, reference["top_box_ci95_wilson"][0], "\(label) Wilson low", place)
  expectFigure(share.estimate.interval?.high, reference["top_box_ci95_wilson"][1], "\(label) Wilson high", place)
  guard scale == 1...5 else { return }
  let bottom = try BoxShare(answers, scale: scale, boxes: 2, end: .bottom)
  expectFigure(bottom.estimate.value, reference["bottom_box_pct"], "\(label) bottom", place)
}

/// Compares a listwise analysis of `columns` with a reference that names outcome and predictors.
func expectDrivers(_ reference: Reference, _ column: (String) -> [Double?]) throws {
  let names = Array(reference["predictors"].table.keys).sorted()
  #expect(!names.isEmpty)
  let moments = try Moments(
    columns: [column(reference["y"].text)] + names.map(column), missing: .listwise)
  var options = DriverAnalysis.Options()
  (options.minimumAnswers, options.answersPerDriver) = (3, 1)
  let analysis = try DriverAnalysis(moments, outcome: 0, drivers: Array(1...names.count), options: options)
  #expect(analysis.n == Int(reference["n_listwise"].number))
  expectClose(analysis.rSquared, reference["r_squared"].number, within: referenceRounding, "R²")
  expectClose(analysis.adjustedRSquared, reference["adj_r_squared"].number, within: referenceRounding, "adjusted R²")
  let printed = reference["correlations"]
  let matrix = try CorrelationMatrix(moments, variables: Array(0...names.count))
  for (i, first) in ([reference["y"].text] + names).enumerated() {
    for (j, second) in ([reference["y"].text] + names).enumerated() {
      expectClose(
        matrix.values[i, j], printed[first, second].number, within: referenceRounding, "r of \(first) and \(second)")
    }
  }
  for (name, driver) in zip(names, analysis.drivers) {
    let expected = reference["predictors", name]
    expectClose(driver.mean, expected["mean"].number, within: referenceRounding, "\(name) mean")
    expectClose(driver.standardDeviation, expected["sd"].number, within: referenceRounding, "\(name) sd")
    expectClose(driver.correlation.value, expected["r_with_y"].number, within: referenceRounding, "\(name) r")
    expectClose(driver.slope, expected["b"].number, within: referenceRounding, "\(name) b")
    expectClose(driver.regression?.estimate.value, expected["beta"].number, within: referenceRounding, "\(name) beta")
    expectClose(driver.shapley?.estimate.value, expected["lmg"].number, within: referenceRounding, "\(name) LMG")
    expectClose(driver.shapley?.share, expected["lmg_pct"].number, within: referenceRounding, "\(name) LMG share")
    expectClose(
      driver.relativeWeight?.estimate.value, expected["rel_weight_raw"].number, within: referenceRounding,
      "\(name) weight")
    expectClose(
      driver.relativeWeight?.share, expected["rel_weight_pct"].number, within: referenceRounding, "\(name) share")
  }
}

func expectAlpha(_ moments: Moments, _ expected: Reference, _ label: String) throws {
  let scale = try Reliability(moments, items: Array(0..<moments.variableCount))
  #expect(scale.estimate.n == Int(expected["n_listwise"].number))
  expectClose(scale.estimate.value, expected["alpha"].number, within: referenceRounding, label)
  expectClose(scale.standardised, expected["alpha_standardised"].number, within: referenceRounding, label)
  expectClose(scale.meanCorrelation, expected["mean_inter_item_r"].number, within: referenceRounding, label)
  let interval = try #require(scale.estimate.interval)
  #expect(interval.contains(scale.estimate.value) && interval.width > 0)
}
