import Columns

/// What a recommendation question shows beside the rows for each score: n, the mean, its interval and the NPS.
struct Figures: Sendable {
  let n: Int
  let mean: Double
  let variance: Double
  let halfWidth: Double
  let nps: Double

  init(_ tally: BorrowedTally) {
    let (n, sum, squares) = tally.sums
    let balance = tally.count(in: 9...10) - tally.count(in: 0...6)
    let number = Double(n)
    self.n = n
    mean = n > 0 ? Double(sum) / number : 0
    variance = n > 1 ? (Double(squares) - number * mean * mean) / (number - 1) : 0
    halfWidth = n > 1 ? 1.96 * (variance / number).squareRoot() : 0
    nps = n > 0 ? 100 * Double(balance) / number : 0
  }
}

/// The cells of an answer, each with its rows for each score, from which the other figures follow.
struct Cells {
  private let table: Tabulation

  init(_ table: Tabulation) {
    self.table = table
  }

  /// The figures of every cell.
  func figures() -> [Figures] { table.figures { Figures($0) } }

  /// Fifteen numbers a cell, for comparison: n, mean, half-width, NPS, rows for each score.
  func numbers() -> [Double] {
    let cells = table.figures { tally in
      let figures = Figures(tally)
      return [Double(figures.n), figures.mean, figures.halfWidth, figures.nps]
        + (0..<tally.valueCount).map { Double(tally.count(of: $0)) }
    }
    return cells.flatMap(\.self)
  }
}
