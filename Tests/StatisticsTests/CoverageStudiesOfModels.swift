import Foundation
import Statistics

extension SeededGenerator {
  /// A normal number.
  mutating func gauss(_ deviation: Double = 1) -> Double {
    deviation * NormalDistribution.standard.quantile(Double.random(in: 1e-12..<1, using: &self))
  }
}

extension CoverageStudies {
  /// Two drivers and an outcome, rounded to 1-5; the truth comes from a very large sample.
  static func answers(_ n: Int, _ generator: inout SeededGenerator) -> [[Double?]] {
    var columns = [[Double?]](repeating: [], count: 4)
    for _ in 0..<n {
      let mood = generator.gauss()
      let parts = [mood + generator.gauss(), 0.6 * mood + generator.gauss(), generator.gauss(1.2)]
      let outcome = 0.6 * parts[0] + 0.4 * parts[1] + 0.2 * parts[2] + generator.gauss()
      for (index, value) in ([outcome] + parts).enumerated() {
        columns[index].append(max(1, min(5, (3.6 + 0.7 * value).rounded())))
      }
    }
    return columns
  }

  static func drivers(draws: Int) throws -> [CoverageStudy] {
    var generator = SeededGenerator(seed: 77)
    let truth = try DriverAnalysis(Moments(columns: answers(400_000, &generator)), outcome: 0, drivers: [1, 2, 3])
    var studies: [CoverageStudy] = []
    for n in [60, 150, 500] {
      for fromAnswers in [true, false] {
        for (place, strength) in [(0, "strong"), (2, "weak")] {
          let source = fromAnswers ? "from answers" : "from sums"
          studies.append(
            CoverageStudy(
              measure: "LMG, bootstrap \(source)", situation: "\(strength) driver, 5-point answers, n = \(n)",
              draws: draws
            ) { generator in
              let columns = answers(n, &generator)
              let moments = try Moments(columns: columns)
              let seed = generator.next()
              let replicates =
                fromAnswers
                ? try Moments.bootstrap(columns: columns, count: 200, seed: seed)
                : try moments.replicates(count: 200, variables: [0, 1, 2, 3], seed: seed)
              let analysis = try DriverAnalysis(moments, outcome: 0, drivers: [1, 2, 3], replicates: replicates)
              let found = analysis.drivers[place].shapley?.estimate.interval
              return found?.contains(truth.drivers[place].shapley?.estimate.value ?? .nan) == true
            })
        }
      }
      studies.append(
        CoverageStudy(
          measure: "beta, t", situation: "strong driver, 5-point answers, n = \(n)", draws: 5 * draws
        ) { generator in
          let analysis = try DriverAnalysis(
            Moments(columns: answers(n, &generator)), outcome: 0, drivers: [1, 2, 3])
          let expected = truth.drivers[0].regression?.estimate.value ?? .nan
          return analysis.drivers[0].regression?.estimate.interval?.contains(expected) == true
        })
      studies.append(
        CoverageStudy(
          measure: "relative weight, bootstrap from sums", situation: "strong driver, 5-point answers, n = \(n)",
          draws: draws
        ) { generator in
          let moments = try Moments(columns: answers(n, &generator))
          let replicates = try moments.replicates(count: 200, variables: [0, 1, 2, 3], seed: generator.next())
          let analysis = try DriverAnalysis(moments, outcome: 0, drivers: [1, 2, 3], replicates: replicates)
          let expected = truth.drivers[0].relativeWeight?.estimate.value ?? .nan
          return analysis.drivers[0].relativeWeight?.estimate.interval?.contains(expected) == true
        })
      studies.append(
        CoverageStudy(
          measure: "correlation, Fisher", situation: "5-point answers, n = \(n)", draws: 5 * draws
        ) { generator in
          let matrix = try CorrelationMatrix(Moments(columns: answers(n, &generator)), variables: [0, 1])
          let expected = truth.drivers[0].correlation.value
          return try matrix.correlation(0, 1).interval?.contains(expected) == true
        })
    }
    return studies
  }

  static func scales(draws: Int) -> [CoverageStudy] {
    var studies: [CoverageStudy] = []
    for n in [30, 100] {
      // Four items that share half their variance: α = 4·0.5/(1 + 3·0.5) = 0.8.
      studies.append(
        CoverageStudy(measure: "Cronbach's alpha, Feldt", situation: "4 items, normal, n = \(n)", draws: draws) {
          generator in
          var columns = [[Double?]](repeating: [], count: 4)
          for _ in 0..<n {
            let shared = generator.gauss()
            for item in 0..<4 { columns[item].append(shared + generator.gauss()) }
          }
          let scale = try Reliability(Moments(columns: columns), items: [0, 1, 2, 3])
          return scale.estimate.interval?.contains(0.8) == true
        })
    }
    for groups in [10, 40] {
      studies.append(
        CoverageStudy(measure: "ICC(1), F", situation: "\(groups) groups of 12, true 0.2", draws: draws) { generator in
          var sums: [IntraclassCorrelation.Group] = []
          for _ in 0..<groups {
            let level = generator.gauss(0.5)
            sums.append(IntraclassCorrelation.Group((0..<12).map { _ in level + generator.gauss() }))
          }
          return try IntraclassCorrelation(sums).estimate.interval?.contains(0.2) == true
        })
    }
    for spread in [0.0, 5, 15] {
      studies.append(
        CoverageStudy(
          measure: "shrunk unit, empirical Bayes", situation: "20 units, true spread \(Int(spread)), errors 4 to 20",
          draws: draws
        ) { generator in
          var truths: [Double] = []
          var estimates: [Estimate] = []
          for unit in 0..<20 {
            let truth = 30 + generator.gauss(spread)
            let error = 4 + 16 * Double(unit) / 19
            truths.append(truth)
            estimates.append(
              Estimate(
                value: truth + generator.gauss(error), standardError: error, interval: nil, n: 30, method: .npsWald))
          }
          let unit = generator.next() % 20
          return try Shrinkage(estimates).units[Int(unit)].estimate.interval?.contains(truths[Int(unit)]) == true
        })
    }
    return studies
  }

  /// Two coders who give each text the right code of four three times out of four, and guess otherwise: κ = α = 0.75².
  static func coders(draws: Int) -> [CoverageStudy] {
    func codes(_ n: Int, _ generator: inout SeededGenerator) -> [[Double?]] {
      var coders = [[Double?]](repeating: [], count: 2)
      for _ in 0..<n {
        let right = Int.random(in: 0..<4, using: &generator)
        for coder in 0..<2 {
          let isRight = Int.random(in: 0..<4, using: &generator) > 0
          coders[coder].append(Double(isRight ? right : Int.random(in: 0..<4, using: &generator)))
        }
      }
      return coders
    }
    var studies: [CoverageStudy] = []
    for n in [30, 100] {
      studies.append(
        CoverageStudy(
          measure: "Krippendorff's alpha, bootstrap", situation: "2 coders, 4 codes, n = \(n)", draws: draws
        ) { generator in
          let alpha = try KrippendorffAlpha(
            coders: codes(n, &generator), scale: .nominal, draws: 300, seed: generator.next())
          return alpha.estimate.interval?.contains(0.5625) == true
        })
      studies.append(
        CoverageStudy(measure: "kappa, Fleiss", situation: "2 coders, 4 codes, n = \(n)", draws: draws) { generator in
          let coders = codes(n, &generator)
          var table = [[Int]](repeating: [0, 0, 0, 0], count: 4)
          for (first, second) in zip(coders[0], coders[1]) { table[Int(first ?? 0)][Int(second ?? 0)] += 1 }
          return try WeightedKappa(table).estimate.interval?.contains(0.5625) == true
        })
      studies.append(
        CoverageStudy(
          measure: "log-odds, Dirichlet prior", situation: "no difference, 50 words, \(20 * n) words each group",
          draws: draws
        ) { generator in
          func text() -> [String: Int] {
            var counts: [String: Int] = [:]
            for _ in 0..<(20 * n) {
              // Few words often, most words seldom.
              let u = Double.random(in: 0..<1, using: &generator)
              counts["\(Int(50 * u * u))", default: 0] += 1
            }
            return counts
          }
          let odds = try WeightedLogOdds(first: text(), second: text())
          return odds.words.first { $0.word == "10" }?.estimate.interval?.contains(0) == true
        })
    }
    return studies
  }

  static func effects(draws: Int) -> [CoverageStudy] {
    var studies: [CoverageStudy] = []
    let inferences: [(String, ActionEffect.Inference)] = [
      ("clustered t", .clustered), ("wild bootstrap", .wildBootstrap(draws: 199, seed: 1)),
    ]
    for (name, inference) in inferences {
      for (early, late, never) in [(1, 1, 4), (3, 2, 5), (8, 7, 15)] {
        studies.append(
          CoverageStudy(
            measure: "effect of actions, \(name)",
            situation: "\(early) + \(late) units act in two waves, \(never) don't", draws: draws
          ) { generator in
            var units: [Panel.Unit] = []
            for (actedFrom, size) in [(2, early), (3, late), (nil, never)] as [(Int?, Int)] {
              for _ in 0..<size {
                let level = generator.gauss(10)
                let outcomes = (0..<5).map { wave -> Double? in
                  let effect = actedFrom.map { wave >= $0 ? 8.0 : 0 } ?? 0
                  return 30 + level + 2 * Double(wave) + effect + generator.gauss(6)
                }
                units.append(Panel.Unit(outcomes: outcomes, actedFrom: actedFrom))
              }
            }
            return try ActionEffect(Panel(units: units), inference: inference).overall.interval?.contains(8) == true
          })
      }
    }
    return studies
  }
}
