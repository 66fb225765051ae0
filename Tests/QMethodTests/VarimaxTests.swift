import Foundation
import QMethod
import Testing

@Suite struct VarimaxTests {
  /// Kaiser's criterion: variance of the squared, row-normalised loadings, summed over factors.
  private func criterion(_ loadings: [[Double]]) -> Double {
    let rows = loadings.map { row in
      let length = row.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return row.map { length > 0 ? $0 / length : 0 }
    }
    return rows[0].indices.reduce(0) { sum, factor in
      let squares = rows.map { $0[factor] * $0[factor] }
      let mean = squares.reduce(0, +) / Double(squares.count)
      return sum + squares.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    }
  }

  private func turned(_ loadings: [[Double]], _ a: Int, _ b: Int, by degrees: Double) -> [[Double]] {
    let (cosine, sine) = (cos(degrees * .pi / 180), sin(degrees * .pi / 180))
    return loadings.map { row in
      var row = row
      (row[a], row[b]) = (cosine * row[a] + sine * row[b], cosine * row[b] - sine * row[a])
      return row
    }
  }

  @Test func noTurnOfTwoFactorsMakesTheExactRotationBetter() throws {
    for seed in 1...12 {
      let study = try Example.study(statements: 24, sorts: 11, views: 3, noise: 1.2, seed: UInt64(seed))
      for factors in 2...5 {
        let loadings = try QAnalysis(factors: factors).solution(of: study).loadings.rowList
        let best = criterion(loadings)
        for a in 0..<factors {
          for b in (a + 1)..<factors {
            for degrees in [-45, -30, -10, -1, -0.01, 0.01, 1, 10, 30, 45] {
              #expect(criterion(turned(loadings, a, b, by: degrees)) <= best + 1e-9)
            }
          }
        }
      }
    }
  }

  /// Two pairs of equal sorts lie exactly between the unrotated axes, where the slope of the criterion is nil.
  @Test func twoViewsThatMirrorEachOtherEachGetAFactor() throws {
    let (one, other) = ([-2, -1, -1, 0, 0, 0, 1, 1, 2], [0, -1, 1, -2, 0, 2, 1, -1, 0])
    let study = try QStudy(
      sorts: zip(["A", "B", "C", "D"], [one, other, one, other]).map { QSort(name: $0, values: $1) })
    let flags = try QAnalysis(factors: 2).solution(of: study).flags
    #expect(flags[0] == flags[2] && flags[1] == flags[3])
    #expect(Set(flags) == [[true, false], [false, true]])
  }
}
