import Statistics
import Testing

@Suite struct ScaleTests {
  @Test(.enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.absence)))
  func cronbachsAlphaEqualsTheReference() throws {
    let mobi = try SharedData.table("ecsi-mobi/mobi.csv")
    for (block, expected) in try SharedData.reference("ecsi-mobi")["alpha"].table {
      let items = expected["items"].list.map(\.text)
      let moments = try Moments(columns: items.map { mobi.numbers($0) }, missing: .listwise)
      try expectAlpha(moments, expected, block)
    }
    let carpentries = try SharedData.table("carpentries-longterm-2017/longterm_October2017.csv")
    let expected = try SharedData.reference("carpentries-longterm-2017")["alpha"]
    let words = ["Strongly disagree": 1.0, "Disagree": 2, "Neutral": 3, "Agree": 4, "Strongly agree": 5]
    let columns = expected["items"].list.map { carpentries.texts($0.text).map { words[$0] } }
    try expectAlpha(Moments(columns: columns, missing: .listwise), expected, "carpentries")
  }

  @Test func anItemThatContradictsIsSeen() throws {
    let good: [Double?] = [1, 2, 3, 4, 5, 4, 2, 3]
    let alike: [Double?] = [1, 2, 4, 4, 5, 5, 2, 2]
    let reversed = good.map { $0.map { 6 - $0 } }
    let scale = try Reliability(Moments(columns: [good, alike, reversed]), items: [0, 1, 2])
    #expect(scale.items[2].itemRest < 0)
    // Without it, two alike items remain.
    let pair = try Reliability(Moments(columns: [good, alike]), items: [0, 1])
    expectClose(scale.items[2].alphaWithout, pair.estimate.value, within: 1e-12)
    #expect(pair.items.allSatisfy { $0.alphaWithout == nil })
  }

  @Test(.enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.absence)))
  func intraclassCorrelationsEqualTheReference() throws {
    let workload = try SharedData.table("army-wellbeing-workload/bh1996.csv")
    for (column, expected) in try SharedData.reference("army-wellbeing-workload")["icc"].table {
      try expectICC(workload.texts("GRP"), workload.numbers(column), expected, column)
    }
    let waves = try SharedData.table("army-jobsat-3-waves/univbct_wide.csv")
    let companies = zip(waves.texts("BTN"), waves.texts("COMPANY")).map { "\($0) \($1)" }
    for (column, expected) in try SharedData.reference("army-jobsat-3-waves")["icc_company"].table {
      try expectICC(companies, waves.numbers(column), expected, column)
    }
  }

  private func expectICC(_ groups: [String], _ values: [Double?], _ expected: Reference, _ label: String) throws {
    var answers: [String: [Double]] = [:]
    for (group, value) in zip(groups, values) { if let value { answers[group, default: []].append(value) } }
    let found = try IntraclassCorrelation(answers.values.map { IntraclassCorrelation.Group($0) })
    #expect(found.groupCount == Int(expected["groups"].number))
    #expect(found.estimate.n == Int(expected["n"].number))
    expectClose(found.meanGroupSize, expected["mean_group_size"].number, within: 6e-7, label)
    expectClose(found.betweenMeanSquare, expected["ms_between"].number, within: 6e-7, label)
    expectClose(found.withinMeanSquare, expected["ms_within"].number, within: 6e-7, label)
    expectClose(found.f, expected["F"].number, within: 6e-7, label)
    expectClose(found.estimate.value, expected["icc1"].number, within: 6e-7, label)
    expectClose(found.groupMean.value, expected["icc2"].number, within: 6e-7, label)
    #expect(found.p < 0.05)
    #expect(try #require(found.estimate.interval).contains(found.estimate.value))
  }

  @Test func agreementWithinAGroupFollowsTheFormula() throws {
    let agreement = try GroupAgreement(variances: [0.5, 0.8, 0.6], options: 5, n: 9)
    // q = 1 − 0.6333/2; 3q/(3q + 0.31667)
    expectClose(agreement.estimate.value, 2.05 / (2.05 + 1.9 / 6), within: 1e-12)
    expectClose(try GroupAgreement(variances: [0.5], options: 5, n: 9).estimate.value, 0.75, within: 1e-12)
    #expect(try GroupAgreement(variances: [4], options: 5, n: 9).estimate.value == 0)
    #expect(try GroupAgreement(variances: [0, 0], options: 5, n: 9).estimate.value == 1)
    let split = try Histogram(counts: [1: 5, 5: 5])
    #expect(try GroupAgreement(items: [split], options: 5).estimate.value == 0)
    #expect(throws: StatisticsError.tooFewAnswers(count: 1, needed: 2)) {
      try GroupAgreement(items: [Histogram(counts: [3: 1])], options: 5)
    }
  }
}
