import Foundation
import Statistics
import Testing

/// Equality with figures that were computed independently (numpy, scipy), which are rounded to six decimals.
@Suite(.enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.absence)))
struct ReferenceScoreTests {
  @Test func theAirportScoresEqualTheReference() throws {
    let reference = try SharedData.reference("sfo-airport-2017")
    let table = try SharedData.table("sfo-airport-2017/sfo_2017.csv")
    let answers = table.numbers("NETPRO")
    let all = try Histogram(answers: answers)
    try expectNetPromoter(all, reference["nps"], "airport")
    // 11 is written for blank: out of range, so missing.
    let score = try NetPromoterScore(all)
    #expect(score.estimate.n + score.estimate.missing == Int(reference["rows"].number))
    #expect(score.outOfRange > 0)
    for (question, expected) in reference["ratings"].table {
      try expectRating(
        Histogram(answers: table.numbers(question, valid: 1...5)), expected, scale: 1...5, question)
    }
    let areas = table.texts("BAREA")
    for (area, expected) in reference["nps_by_boarding_area"].table {
      let part = try Histogram(answers: zip(areas, answers).filter { $0.0 == area }.map(\.1))
      expectClose(try NetPromoterScore(part).estimate.value, expected["nps"].number, within: 1e-6, area)
    }
  }

  @Test func theWeightedAirportScoreEqualsTheReference() throws {
    let reference = try SharedData.reference("sfo-airport-2017")["nps_weighted"]
    let table = try SharedData.table("sfo-airport-2017/sfo_2017.csv")
    let weights = table.numbers("WEIGHT").map { $0 ?? 0 }
    let answers = try Histogram(answers: table.numbers("NETPRO"), weights: weights)
    let score = try NetPromoterScore(answers, intervalMethod: .wald)
    let place = #_sourceLocation
    #expect(score.estimate.n == Int(reference["n"].number))
    expectFigure(answers.keeping(0...10).weight, reference["sum_weights"], "sum of weights", place)
    expectClose(score.estimate.effectiveN, reference["n_effective_kish"].number, within: 1e-6)
    expectFigure(score.promoters, reference["promoter_pct"], "promoters", place)
    expectFigure(score.detractors, reference["detractor_pct"], "detractors", place)
    expectFigure(score.estimate.value, reference["nps"], "nps", place)
    expectFigure(score.estimate.standardError, reference["se"], "se", place)
    expectFigure(score.estimate.interval?.low, reference["ci95"][0], "low", place)
    expectFigure(score.estimate.interval?.high, reference["ci95"][1], "high", place)
    expectFigure(answers.keeping(0...10).mean, reference["weighted_mean"], "mean", place)
  }

  @Test func theCarpentriesScoresEqualTheReference() throws {
    let reference = try SharedData.reference("carpentries-longterm-2017")
    try expectNetPromoter(
      Histogram(counts: reference["nps", "distribution"].counts), reference["nps"], "carpentries")
    for (item, expected) in reference["items"].table {
      try expectRating(Histogram(counts: expected["distribution"].counts), expected, scale: 1...5, item)
    }
  }

  @Test func theMobileScoresEqualTheReference() throws {
    let reference = try SharedData.reference("ecsi-mobi")
    for (item, expected) in reference["items"].table {
      try expectRating(Histogram(counts: expected["distribution"].counts), expected, scale: 1...10, item)
    }
    let table = try SharedData.table("ecsi-mobi/mobi.csv")
    for (block, items) in [("Value", ["PERV1", "PERV2"]), ("Loyalty", ["CUSL1", "CUSL2", "CUSL3"])] {
      let columns = items.map { table.numbers($0) }
      let means = (0..<250).map { row in columns.compactMap { $0[row] }.reduce(0, +) / Double(items.count) }
      let index = try #require(try MeanScore(Histogram(answers: means), scale: 1...10).index)
      let expected = reference["index_0_100", block]
      let place = #_sourceLocation
      expectFigure(index.value, expected["mean"], "\(block) index", place)
      expectFigure(index.interval?.low, expected["ci95_mean"][0], "\(block) low", place)
      expectFigure(index.interval?.high, expected["ci95_mean"][1], "\(block) high", place)
    }
  }

  @Test func thePublishedExamplesEqualTheReference() throws {
    let reference = try SharedData.reference("published-drivers-and-nps")
    let examples = reference["nps_examples_promoters_passives_detractors"].table
    #expect(examples.count == 10)
    for (name, expected) in examples {
      let counts = [10: "promoters", 8: "passives", 0: "detractors"].mapValues { Int(expected[$0].number) }
      try expectNetPromoter(Histogram(counts: counts), expected, name)
    }
    let expected = reference["nps_difference_example"]
    let first = try NetPromoterScore(promoters: 50, passives: 30, detractors: 20)
    let second = try NetPromoterScore(promoters: 40, passives: 30, detractors: 30)
    try expectDifference(first, second, expected)
  }

  /// The reference took differences of scores that were already rounded to six decimals, hence the wider tolerance.
  private func expectDifference(
    _ first: NetPromoterScore, _ second: NetPromoterScore, _ expected: Reference,
    place: SourceLocation = #_sourceLocation
  ) throws {
    let wald = try first.difference(from: second, method: .wald)
    let adjusted = try first.difference(from: second)
    for (found, key) in [
      (wald.value, "diff"), (wald.standardError, "se_wald"), (wald.statistic, "z_wald"),
      (wald.p, "p_two_sided_wald"), (adjusted.centre, "diff_adj"), (adjusted.standardError, "se_adj"),
      (adjusted.statistic, "z_adj"), (adjusted.p, "p_two_sided_adj"),
    ] as [(Double?, String)] {
      expectClose(found, expected[key].number, within: 1.5e-6, key, sourceLocation: place)
    }
    expectClose(adjusted.interval.low, expected["ci95_adj"][0].number, within: 1.5e-6, sourceLocation: place)
    expectClose(adjusted.interval.high, expected["ci95_adj"][1].number, within: 1.5e-6, sourceLocation: place)
  }

  @Test func theMaintainersWavesDifferAsInTheReference() throws {
    let reference = try SharedData.reference("cncf-maintainers-a")
    var scores: [String: NetPromoterScore] = [:]
    for wave in ["2021H1", "2022H1", "2022H2"] {
      let answers = try Histogram(counts: reference["waves", wave, "nps", "distribution"].counts)
      try expectNetPromoter(answers, reference["waves", wave, "nps"], wave)
      scores[wave] = try NetPromoterScore(answers)
    }
    for (later, earlier) in [("2022H1", "2021H1"), ("2022H2", "2022H1")] {
      try expectDifference(
        #require(scores[later]), #require(scores[earlier]), reference["nps_change", "\(later) minus \(earlier)"])
    }
  }

  @Test func theEmployeesFavourabilityEqualsTheReference() throws {
    let reference = try SharedData.reference("pierce-county-employees")
    let table = try SharedData.table("pierce-county-employees/employee_survey.csv")
    let questions = table.texts("Question").map { String($0.prefix { $0 != "." }) }
    let departments = table.texts("Department")
    let answers = table.numbers("Response", valid: 1...4)
    for (question, expected) in reference["questions"].table {
      let mine = try Histogram(answers: zip(questions, answers).filter { $0.0 == question }.map(\.1))
      let favourability = try Favourability(mine, scale: 1...4)
      let place = #_sourceLocation
      #expect(favourability.estimate.n == Int(expected["n"].number))
      #expect(
        favourability.estimate.missing == Int(expected["not_applicable"].number + expected["missing"].number))
      expectFigure(favourability.favourable.value, expected["favourable_pct"], "favourable", place)
      #expect(favourability.neutral.value == 0)
      expectFigure(
        try BoxShare(mine, scale: 1...4, boxes: 1).estimate.value, expected["strongly_agree_pct"], "top", place)
      expectFigure(mine.mean, expected["mean"], "mean", place)
    }
    for (department, limits) in reference["wilson_question_10"].table {
      let mine = zip(zip(questions, departments), answers).filter { $0.0 == ("10", department) }.map(\.1)
      let favourability = try Favourability(Histogram(answers: mine), scale: 1...4)
      expectFigure(favourability.estimate.interval?.low, limits[0], department, #_sourceLocation)
      expectFigure(favourability.estimate.interval?.high, limits[1], department, #_sourceLocation)
    }
  }

  @Test func theSoldiersPairedChangesEqualTheReference() throws {
    let reference = try SharedData.reference("army-jobsat-3-waves")
    let table = try SharedData.table("army-jobsat-3-waves/univbct_wide.csv")
    for (later, earlier) in [(2, 1), (3, 2), (3, 1)] {
      let expected = reference["paired_t_jobsat", "wave \(later) minus \(earlier)"]
      let sums = try PairedSums(
        earlier: table.numbers("JOBSAT\(earlier)"), later: table.numbers("JOBSAT\(later)"))
      let difference = try sums.difference()
      #expect(difference.firstN == Int(expected["pairs"].number))
      expectFigure(difference.value, expected["diff"], "difference", #_sourceLocation)
      expectFigure(difference.statistic, expected["t"], "t", #_sourceLocation)
      expectClose(difference.p, expected["p"].number, within: 6e-9)
    }
    for (column, expected) in reference["overall"].table {
      try expectRating(Histogram(answers: table.numbers(column)), expected, scale: 1...5, column)
    }
  }
}
