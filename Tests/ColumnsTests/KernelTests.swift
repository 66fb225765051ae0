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
        #expect(try frame.count(where: question) == codes.count { kept.contains($0) })
      }
    }
  }
}
