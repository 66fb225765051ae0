import Columns
import Dispatch

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
    mean = n > 0 ? Double(sum) / number : 0
    variance = n > 1 ? (Double(squares) - number * mean * mean) / (number - 1) : 0
    halfWidth = n > 1 ? 1.96 * (variance / number).squareRoot() : 0
    nps = n > 0 ? 100 * Double(balance) / number : 0
  }
}

/// The cells of an answer, each with its rows for each score, from which the other figures follow.
struct Cells {
  let count: Int
  let tally: (Int) -> Tally

  /// The figures of every cell; two threads share what is many.
  func figures() -> [Figures] {
    [Figures](unsafeUninitializedCapacity: count) { room, filled in
      nonisolated(unsafe) let cells = self
      nonisolated(unsafe) let room = room
      let threads = count < 10_000 ? 1 : 2
      DispatchQueue.concurrentPerform(iterations: threads) { thread in
        for cell in thread * cells.count / threads..<(thread + 1) * cells.count / threads {
          room.initializeElement(at: cell, to: Figures(cells.tally(cell)))
        }
      }
      filled = count
    }
  }

  /// Fifteen numbers a cell, for comparison: n, mean, half-width, NPS, rows for each score.
  func numbers() -> [Double] {
    zip(figures(), 0..<count).flatMap { figures, cell in
      [Double(figures.n), figures.mean, figures.halfWidth, figures.nps]
        + tally(cell).counts.map { Double($0) }
    }
  }
}
