/// The wild cluster bootstrap: every cluster's distances get one random weight, and the statistic is made anew.
///
/// Source: Cameron, Gelbach and Miller 2008, *Rev. Econ. Stat.* 90(3); six-point weights for few clusters: Webb 2023.
struct WildBootstrap {
  let seed: UInt64

  private static let webb = [-1.5, -1, -0.5, 0.5, 1, 1.5].map { $0 < 0 ? -(-$0).squareRoot() : $0.squareRoot() }

  /// t of each target in each draw.
  func statistics(
    _ targets: [EffectTarget], _ cells: [EffectCell], _ clusters: Clusters, draws: Int
  ) -> [[Double]] {
    var generator = SeededGenerator(seed: seed)
    let isFew = clusters.count < 12
    var signs = [Double](repeating: 0, count: clusters.count)
    var drawn: [[Double]] = []
    drawn.reserveCapacity(draws)
    for _ in 0..<draws {
      for cluster in signs.indices {
        signs[cluster] =
          isFew ? Self.webb[generator.index(below: 6)] : generator.next() & 1 == 0 ? -1 : 1
      }
      let disturbed = cells.map { cell in
        (
          acting: disturb(cell.acting, signs, clusters), untouched: disturb(cell.untouched, signs, clusters)
        )
      }
      drawn.append(targets.map { statistic($0, cells, disturbed, clusters) })
    }
    return drawn
  }

  private typealias Disturbed = (mean: Double, residuals: [Double])

  /// The side's new mean (the true one is 0) and the distances to it.
  private func disturb(_ side: EffectCell.Side, _ signs: [Double], _ clusters: Clusters) -> Disturbed {
    var moved = side.residuals
    var mean = 0.0
    for index in moved.indices {
      moved[index] *= signs[clusters.ofUnit[side.units[index]]]
      mean += side.shares[index] * moved[index]
    }
    // A side of one has no distances to a new mean: its borrowed spread stays what it was.
    guard moved.count > 1 else { return (mean, side.residuals) }
    let factor = (Double(moved.count) / Double(moved.count - 1)).squareRoot()
    for index in moved.indices { moved[index] = (moved[index] - mean) * factor }
    return (mean, moved)
  }

  private func statistic(
    _ target: EffectTarget, _ cells: [EffectCell], _ disturbed: [(acting: Disturbed, untouched: Disturbed)],
    _ clusters: Clusters
  ) -> Double {
    var sums = [Double](repeating: 0, count: clusters.count)
    var value = 0.0
    for (member, weight) in zip(target.members, target.weights) {
      let cell = cells[member]
      value += weight * (disturbed[member].acting.mean - disturbed[member].untouched.mean)
      for (side, residuals, sign) in [
        (cell.acting, disturbed[member].acting.residuals, 1.0),
        (cell.untouched, disturbed[member].untouched.residuals, -1.0),
      ] {
        for index in side.units.indices {
          sums[clusters.ofUnit[side.units[index]]] += sign * weight * side.shares[index] * residuals[index]
        }
      }
    }
    let error = sums.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return error > 0 ? value / error : 0
  }
}
