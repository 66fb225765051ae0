import Columns

/// A question by the name that the peers' script knows it by.
struct Question: Sendable {
  let name: String
  /// How often it is measured.
  let repeats: Int
  /// Bits of columns that the question reads for each row it looks at, and the part of all rows that it looks at.
  private let bits: Double
  private let part: Double
  /// Asks it, and works out every figure of the answer.
  let ask: @Sendable (Questions) throws -> Void
  /// The answer as the peers' script compares it.
  let numbers: @Sendable (Questions) throws -> [Double]

  init(
    _ name: String, bits: Double, part: Double = 1, repeats: Int = 25,
    _ cells: @escaping @Sendable (Questions) throws -> Cells
  ) {
    self.name = name
    self.bits = bits
    self.part = part
    self.repeats = repeats
    ask = { _ = try cells($0).figures() }
    numbers = { try cells($0).numbers() }
  }

  init(
    _ name: String, bits: Double, part: Double = 1, repeats: Int = 25,
    numbers: @escaping @Sendable (Questions) throws -> [Double]
  ) {
    self.name = name
    self.bits = bits
    self.part = part
    self.repeats = repeats
    ask = { _ = try numbers($0) }
    self.numbers = numbers
  }

  func bytesTouched(rows: Int) -> Double { Double(rows) * part * bits / 8 }
}

extension Questions {
  /// Bits of a row: recommendation 4, a rating 4, segments 2 3 3 3 4 4 4 5 6 6, week 8.
  static let all = [
    Question("Q1", bits: 4) { try $0.overall() },
    Question("Q2", bits: 4) { try $0.byUnitAndMonth() },
    Question("Q3", bits: 4 + 2 + 3 + 4, part: 1 / 3) { try $0.byBusinessUnitFiltered() },
    Question("Q4", bits: 4 + 6) { try $0.wholeTreeFiltered() },
    Question("Q5a", bits: 96, part: 1 / 20, repeats: 15, numbers: { try $0.correlations(ofAll: false) }),
    Question("Q5b", bits: 96, repeats: 7, numbers: { try $0.correlations(ofAll: true) }),
    Question("Q6", bits: 4 + 3 + 8, part: 1 / 20) { try $0.weeklyTrend() },
    Question("Q7", bits: 4 + 6, numbers: { try $0.crossTable() }),
    Question("Q8", bits: 4, part: 1 / 6, numbers: { try $0.largestChanges() }),
  ]
}
