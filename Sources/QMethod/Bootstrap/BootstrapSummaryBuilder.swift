/// Gathers the draws, factor by factor.
struct BootstrapSummaryBuilder: Sendable {
  let solution: QSolution
  let alignment: QBootstrap.Alignment
  let resamples: [[Int]]
  let steps: [BootstrapStep]

  func summary() async throws -> QBootstrapSummary {
    let counted = steps.indices.filter { steps[$0].counts }
    let firstCopies = firstCopies()
    let factors = try await withThrowingTaskGroup(of: (Int, QBootstrapSummary.Factor).self) { group in
      for index in solution.factors.indices {
        group.addTask { (index, self.factor(index, counted: counted, firstCopies: firstCopies)) }
      }
      var found: [(Int, QBootstrapSummary.Factor)] = []
      for try await one in group { found.append(one) }
      return found.sorted { $0.0 < $1.0 }.map(\.1)
    }
    return QBootstrapSummary(
      alignment: alignment, steps: steps.count, dropped: steps.indices.filter { !steps[$0].counts }, factors: factors)
  }

  /// Per step: for every sort the first row that holds it, or −1.
  private func firstCopies() -> [[Int]] {
    resamples.map { draw in
      var rows = [Int](repeating: -1, count: solution.sortCount)
      for (row, sort) in draw.enumerated() where rows[sort] < 0 { rows[sort] = row }
      return rows
    }
  }

  private func factor(_ index: Int, counted: [Int], firstCopies: [[Int]]) -> QBootstrapSummary.Factor {
    let scores = counted.compactMap { steps[$0].zScores[index] }
    let spreads = (0..<solution.statementCount).map { statement in
      QBootstrapSummary.Spread(scores.map { $0[statement] })
    }
    var loadings: [QBootstrapSummary.Spread] = []
    var frequencies: [Double?] = []
    for sort in 0..<solution.sortCount {
      var values: [Double] = []
      var flagged = 0
      for step in counted {
        let row = firstCopies[step][sort]
        guard row >= 0 else { continue }
        values.append(steps[step].loadings[row, index])
        if steps[step].flags[row][index] { flagged += 1 }
      }
      loadings.append(QBootstrapSummary.Spread(values))
      frequencies.append(values.isEmpty ? nil : Double(flagged) / Double(values.count))
    }
    let original = solution.factors[index]
    let means = spreads.compactMap(\.mean)
    let array =
      means.count == spreads.count
      ? FactorArray(zScores: means, distribution: solution.distribution, rule: .lowerNumberFirst).values : nil
    let difference = zip(array ?? [], original.array ?? []).reduce(0) { $0 + abs($1.0 - $1.1) }
    let isComparable = array != nil && original.array != nil
    // Two arrays differ most when one is the other upside down.
    let most = zip(solution.distribution, solution.distribution.reversed()).reduce(0) { $0 + abs($1.0 - $1.1) }
    return QBootstrapSummary.Factor(
      zScores: spreads, loadings: loadings, flagFrequencies: frequencies,
      biases: spreads.indices.map { statement in
        guard let mean = spreads[statement].mean, let own = original.zScores?[statement] else { return nil }
        return own - mean
      },
      array: array, instability: isComparable ? Double(difference) / Double(solution.statementCount) : nil,
      relativeInstability: isComparable && most > 0 ? Double(difference) / Double(most) : nil,
      congruence: QBootstrapSummary.Spread(counted.map { steps[$0].congruences[index] }))
  }
}
