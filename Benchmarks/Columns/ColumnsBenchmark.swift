import Columns
import Glibc

func clock_() -> Double { Double(clock()) / 1e3 }

@main
struct ColumnsBenchmark {
  static func main() throws {
    let rows = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 1_000_000
    let clock = ContinuousClock()
    func timed<Value>(_ what: String, _ body: () throws -> Value) rethrows -> Value {
      let start = clock.now
      let value = try body()
      print("\(what): \(milliseconds(clock.now - start)) ms")
      return value
    }
    let survey = timed("generate") { SampleSurvey(rowCount: rows) }
    let frame = try timed("load") { try survey.frame() }
    print("\(frame.rowCount) rows, \(Double(frame.byteCount) / Double(frame.rowCount)) bytes a row")
    let questions = try Questions(frame)
    let wanted = Set(CommandLine.arguments.dropFirst(2))
    func measure(_ name: String, repeats: Int = 15, _ body: () throws -> Int) rethrows {
      guard wanted.isEmpty || wanted.contains(name) else { return }
      var times: [Double] = []
      var check = 0
      let cpu = clock_()
      for _ in 0..<repeats + 1 {
        let start = clock.now
        check = try body()
        times.append(milliseconds(clock.now - start))
      }
      times.removeFirst()
      times.sort()
      print(
        "\(name)\t\(times[times.count / 2])\t[\(times[0])]\tcpu \((clock_() - cpu) / Double(repeats + 1))\t\(check)")
    }
    try measure("Q1") { try questions.all()[0].n }
    try measure("Q2") { try questions.byUnitAndMonth().count }
    try measure("Q2 table") { try questions.tableByUnitAndMonth().tally(unit: 0).n }
    try measure("Q3") { try questions.byBusinessUnitFiltered().reduce(0) { $0 + $1.n } }
    try measure("Q4") { try questions.wholeTreeFiltered()[0].n }
    try measure("Q5a", repeats: 5) { Int(try questions.correlations(ofAll: false)[7] * 1e6) }
    try measure("Q5b", repeats: 3) { Int(try questions.correlations(ofAll: true)[7] * 1e6) }
    try measure("Q6") { try questions.weeklyTrend().reduce(0) { $0 + $1.n } }
    try measure("Q7") { try questions.crossTable().reduce(0, +) }
    try measure("Q8") { try questions.largestChanges().count }
  }
}

func milliseconds(_ duration: Duration) -> Double {
  (Double(duration.components.attoseconds) / 1e12).rounded() / 1e3 + Double(duration.components.seconds) * 1e3
}
