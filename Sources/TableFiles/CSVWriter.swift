/// Writes a table as CSV (RFC 4180), a piece at a time, so that a large one needs no memory.
///
/// Text that a spreadsheet might run as a formula gets an apostrophe in front, in headers too; numbers stay numbers.
public struct CSVWriter {
  public struct Style: Sendable, Equatable {
    public var delimiter: UInt8
    public var hasDecimalComma: Bool
    public var hasByteOrderMark: Bool

    public init(delimiter: UInt8 = UInt8(ascii: ","), hasDecimalComma: Bool = false, hasByteOrderMark: Bool = false) {
      self.delimiter = delimiter
      self.hasDecimalComma = hasDecimalComma
      self.hasByteOrderMark = hasByteOrderMark
    }

    /// Comma, decimal point, no byte order mark: for programs.
    public static let plain = Style()
    /// Semicolon, decimal comma, byte order mark: opens well in a Dutch spreadsheet.
    public static let dutchSpreadsheet = Style(
      delimiter: UInt8(ascii: ";"), hasDecimalComma: true, hasByteOrderMark: true)
    /// Comma, decimal point, byte order mark: opens well in an English spreadsheet.
    public static let englishSpreadsheet = Style(hasByteOrderMark: true)
  }

  public let style: Style
  private let sink: ([UInt8]) throws -> Void
  private var buffer: [UInt8] = []
  private static let pieceSize = 1 << 16

  /// - Parameter sink: takes the bytes in order, in pieces of about 64 KiB.
  public init(style: Style = .plain, sink: @escaping ([UInt8]) throws -> Void) {
    self.style = style
    self.sink = sink
    if style.hasByteOrderMark { buffer += [0xEF, 0xBB, 0xBF] }
  }

  /// Writes one row.
  public mutating func write(_ cells: [TableCell]) throws {
    for (index, cell) in cells.enumerated() {
      if index > 0 { buffer.append(style.delimiter) }
      append(cell)
    }
    // A row of one empty cell would read back as no row at all.
    if cells.count == 1, cells[0] == .empty || cells[0] == .text("") { buffer += [0x22, 0x22] }
    buffer += [0x0D, 0x0A]
    if buffer.count >= Self.pieceSize { try flush() }
  }

  /// Writes one row of texts, such as the header.
  public mutating func write(_ texts: [String]) throws {
    try write(texts.map(TableCell.text))
  }

  /// Hands over what is left. Call it once, at the end.
  public mutating func finish() throws {
    try flush()
  }

  private mutating func flush() throws {
    guard !buffer.isEmpty else { return }
    try sink(buffer)
    buffer.removeAll(keepingCapacity: true)
  }

  private mutating func append(_ cell: TableCell) {
    switch cell {
    case .empty: return
    case .text(let text): append(text: FormulaGuard.isRisky(text) ? "'" + text : text)
    case .date(let text): append(text: text)
    case .integer(let number): buffer += String(number).utf8
    case .number(let number, let decimals):
      guard number.isFinite else { return }
      let text = NumberText.shown(number, decimals: decimals)
      append(text: style.hasDecimalComma ? text.replacing(".", with: ",") : text)
    }
  }

  private mutating func append(text: String) {
    let needsQuotes = text.utf8.contains { byte in
      byte == style.delimiter || byte == 0x22 || byte == 0x0A || byte == 0x0D
    }
    let isPadded = text.utf8.first == 0x20 || text.utf8.last == 0x20
    guard needsQuotes || isPadded else {
      buffer += text.utf8
      return
    }
    buffer.append(0x22)
    for byte in text.utf8 {
      if byte == 0x22 { buffer.append(0x22) }
      buffer.append(byte)
    }
    buffer.append(0x22)
  }

  /// A whole small table as bytes.
  public static func bytes(header: [String], rows: [[TableCell]], style: Style = .plain) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try withoutActuallyEscaping({ (piece: [UInt8]) in bytes += piece }) { sink in
      var writer = CSVWriter(style: style, sink: sink)
      try writer.write(header)
      for row in rows { try writer.write(row) }
      try writer.finish()
    }
    return bytes
  }
}

extension NumberText {
  /// Rounded half away from zero to this many digits behind the point, with all of them shown; nil shows what it needs.
  static func shown(_ number: Double, decimals: Int?) -> String {
    guard let decimals, number.magnitude < 1e12 else { return shortest(number) }
    var scale = 1
    for _ in 0..<min(max(decimals, 0), 6) { scale *= 10 }
    let scaled = Int64((number.magnitude * Double(scale)).rounded())
    let whole = String(scaled / Int64(scale))
    let sign = number < 0 && scaled != 0 ? "-" : ""
    guard scale > 1 else { return sign + whole }
    let digits = String(scaled % Int64(scale))
    let width = min(decimals, 6)
    return sign + whole + "." + String(repeating: "0", count: width - digits.count) + digits
  }
}
