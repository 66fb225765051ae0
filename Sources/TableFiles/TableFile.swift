/// A table in a file of any kind that is read here, recognised by its bytes and never by its name.
public struct TableFile: Sendable {
  public enum Kind: Sendable {
    case delimited(Dialect)
    case workbook(Workbook, sheet: String)
    case statistics(StatisticsFile)
  }

  public let kind: Kind
  private let bytes: TableBytes
  private let limits: TableLimits

  /// Opens a file.
  /// - Parameter sheet: which sheet of a workbook; the first visible one if nil.
  /// - Throws: `TableFileError`; `.unsupported` names a kind that is known and not read.
  public init(path: String, sheet: String? = nil, limits: TableLimits = TableLimits()) throws(TableFileError) {
    try self.init(.path(path), sheet: sheet, limits: limits)
  }

  public init(_ bytes: TableBytes, sheet: String? = nil, limits: TableLimits = TableLimits()) throws(TableFileError) {
    self.bytes = bytes
    self.limits = limits
    let head = try bytes.head(1_024)
    guard !head.isEmpty else { throw .empty }
    if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
      let workbook = try Workbook(bytes, limits: limits)
      let chosen = workbook.sheets.first { sheet == nil ? $0.isVisible : $0.name == sheet }
      guard let chosen else { throw .missingSheet(name: sheet ?? "") }
      kind = .workbook(workbook, sheet: chosen.name)
      return
    }
    if head.starts(with: Array("$FL2".utf8)) || head.starts(with: Array("$FL3".utf8)) {
      guard case .path(let path) = bytes else { throw .statisticsFile(code: 0) }
      kind = .statistics(try StatisticsFile(path: path, limits: limits))
      return
    }
    if let foreign = ForeignFormat(head: head) { throw .unsupported(foreign) }
    kind = .delimited(try Dialect.detect(bytes, limits: limits))
  }

  /// Gives the rows that hold something, headers included, until the closure returns false. The row is lent and used
  /// again. A statistics file has no header rows.
  /// - Throws: `TableFileError`, or what the closure throws.
  public func forEachRow(_ body: (inout TableRow) throws -> Bool) throws {
    switch kind {
    case .delimited(let dialect):
      var reader = try DelimitedReader(bytes, dialect: dialect, limits: limits)
      var row = TableRow()
      while try reader.read(into: &row) {
        guard try body(&row) else { return }
      }
    case .workbook(let workbook, let sheet): try workbook.forEachRow(ofSheet: sheet, body)
    case .statistics(let file): try file.forEachRow(body)
    }
  }

  /// The first rows as text, at most `count`.
  public func firstRows(_ count: Int) throws -> [[String]] {
    var rows: [[String]] = []
    guard count > 0 else { return rows }
    try forEachRow { row in
      rows.append(row.strings)
      return rows.count < count
    }
    return rows
  }
}

extension ForeignFormat {
  /// Recognises a file that is not a table by its first bytes.
  init?(head: [UInt8]) {
    func starts(_ text: String) -> Bool { head.starts(with: Array(text.utf8)) }
    if head.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { self = .oldExcel; return }
    if head.starts(with: [0x1F, 0x8B]) { self = .gzip; return }
    if head.starts(with: [0x89, 0x50, 0x4E, 0x47]) || head.starts(with: [0xFF, 0xD8, 0xFF]) || starts("GIF8") {
      self = .image
      return
    }
    if starts("%PDF") { self = .pdf; return }
    if starts("{\\rtf") { self = .rtf; return }
    if starts("<stata_dta>") { self = .stata; return }
    if head.starts(with: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xC2, 0xEA, 0x81, 0x60]) { self = .sas; return }
    let text = head.drop { $0 <= 0x20 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
    let lowered = String(decoding: text.prefix(64), as: UTF8.self).lowercased()
    if lowered.hasPrefix("<!doctype html") || lowered.hasPrefix("<html") { self = .html; return }
    if lowered.hasPrefix("<?xml") || lowered.hasPrefix("<document") { self = .xml; return }
    let isJSON = text.first == UInt8(ascii: "{") || text.first == UInt8(ascii: "[")
    if isJSON, lowered.dropFirst().drop(while: \.isWhitespace).first.map({ "\"{[]}".contains($0) }) == true {
      self = .json
      return
    }
    if starts("ASCII SPSS PORT") || String(decoding: head, as: UTF8.self).contains("SPSSPORT") {
      self = .spssPortable
      return
    }
    return nil
  }
}
