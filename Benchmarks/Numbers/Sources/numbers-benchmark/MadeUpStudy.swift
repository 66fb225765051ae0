import QMethod
import Statistics

/// Input that is the same on every machine.
enum MadeUpStudy {
  /// Sorts that follow so many viewpoints with noise, forced into a designed grid.
  static func sorts(statements: Int, people: Int, views: Int) throws -> QStudy {
    var generator = SeededGenerator(seed: 11)
    let grid = try QGrid.designed(statements: statements, extreme: 5)
    let viewpoints = (0..<views).map { _ in (0..<statements).map { _ in normal(&generator) } }
    let sorts = (0..<people).map { person in
      let opinion = viewpoints[person % views].map { $0 + 0.8 * normal(&generator) }
      var values = [Int](repeating: 0, count: statements)
      for (place, statement) in opinion.indices.sorted(by: { opinion[$0] < opinion[$1] }).enumerated() {
        values[statement] = grid.distribution[place]
      }
      return QSort(name: "P\(person + 1)", values: values)
    }
    return try QStudy(title: "Benchmark", sorts: sorts, grid: grid)
  }

  /// Answers from 1 to 5 that share a mood, one in twenty missing; the first question is the outcome.
  static func answers(people: Int, questions: Int) -> [[Double?]] {
    var generator = SeededGenerator(seed: 12)
    var columns = [[Double?]](repeating: [], count: questions)
    for _ in 0..<people {
      let mood = normal(&generator)
      for question in 0..<questions {
        let answer = 3.4 + 0.7 * mood + 0.8 * normal(&generator)
        let isMissing = Int.random(in: 0..<20, using: &generator) == 0
        columns[question].append(isMissing ? nil : max(1, min(5, answer.rounded())))
      }
    }
    return columns
  }

  private static func normal(_ generator: inout SeededGenerator) -> Double {
    (0..<12).reduce(-6.0) { sum, _ in sum + Double.random(in: 0..<1, using: &generator) }
  }
}
