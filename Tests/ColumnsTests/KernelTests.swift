import CColumnKernels
import Testing

@testable import Columns

/// Every level of kernels that this processor has, against the reference. The level is one for the whole process, so tests
/// that run beside these may meet a lower one; they must pass with that too.
@Suite(.serialized) struct KernelTests {
  @Test(arguments: [0, 1, 2])
  func everyLevelCountsAlike(level: Int32) throws {
    let best = ck_hold_level(.max)
    defer { ck_hold_level(best) }
    guard ck_hold_level(level) == level else { return }
    for (seed, size) in [(1, 700), (2, 5_000), (3, 40)] {
      // Scales of one, two, three and four planes, with few and with all values, and one wider.
      var sample = try Sample(
        seed: UInt64(2_000 + seed), rows: size, units: 4, periods: 3, highest: [10, 13, 9, 5, 1, 100],
        codes: [1, 3, 7, 15, 60, 300])
      let reference = Reference(sample)
      for conditions in [0, 2, 1] {
        let filter = sample.filter(conditions: conditions)
        for column in (0..<6).map({ FrameColumn.item($0) }) + (0..<6).map({ .code($0) }) {
          let table = try sample.frame.tabulation(of: column, by: FrameGrouping(units: .each), where: filter)
          #expect(reference.firstDifference(table, filter, weighted: false) == nil)
        }
        for segment in [FrameColumn.item(3), .code(2), .code(4)] {
          let table = try sample.frame.tabulation(
            of: .item(0), by: FrameGrouping(periods: .each(0..<3), segment: segment), where: filter)
          #expect(reference.firstDifference(table, filter, weighted: false) == nil)
        }
        let rows = reference.passing(filter)
        for items in [[0, 1, 2, 3, 4], [1], [4, 3, 2, 1, 0, 1, 2], [0, 5]] {
          let matrix = try sample.frame.moments(of: items, where: filter, weighted: true)
          for i in items.indices {
            for j in items.indices {
              #expect(matrix.pair(i, j) == reference.pair(items[i], items[j], rows))
              #expect(matrix.weightedPair(i, j) == reference.weightedPair(items[i], items[j], rows))
            }
          }
        }
      }
    }
  }

  @Test(arguments: [0, 1, 2])
  func everyLevelAddsLikeNumbersThatFillEveryLane(level: Int32) throws {
    let best = ck_hold_level(.max)
    defer { ck_hold_level(best) }
    guard ck_hold_level(level) == level else { return }
    // The highest score everywhere, so that a sum too narrow for it shows.
    let schema = try FrameSchema(
      items: [.init(name: "a", highest: 13), .init(name: "b", highest: 13)], hasWeights: true)
    let rows = 300_000
    let weight = 4_095.999
    let batch = try FrameBatch(
      schema: schema, ids: (0..<rows).map { UInt128($0) }, units: Array(repeating: -1, count: rows),
      periods: Array(repeating: 0, count: rows),
      items: [.init(Array(repeating: 13, count: rows)), .init(Array(repeating: 13, count: rows))], codes: [],
      weights: Array(repeating: weight, count: rows))
    let frame = try Frame(batch, tree: .empty)
    let pair = try frame.moments(of: [0, 1]).pair(0, 1)
    let squares = rows * 169
    #expect(
      pair
        == PairMoments(
          n: rows, sumX: rows * 13, sumY: rows * 13, sumXX: squares, sumYY: squares, sumXY: squares))
    #expect(try frame.tabulation(of: .item(0)).tally().count(of: 13) == rows)
    let steps = UInt64((weight * 1_048_576).rounded())
    let weighted = try #require(try frame.moments(of: [0, 1], weighted: true).weightedPair(0, 1))
    #expect(weighted.weight == Double(steps * UInt64(rows)) / 1_048_576)
    #expect(weighted.sumXY == Double(steps * UInt64(squares)) / 1_048_576)
    let sum = try frame.tabulation(of: .item(0), weighted: true).tally().weight(of: 13)
    #expect(sum == WeightSum(units: steps * UInt64(rows), squares: UInt128(steps) * UInt128(steps) * UInt128(rows)))
  }

  @Test(arguments: [0, 1, 2])
  func everyLevelCountsStripsThatEndAnywhere(level: Int32) throws {
    let best = ck_hold_level(.max)
    defer { ck_hold_level(best) }
    guard ck_hold_level(level) == level else { return }
    var dice = Dice(seed: 31)
    let schema = try FrameSchema(
      items: [.init(name: "four planes", highest: 10), .init(name: "three", highest: 5)],
      codes: [.init(name: "filter", count: 3)])
    for length in stride(from: 1_500, to: 3_000, by: 61) {
      let rows = length + 700
      let periods = (0..<rows).map { UInt16($0 < length ? 0 : 1) }
      let scores = (0..<rows).map { _ in UInt8.random(in: 0...10, using: &dice) }
      let codes = (0..<rows).map { _ in Int32.random(in: 0..<3, using: &dice) }
      let batch = try FrameBatch(
        schema: schema, ids: (0..<rows).map { UInt128($0) }, units: Array(repeating: -1, count: rows),
        periods: periods, items: [.init(scores), .init(scores.map { $0 / 2 })], codes: [codes])
      let frame = try Frame(batch, tree: .empty)
      var filter = FrameFilter()
      filter.codes(0, among: [1])
      for isFiltered in [false, true] {
        let question = isFiltered ? filter : FrameFilter()
        let kept: Set<Int32> = isFiltered ? [1] : [0, 1, 2]
        for item in [0, 1] {
          let divisor = UInt8(item + 1)
          let table = try frame.tabulation(
            of: .item(item), by: FrameGrouping(periods: .each(0..<2)), where: question)
          var counts = [[Int]](repeating: Array(repeating: 0, count: 11), count: 2)
          for row in 0..<rows where kept.contains(codes[row]) {
            counts[Int(periods[row])][Int(scores[row] / divisor)] += 1
          }
          for period in 0..<2 {
            let tally = table.tally(period: period)
            #expect(tally.counts == Array(counts[period].prefix(tally.counts.count)), "length \(length)")
            #expect(tally.missing == 0)
          }
        }
        let cross = try frame.crossTabulation(.code(0), .item(0), where: question)
        var pairs = [[Int]](repeating: Array(repeating: 0, count: 11), count: 3)
        for row in 0..<rows where kept.contains(codes[row]) { pairs[Int(codes[row])][Int(scores[row])] += 1 }
        #expect((0..<3).map { cross.row($0).counts } == pairs, "length \(length)")
        #expect(try frame.count(where: question) == codes.count { kept.contains($0) })
      }
    }
  }

  @Test(arguments: [0, 1, 2])
  func everyLevelAnswersForOneRowForNoneAndWithoutAnswers(level: Int32) throws {
    let best = ck_hold_level(.max)
    defer { ck_hold_level(best) }
    guard ck_hold_level(level) == level else { return }
    for (size, absence) in [(0, 0.2), (1, 0), (1, 1), (65, 0), (512, 0.2), (1_025, 1)] {
      var sample = try Sample(seed: 41, rows: size, units: 4, absence: absence, codes: [3, 60, 20, 12])
      let reference = Reference(sample)
      for conditions in [0, 1] {
        let filter = sample.filter(conditions: conditions)
        let rows = reference.passing(filter)
        for (column, segment) in [(FrameColumn.item(0), nil), (.code(1), nil), (.item(3), FrameColumn.code(2))] {
          for units in [FrameGrouping.Units.together, .rolledUp] {
            let table = try sample.frame.tabulation(
              of: column, by: FrameGrouping(units: units, segment: segment), where: filter, weighted: true)
            #expect(reference.firstDifference(table, filter, weighted: true) == nil, "\(size) rows")
          }
        }
        let matrix = try sample.frame.moments(of: [0, 1, 3], where: filter, weighted: true)
        #expect(matrix.pair(0, 2) == reference.pair(0, 3, rows))
        #expect(matrix.weightedPair(2, 1) == reference.weightedPair(3, 1, rows))
        #expect(try sample.frame.rows(where: filter, limit: 2_000).ids == rows.map(\.id).sorted(by: >))
      }
    }
  }

  @Test(arguments: [0, 1, 2])
  func everyLevelHasRoomForMoreCountersThanSixteenBitsNumber(level: Int32) throws {
    let best = ck_hold_level(.max)
    defer { ck_hold_level(best) }
    guard ck_hold_level(level) == level else { return }
    let sample = try Sample(seed: 42, rows: 2_000, units: 3, highest: [250, 10], codes: [300, 12])
    let rows = Reference(sample).rows
    var filter = FrameFilter()
    filter.codes(1, among: [1, 2, 3, 4, 5, 6])
    for isFiltered in [false, true] {
      let cross = try sample.frame.crossTabulation(.code(0), .item(0), where: isFiltered ? filter : FrameFilter())
      var expected = [[Int]](repeating: Array(repeating: 0, count: 251), count: 300)
      for row in rows where !isFiltered || row.codes[1].map({ (1...6).contains($0) }) == true {
        if let code = row.codes[0], case .value(let score) = row.answers[0] { expected[code][score] += 1 }
      }
      #expect((0..<300).map { cross.row($0).counts } == expected)
    }
    // Wide codes, in as few counters as sixteen bits number.
    let many = try sample.frame.crossTabulation(.code(0), .code(1))
    var expected = [[Int]](repeating: Array(repeating: 0, count: 12), count: 300)
    for row in rows {
      if let code = row.codes[0], let other = row.codes[1] { expected[code][other] += 1 }
    }
    #expect((0..<300).map { many.row($0).counts } == expected)
  }

  /// Strips of a row or two.
  @Test(arguments: [0, 1, 2])
  func everyLevelKeeps65536UnitsApart(level: Int32) throws {
    let best = ck_hold_level(.max)
    defer { ck_hold_level(best) }
    guard ck_hold_level(level) == level else { return }
    var dice = Dice(seed: 43)
    let (units, rows) = (65_536, 80_000)
    let schema = try FrameSchema(items: [.init(name: "nps", highest: 10)], codes: [.init(name: "kind", count: 3)])
    let unit = (0..<rows).map { _ in Int32.random(in: -1..<Int32(units), using: &dice) }
    let score = (0..<rows).map { _ in UInt8.random(in: 0...10, using: &dice) }
    let kind = (0..<rows).map { _ in Int32.random(in: 0..<3, using: &dice) }
    let batch = try FrameBatch(
      schema: schema, ids: (0..<rows).map { UInt128($0) }, units: unit, periods: Array(repeating: 0, count: rows),
      items: [.init(score)], codes: [kind])
    let frame = try Frame(batch, tree: FrameTree(parents: (0..<units).map { $0 < 7 ? nil : $0 / 7 }))
    var filter = FrameFilter()
    filter.codes(0, among: [0, 2])
    for isFiltered in [false, true] {
      var sums = [Int](repeating: 0, count: units)
      for row in 0..<rows where unit[row] >= 0 && !(isFiltered && kind[row] == 1) {
        sums[Int(unit[row])] += Int(score[row]) + 100
      }
      let table = try frame.tabulation(
        of: .item(0), by: FrameGrouping(units: .each), where: isFiltered ? filter : FrameFilter())
      #expect(table.figures { $0.sums.sum + 100 * $0.sums.n } == sums)
    }
  }
}
