/// The variance of each estimate, for comparing units with one another.
///
/// A unit of one answer has no spread of its own, and one where all agree seems to have none: both get the spread of one answer
/// pooled over the other units, divided by their own number of answers. Units counted in full have variance 0.
/// Throws `notFinite` with the place of a unit whose centre or error is not a number.
func sampledVariances(_ estimates: [Estimate]) throws(StatisticsError) -> [Double] {
  for (row, estimate) in estimates.enumerated() {
    guard estimate.centre.isFinite, estimate.standardError?.isFinite != false else {
      throw .notFinite(row: row, column: 0)
    }
  }
  var sum = 0.0
  var degrees = 0.0
  for estimate in estimates {
    guard let error = estimate.standardError, error > 0, !estimate.isCensus else { continue }
    let freedom = max(1, estimate.effectiveN - 1)
    sum += freedom * error * error * estimate.effectiveN / estimate.populationFactor
    degrees += freedom
  }
  var variances: [Double] = []
  for estimate in estimates {
    if estimate.isCensus {
      variances.append(0)
    } else if let error = estimate.standardError, error > 0 {
      variances.append(error * error)
    } else {
      guard degrees > 0 else { throw .tooFewAnswers(count: estimate.n, needed: 2) }
      variances.append(sum / degrees * estimate.populationFactor / estimate.effectiveN)
    }
  }
  return variances
}
