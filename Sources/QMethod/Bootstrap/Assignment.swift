/// The one-to-one assignment with the largest sum (Kuhn 1955, in the O(n³) form with potentials).
enum Assignment {
  /// - Parameter gains: square, finite; gains[row][column].
  /// - Returns: for every column the row that is assigned to it.
  static func best(_ gains: [[Double]]) -> [Int] {
    let size = gains.count
    var rowPotential = [Double](repeating: 0, count: size + 1)
    var columnPotential = [Double](repeating: 0, count: size + 1)
    // Index 0 stands for "nobody yet"; rows and columns count from 1.
    var rowOfColumn = [Int](repeating: 0, count: size + 1)
    for row in 1..<(size + 1) {
      var previous = [Int](repeating: 0, count: size + 1)
      var slack = [Double](repeating: .infinity, count: size + 1)
      var isDone = [Bool](repeating: false, count: size + 1)
      rowOfColumn[0] = row
      var column = 0
      repeat {
        isDone[column] = true
        let current = rowOfColumn[column]
        var (smallest, next) = (Double.infinity, 0)
        for other in 1..<(size + 1) where !isDone[other] {
          let cost = -gains[current - 1][other - 1] - rowPotential[current] - columnPotential[other]
          if cost < slack[other] {
            slack[other] = cost
            previous[other] = column
          }
          if slack[other] < smallest {
            smallest = slack[other]
            next = other
          }
        }
        for other in 0..<(size + 1) {
          if isDone[other] {
            rowPotential[rowOfColumn[other]] += smallest
            columnPotential[other] -= smallest
          } else {
            slack[other] -= smallest
          }
        }
        column = next
      } while rowOfColumn[column] != 0
      repeat {
        rowOfColumn[column] = rowOfColumn[previous[column]]
        column = previous[column]
      } while column != 0
    }
    return rowOfColumn.dropFirst().map { $0 - 1 }
  }
}
