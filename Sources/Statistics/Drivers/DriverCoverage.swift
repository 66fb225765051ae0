extension DriverAnalysis {
  /// The drivers that can be weighed together where answers count pair by pair: weights then rest on the rarest pair. As long as
  /// that has fewer answers than `Options` ask for, the rarest driver stays out, if fewer than half as many people rated it as the
  /// most rated one. All of them where that doesn't help: then the analysis says that there are too few answers.
  ///
  /// - Parameters:
  ///   - moments: pairwise sums.
  ///   - outcome: the index of the outcome.
  ///   - variables: the indices of the drivers.
  /// - Throws: `noSuchVariable`, `repeatedVariable`.
  public static func covered(
    _ moments: Moments, outcome: Int, drivers variables: [Int], options: Options = Options()
  ) throws(StatisticsError) -> [Int] {
    let most = variables.map { moments.count(outcome, $0) }.max() ?? 0
    var kept = variables.filter { moments.populationVariance($0) > 0 }
    while !kept.isEmpty {
      if try smallestCount(moments, [outcome] + kept) >= Double(options.needed(for: kept.count)) { return kept }
      let rarest = kept.min { moments.count(outcome, $0) < moments.count(outcome, $1) }
      guard let rarest, 2 * moments.count(outcome, rarest) < most else { break }
      kept.removeAll { $0 == rarest }
    }
    return variables
  }

  private static func smallestCount(_ moments: Moments, _ variables: [Int]) throws(StatisticsError) -> Double {
    do {
      return try CorrelationMatrix(moments, variables: variables).smallestCount
    } catch .tooFewAnswers(let count, _) {
      return Double(count)
    } catch {
      throw error
    }
  }
}
