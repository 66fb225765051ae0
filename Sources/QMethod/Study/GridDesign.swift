import Foundation

extension QGrid {
  /// A symmetric grid from −`extreme` to +`extreme` whose cells add up to exactly `statements`.
  ///
  /// The shape is qmethod's: heights ∝ φ(t)^`peakedness` at equidistant points t of [−r, r], r = −Φ⁻¹(1/n). Rounding keeps
  /// the sum and the symmetry: the middle column takes the parity, then pairs of columns take the largest remainders.
  /// - Parameters:
  ///   - statements: number of cells, at least 2·`extreme` + 1.
  ///   - extreme: highest column value, at least 1.
  ///   - peakedness: 0 gives a flat grid, 1 the normal shape, more a steeper one; 0...4.
  /// - Throws: `QInputError.gridCannotBeDesigned` when the numbers don't allow a grid without empty columns.
  public static func designed(
    statements: Int, extreme: Int, peakedness: Double = 1
  ) throws(QInputError) -> QGrid {
    guard (1...49).contains(extreme), statements >= 2 * extreme + 1, statements <= QLimits.statements,
      (0...4).contains(peakedness)
    else { throw .gridCannotBeDesigned(statements: statements, extreme: extreme) }
    let reach = -normalQuantile(1 / Double(statements))
    // Half of the shape: index 0 is the middle column, index `extreme` the outermost.
    let shape = (0...extreme).map { step -> Double in
      let t = reach * Double(step) / Double(extreme)
      return exp(-t * t / 2 * peakedness)
    }
    let total = shape[0] + 2 * shape.dropFirst().reduce(0, +)
    let ideal = shape.map { $0 / total * Double(statements) }
    // The middle column is alone, so it decides the parity; of the heights near its ideal the best whole grid wins.
    let nearest = Int(ideal[0].rounded())
    let middles = (1...(nearest + 2)).filter { (statements - $0) % 2 == 0 }
    let grids = middles.compactMap { middle in halfHeights(middle: middle, ideal: ideal, statements: statements) }
    func cost(_ half: [Int]) -> Double {
      let dips = half[0] < half[1] && peakedness > 0 ? 1000.0 : 0
      return dips + zip(half, ideal).reduce(0) { $0 + (Double($1.0) - $1.1) * (Double($1.0) - $1.1) }
    }
    guard let half = grids.min(by: { cost($0) < cost($1) }) else {
      throw .gridCannotBeDesigned(statements: statements, extreme: extreme)
    }
    let outward = Array(half.dropFirst())
    return try QGrid(values: Array(-extreme...extreme), heights: outward.reversed() + [half[0]] + outward)
  }

  /// Heights from the middle outwards, pairs of columns by largest remainder; nil when a column would stay empty.
  private static func halfHeights(middle: Int, ideal: [Double], statements: Int) -> [Int]? {
    var heights = [middle] + ideal.dropFirst().map { max(1, Int($0.rounded(.down))) }
    var missing = (statements - middle) / 2 - heights.dropFirst().reduce(0, +)
    while missing != 0 {
      let step = missing > 0 ? 1 : -1
      // The pair that is furthest from its ideal height; among equals the one nearest to the middle.
      let pairs = (1..<heights.count).filter { heights[$0] + step >= 1 }
      let best = pairs.max {
        Double(step) * (ideal[$0] - Double(heights[$0])) < Double(step) * (ideal[$1] - Double(heights[$1]))
      }
      guard let best else { return nil }
      heights[best] += step
      missing -= step
    }
    return heights
  }

  /// Φ⁻¹ by bisection on erfc: called once per grid, so plain beats fast. Good to the last few bits for 0 < p < 1.
  private static func normalQuantile(_ probability: Double) -> Double {
    var (low, high) = (-40.0, 40.0)
    for _ in 0..<200 {
      let middle = (low + high) / 2
      if erfc(-middle / 2.0.squareRoot()) / 2 < probability { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
