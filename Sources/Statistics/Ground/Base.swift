/// What the uncertainty of a score rests on: how many answers, what they weigh and how much of the population they are.
struct Base {
  let n: Int
  let missing: Int
  let effectiveN: Double
  /// The finite-population factor (N − n)/(N − 1), between 0 (everyone answered) and 1 (no correction).
  let populationFactor: Double

  init(_ histogram: Histogram, population: Int?) throws(StatisticsError) {
    n = histogram.count
    missing = histogram.missing
    effectiveN = histogram.effectiveCount
    guard n > 0 else { throw .noAnswers }
    guard let population else {
      populationFactor = 1
      return
    }
    guard population >= n else { throw .populationSmallerThanSample(population: population, answered: n) }
    populationFactor = population == 1 ? 0 : Double(population - n) / Double(population - 1)
  }

  /// Everyone of the population answered: there is nothing to be uncertain about.
  var isCensus: Bool { populationFactor == 0 }

  /// The number of answers of a simple random sample from an endless population that would tell as much: the effective n
  /// divided by the finite-population factor. Using it everywhere keeps one rule for Wald, Wilson, score and t alike.
  var informativeN: Double { effectiveN / populationFactor }
}

/// The two-sided critical value of the standard normal distribution: 1.959964 for 0.95.
func criticalValue(level: Double) throws(StatisticsError) -> Double {
  guard level > 0, level < 1 else { throw .probabilityOutOfRange(level) }
  return NormalDistribution.standard.quantile(0.5 + level / 2)
}
