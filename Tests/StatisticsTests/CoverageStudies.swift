import Foundation
import Statistics

/// One question of the coverage table: in this situation, does one drawn sample's interval contain the truth?
struct CoverageStudy {
  let measure: String
  let situation: String
  let draws: Int
  let covers: (inout SeededGenerator) throws -> Bool

  /// The share of draws whose interval contained the truth, in percent.
  func coverage(seed: UInt64) throws -> Double {
    var generator = SeededGenerator(seed: seed)
    var covered = 0
    for _ in 0..<draws where try covers(&generator) { covered += 1 }
    return 100 * Double(covered) / Double(draws)
  }
}

/// A population that answers are drawn from.
struct AnswerPopulation {
  let name: String
  let values: [Double]
  let parts: [Double]

  func draw(_ generator: inout SeededGenerator) -> Double {
    var u = Double.random(in: 0..<1, using: &generator)
    for (value, part) in zip(values, parts) {
      u -= part
      if u < 0 { return value }
    }
    return values[values.count - 1]
  }

  func sample(_ n: Int, _ generator: inout SeededGenerator) throws -> Histogram {
    try Histogram(answers: (0..<n).map { _ -> Double? in draw(&generator) })
  }

  var mean: Double { zip(values, parts).reduce(0) { $0 + $1.0 * $1.1 } }
  var net: Double { zip(values, parts).reduce(0) { $0 + ($1.0 >= 9 ? 100 : $1.0 < 7 ? -100 : 0) * $1.1 } }
  func share(_ condition: (Double) -> Bool) -> Double {
    zip(values, parts).reduce(0) { $0 + (condition($1.0) ? 100 * $1.1 : 0) }
  }

  static let mixed = Self(name: "45/35/20", values: [9, 7, 4], parts: [0.45, 0.35, 0.2])
  static let happy = Self(name: "80/15/5", values: [9, 7, 4], parts: [0.8, 0.15, 0.05])
  static let even = Self(name: "33/33/33", values: [9, 7, 4], parts: [1.0 / 3, 1.0 / 3, 1.0 / 3])
  /// Report grades as Dutch customers give them: long to the left.
  static let grades = Self(
    name: "rapportcijfer", values: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    parts: [0.02, 0.01, 0.01, 0.02, 0.05, 0.12, 0.29, 0.33, 0.10, 0.05])
}

enum CoverageStudies {
  /// Which rows to make: "all" or a part of a measure's name; nothing by default, for it takes minutes.
  static let wanted = ProcessInfo.processInfo.environment["KOMPAS_COVERAGE"]

  static func scores(draws: Int) -> [CoverageStudy] {
    var studies: [CoverageStudy] = []
    for method in NetPromoterScore.IntervalMethod.allCases {
      for population in [AnswerPopulation.mixed, .happy, .even] {
        for n in [5, 10, 30, 100] {
          studies.append(
            CoverageStudy(measure: "NPS, \(method.rawValue)", situation: "\(population.name), n = \(n)", draws: draws) {
              generator in
              let score = try NetPromoterScore(population.sample(n, &generator), intervalMethod: method)
              return score.estimate.interval?.contains(population.net) == true
            })
        }
      }
    }
    for share in [0.5, 0.8, 0.95] {
      for n in [5, 10, 30, 100] {
        let population = AnswerPopulation(name: "", values: [5, 2], parts: [share, 1 - share])
        studies.append(
          CoverageStudy(measure: "share, Wilson", situation: "\(Int(100 * share))%, n = \(n)", draws: draws) {
            generator in
            let box = try BoxShare(population.sample(n, &generator), scale: 1...5)
            return box.estimate.interval?.contains(100 * share) == true
          })
      }
    }
    for n in [5, 10, 30, 100] {
      studies.append(
        CoverageStudy(measure: "mean, t", situation: "report grades, n = \(n)", draws: draws) { generator in
          let mean = try Estimate(meanOf: AnswerPopulation.grades.sample(n, &generator))
          // Nobody differs: no width, and the truth is no whole mark.
          return mean.interval?.contains(AnswerPopulation.grades.mean) == true
        })
    }
    return studies + corrected(draws: draws)
  }

  private static func corrected(draws: Int) -> [CoverageStudy] {
    var studies: [CoverageStudy] = []
    for n in [30, 100, 300] {
      studies.append(
        CoverageStudy(measure: "NPS, weighted", situation: "weights 0.3 to 3, 45/35/20, n = \(n)", draws: draws) {
          generator in
          let answers = (0..<n).map { _ -> Double? in AnswerPopulation.mixed.draw(&generator) }
          let weights = (0..<n).map { _ in exp(Double.random(in: log(0.3)...log(3), using: &generator)) }
          let score = try NetPromoterScore(Histogram(answers: answers, weights: weights))
          return score.estimate.interval?.contains(25) == true
        })
    }
    for n in [30, 100, 300] {
      func weighted(_ generator: inout SeededGenerator) throws -> Histogram {
        let answers = (0..<n).map { _ -> Double? in AnswerPopulation.grades.draw(&generator) }
        let weights = (0..<n).map { _ in exp(Double.random(in: log(0.3)...log(3), using: &generator)) }
        return try Histogram(answers: answers, weights: weights)
      }
      studies.append(
        CoverageStudy(measure: "mean, weighted", situation: "weights 0.3 to 3, report grades, n = \(n)", draws: draws) {
          generator in
          try Estimate(meanOf: weighted(&generator)).interval?.contains(AnswerPopulation.grades.mean) == true
        })
      studies.append(
        CoverageStudy(measure: "share, weighted", situation: "weights 0.3 to 3, 15%, n = \(n)", draws: draws) {
          generator in
          let share = try Estimate(shareOf: weighted(&generator), where: { $0 >= 9 })
          return share.interval?.contains(AnswerPopulation.grades.share { $0 >= 9 }) == true
        })
    }
    for n in [6, 9, 11] {
      // A team of twelve: 6 promoters, 4 passives, 2 detractors.
      let team: [Double] = [Double](repeating: 9, count: 6) + [7, 7, 7, 7, 4, 4]
      studies.append(
        CoverageStudy(
          measure: "NPS, finite population", situation: "team of 12, \(n) answered", draws: draws
        ) { generator in
          let answers = team.shuffled(using: &generator).prefix(n).map { Optional($0) }
          let score = try NetPromoterScore(Histogram(answers: answers), population: 12)
          return score.estimate.interval?.contains(100.0 * 4 / 12) == true
        })
      studies.append(
        CoverageStudy(
          measure: "mean, finite population", situation: "team of 12, \(n) answered", draws: draws
        ) { generator in
          let answers = team.shuffled(using: &generator).prefix(n).map { Optional($0) }
          let mean = try Estimate(meanOf: Histogram(answers: answers), population: 12)
          return mean.interval?.contains(team.reduce(0, +) / 12) == true
        })
    }
    return studies
  }

  static func differences(draws: Int) -> [CoverageStudy] {
    var studies: [CoverageStudy] = []
    for n in [10, 30, 100] {
      for method in [NetPromoterScore.DifferenceMethod.adjustedWald, .wald, .welch] {
        studies.append(
          CoverageStudy(
            measure: "NPS difference, \(method.rawValue)", situation: "45/35/20 and 33/33/33, n = \(n) each",
            draws: draws
          ) { generator in
            let first = try NetPromoterScore(AnswerPopulation.mixed.sample(n, &generator))
            let second = try NetPromoterScore(AnswerPopulation.even.sample(n, &generator))
            do {
              return try first.difference(from: second, method: method).interval.contains(25)
            } catch StatisticsError.zeroVariance {
              return false
            }
          })
      }
      studies.append(
        CoverageStudy(
          measure: "share difference, Agresti-Caffo", situation: "80% and 33%, n = \(n) each", draws: draws
        ) { generator in
          let first = try BoxShare(AnswerPopulation.happy.sample(n, &generator), scale: 0...10)
          let second = try BoxShare(AnswerPopulation.even.sample(n, &generator), scale: 0...10)
          return try first.difference(from: second).interval.contains(80 - 100.0 / 3)
        })
      studies.append(
        CoverageStudy(
          measure: "mean difference, Welch", situation: "report grades, n = \(n) and \(3 * n)", draws: draws
        ) { generator in
          let first = try MeanScore(AnswerPopulation.grades.sample(n, &generator))
          let second = try MeanScore(AnswerPopulation.grades.sample(3 * n, &generator))
          return try first.difference(from: second).interval.contains(0)
        })
      studies.append(
        CoverageStudy(measure: "paired difference, t", situation: "NPS, half answer alike, n = \(n)", draws: draws) {
          generator in
          var before: [Double?] = []
          var after: [Double?] = []
          func points(_ answer: Double) -> Double { answer >= 9 ? 100 : answer >= 7 ? 0 : -100 }
          for _ in 0..<n {
            let first = AnswerPopulation.mixed.draw(&generator)
            let again = Bool.random(using: &generator) ? first : AnswerPopulation.mixed.draw(&generator)
            before.append(points(first))
            after.append(points(again))
          }
          do {
            return try PairedSums(earlier: before, later: after).difference().interval.contains(0)
          } catch StatisticsError.zeroVariance {
            return false
          }
        })
    }
    return studies
  }
}
