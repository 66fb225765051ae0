import Values

/// Parts of a whole as whole percents that together make exactly a hundred, by largest remainder: each is rounded down, and the
/// points that are left go to the largest rests. Equal rests favour what comes first, so that the same parts always read the same.
struct WholePercents {
  let parts: [Int]

  /// - Parameter shares: parts of one whole, none below zero; without any part, every percent is zero.
  init(of shares: [Double]) {
    let total = shares.reduce(0, +)
    guard total > 0, total.isFinite else {
      parts = shares.map { _ in 0 }
      return
    }
    let exact = shares.map { max(0, $0) / total * 100 }
    var parts = exact.map { Int($0) }
    let order = exact.indices.sorted { left, right in
      let (a, b) = (exact[left] - Double(parts[left]), exact[right] - Double(parts[right]))
      return a == b ? left < right : a > b
    }
    for place in order.prefix(100 - parts.reduce(0, +)) { parts[place] += 1 }
    self.parts = parts
  }
}
