import QMethod
import Testing

@Suite struct GridTests {
  @Test func everyDesignedGridHasTheRightSumAndShape() throws {
    for statements in stride(from: 11, through: 100, by: 3) {
      for extreme in 1...6 where statements >= 2 * extreme + 1 {
        for peakedness in [0, 0.5, 1, 2, 4] {
          let grid = try QGrid.designed(statements: statements, extreme: extreme, peakedness: peakedness)
          let comment: Comment = "\(statements) on \(extreme), \(peakedness): \(grid.heights)"
          #expect(grid.cells == statements, comment)
          #expect(grid.isSymmetric, comment)
          #expect(grid.values == Array(-extreme...extreme), comment)
        }
      }
    }
  }

  @Test func usualGridsArePeakedInTheMiddle() throws {
    for statements in 20...80 {
      for extreme in 4...6 {
        let grid = try QGrid.designed(statements: statements, extreme: extreme)
        #expect(grid.isUnimodal, "\(statements) on \(extreme): \(grid.heights)")
      }
    }
  }

  @Test func peakednessMakesTheMiddleHigher() throws {
    let middles = try [0, 0.5, 1, 2].map { try QGrid.designed(statements: 60, extreme: 5, peakedness: $0).heights[5] }
    #expect(middles == middles.sorted() && middles[0] < middles[3])
  }

  @Test func gridsThatCannotBeAreRefused() {
    #expect(throws: QInputError.gridCannotBeDesigned(statements: 8, extreme: 4)) {
      try QGrid.designed(statements: 8, extreme: 4)
    }
    #expect(throws: QInputError.gridIsEmpty) { try QGrid(values: [], heights: []) }
    #expect(throws: QInputError.gridRepeats(value: 1)) { try QGrid(values: [1, 1], heights: [1, 1]) }
    #expect(throws: QInputError.gridHasNegativeHeight(value: 1)) { try QGrid(values: [0, 1], heights: [1, -1]) }
  }

  @Test func unusualGridsPass() throws {
    let slanted = try QGrid(values: [-1, 0, 1], heights: [1, 2, 4])
    #expect(!slanted.isSymmetric && slanted.isUnimodal)
    let valley = try QGrid(values: [-1, 0, 1], heights: [3, 1, 3])
    #expect(valley.isSymmetric && !valley.isUnimodal)
    #expect(valley.isFilled(by: [1, -1, 0, 1, -1, 1, -1]))
    #expect(!valley.isFilled(by: [1, -1, 0, 1, -1, 1, 0]))
  }
}
