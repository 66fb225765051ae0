import Foundation
import QMethod
import Statistics

/// Measures Statistics and QMethod, each figure with its goal: `numbers-benchmark SORTS.csv` also writes the sorts that it
/// analysed, for R to analyse the same.
@main
enum NumbersBenchmark {
  static func main() async throws {
    let study = try MadeUpStudy.sorts(statements: 60, people: 200, views: 7)
    if let path = CommandLine.arguments.dropFirst().first {
      // The form that R qmethod reads: a column per person.
      try SortsCSV.text(study, orientation: .sortsInColumns).write(toFile: path, atomically: true, encoding: .utf8)
    }
    print("60 statements × 200 sorts, 7 factors")
    try measure("  complete analysis, components and varimax", goal: "≤ 10 ms") {
      _ = try QAnalysis(factors: 7).solution(of: study)
    }
    try measure("  the same with Brown's centroid", goal: "-") {
      _ = try QAnalysis(factors: 7, extraction: .centroid(.qmethod)).solution(of: study)
    }
    try measure("  the same with Horst 5.5", goal: "-") {
      _ = try QAnalysis(factors: 7, extraction: .horst).solution(of: study)
    }
    let solution = try QAnalysis(factors: 7).solution(of: study)
    for (name, alignment) in [("Procrustes", QBootstrap.Alignment.procrustes), ("assignment", .assignment)] {
      var times: [Clock.Time] = []
      for _ in 0..<3 {
        let clock = Clock()
        _ = try await QBootstrap(steps: 1000, alignment: alignment).summary(of: solution)
        times.append(clock.time)
      }
      report("  bootstrap of 1,000 steps, \(name), two cores", times, goal: "≤ 1,000 ms")
    }
    print("Drivers, 100,000 answers to 13 questions")
    let columns = MadeUpStudy.answers(people: 100_000, questions: 13)
    var moments: Moments?
    try measure("  moments of all pairs, from arrays", times: 3, goal: "-") { moments = try Moments(columns: columns) }
    guard let moments else { return }
    let matrix = try CorrelationMatrix(moments, variables: Array(0...12))
    let correlations = try DriverCorrelations(
      drivers: SymmetricMatrix(rows: (1...12).map { i in (1...12).map { matrix.values[i, $0] } }),
      outcome: (1...12).map { matrix.values[0, $0] }, count: 100_000)
    measure("  LMG of 12 drivers, after the correlation matrix", goal: "≤ 50 ms") {
      _ = ShapleyImportance(correlations)
    }
    try measure("  complete analysis of 12 drivers, from moments", goal: "-") {
      _ = try DriverAnalysis(moments, outcome: 0, drivers: Array(1...12))
    }
  }

  private static func measure(_ name: String, times count: Int = 15, goal: String, _ work: () throws -> Void) rethrows {
    var times: [Clock.Time] = []
    try work()
    for _ in 0..<count {
      let clock = Clock()
      try work()
      times.append(clock.time)
    }
    report(name, times, goal: goal)
  }

  /// The median on the wall and the shortest, and the processor's median (all cores together), which other work on the
  /// machine disturbs less.
  private static func report(_ name: String, _ times: [Clock.Time], goal: String) {
    func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
    let (wall, processor) = (median(times.map(\.wall)), median(times.map(\.processor)))
    let shortest = times.map(\.wall).min() ?? 0
    let shown = String(format: "%.2f ms [%.2f], processor %.2f", wall, shortest, processor)
    let name = name.padding(toLength: 52, withPad: " ", startingAt: 0)
    print("\(name) \(String(repeating: " ", count: max(0, 40 - shown.count)))\(shown)   goal: \(goal)")
  }
}

/// Time that went by since it was made, in milliseconds.
struct Clock {
  struct Time {
    let wall: Double
    let processor: Double
  }

  private let start = ContinuousClock.now
  private let processor = clock()

  var time: Time {
    let wall = (ContinuousClock.now - start) / .milliseconds(1)
    return Time(wall: wall, processor: Double(clock() - processor) * 1000 / Double(CLOCKS_PER_SEC))
  }
}
