/// An XLSX file: its sheets, and the rows of each as text.
///
/// Numbers come as the shortest text that reads back equal, with a point; dates (by the cell's style) as `2026-11-21` or
/// `2026-11-21 13:05:00`, times of day as `13:05:00`; truth as `TRUE` and `FALSE`; formulas as their last value.
public struct Workbook: Sendable {
  public struct Sheet: Sendable, Equatable {
    public let name: String
    /// Whether a person sees it when they open the workbook.
    public let isVisible: Bool
    let entry: String
  }

  public let sheets: [Sheet]
  private let archive: ZIPArchive
  private let limits: TableLimits
  private let startsIn1904: Bool
  private let sharedStrings: SharedStrings
  private let dateStyles: [DateStyle?]

  /// - Throws: `TableFileError.archive`, `.xml`, `.unsupported(.zipWithoutWorkbook)`.
  public init(_ bytes: TableBytes, limits: TableLimits = TableLimits()) throws(TableFileError) {
    archive = try ZIPArchive(bytes, limits: limits.archive)
    self.limits = limits
    let names = Set(archive.entries.map(\.name))
    if names.contains("content.xml"), names.contains("mimetype") { throw .unsupported(.openDocument) }
    guard names.contains("xl/workbook.xml") else { throw .unsupported(.zipWithoutWorkbook) }
    let targets = try Self.targets(in: archive, has: names)
    var sheets: [Sheet] = []
    var startsIn1904 = false
    var reader = XMLReader(source: try archive.open("xl/workbook.xml"))
    while let event = try reader.next() {
      guard case .start(let name, let attributes) = event else { continue }
      switch name.localName {
      case "workbookPr":
        startsIn1904 = ["1", "true"].contains(attributes["date1904"] ?? "")
      case "sheet":
        guard let entry = targets[attributes["r:id"] ?? attributes[local: "id"] ?? ""], names.contains(entry) else {
          continue
        }
        let state = attributes["state"] ?? "visible"
        sheets.append(Sheet(name: attributes["name"] ?? "", isVisible: state == "visible", entry: entry))
      default: continue
      }
    }
    self.sheets = sheets
    self.startsIn1904 = startsIn1904
    dateStyles = names.contains("xl/styles.xml") ? try DateStyle.read(try archive.open("xl/styles.xml")) : []
    sharedStrings =
      names.contains("xl/sharedStrings.xml")
      ? try SharedStrings(reading: try archive.open("xl/sharedStrings.xml")) : SharedStrings()
  }

  private static func targets(
    in archive: ZIPArchive, has names: Set<String>,
  ) throws(TableFileError) -> [String: String] {
    let entry = "xl/_rels/workbook.xml.rels"
    guard names.contains(entry) else { throw .missingEntry(name: entry) }
    var targets: [String: String] = [:]
    var reader = XMLReader(source: try archive.open(entry))
    while let event = try reader.next() {
      guard case .start(let name, let attributes) = event, name.localName == "Relationship",
        let id = attributes["Id"], let target = attributes["Target"]
      else { continue }
      targets[id] = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
    }
    return targets
  }

  /// Gives the sheet's rows that hold something, top to bottom, until the closure returns false. With no name: the
  /// first sheet that a person sees. Rows are as long as their last cell; the row is lent and used again.
  /// - Throws: `TableFileError`, or what the closure throws.
  public func forEachRow(
    ofSheet name: String? = nil, _ body: (inout TableRow) throws -> Bool,
  ) throws {
    guard let sheet = sheets.first(where: { name == nil ? $0.isVisible : $0.name == name }) else {
      throw TableFileError.missingSheet(name: name ?? "")
    }
    var rows = SheetRows(
      reader: XMLReader(source: try archive.open(sheet.entry)), strings: sharedStrings, dates: dateStyles,
      startsIn1904: startsIn1904, limits: limits)
    var row = TableRow()
    while try rows.next(into: &row) {
      if row.isEmpty { continue }
      guard try body(&row) else { return }
    }
  }

  /// All rows of a sheet as text, for small sheets.
  public func rows(ofSheet name: String? = nil) throws -> [[String]] {
    var rows: [[String]] = []
    try forEachRow(ofSheet: name) { row in
      rows.append(row.strings)
      return true
    }
    return rows
  }
}

extension String {
  /// An XML name without its prefix.
  var localName: Substring { self[(lastIndex(of: ":").map { index(after: $0) } ?? startIndex)...] }
}

extension [XMLReader.Attribute] {
  subscript(_ name: String) -> String? { first { $0.name == name }?.value }
  subscript(local name: String) -> String? { first { $0.name.localName == name }?.value }
}

/// The texts that cells refer to by number, one after the other in one piece of memory.
struct SharedStrings: Sendable {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  init() {}

  init(reading source: ByteSource) throws(TableFileError) {
    var reader = XMLReader(source: source)
    var phonetic = 0
    var isText = false
    while let event = try reader.next() {
      switch event {
      case .start(let name, _):
        switch name.localName {
        case "rPh": phonetic += 1
        case "t": isText = phonetic == 0
        default: continue
        }
      case .text(let text):
        if isText { bytes.append(contentsOf: text.utf8) }
      case .end(let name):
        switch name.localName {
        case "rPh": phonetic -= 1
        case "t": isText = false
        case "si": ends.append(bytes.count)
        default: continue
        }
      }
    }
  }

  subscript(_ index: Int) -> ArraySlice<UInt8>? {
    guard ends.indices.contains(index) else { return nil }
    return bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
  }
}
