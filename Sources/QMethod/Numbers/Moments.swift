/// Sums that several steps share.
enum Moments {
  static func mean(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
  }

  /// Standard deviation with n−1.
  static func standardDeviation(_ values: [Double]) -> Double {
    guard values.count > 1 else { return 0 }
    let centre = mean(values)
    let squares = values.reduce(0) { $0 + ($1 - centre) * ($1 - centre) }
    return (squares / Double(values.count - 1)).squareRoot()
  }

  /// Pearson's correlation; 0 when one of the two lists is constant.
  static func correlation(_ a: [Double], _ b: [Double]) -> Double {
    let (meanA, meanB) = (mean(a), mean(b))
    var (aa, bb, ab) = (0.0, 0.0, 0.0)
    for i in a.indices {
      let (x, y) = (a[i] - meanA, b[i] - meanB)
      aa += x * x
      bb += y * y
      ab += x * y
    }
    let scale = (aa * bb).squareRoot()
    return scale > 0 ? ab / scale : 0
  }

  /// Ranks from 1, equal values sharing their mean rank.
  static func meanRanks(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = [Double](repeating: 0, count: values.count)
    var start = 0
    while start < order.count {
      var end = start
      while end + 1 < order.count, values[order[end + 1]] == values[order[start]] { end += 1 }
      for position in start...end { ranks[order[position]] = Double(start + end) / 2 + 1 }
      start = end + 1
    }
    return ranks
  }

  /// Quantile by linear interpolation of order statistics (Hyndman & Fan 1996, type 7, R's default).
  static func quantile(_ probability: Double, ofSorted values: [Double]) -> Double {
    guard let last = values.last else { return .nan }
    let position = probability * Double(values.count - 1)
    let below = Int(position.rounded(.down))
    guard below + 1 < values.count else { return last }
    let share = position - Double(below)
    return values[below] + share * (values[below + 1] - values[below])
  }
}
