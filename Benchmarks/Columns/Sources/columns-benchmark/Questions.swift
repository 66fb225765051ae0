import Columns
import Foundation

/// The questions of a results page, each asked of one frame, with the figures that the page shows worked out.
struct Questions {
  let frame: Frame
  /// The unit whose subtree comes nearest to a twentieth of all rows.
  let businessUnit: Int
  /// The sixty units of the second level.
  static let businessUnits = Array(10..<70)
  static let week = 10

  init(_ frame: Frame) throws {
    self.frame = frame
    let table = try frame.tabulation(of: .item(0), by: FrameGrouping(units: .rolledUp))
    let target = frame.rowCount / 20
    businessUnit =
      (0..<70).min { abs(table.tally(unit: $0).total - target) < abs(table.tally(unit: $1).total - target) } ?? 0
  }

  /// Tells `peers.py` what it needs to ask the same.
  func describe(to folder: URL) throws {
    let facts = ["business unit": businessUnit]
    try JSONEncoder().encode(facts).write(to: folder.appending(path: "questions.json"))
  }

  func overall() throws -> Cells {
    let table = try frame.tabulation(of: .item(0))
    return Cells(table)
  }

  func byUnitAndMonth() throws -> Cells {
    let table = try frame.tabulation(of: .item(0), by: FrameGrouping(units: .each, periods: .each(0..<36)))
    return Cells(table)
  }

  /// Four waves of three months, three filters that together let about a seventeenth of all rows pass.
  func byBusinessUnitFiltered() throws -> Cells {
    var filter = FrameFilter()
    filter.periods = [12..<24]
    filter.codes(0, among: [1])
    filter.codes(3, among: [0, 1, 2])
    filter.codes(6, among: [0, 2, 4, 6, 8, 10])
    let grouping = FrameGrouping(units: .subtrees(Self.businessUnits))
    let table = try frame.tabulation(of: .item(0), by: grouping, where: filter)
    return Cells(table)
  }

  func wholeTreeFiltered() throws -> Cells {
    var filter = FrameFilter()
    filter.codes(8, among: Set(0..<30))
    let table = try frame.tabulation(of: .item(0), by: FrameGrouping(units: .rolledUp), where: filter)
    return Cells(table)
  }

  /// n and r of each pair of the 24 ratings.
  func correlations(ofAll: Bool) throws -> [Double] {
    var filter = FrameFilter()
    if !ofAll { filter.units = .within([businessUnit]) }
    let matrix = try frame.moments(of: Array(1...24), where: filter)
    var answer: [Double] = []
    for i in 0..<24 {
      for j in 0..<i {
        let pair = matrix.pair(i, j)
        let n = Double(pair.n)
        let covariance = n * Double(pair.sumXY) - Double(pair.sumX) * Double(pair.sumY)
        let first = n * Double(pair.sumXX) - Double(pair.sumX) * Double(pair.sumX)
        let second = n * Double(pair.sumYY) - Double(pair.sumY) * Double(pair.sumY)
        answer += [n, covariance / (first * second).squareRoot()]
      }
    }
    return answer
  }

  func weeklyTrend() throws -> Cells {
    var filter = FrameFilter()
    filter.units = .within([businessUnit])
    filter.codes(3, among: [2])
    let table = try frame.tabulation(
      of: .item(0), by: FrameGrouping(segment: .code(Self.week)), where: filter)
    return Cells(table)
  }

  func crossTable() throws -> [Double] {
    let table = try frame.crossTabulation(.code(6), .code(8))
    return (0..<12).flatMap { row in table.row(row).counts.map { Double($0) } }
  }

  /// The twenty largest changes of the mean between two waves with |z| > 1.96: unit, difference and z.
  func largestChanges() throws -> [Double] {
    let movement = try frame.movement(of: .item(0), from: 27..<30, to: 30..<33)
    let waves = movement.figures { Figures($0) }
    var changes: [(unit: Int, difference: Double, z: Double)] = []
    for unit in 0..<frame.tree.count {
      let (before, after) = waves[unit]
      guard before.n >= 30, after.n >= 30 else { continue }
      let error = (before.variance / Double(before.n) + after.variance / Double(after.n)).squareRoot()
      let difference = after.mean - before.mean
      if abs(difference / error) > 1.96 { changes.append((unit, difference, difference / error)) }
    }
    changes.sort { abs($0.difference) > abs($1.difference) }
    return changes.prefix(20).flatMap { [Double($0.unit), $0.difference, $0.z] }
  }
}
