extension FrameBatch {
  /// One scored item of many rows: scores as bytes, with two bytes that stand for their absence.
  public struct Scores: Sendable {
    var bytes: [UInt8]
    let missing: UInt8
    let notApplicable: UInt8?

    /// Says which bytes mean that there is no score.
    public init(_ bytes: [UInt8], missing: UInt8 = 255, notApplicable: UInt8? = nil) {
      self.bytes = bytes
      self.missing = missing
      self.notApplicable = notApplicable
    }
  }

  /// Many rows at once, a column an array, every value checked against the schema.
  ///
  /// - Parameters:
  ///   - units: unit numbers, -1 for none.
  ///   - codes: codes, -1 for none.
  ///   - weights: by row; empty for 1 everywhere.
  ///   - respondents: by row, `UInt32.max` for none; empty for none anywhere.
  public init(
    schema: FrameSchema, ids: [UInt128], units: [Int32], periods: [UInt16], items: [Scores], codes: [[Int32]],
    weights: [Double] = [], respondents: [UInt32] = []
  ) throws(FrameProblem) {
    self.init(schema: schema)
    guard items.count == schema.items.count else {
      throw .answerCount(expected: schema.items.count, found: items.count)
    }
    guard codes.count == schema.codes.count else {
      throw .codeCount(expected: schema.codes.count, found: codes.count)
    }
    let lengths = [units.count, periods.count] + items.map(\.bytes.count) + codes.map(\.count)
    let optionalLengths = [weights.count, respondents.count].filter { $0 > 0 }
    for length in lengths + optionalLengths where length != ids.count {
      throw .unevenColumns(rows: ids.count, found: length)
    }
    if let unit = units.first(where: { $0 < -1 || $0 >= 1 << 24 }) { throw .unknownUnit(Int(unit)) }
    self.ids = ids
    self.units = units
    self.periods = periods
    for (item, scores) in items.enumerated() {
      columns[item].bytes = try Self.stored(scores, item: item, highest: schema.items[item].highest)
    }
    for (code, values) in codes.enumerated() {
      columns[schema.items.count + code] = try Self.stored(values, code: code, in: schema)
    }
    if schema.hasWeights {
      self.weights = [UInt32](repeating: FrameWeight.one.steps, count: ids.count)
      for row in weights.indices { self.weights[row] = try FrameWeight(rounding: weights[row]).steps }
    }
    if schema.hasRespondents {
      self.respondents = respondents.isEmpty ? [UInt32](repeating: .max, count: ids.count) : respondents
    }
  }

  private static func stored(_ scores: Scores, item: Int, highest: Int) throws(FrameProblem) -> [UInt8] {
    // A byte to its stored value; 255 for one that the scale doesn't have, which no stored value is.
    var stored = [UInt8](repeating: 255, count: 256)
    for score in 0...highest { stored[score] = UInt8(score + RawScore.reserved) }
    if let notApplicable = scores.notApplicable { stored[Int(notApplicable)] = UInt8(RawScore.notApplicable) }
    stored[Int(scores.missing)] = UInt8(RawScore.missing)
    var bytes = scores.bytes
    for row in bytes.indices {
      let value = stored[Int(bytes[row])]
      guard value != 255 else { throw .answerOutOfScale(item: item, value: Int(bytes[row])) }
      bytes[row] = value
    }
    return bytes
  }

  private static func stored(
    _ values: [Int32], code: Int, in schema: FrameSchema
  ) throws(FrameProblem) -> RawColumn {
    var column = RawColumn(isWide: schema.planeCount(at: schema.items.count + code) > 8)
    column.reserveCapacity(values.count)
    let limit = schema.codes[code].count
    for value in values {
      guard value >= -1, value < limit else { throw .codeOutOfRange(code: code, value: Int(value)) }
      column.append(UInt16(Int(value) + RawCode.reserved))
    }
    return column
  }
}
