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
    return studies
  }
}
