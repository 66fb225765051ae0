import Columns
import Statistics

extension Research {
  /// One measure minus another on the same scale, by the respondents who answered both, with their weights; nothing with too few
  /// of them, or where all of them say the same difference.
  func pairedDifference(_ one: Int, _ other: Int, _ selection: Selection) throws -> Difference? {
    guard numbers.steps[one] == numbers.steps[other], numbers.lowest[one] == numbers.lowest[other] else { return nil }
    let table = try frame.crossTabulation(
      .item(one), .item(other), where: try filter(selection), weighted: isWeighted)
    let step = Double(numbers.steps[one])
    var pairs = 0
    var (weight, squaredWeight, sum, sumOfSquares) = (0.0, 0.0, 0.0, 0.0)
    for first in 0..<table.firstCount {
      for second in 0..<table.secondCount {
        let count = table.count(first, second)
        guard count > 0 else { continue }
        let weights = isWeighted ? table.weight(first, second) : nil
        let counted = weights?.sum ?? Double(count)
        let difference = Double(first - second) / step
        pairs += count
        weight += counted
        squaredWeight += weights?.sumOfSquares ?? Double(count)
        sum += counted * difference
        sumOfSquares += counted * difference * difference
      }
    }
    do {
      return try PairedSums(
        pairs: pairs, weight: weight, squaredWeight: squaredWeight, sum: sum, sumOfSquares: sumOfSquares
      ).difference()
    } catch StatisticsError.tooFewAnswers, StatisticsError.zeroVariance {
      return nil
    }
  }
}
