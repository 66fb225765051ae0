import Testing

@testable import Columns

@Suite struct CubeTests {
  @Test(arguments: 0..<5)
  func aCubeThatIsKeptUpEqualsAScan(seed: Int) throws {
    var sample = try Sample(seed: 3_000 + UInt64(seed), rows: 400)
    let shelf = CubeShelf(budget: 1 << 20)
    var frame = sample.frame
    for _ in 0..<25 {
      switch Int.random(in: 0..<8, using: &sample.dice) {
      case 0:
        let gone = Set(sample.rows.filter { _ in sample.dice.chance(0.05) }.map(\.id))
        sample.rows.removeAll { gone.contains($0.id) }
        frame = frame.erasing(gone)
      case 1:
        sample.tree = try Sample.tree(sample.tree.count + 1, &sample.dice)
        frame = try frame.reorganised(as: sample.tree)
      case 2:
        var late = sample.makeRow()
        late.period = 9
        sample.rows.append(late)
        var batch = FrameBatch(schema: sample.schema)
        try batch.append(late)
        frame = try frame.appending(batch)
      default:
        frame = try frame.appending(try sample.grow(Int.random(in: 0...60, using: &sample.dice)))
      }
      var filter = FrameFilter()
      if sample.dice.chance(0.5) { filter.units = sample.filter(conditions: 3).units }
      if sample.dice.chance(0.5) { filter.periods = [1..<3, 4..<10] }
      var grouping = sample.grouping()
      grouping.segment = nil
      for column in [FrameColumn.item(0), .code(1)] {
        let (table, isFromCube) = try shelf.tabulation(of: column, by: grouping, where: filter, in: frame)
        #expect(isFromCube)
        let scanned = try frame.tabulation(of: column, by: grouping, where: filter)
        #expect(table.table.counts == scanned.table.counts)
        #expect(table.unitCount == scanned.unitCount && table.periodCount == scanned.periodCount)
      }
    }
    let reference = Reference(sample)
    let grouping = FrameGrouping(units: .rolledUp, periods: .each(0..<10))
    let (table, _) = try shelf.tabulation(of: .item(0), by: grouping, in: frame)
    #expect(reference.firstDifference(table, FrameFilter(), weighted: false) == nil)
  }

  @Test func aLargeCubeIsAddedUpByWorkers() throws {
    let sample = try Sample(seed: 23, rows: 6_000, units: 2_000, periods: 7, highest: [10], codes: [])
    let shelf = CubeShelf(budget: 1 << 24)
    let periods: [FrameGrouping.Periods] = [
      .together, .each(0..<7), .each(1..<7), .each(0..<8), .spans([0..<3, 3..<7]), .spans([1..<2, 4..<6]),
    ]
    var within = FrameFilter()
    within.units = .within([3, 1_200])
    var early = FrameFilter()
    early.periods = [0..<2, 5..<7]
    for units in [FrameGrouping.Units.together, .each, .rolledUp, .subtrees([5, 700]), .subtrees(Array(0..<2_000))] {
      for periods in periods {
        for filter in [FrameFilter(), within, early] {
          let grouping = FrameGrouping(units: units, periods: periods)
          let (table, isFromCube) = try shelf.tabulation(of: .item(0), by: grouping, where: filter, in: sample.frame)
          let scanned = try sample.frame.tabulation(of: .item(0), by: grouping, where: filter)
          #expect(isFromCube && table.table.counts == scanned.table.counts, "\(units) \(periods)")
        }
      }
    }
  }

  @Test func aQuestionAboutOtherColumnsIsScanned() throws {
    let sample = try Sample(seed: 21, rows: 300)
    let shelf = CubeShelf(budget: 1 << 20)
    var filter = FrameFilter()
    filter.answered(1)
    let bySegment = FrameGrouping(segment: .code(0))
    for (grouping, filter) in [(bySegment, FrameFilter()), (FrameGrouping(), filter)] {
      let (table, isFromCube) = try shelf.tabulation(of: .item(0), by: grouping, where: filter, in: sample.frame)
      #expect(!isFromCube)
      #expect(Reference(sample).firstDifference(table, filter, weighted: false) == nil)
    }
    #expect(shelf.byteCount == 0)
  }

  @Test func cubesBeyondTheBudgetArePutAway() throws {
    let sample = try Sample(seed: 22, rows: 300)
    let one = try FrameCube(of: .item(0), in: sample.frame).byteCount
    let shelf = CubeShelf(budget: one + 100)
    for column in [FrameColumn.item(0), .item(2), .item(3), .item(0)] {
      let (table, _) = try shelf.tabulation(of: column, in: sample.frame)
      #expect(Reference(sample).firstDifference(table, FrameFilter(), weighted: false) == nil)
      #expect(shelf.byteCount <= one + 100)
    }
    shelf.clear()
    #expect(shelf.byteCount == 0)
  }

  @Test func anEmptyFrameHasEmptyAnswers() throws {
    let schema = try FrameSchema(items: [.init(name: "nps", highest: 10)])
    let frame = Frame(schema: schema, tree: .empty)
    let shelf = CubeShelf(budget: 1_000)
    let (table, isFromCube) = try shelf.tabulation(of: .item(0), in: frame)
    #expect(isFromCube && table.tally().total == 0 && table.unitCount == 1)
    #expect(try frame.tabulation(of: .item(0)).unitCount == 1)
  }
}
