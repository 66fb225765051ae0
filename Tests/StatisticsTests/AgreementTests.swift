import Foundation
import Statistics
import Testing

@Suite struct AgreementTests {
  /// Krippendorff 2011, *Computing Krippendorff's Alpha-Reliability*: four observers, twelve units, gaps.
  static let observers: [[Double?]] = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, nil, nil, nil],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, nil, 3],
    [nil, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, nil],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, nil],
  ]

  @Test(arguments: [
    (KrippendorffAlpha.Scale.nominal, 0.743), (.ordinal, 0.815), (.interval, 0.849),
  ])
  func krippendorffsAlphaEqualsHisOwnExample(scale: KrippendorffAlpha.Scale, printed: Double) throws {
    let alpha = try KrippendorffAlpha(coders: Self.observers, scale: scale)
    #expect(abs(alpha.estimate.value - printed) < 0.0005)
    #expect(alpha.estimate.n == 11)
    #expect(alpha.estimate.missing == 1)
    #expect(try #require(alpha.estimate.interval).contains(alpha.estimate.value))
    let again = try KrippendorffAlpha(coders: Self.observers.reversed(), scale: scale)
    expectClose(again.estimate.value, alpha.estimate.value, within: 1e-12)
  }

  @Test func codersWhoNeverDifferAgreeInFull() throws {
    let alpha = try KrippendorffAlpha(coders: [[1, 2, 3], [1, 2, 3]], scale: .nominal)
    #expect(alpha.estimate.value == 1)
    #expect(throws: StatisticsError.zeroVariance(variable: 0)) {
      try KrippendorffAlpha(coders: [[1, 1, 1], [1, 1, 1]], scale: .nominal)
    }
    #expect(throws: StatisticsError.raggedRow(row: 1, expected: 3, found: 2)) {
      try KrippendorffAlpha(coders: [[1, 1, 1], [1, 1]], scale: .nominal)
    }
  }

  /// Values and delta-method errors by numerical differentiation (numpy).
  @Test(arguments: [
    (WeightedKappa.Weights.none, 0.5784753363228701, 0.05130485588289627),
    (.linear, 0.6992737176577395, 0.04109443905370776), (.quadratic, 0.8050389922015597, 0.03442756673197693),
  ])
  func weightedKappaEqualsTheOracle(weights: WeightedKappa.Weights, value: Double, error: Double) throws {
    let table = [[30, 6, 1, 0], [8, 25, 7, 2], [2, 9, 28, 6], [0, 1, 5, 20]]
    let kappa = try WeightedKappa(table, weights: weights)
    expectClose(kappa.estimate.value, value, within: 1e-12)
    expectClose(kappa.estimate.standardError, error, within: 1e-8)
    let turned = (0..<4).map { i in table.map { $0[i] } }
    expectClose(try WeightedKappa(turned, weights: weights).estimate.value, value, within: 1e-12)
  }

  @Test func kappaOfTheTextbookIsTwoFifths() throws {
    expectClose(try WeightedKappa([[20, 5], [10, 15]]).estimate.value, 0.4, within: 1e-12)
    #expect(throws: StatisticsError.zeroVariance(variable: 0)) { try WeightedKappa([[9, 0], [0, 0]]) }
  }
}

@Suite struct LogOddsTests {
  static let first = ["wachttijd": 30, "vriendelijk": 12, "prijs": 25, "goed": 40]
  static let second = ["wachttijd": 10, "vriendelijk": 30, "prijs": 22, "goed": 55, "snel": 8]

  @Test func wordsEqualTheOracle() throws {
    let odds = try WeightedLogOdds(first: Self.first, second: Self.second)
    let oracle = [
      "goed": (-0.05123710868571962, -0.5751560907967872), "prijs": (0.06679930390786559, 0.52761952232937),
      "snel": (-0.36435847583065817, -1.1661785970331668),
      "vriendelijk": (-0.16176183166981284, -1.2039628766888248),
      "wachttijd": (0.2634457340087226, 1.9112560248657176),
    ]
    #expect(odds.words.count == oracle.count)
    for word in odds.words {
      let expected = try #require(oracle[word.word])
      expectClose(word.estimate.value, expected.0, within: 1e-12)
      expectClose(word.z, expected.1, within: 1e-12)
    }
    #expect(odds.words.first?.word == "wachttijd")
    #expect(odds.words.last?.word == "vriendelijk")
  }

  @Test func swappingTheGroupsTurnsTheSigns() throws {
    let there = try WeightedLogOdds(first: Self.first, second: Self.second, priorTotal: 50)
    let back = try WeightedLogOdds(first: Self.second, second: Self.first, priorTotal: 50)
    for (word, other) in zip(there.words, back.words.reversed()) {
      #expect(word.word == other.word)
      expectClose(word.z, -other.z, within: 1e-12)
    }
  }

  @Test func anEmptyGroupIsRefused() {
    #expect(throws: StatisticsError.noAnswers) { try WeightedLogOdds(first: [:], second: ["a": 1]) }
    #expect(throws: StatisticsError.negativeCount(value: -1)) {
      try WeightedLogOdds(first: ["a": -1, "b": 3], second: ["a": 1])
    }
    #expect(throws: StatisticsError.tooFewAnswers(count: 1, needed: 2)) {
      try WeightedLogOdds(first: ["a": 4], second: ["a": 1])
    }
  }
}
