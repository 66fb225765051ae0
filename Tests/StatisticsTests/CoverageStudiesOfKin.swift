import Foundation
import Statistics

/// Intervals that are near kin of others in the table and are shown by themselves all the same.
extension CoverageStudies {
  static func kin(draws: Int) throws -> [CoverageStudy] {
    var studies: [CoverageStudy] = []
    for n in [10, 30, 100] {
      // Easy (5 to 7) less hard (1 to 3) is 0 where all seven answers are equally likely.
      studies.append(
        CoverageStudy(measure: "CES, easy less hard", situation: "1 to 7 equally likely, n = \(n)", draws: draws) {
          generator in
          let answers = (0..<n).map { _ in Optional(Double(Int.random(in: 1...7, using: &generator))) }
          let score = try EffortScore(Histogram(answers: answers), variant: .easeIndexOfSeven)
          return score.estimate.interval?.contains(0) == true
        })
    }
    for groups in [10, 40] {
      // Groups differ with variance 0.25, people with variance 1, so that ICC(2) = 12·0.2/(1 + 11·0.2) = 0.75.
      studies.append(
        CoverageStudy(measure: "ICC(2), F", situation: "\(groups) groups of 12, true 0.75", draws: draws) { generator in
          let sums = (0..<groups).map { _ in
            let level = generator.gauss(0.5)
            return IntraclassCorrelation.Group((0..<12).map { _ in level + generator.gauss() })
          }
          return try IntraclassCorrelation(sums).groupMean.interval?.contains(0.75) == true
        })
    }
    // At the end of the table, so that the seeds of the others stay what they were.
    let later = pairs(draws: 2 * draws) + teams(draws: 2 * draws)
    var generator = SeededGenerator(seed: 77)
    let truth = try DriverAnalysis(Moments(columns: answers(400_000, &generator)), outcome: 0, drivers: [1, 2, 3])
    let expected = truth.drivers[0].relativeWeight?.estimate.value ?? .nan
    for n in [60, 150, 500] {
      studies.append(
        CoverageStudy(
          measure: "relative weight, bootstrap from answers", situation: "strong driver, 5-point answers, n = \(n)",
          draws: draws / 10
        ) { generator in
          let columns = answers(n, &generator)
          let replicates = try Moments.bootstrap(columns: columns, count: 200, seed: generator.next())
          let analysis = try DriverAnalysis(
            Moments(columns: columns), outcome: 0, drivers: [1, 2, 3], replicates: replicates)
          return analysis.drivers[0].relativeWeight?.estimate.interval?.contains(expected) == true
        })
    }
    return studies + later
  }

  /// The same persons twice, with weights: half answer alike.
  private static func pairs(draws: Int) -> [CoverageStudy] {
    [30, 100].map { n in
      CoverageStudy(
        measure: "paired difference, weighted", situation: "weights 0.3 to 3, half answer alike, n = \(n)", draws: draws
      ) { generator in
        var (before, after, weights): ([Double?], [Double?], [Double]) = ([], [], [])
        for _ in 0..<n {
          let first = AnswerPopulation.grades.draw(&generator)
          before.append(first)
          after.append(Bool.random(using: &generator) ? first : AnswerPopulation.grades.draw(&generator))
          weights.append(exp(Double.random(in: log(0.3)...log(3), using: &generator)))
        }
        do {
          return try PairedSums(earlier: before, later: after, weights: weights).difference().interval.contains(0)
        } catch StatisticsError.zeroVariance {
          return false
        }
      }
    }
  }

  /// Teams of forty of whom a part answered: what is looked for is the team's own figure.
  private static func teams(draws: Int) -> [CoverageStudy] {
    let team = (0..<40).map { Double([9, 9, 9, 8, 8, 7, 7, 6, 4, 2][$0 % 10]) }
    let moved = team.enumerated().map { $1 + Double([0, 1, 0, -1, 0, 2, 0, 0, 1, 1][$0 * 3 % 10]) }
    let share = 100 * Double(team.count { $0 >= 9 }) / 40
    let change = zip(moved, team).reduce(0) { $0 + $1.0 - $1.1 } / 40
    return [10, 20, 30].flatMap { n in
      [
        CoverageStudy(
          measure: "share, finite population", situation: "team of 40, \(n) answered", draws: draws
        ) { generator in
          let answers = team.shuffled(using: &generator).prefix(n).map { Optional($0) }
          let box = try BoxShare(Histogram(answers: answers), scale: 0...10, population: 40)
          return box.estimate.interval?.contains(share) == true
        },
        CoverageStudy(
          measure: "paired difference, finite population", situation: "team of 40, \(n) answered twice", draws: draws
        ) { generator in
          let drawn = team.indices.shuffled(using: &generator).prefix(n)
          let sums = try PairedSums(earlier: drawn.map { team[$0] }, later: drawn.map { moved[$0] })
          do {
            return try sums.difference(population: 40).interval.contains(change)
          } catch StatisticsError.zeroVariance {
            return false
          }
        },
      ]
    }
  }
}
