/// Rows on their way into a frame, held as columns.
public struct FrameBatch: Sendable {
  /// The schema that the rows were checked against.
  public let schema: FrameSchema
  /// The rows' ids, in the order of appending.
  public internal(set) var ids: [UInt128] = []
  /// Unit numbers of the caller's tree; -1 for none.
  var units: [Int32] = []
  var periods: [UInt16] = []
  var columns: [RawColumn]
  /// In steps of 2⁻²⁰; empty when the schema has no weights.
  var weights: [UInt32] = []
  /// `UInt32.max` for none; empty when the schema has no respondents.
  var respondents: [UInt32] = []

  /// A batch without rows.
  public init(schema: FrameSchema) {
    self.schema = schema
    columns = (0..<schema.columnCount).map { RawColumn(isWide: schema.planeCount(at: $0) > 8) }
  }

  /// How many rows there are.
  public var count: Int { ids.count }

  /// Makes room, so that appending doesn't move what is there.
  public mutating func reserveCapacity(_ capacity: Int) {
    ids.reserveCapacity(capacity)
    units.reserveCapacity(capacity)
    periods.reserveCapacity(capacity)
    if schema.hasWeights { weights.reserveCapacity(capacity) }
    if schema.hasRespondents { respondents.reserveCapacity(capacity) }
    for place in columns.indices { columns[place].reserveCapacity(capacity) }
  }

  /// Checks a row against the schema and adds it; a refused row leaves the batch as it was.
  ///
  /// Whether the unit exists is checked when the batch meets a frame, which has the tree.
  public mutating func append(_ row: FrameRow) throws(FrameProblem) {
    guard row.answers.count == schema.items.count else {
      throw .answerCount(expected: schema.items.count, found: row.answers.count)
    }
    guard row.codes.count == schema.codes.count else {
      throw .codeCount(expected: schema.codes.count, found: row.codes.count)
    }
    guard (0...65_535).contains(row.period) else { throw .periodOutOfRange(row.period) }
    if let unit = row.unit, !(0..<1 << 24).contains(unit) { throw .unknownUnit(unit) }
    for (item, answer) in row.answers.enumerated() {
      if case .value(let value) = answer, !(0...schema.items[item].highest).contains(value) {
        throw .answerOutOfScale(item: item, value: value)
      }
    }
    for (column, code) in row.codes.enumerated() {
      if let code, !(0..<schema.codes[column].count).contains(code) {
        throw .codeOutOfRange(code: column, value: code)
      }
    }
    if schema.hasWeights { weights.append(try FrameWeight(rounding: row.weight).steps) }
    if schema.hasRespondents { respondents.append(row.respondent ?? .max) }
    ids.append(row.id)
    units.append(Int32(row.unit ?? -1))
    periods.append(UInt16(row.period))
    for (item, answer) in row.answers.enumerated() {
      switch answer {
      case .missing: columns[item].append(RawScore.missing)
      case .notApplicable: columns[item].append(RawScore.notApplicable)
      case .value(let value): columns[item].append(UInt16(value + RawScore.reserved))
      }
    }
    for (column, code) in row.codes.enumerated() {
      columns[schema.items.count + column].append(code.map { UInt16($0 + RawCode.reserved) } ?? RawCode.none)
    }
  }

  /// Adds the rows of another batch of the same schema.
  mutating func append(_ other: FrameBatch) {
    ids.append(contentsOf: other.ids)
    units.append(contentsOf: other.units)
    periods.append(contentsOf: other.periods)
    weights.append(contentsOf: other.weights)
    respondents.append(contentsOf: other.respondents)
    for place in columns.indices { columns[place].append(contentsOf: other.columns[place]) }
  }
}

/// One column of stored values, a byte each, or two where eight bits don't suffice.
struct RawColumn: Sendable {
  let isWide: Bool
  var bytes: [UInt8] = []
  var words: [UInt16] = []

  init(isWide: Bool) {
    self.isWide = isWide
  }

  mutating func append(_ value: UInt16) {
    if isWide { words.append(value) } else { bytes.append(UInt8(truncatingIfNeeded: value)) }
  }

  mutating func append(contentsOf other: RawColumn) {
    bytes.append(contentsOf: other.bytes)
    words.append(contentsOf: other.words)
  }

  mutating func reserveCapacity(_ capacity: Int) {
    if isWide { words.reserveCapacity(capacity) } else { bytes.reserveCapacity(capacity) }
  }
}
