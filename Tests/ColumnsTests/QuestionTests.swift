import Testing

@testable import Columns

/// Sizes around the edges of words and groups, and what is more than one of them.
let oddSizes = [0, 1, 2, 63, 64, 65, 511, 512, 513, 1_000, 3_001]

@Suite struct QuestionTests {
  @Test(arguments: oddSizes)
  func tabulationsEqualCountingRowByRow(size: Int) throws {
    var sample = try Sample(seed: UInt64(size), rows: size)
    let reference = Reference(sample)
    for conditions in [0, 1, 2, 3, 5, 2, 1, 0] {
      let filter = sample.filter(conditions: conditions)
      let grouping = sample.grouping()
      for column in conditions % 2 == 0 ? [FrameColumn.item(0), .code(1)] : [.item(3), .code(2)] {
        let table = try sample.frame.tabulation(of: column, by: grouping, where: filter, weighted: true)
        let difference = reference.firstDifference(table, filter, weighted: true)
        #expect(difference == nil, "\(column) by \(grouping) where \(filter)")
      }
    }
  }

  @Test(arguments: oddSizes)
  func momentsEqualAddingRowByRow(size: Int) throws {
    var sample = try Sample(seed: 100 + UInt64(size), rows: size)
    let reference = Reference(sample)
    for conditions in [0, 1, 3] {
      let filter = sample.filter(conditions: conditions)
      let rows = reference.passing(filter)
      let items = [3, 0, 2, 1, 0]
      let matrix = try sample.frame.moments(of: items, where: filter, weighted: true)
      for (i, first) in items.enumerated() {
        for (j, second) in items.enumerated() {
          #expect(matrix.pair(i, j) == reference.pair(first, second, rows))
          #expect(matrix.weightedPair(i, j) == reference.weightedPair(first, second, rows))
        }
      }
    }
  }

  @Test(arguments: oddSizes)
  func pairedAnswersEqualMatchingRowByRow(size: Int) throws {
    var sample = try Sample(seed: 200 + UInt64(size), rows: size)
    let reference = Reference(sample)
    for conditions in [0, 0, 1, 2] {
      let filter = sample.filter(conditions: conditions)
      let table = try sample.frame.paired(item: 0, from: 0..<2, to: 2..<5, where: filter)
      let expected = reference.paired(0, 0..<2, 2..<5, filter)
      #expect(table.respondents == expected[[], default: 0])
      for before in 0...10 {
        for after in 0...10 {
          #expect(table.count(before: before, after: after) == expected[[before, after], default: 0])
        }
      }
    }
  }

  @Test(arguments: oddSizes)
  func crossTabulationsAndMovementsEqualCountingRowByRow(size: Int) throws {
    var sample = try Sample(seed: 300 + UInt64(size), rows: size)
    let reference = Reference(sample)
    let filter = sample.filter(conditions: 2)
    let rows = reference.passing(filter)
    let cross = try sample.frame.crossTabulation(.code(1), .code(0), where: filter)
    #expect(cross.firstCount == 12 && cross.secondCount == 3)
    for first in (0..<12).map({ $0 }) + [nil] {
      for second in (0..<3).map({ $0 }) + [nil] {
        #expect(cross.count(first, second) == rows.count { $0.codes[1] == first && $0.codes[0] == second })
      }
    }
    let movement = try sample.frame.movement(of: .item(0), from: 0..<2, to: 3..<5, where: filter)
    let figures = movement.figures { $0.sums.sum }
    for unit in 0..<sample.tree.count {
      #expect(figures[unit].before == movement.before(unit: unit).sum)
      #expect(figures[unit].after == movement.after(unit: unit).sum)
      let inside = rows.filter { $0.unit.map { reference.isUnder($0, unit) } ?? false }
      let before = inside.filter { (0..<2).contains($0.period) }
      let after = inside.filter { (3..<5).contains($0.period) }
      #expect(reference.tallies(movement.before(unit: unit), .item(0), before, weighted: false))
      #expect(reference.tallies(movement.after(unit: unit), .item(0), after, weighted: false))
    }
  }

  @Test(arguments: oddSizes)
  func selectedRowsAreTheNewestThatPass(size: Int) throws {
    var sample = try Sample(seed: 400 + UInt64(size), rows: size)
    let reference = Reference(sample)
    for conditions in 0..<4 {
      let filter = sample.filter(conditions: conditions)
      let expected = reference.passing(filter).map(\.id).sorted(by: >)
      let all = try sample.frame.rows(where: filter, limit: 10_000)
      #expect(all.ids == expected)
      #expect(all.total == expected.count)
      #expect(try sample.frame.count(where: filter) == expected.count)
      let page = try sample.frame.rows(where: filter, limit: 7)
      #expect(page.ids == Array(expected.prefix(7)))
      #expect(page.total == expected.count)
      if let last = page.ids.last {
        let next = try sample.frame.rows(where: filter, limit: 7, below: last)
        #expect(next.ids == Array(expected.dropFirst(7).prefix(7)))
      }
    }
  }

  @Test func withoutAnswersEverythingIsMissing() throws {
    let sample = try Sample(seed: 5, rows: 700, absence: 1)
    let reference = Reference(sample)
    let table = try sample.frame.tabulation(of: .item(0), by: FrameGrouping(units: .rolledUp, segment: .code(1)))
    #expect(reference.firstDifference(table, FrameFilter(), weighted: false) == nil)
    let matrix = try sample.frame.moments(of: [0, 1])
    #expect(matrix.pair(0, 1) == PairMoments(n: 0, sumX: 0, sumY: 0, sumXX: 0, sumYY: 0, sumXY: 0))
    var answered = FrameFilter()
    answered.answered(0)
    #expect(try sample.frame.count(where: answered) == 0)
  }

  @Test func manyRowsAreSharedByWorkers() throws {
    let sample = try Sample(seed: 6, rows: 140_000, units: 40, highest: [10, 9], codes: [12])
    let reference = Reference(sample)
    // So many cells that workers share one table.
    let large = FrameGrouping(units: .each, periods: .each(0..<5), segment: .code(0))
    let shared = try sample.frame.tabulation(of: .item(0), by: large, weighted: true)
    #expect(reference.firstDifference(shared, FrameFilter(), weighted: true) == nil)
    var filter = FrameFilter()
    filter.codes(0, among: [1, 2, 3, 5, 8])
    for question in [FrameFilter(), filter] {
      let table = try sample.frame.tabulation(of: .item(0), by: FrameGrouping(periods: .each(0..<5)), where: question)
      #expect(reference.firstDifference(table, question, weighted: false) == nil)
      let matrix = try sample.frame.moments(of: [0, 1], where: question)
      #expect(matrix.pair(0, 1) == reference.pair(0, 1, reference.passing(question)))
      #expect(try sample.frame.count(where: question) == reference.passing(question).count)
    }
  }

  @Test func aTreeOf65536UnitsRollsUp() throws {
    var dice = Dice(seed: 7)
    let units = 65_536
    // Number n hangs under n / 3: about eleven levels.
    let tree = try FrameTree(parents: (0..<units).map { $0 == 0 ? nil : $0 / 3 })
    let schema = try FrameSchema(items: [.init(name: "nps", highest: 10)])
    var batch = FrameBatch(schema: schema)
    var own = [Int](repeating: 0, count: units)
    var sums = [Int](repeating: 0, count: units)
    for id in 0..<150_000 {
      let unit = Int.random(in: 0..<units, using: &dice)
      let score = Int.random(in: 0...10, using: &dice)
      own[unit] += 1
      sums[unit] += score
      try batch.append(FrameRow(id: UInt128(id), unit: unit, period: id % 2, answers: [.value(score)]))
    }
    for unit in (1..<units).reversed() {
      own[unit / 3] += own[unit]
      sums[unit / 3] += sums[unit]
    }
    let frame = try Frame(batch, tree: tree)
    let table = try frame.tabulation(of: .item(0), by: FrameGrouping(units: .rolledUp))
    let wrong = (0..<units).filter { table.tally(unit: $0).n != own[$0] || table.tally(unit: $0).sum != sums[$0] }
    #expect(wrong.isEmpty)
    #expect(table.unitCount == units)
    // So many cells that workers share them.
    #expect(table.figures { $0.sums.sum } == sums)
    let halves = try frame.tabulation(of: .item(0), by: FrameGrouping(units: .rolledUp, periods: .each(0..<2)))
    let torn = (0..<units).filter { unit in
      halves.tally(unit: unit, period: 0).sum + halves.tally(unit: unit, period: 1).sum != sums[unit]
    }
    #expect(torn.isEmpty)
  }

  @Test func longScalesAndManyCodesAreCounted() throws {
    var sample = try Sample(seed: 8, rows: 900, highest: [250, 15, 100], codes: [65_535, 256, 255])
    let reference = Reference(sample)
    for column in [FrameColumn.item(0), .item(1), .code(1), .code(2)] {
      let filter = sample.filter(conditions: 1)
      let table = try sample.frame.tabulation(of: column, where: filter, weighted: true)
      #expect(reference.firstDifference(table, filter, weighted: true) == nil)
    }
    var filter = FrameFilter()
    let wanted = Set(sample.rows.compactMap { $0.codes[0] }.prefix(300))
    filter.codes(0, among: wanted)
    #expect(try sample.frame.count(where: filter) == reference.passing(filter).count)
    let matrix = try sample.frame.moments(of: [0, 1, 2])
    #expect(matrix.pair(0, 2) == reference.pair(0, 2, sample.rows))
  }

  @Test func aQuestionAboutWhatIsNotThereIsRefused() throws {
    let frame = try Sample(seed: 9, rows: 10).frame
    #expect(throws: FrameProblem.unknownColumn(.item(4))) { try frame.tabulation(of: .item(4)) }
    #expect(throws: FrameProblem.unknownUnit(30)) {
      try frame.tabulation(of: .item(0), by: FrameGrouping(units: .subtrees([30])))
    }
    #expect(throws: FrameProblem.unorderedSpans) {
      try frame.tabulation(of: .item(0), by: FrameGrouping(periods: .spans([0..<3, 2..<4])))
    }
    let schema = try FrameSchema(items: [.init(name: "nps", highest: 10)])
    #expect(throws: FrameProblem.withoutRespondents) {
      try Frame(schema: schema, tree: .empty).paired(item: 0, from: 0..<1, to: 1..<2)
    }
  }
}
