/// Bytes of a file as text and lines.
enum FileText {
  /// Far more lines than the largest study has sorts or statements.
  static let mostLines = 100_000

  /// UTF-16 where a byte order mark says so (what spreadsheets call Unicode text), UTF-8 when it is valid, else Windows-1252,
  /// which old Q programs on DOS and Windows wrote.
  /// - Throws: `QInputError.fileIsEmpty`, `.fileIsTooLarge`, `.notText` for a zero byte, or for what is no UTF-16 after all.
  static func decode(_ bytes: [UInt8]) throws(QInputError) -> String {
    guard !bytes.isEmpty else { throw .fileIsEmpty }
    guard bytes.count <= QLimits.bytes else { throw .fileIsTooLarge(bytes: bytes.count, limit: QLimits.bytes) }
    if bytes.starts(with: [0xFF, 0xFE]) { return try utf16(bytes, lowFirst: true) }
    if bytes.starts(with: [0xFE, 0xFF]) { return try utf16(bytes, lowFirst: false) }
    if let zero = bytes.firstIndex(of: 0) { throw .notText(byte: zero) }
    let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    if let text = String(validating: content, as: UTF8.self) { return text }
    var text = String.UnicodeScalarView()
    for byte in content { text.append(windows1252(byte)) }
    return String(text)
  }

  /// The text after a byte order mark of two bytes.
  private static func utf16(_ bytes: [UInt8], lowFirst: Bool) throws(QInputError) -> String {
    guard bytes.count % 2 == 0 else { throw .notText(byte: bytes.count - 1) }
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    for place in stride(from: 2, to: bytes.count, by: 2) {
      let (first, second) = (UInt16(bytes[place]), UInt16(bytes[place + 1]))
      let unit = lowFirst ? second << 8 | first : first << 8 | second
      guard unit != 0 else { throw .notText(byte: place) }
      units.append(unit)
    }
    guard !units.isEmpty else { throw .fileIsEmpty }
    guard let text = String(validating: units, as: UTF16.self) else { throw .notText(byte: 2) }
    return text
  }

  /// Lines without their ends, whichever of LF, CRLF and CR was used; empty lines at the end are left out.
  /// - Throws: `QInputError.tooManyLines`.
  static func lines(_ text: String) throws(QInputError) -> [Substring] {
    var lines = text.split(maxSplits: mostLines, omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard lines.count <= mostLines else { throw .tooManyLines(limit: mostLines) }
    while let last = lines.last, last.allSatisfy(\.isWhitespace) { lines.removeLast() }
    return lines
  }

  /// What a cell holds where a number is expected.
  enum Content: Equatable {
    case whole(Int)
    case fraction
    case other
  }

  /// Numbers as people and programs write them: "3", " -1", "+2", "−2", "4.0", "1,5".
  static func content(_ text: some StringProtocol) -> Content {
    var cell = String(text.filter { !$0.isWhitespace })
    if cell.first == "−" { cell = "-" + cell.dropFirst() }
    if cell.first == "+" { cell = String(cell.dropFirst()) }
    if let value = Int(cell) { return .whole(value) }
    // Only digits and a decimal mark may stand for a number: no "nan", "inf", "0x1p3" or "1e9".
    let plain = cell.replacing(",", with: ".")
    let isNumeral = plain.allSatisfy { ("0"..."9").contains($0) || $0 == "." || $0 == "-" }
    guard isNumeral, let value = Double(plain), value.isFinite else { return .other }
    return Int(exactly: value).map { .whole($0) } ?? .fraction
  }

  /// The whole number in a cell.
  /// - Throws: `QInputError.notANumber`, or `.notAnInteger` for 1.5.
  static func integer(_ text: some StringProtocol, row: Int, column: Int) throws(QInputError) -> Int {
    switch content(text) {
    case .whole(let value): return value
    case .fraction: throw .notAnInteger(row: row, column: column, text: String(text.prefix(40)))
    case .other: throw .notANumber(row: row, column: column, text: String(text.prefix(40)))
    }
  }

  private static func windows1252(_ byte: UInt8) -> Unicode.Scalar {
    let special: [UInt8: UInt32] = [
      0x80: 0x20AC, 0x82: 0x201A, 0x83: 0x0192, 0x84: 0x201E, 0x85: 0x2026, 0x86: 0x2020, 0x87: 0x2021, 0x88: 0x02C6,
      0x89: 0x2030, 0x8A: 0x0160, 0x8B: 0x2039, 0x8C: 0x0152, 0x8E: 0x017D, 0x91: 0x2018, 0x92: 0x2019, 0x93: 0x201C,
      0x94: 0x201D, 0x95: 0x2022, 0x96: 0x2013, 0x97: 0x2014, 0x98: 0x02DC, 0x99: 0x2122, 0x9A: 0x0161, 0x9B: 0x203A,
      0x9C: 0x0153, 0x9E: 0x017E, 0x9F: 0x0178,
    ]
    return special[byte].flatMap(Unicode.Scalar.init) ?? Unicode.Scalar(byte)
  }
}
