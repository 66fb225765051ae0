@testable import Columns

/// What can be asked of a cell, whether it is on loan or not.
struct CellFigures: Hashable, Sendable {
  let counts: [Int]
  let outside: [Int]
  let middle: Int
  let sums: [Int]

  init(_ tally: BorrowedTally) {
    counts = (0..<tally.valueCount).map { tally.count(of: $0) }
    outside = [tally.count(of: -1), tally.count(of: tally.valueCount), tally.count(in: -9...(-1))]
    middle = tally.count(in: 1...900)
    sums = [tally.sums.n, tally.sums.sum, tally.sums.squares]
  }

  init(_ tally: Tally) {
    counts = tally.counts
    outside = [0, 0, 0]
    middle = counts.dropFirst().reduce(0, +)
    sums = [
      counts.reduce(0, +), counts.enumerated().reduce(0) { $0 + $1.0 * $1.1 },
      counts.enumerated().reduce(0) { $0 + $1.0 * $1.0 * $1.1 },
    ]
  }
}

/// The answers worked out row by row, as plainly as can be.
struct Reference {
  let schema: FrameSchema
  let tree: FrameTree
  let rows: [FrameRow]
  private let above: [Set<Int>]

  init(_ sample: Sample) {
    schema = sample.schema
    tree = sample.tree
    rows = sample.rows
    above = (0..<sample.tree.count).map { Set(sample.tree.path(to: $0)) }
  }

  func value(_ column: FrameColumn, _ row: FrameRow) -> Int? {
    switch column {
    case .code(let code): return row.codes[code]
    case .item(let item):
      if case .value(let value) = row.answers[item] { return value }
      return nil
    }
  }

  func isUnder(_ unit: Int, _ ancestor: Int) -> Bool {
    above[unit].contains(ancestor)
  }

  func passing(_ filter: FrameFilter) -> [FrameRow] {
    rows.filter { row in
      let isPlaced: Bool
      switch filter.units {
      case .anywhere: isPlaced = true
      case .within(let units): isPlaced = row.unit.map { unit in units.contains { isUnder(unit, $0) } } ?? false
      case .directlyIn(let units): isPlaced = row.unit.map { units.contains($0) } ?? false
      }
      let isTimely = filter.periods?.contains { $0.contains(row.period) } ?? true
      return isPlaced && isTimely
        && filter.conditions.allSatisfy { condition in
          let found = value(condition.column, row)
          switch condition.allowed {
          case .range(let range): return found.map { range.contains($0) } ?? false
          case .values(let values, let orNone): return found.map { values.contains($0) } ?? orNone
          }
        }
    }
  }

  /// What a tally should say about these rows.
  func tallies(_ tally: Tally, _ column: FrameColumn, _ rows: [FrameRow], weighted: Bool) -> Bool {
    let values = rows.compactMap { value(column, $0) }
    var counts: [Int: Int] = [:]
    var weights: [Int: WeightSum] = [:]
    for row in rows {
      guard let value = value(column, row) else { continue }
      counts[value, default: 0] += 1
      let steps = schema.hasWeights ? UInt64((row.weight * 1_048_576).rounded(.toNearestOrEven)) : 1 << 20
      let sum = WeightSum(units: steps, squares: UInt128(steps) * UInt128(steps))
      weights[value] = weights[value, default: .zero] + sum
    }
    var notApplicable = 0
    if case .item(let item) = column { notApplicable = rows.count { $0.answers[item] == .notApplicable } }
    return tally.total == rows.count && tally.n == values.count && tally.notApplicable == notApplicable
      && tally.missing == rows.count - values.count - notApplicable && tally.sum == values.reduce(0, +)
      && tally.sumOfSquares == values.reduce(0) { $0 + $1 * $1 }
      && tally.counts.enumerated().allSatisfy { $1 == counts[$0, default: 0] }
      && (!weighted || tally.weights.enumerated().allSatisfy { $1 == weights[$0, default: .zero] })
  }

  /// What the figures of a tabulation are, one cell after the other, when each is asked for by itself.
  static func figures(_ table: Tabulation) -> [CellFigures] {
    (0..<table.periodCount).flatMap { period in
      (0..<table.unitCount).flatMap { unit in
        (0..<table.segmentCount).map { CellFigures(table.tally(unit: unit, period: period, segment: $0)) }
      }
    }
  }

  /// Compares every cell of a tabulation; gives the first that differs.
  func firstDifference(_ table: Tabulation, _ filter: FrameFilter, weighted: Bool) -> String? {
    guard table.figures({ CellFigures($0) }) == Self.figures(table) else { return "figures of cells" }
    var units: [Int?] = [0]
    switch table.grouping.units {
    case .together: break
    case .subtrees(let list): units = Array(list.indices)
    case .each, .rolledUp: units = (0..<tree.count).map { $0 } + [nil]
    }
    let spans: [Range<Int>]
    switch table.grouping.periods {
    case .together: spans = [0..<Int.max]
    case .each(let range): spans = range.map { $0..<$0 + 1 }
    case .spans(let ranges): spans = ranges
    }
    let segments: [Int?] =
      table.grouping.segment == nil ? [0] : (0..<table.segmentCount).map { $0 } + [nil]
    let rows = passing(filter)
    for (period, span) in spans.enumerated() {
      let timely = rows.filter { span.contains($0.period) }
      for unit in units {
        let placed = timely.filter { row in belongs(row, to: unit, table.grouping.units) }
        for segment in segments {
          let cell = placed.filter { row in
            guard let column = table.grouping.segment else { return true }
            if segment == nil, case .item(let item) = column { return row.answers[item] == .missing }
            return value(column, row) == segment
          }
          let tally = table.tally(unit: unit, period: period, segment: segment)
          guard tallies(tally, table.column, cell, weighted: weighted) else {
            return "unit \(unit ?? -1), period \(period), segment \(segment ?? -1): \(tally) for \(cell.count) rows"
          }
        }
      }
    }
    return nil
  }

  private func belongs(_ row: FrameRow, to unit: Int?, _ units: FrameGrouping.Units) -> Bool {
    switch units {
    case .together: true
    case .each: row.unit == unit
    case .rolledUp: unit.map { ancestor in row.unit.map { isUnder($0, ancestor) } ?? false } ?? (row.unit == nil)
    case .subtrees(let list): row.unit.map { isUnder($0, list[unit ?? 0]) } ?? false
    }
  }

  func pair(_ first: Int, _ second: Int, _ rows: [FrameRow]) -> PairMoments {
    var n = 0
    var x = 0
    var y = 0
    var xx = 0
    var yy = 0
    var xy = 0
    for row in rows {
      guard let a = value(.item(first), row), let b = value(.item(second), row) else { continue }
      n += 1
      x += a
      y += b
      xx += a * a
      yy += b * b
      xy += a * b
    }
    return PairMoments(n: n, sumX: x, sumY: y, sumXX: xx, sumYY: yy, sumXY: xy)
  }

  func weightedPair(_ first: Int, _ second: Int, _ rows: [FrameRow]) -> WeightedPairMoments {
    var sums = [UInt64](repeating: 0, count: 6)
    for row in rows {
      guard let a = value(.item(first), row), let b = value(.item(second), row) else { continue }
      let steps = UInt64((row.weight * 1_048_576).rounded(.toNearestOrEven))
      for (index, product) in [1, a, b, a * a, b * b, a * b].enumerated() { sums[index] += steps * UInt64(product) }
    }
    let numbers = sums.map { Double($0) / 1_048_576 }
    return WeightedPairMoments(
      weight: numbers[0], sumX: numbers[1], sumY: numbers[2], sumXX: numbers[3], sumYY: numbers[4], sumXY: numbers[5])
  }

  func paired(_ item: Int, _ before: Range<Int>, _ after: Range<Int>, _ filter: FrameFilter) -> [[Int]: Int] {
    func newest(_ span: Range<Int>) -> [UInt32: FrameRow] {
      var newest: [UInt32: FrameRow] = [:]
      for row in passing(filter) where span.contains(row.period) {
        guard let respondent = row.respondent else { continue }
        if let known = newest[respondent], known.id > row.id { continue }
        newest[respondent] = row
      }
      return newest
    }
    let later = newest(after)
    var counts: [[Int]: Int] = [:]
    for (respondent, row) in newest(before) {
      guard let other = later[respondent] else { continue }
      counts[[], default: 0] += 1
      if let a = value(.item(item), row), let b = value(.item(item), other) { counts[[a, b], default: 0] += 1 }
    }
    return counts
  }
}
