import Columns
import Foundation

/// Generates the survey, asks the questions of a results page, and writes times and answers where `peers.py` finds them.
///
///     columns-benchmark ROWS FOLDER
@main
struct ColumnsBenchmark {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 3, let rows = Int(arguments[1]) else {
      print("usage: columns-benchmark ROWS FOLDER")
      return
    }
    let folder = URL(fileURLWithPath: arguments[2], isDirectory: true)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)

    var report = Report(rows: rows)
    let survey = SampleSurvey(rowCount: rows)
    try survey.export(to: folder)
    var stopwatch = Stopwatch()
    let frame = try survey.frame()
    report.figures["load ms"] = stopwatch.lap()
    report.figures["bytes a row"] = Double(frame.byteCount) / Double(rows)

    report.figures["memory bandwidth GB/s"] = Bandwidth.measure()
    let questions = try Questions(frame)
    try questions.describe(to: folder)
    for question in Questions.all {
      report.timings[question.name] = try Timing(repeats: question.repeats) { try question.ask(questions) }
      report.bytes[question.name] = question.bytesTouched(rows: rows)
      try question.numbers(questions).write(to: folder.appending(path: "answer-\(question.name).f64"))
    }
    try report.measureCube(frame)
    try report.measureSnapshot(frame, in: folder)
    try report.measureIngestion(frame, survey)
    try report.write(to: folder.appending(path: "columns.json"))
  }
}
