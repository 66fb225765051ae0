import Columns

/// The questions of a results page, each asked of one frame, with the figures that the page shows worked out.
struct Questions {
  let frame: Frame
  /// The unit whose subtree comes nearest to a twentieth of all rows.
  let businessUnit: Int
  let businessUnits = Array(10..<70)
  static let week = 10

  init(_ frame: Frame) throws {
    self.frame = frame
    let table = try frame.tabulation(of: .item(0), by: FrameGrouping(units: .rolledUp))
    let target = frame.rowCount / 20
    let ranked = (0..<70).min { left, right in
      abs(table.tally(unit: left).total - target) < abs(table.tally(unit: right).total - target)
    }
    businessUnit = ranked ?? 0
  }

  func all() throws -> [Figures] {
    let table = try frame.tabulation(of: .item(0))
    return [Figures(table.tally())]
  }

  func tableByUnitAndMonth() throws -> Tabulation {
    try frame.tabulation(of: .item(0), by: FrameGrouping(units: .each, periods: .each(0..<36)))
  }

  func byUnitAndMonth() throws -> [Figures] {
    let table = try tableByUnitAndMonth()
    var figures: [Figures] = []
    figures.reserveCapacity(36 * frame.tree.count)
    for month in 0..<36 {
      for unit in 0..<frame.tree.count { figures.append(Figures(table.tally(unit: unit, period: month))) }
    }
    return figures
  }

  /// Four waves of three months, three filters that together let about a seventeenth of all rows pass.
  func byBusinessUnitFiltered() throws -> [Figures] {
    var filter = FrameFilter()
    filter.periods = [12..<24]
    filter.codes(0, among: [1])
    filter.codes(3, among: [0, 1, 2])
    filter.codes(6, among: [0, 2, 4, 6, 8, 10])
    let table = try frame.tabulation(
      of: .item(0), by: FrameGrouping(units: .subtrees(businessUnits)), where: filter)
    return businessUnits.indices.map { Figures(table.tally(unit: $0)) }
  }

  func wholeTreeFiltered() throws -> [Figures] {
    var filter = FrameFilter()
    filter.codes(8, among: Set(0..<30))
    let table = try frame.tabulation(of: .item(0), by: FrameGrouping(units: .rolledUp), where: filter)
    return (0..<frame.tree.count).map { Figures(table.tally(unit: $0)) }
  }

  func moments(ofAll: Bool) throws -> MomentMatrix {
    var filter = FrameFilter()
    if !ofAll { filter.units = .within([businessUnit]) }
    return try frame.moments(of: Array(1...24), where: filter)
  }

  func correlations(ofAll: Bool) throws -> [Double] {
    let matrix = try moments(ofAll: ofAll)
    var correlations: [Double] = []
    for i in 0..<24 {
      for j in 0..<i {
        let pair = matrix.pair(i, j)
        let n = Double(pair.n)
        let covariance = n * Double(pair.sumXY) - Double(pair.sumX) * Double(pair.sumY)
        let first = n * Double(pair.sumXX) - Double(pair.sumX) * Double(pair.sumX)
        let second = n * Double(pair.sumYY) - Double(pair.sumY) * Double(pair.sumY)
        correlations.append(covariance / (first * second).squareRoot())
      }
    }
    return correlations
  }

  func weeklyTrend() throws -> [Figures] {
    var filter = FrameFilter()
    filter.units = .within([businessUnit])
    filter.codes(3, among: [2])
    let table = try frame.tabulation(
      of: .item(0), by: FrameGrouping(segment: .code(Self.week)), where: filter)
    return (0..<157).map { Figures(table.tally(segment: $0)) }
  }

  func crossTable() throws -> [Int] {
    let table = try frame.crossTabulation(.code(6), .code(8))
    return (0..<12).flatMap { row in table.row(row).counts }
  }

  struct Change: Hashable {
    let unit: Int
    let difference: Double
    let z: Double
  }

  /// The twenty largest changes of the mean between two waves with |z| > 1.96.
  func largestChanges() throws -> [Change] {
    let movement = try frame.movement(of: .item(0), from: 27..<30, to: 30..<33)
    var changes: [Change] = []
    for unit in 0..<frame.tree.count {
      let before = Figures(movement.before(unit: unit))
      let after = Figures(movement.after(unit: unit))
      guard before.n >= 30, after.n >= 30 else { continue }
      let error = (before.variance / Double(before.n) + after.variance / Double(after.n)).squareRoot()
      let z = (after.mean - before.mean) / error
      if abs(z) > 1.96 { changes.append(Change(unit: unit, difference: after.mean - before.mean, z: z)) }
    }
    changes.sort {
      abs($0.difference) != abs($1.difference) ? abs($0.difference) > abs($1.difference) : $0.unit < $1.unit
    }
    return Array(changes.prefix(20))
  }
}

/// What a recommendation question shows beside the rows for each score: n, the mean, its interval and the NPS.
struct Figures {
  let n: Int
  let mean: Double
  let variance: Double
  let halfWidth: Double
  let nps: Double

  init(_ tally: Tally) {
    let (n, sum, squares) = tally.sums
    let balance = tally.count(in: 9...10) - tally.count(in: 0...6)
    let number = Double(n)
    self.n = n
    mean = n > 0 ? Double(sum) / number : .nan
    variance = n > 1 ? (Double(squares) - number * mean * mean) / (number - 1) : .nan
    halfWidth = 1.96 * (variance / number).squareRoot()
    nps = n > 0 ? 100 * Double(balance) / number : .nan
  }
}
