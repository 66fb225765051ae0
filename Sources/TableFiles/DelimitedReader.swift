/// Reads rows of delimited text (RFC 4180, lenient where spreadsheets are), in constant memory whatever the size.
///
/// A field in quotes may hold delimiters and line ends; a quote inside is doubled. A quote in the middle of a bare field
/// is just a quote. `\r\n`, `\n` and `\r` end a row. Rows without anything are counted and passed over.
public struct DelimitedReader {
  public let dialect: Dialect
  private let limits: TableLimits
  private let source: ByteSource
  private var decoding: TextDecoding
  private var buffer: [UInt8] = []
  private var position = 0
  private var isAtEnd = false
  private var number = 0

  private static let pieceSize = 1 << 18

  /// - Throws: `TableFileError.unreadable`.
  public init(_ bytes: TableBytes, dialect: Dialect, limits: TableLimits = TableLimits()) throws(TableFileError) {
    self.dialect = dialect
    self.limits = limits
    source = try bytes.open()
    decoding = TextDecoding(dialect.encoding)
    buffer.reserveCapacity(Self.pieceSize * 2)
    if dialect.hasSeparatorLine {
      var line = TableRow()
      _ = try read(into: &line)
    }
  }

  /// Fills the row with the next one that holds something. False at the end.
  public mutating func read(into row: inout TableRow) throws(TableFileError) -> Bool {
    while true {
      let found = try scan(into: &row)
      if found == .end { return false }
      guard found == .row else {
        try refill()
        continue
      }
      number += 1
      guard number <= limits.rows else { throw .tooManyRows(limit: limits.rows) }
      if row.fields.count == 1, row.bytes.isEmpty { continue }
      row.number = number
      return true
    }
  }

  private enum Found {
    case row, end, needsMore
  }

  private mutating func refill() throws(TableFileError) {
    if position > 0 {
      buffer.removeSubrange(..<position)
      position = 0
    }
    guard buffer.count <= limits.rowBytes else { throw .rowTooLong(row: number + 1, limit: limits.rowBytes) }
    let size = max(Self.pieceSize, min(buffer.count, limits.rowBytes))
    isAtEnd = !(try decoding.readPiece(from: source, onto: &buffer, size: size))
  }

  /// Looks for one whole row in the buffer. Only a row that is whole moves the position.
  private mutating func scan(into row: inout TableRow) throws(TableFileError) -> Found {
    row.clear()
    let outcome: Result<(Found, Int), TableFileError> = buffer.withUnsafeBufferPointer { bytes in
      do throws(TableFileError) {
        var walk = RowWalk(bytes: bytes, start: position, delimiter: dialect.delimiter, isLast: isAtEnd)
        let found = try walk.run(onto: &row.fields, limits: limits, row: number + 1)
        guard found else { return .success((.needsMore, position)) }
        if walk.index == position { return .success((.end, position)) }
        row.bytes.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[position..<walk.textEnd]))
        if walk.hasEscapes { row.unescape() }
        return .success((.row, walk.index))
      } catch {
        return .failure(error)
      }
    }
    let (found, next) = try outcome.get()
    position = next
    if found == .needsMore, isAtEnd { return .end }
    return found
  }
}

/// One walk over the bytes of one row.
private struct RowWalk {
  let bytes: UnsafeBufferPointer<UInt8>
  let start: Int
  let delimiter: UInt8
  let isLast: Bool
  var index: Int
  var textEnd: Int
  var hasEscapes = false

  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  init(bytes: UnsafeBufferPointer<UInt8>, start: Int, delimiter: UInt8, isLast: Bool) {
    self.bytes = bytes
    self.start = start
    self.delimiter = delimiter
    self.isLast = isLast
    index = start
    textEnd = start
  }

  /// True when a whole row was found: `index` is behind its line end. At the end of the text, `index == start`.
  mutating func run(
    onto fields: inout [TableRow.Field], limits: TableLimits, row: Int,
  ) throws(TableFileError) -> Bool {
    let count = bytes.count
    if index == count { return isLast }
    while true {
      let fieldStart = index
      var from = fieldStart
      var isEscaped = false
      var closing: Int?
      if index < count, bytes[index] == Self.quote {
        from = index + 1
        guard let end = closeQuote(isEscaped: &isEscaped) else {
          if isLast { throw .unclosedQuote(row: row) }
          return false
        }
        closing = end
      }
      while index < count {
        let byte = bytes[index]
        if byte == delimiter || byte == Self.lineFeed || byte == Self.carriageReturn { break }
        index += 1
      }
      if index == count, !isLast { return false }
      if let end = closing {
        if index > end + 1 {
          // Something stands behind the closing quote: keep it, as spreadsheets do.
          isEscaped = true
          fields.append(TableRow.Field(start: from - start, end: index - start, hasEscapes: true))
        } else {
          fields.append(TableRow.Field(start: from - start, end: end - start, hasEscapes: isEscaped))
        }
        if isEscaped { hasEscapes = true }
      } else {
        fields.append(TableRow.Field(start: fieldStart - start, end: index - start))
      }
      if index - fieldStart > limits.fieldBytes {
        throw .fieldTooLong(row: row, column: fields.count, limit: limits.fieldBytes)
      }
      if fields.count > limits.columns { throw .tooManyColumns(row: row, limit: limits.columns) }
      textEnd = index
      if index == count { return true }
      let byte = bytes[index]
      index += 1
      if byte == delimiter {
        if index == count, !isLast { return false }
        continue
      }
      if byte == Self.carriageReturn {
        if index == count { return isLast }
        if bytes[index] == Self.lineFeed { index += 1 }
      }
      return true
    }
  }

  /// From an opening quote to the one that closes it, which it gives; nil when the bytes end first.
  private mutating func closeQuote(isEscaped: inout Bool) -> Int? {
    let count = bytes.count
    index += 1
    while index < count {
      guard bytes[index] == Self.quote else {
        index += 1
        continue
      }
      if index + 1 == count, !isLast { return nil }
      if index + 1 < count, bytes[index + 1] == Self.quote {
        isEscaped = true
        index += 2
        continue
      }
      index += 1
      return index - 1
    }
    return nil
  }
}
