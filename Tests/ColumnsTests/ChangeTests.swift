import Testing

@testable import Columns

@Suite struct ChangeTests {
  /// A few questions that together look at every column.
  func answers(_ frame: Frame) throws -> [Tally] {
    var tallies: [Tally] = []
    for column in [FrameColumn.item(0), .item(1), .code(1), .code(2)] {
      let table = try frame.tabulation(
        of: column, by: FrameGrouping(units: .rolledUp, periods: .each(0..<5)), weighted: true)
      for unit in 0..<frame.tree.count {
        for period in 0..<5 { tallies.append(table.tally(unit: unit, period: period)) }
      }
      for period in 0..<5 { tallies.append(table.tally(unit: nil, period: period)) }
    }
    return tallies
  }

  @Test(arguments: 0..<6)
  func afterAnySequenceOfChangesAFrameEqualsOneBuiltAnew(seed: Int) throws {
    var sample = try Sample(seed: 1_000 + UInt64(seed), rows: 300)
    let store = FrameStore(sample.frame)
    for _ in 0..<40 {
      switch Int.random(in: 0..<10, using: &sample.dice) {
      case 0...5:
        try store.append(try sample.grow(Int.random(in: 0...90, using: &sample.dice)))
      case 6, 7:
        let gone = Set(sample.rows.filter { _ in sample.dice.chance(0.05) }.map(\.id))
        sample.rows.removeAll { gone.contains($0.id) }
        #expect(store.erase(gone.union([1])) == gone.count)
      case 8:
        var batch = FrameBatch(schema: sample.schema)
        for position in sample.rows.indices where sample.dice.chance(0.03) {
          var row = sample.makeRow()
          row.id = sample.rows[position].id
          sample.rows[position] = row
          try batch.append(row)
        }
        try store.replace(batch)
      default:
        sample.tree = try Sample.tree(sample.tree.count + 2, &sample.dice)
        let moved = Int.random(in: 0..<5, using: &sample.dice)
        for position in sample.rows.indices where sample.rows[position].unit == moved {
          sample.rows[position].unit = nil
        }
        try store.reorganise(as: sample.tree, moves: [moved: nil])
      }
    }
    var batch = FrameBatch(schema: sample.schema)
    for row in sample.rows { try batch.append(row) }
    let rebuilt = try Frame(batch, tree: sample.tree)
    let frame = store.frame
    #expect(frame.rowCount == sample.rows.count)
    #expect(try answers(frame) == answers(rebuilt))
    let items = [0, 1, 2, 3]
    #expect(
      try frame.moments(of: items, weighted: true) == rebuilt.moments(of: items, weighted: true))
    #expect(try frame.rows(limit: 5_000) == rebuilt.rows(limit: 5_000))
    #expect(
      try frame.paired(item: 0, from: 0..<2, to: 2..<5) == rebuilt.paired(item: 0, from: 0..<2, to: 2..<5))
    let reference = Reference(sample)
    let table = try frame.tabulation(of: .item(0), by: FrameGrouping(units: .rolledUp, periods: .each(0..<5)))
    #expect(reference.firstDifference(table, FrameFilter(), weighted: false) == nil)
  }

  @Test func anErasedRowIsInNoSegmentAnyMore() throws {
    var sample = try Sample(seed: 11, rows: 500)
    let gone = sample.rows[250].id
    let frame = sample.frame.erasing([gone])
    #expect(frame.rowCount == 499)
    #expect(frame.segments.allSatisfy { segment in !(0..<segment.rowCount).contains { segment.ids[$0] == gone } })
    sample.rows.remove(at: 250)
    #expect(try frame.rows(limit: 500).ids == sample.rows.map(\.id).sorted(by: >))
  }

  @Test func aFrameThatWasTakenDoesNotChange() throws {
    var sample = try Sample(seed: 12, rows: 100)
    let store = FrameStore(sample.frame)
    let taken = store.frame
    try store.append(try sample.grow(50))
    #expect(taken.rowCount == 100)
    #expect(store.frame.rowCount == 150)
  }

  @Test func smallBatchesAreMergedIntoFewSegments() throws {
    var sample = try Sample(seed: 13, rows: 0)
    var frame = sample.frame
    for _ in 0..<300 { frame = try frame.appending(try sample.grow(3)) }
    #expect(frame.rowCount == 900)
    #expect(frame.segments.count <= 10)
  }

  @Test func aStoreMergesLargeSegmentsWhileItIsUsed() async throws {
    var sample = try Sample(seed: 16, rows: 0, highest: [10], codes: [])
    let store = FrameStore(sample.frame)
    for _ in 0..<12 { try store.append(try sample.grow(9_000)) }
    let gone = Set(sample.rows.prefix(500).map(\.id))
    #expect(store.erase(gone) == 500)
    sample.rows.removeFirst(500)
    for _ in 0..<600 where store.frame.dueMerger() != nil { try await Task.sleep(for: .milliseconds(50)) }
    #expect(store.frame.dueMerger() == nil)
    #expect(store.frame.segments.count <= 5)
    #expect(store.frame.rowCount == 12 * 9_000 - 500)
    let table = try store.frame.tabulation(of: .item(0), by: FrameGrouping(units: .each))
    #expect(Reference(sample).firstDifference(table, FrameFilter(), weighted: false) == nil)
  }

  @Test func aMergerOfWhatHasChangedSinceIsForNothing() throws {
    var sample = try Sample(seed: 18, rows: 0, highest: [10], codes: [])
    var frame = sample.frame
    for _ in 0..<2 { frame = try frame.appending(try sample.grow(9_000)) }
    let merger = try #require(frame.dueMerger())
    let union = merger.union(in: frame)
    #expect(frame.making(merger, union: union)?.rowCount == 18_000)
    // The first row is in the older of the two, the last in the younger.
    for row in [0, 17_999] {
      #expect(frame.erasing([sample.rows[row].id]).making(merger, union: union) == nil)
    }
    // What came after them leaves them as they are.
    let grown = try frame.appending(try sample.grow(10))
    #expect(grown.making(merger, union: union)?.rowCount == 18_010)
  }

  @Test func aSettledFrameAnswersTheSameFromFewerSegments() throws {
    var sample = try Sample(seed: 17, rows: 0, highest: [10], codes: [])
    var frame = sample.frame
    for _ in 0..<6 { frame = try frame.appending(try sample.grow(9_000)) }
    #expect(frame.segments.count == 6)
    let settled = frame.settled()
    #expect(settled.segments.count <= 3)
    #expect(try settled.rows(limit: 54_000) == frame.rows(limit: 54_000))
  }

  @Test func unfitRowsAreRefusedAndLeaveTheBatchAsItWas() throws {
    let sample = try Sample(seed: 14, rows: 1)
    var batch = FrameBatch(schema: sample.schema)
    let good = sample.rows[0]
    var row = good
    row.answers[0] = .value(11)
    #expect(throws: FrameProblem.answerOutOfScale(item: 0, value: 11)) { try batch.append(row) }
    row = good
    row.codes[1] = 12
    #expect(throws: FrameProblem.codeOutOfRange(code: 1, value: 12)) { try batch.append(row) }
    row = good
    row.answers.removeLast()
    #expect(throws: FrameProblem.answerCount(expected: 4, found: 3)) { try batch.append(row) }
    row = good
    row.weight = -0.1
    #expect(throws: FrameProblem.unfitWeight(-0.1)) { try batch.append(row) }
    row = good
    row.period = 65_536
    #expect(throws: FrameProblem.periodOutOfRange(65_536)) { try batch.append(row) }
    #expect(batch.count == 0)
    row = good
    row.unit = 30
    try batch.append(row)
    #expect(throws: FrameProblem.unknownUnit(30)) { try sample.frame.appending(batch) }
  }

  @Test func readersAndAWriterMeetWithoutHarm() async throws {
    var sample = try Sample(seed: 15, rows: 100)
    let store = FrameStore(sample.frame)
    var batches: [FrameBatch] = []
    for _ in 0..<60 { batches.append(try sample.grow(40)) }
    let filled = batches
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { for batch in filled { try store.append(batch) } }
      for _ in 0..<3 {
        group.addTask {
          var seen = 0
          for _ in 0..<60 {
            let frame = store.frame
            let total = try frame.tabulation(of: .item(0)).tally().total
            #expect(total == frame.rowCount && total >= seen && (total - 100) % 40 == 0)
            seen = total
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(store.frame.rowCount == 2_500)
  }
}
