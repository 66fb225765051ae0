import Columns

/// A question by the name that the peers' script knows it by.
struct Question: Sendable {
  let name: String
  var repeats = 15
  let ask: @Sendable (Questions) throws -> [Double]
  /// Bits of columns that the question reads for each row it looks at, and the part of all rows that it looks at.
  let bits: Double
  var part = 1.0

  func bytesTouched(_ questions: Questions) -> Double {
    Double(questions.frame.rowCount) * part * bits / 8
  }
}

extension Questions {
  /// Bits of a row: recommendation 4, a rating 4, segments 2 3 3 3 4 4 4 5 6 6, week 8.
  static let all = [
    Question(name: "Q1", ask: { try $0.overall() }, bits: 4),
    Question(name: "Q2", ask: { try $0.byUnitAndMonth() }, bits: 4),
    Question(name: "Q3", ask: { try $0.byBusinessUnitFiltered() }, bits: 4 + 2 + 3 + 4, part: 1 / 3),
    Question(name: "Q4", ask: { try $0.wholeTreeFiltered() }, bits: 4 + 6),
    Question(name: "Q5a", repeats: 9, ask: { try $0.correlations(ofAll: false) }, bits: 96, part: 1 / 20),
    Question(name: "Q5b", repeats: 5, ask: { try $0.correlations(ofAll: true) }, bits: 96),
    Question(name: "Q6", ask: { try $0.weeklyTrend() }, bits: 4 + 3 + 8, part: 1 / 20),
    Question(name: "Q7", ask: { try $0.crossTable() }, bits: 4 + 6),
    Question(name: "Q8", ask: { try $0.largestChanges() }, bits: 4, part: 1 / 6),
  ]
}
