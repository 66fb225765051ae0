/// Benjamini and Hochberg's answer to testing many units at once.
///
/// Source: Benjamini and Hochberg 1995, *J. R. Statist. Soc. B* 57(1).
public enum FalseDiscovery {
  /// Adjusted p-values in the order of `pValues`: reject where the adjusted value is at most the accepted share of false
  /// discoveries. `adjusted(i) = min over ranks j ≥ i of m·p(j)/j`, at most 1.
  ///
  /// - Throws: `probabilityOutOfRange`.
  public static func adjusted(_ pValues: [Double]) throws(StatisticsError) -> [Double] {
    for p in pValues where !(p >= 0 && p <= 1) { throw .probabilityOutOfRange(p) }
    let order = pValues.indices.sorted { pValues[$0] < pValues[$1] }
    var result = pValues
    var smallest = 1.0
    for rank in stride(from: order.count, to: 0, by: -1) {
      let index = order[rank - 1]
      smallest = min(smallest, Double(order.count) * pValues[index] / Double(rank))
      result[index] = smallest
    }
    return result
  }
}
