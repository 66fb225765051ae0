import QMethod

/// Made-up studies in which the viewpoints are known.
enum Example {
  /// Sorts that follow `views` viewpoints with some noise, forced into a designed grid.
  static func study(statements: Int, sorts: Int, views: Int, noise: Double = 0.6, seed: UInt64 = 11) throws -> QStudy {
    var random = Dice(state: seed)
    let grid = try QGrid.designed(statements: statements, extreme: statements >= 40 ? 5 : 3)
    let viewpoints = (0..<views).map { _ in (0..<statements).map { _ in random.normal() } }
    let made = (0..<sorts).map { sort in
      let opinion = viewpoints[sort % views].map { $0 + noise * random.normal() }
      var values = [Int](repeating: 0, count: statements)
      for (place, statement) in opinion.indices.sorted(by: { opinion[$0] < opinion[$1] }).enumerated() {
        values[statement] = grid.distribution[place]
      }
      return QSort(name: "P\(sort + 1)", values: values)
    }
    return try QStudy(title: "Example", sorts: made, grid: grid)
  }

  /// A generator whose numbers never change.
  struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state
    }

    /// Roughly normal: the sum of twelve uniform numbers.
    mutating func normal() -> Double {
      (0..<12).reduce(-6.0) { sum, _ in sum + Double.random(in: 0..<1, using: &self) }
    }
  }
}
