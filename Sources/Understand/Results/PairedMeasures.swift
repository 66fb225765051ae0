import Columns
import Statistics

extension Research {
  /// One measure minus another on the same scale, by the respondents who answered both; nothing with too few of them, or
  /// where the responses weigh differently (the paired test has no weights).
  func pairedDifference(_ one: Int, _ other: Int, _ selection: Selection) throws -> Difference? {
    guard !isWeighted, numbers.steps[one] == numbers.steps[other], numbers.lowest[one] == numbers.lowest[other] else {
      return nil
    }
    let sums = try frame.moments(of: [one, other], where: try filter(selection)).pair(0, 1)
    let step = Double(numbers.steps[one])
    let pairs = try PairedSums(
      pairs: sums.n, sum: Double(sums.sumX - sums.sumY) / step,
      sumOfSquares: Double(sums.sumXX + sums.sumYY - 2 * sums.sumXY) / (step * step))
    do {
      return try pairs.difference()
    } catch StatisticsError.tooFewAnswers, StatisticsError.zeroVariance {
      return nil
    }
  }
}
