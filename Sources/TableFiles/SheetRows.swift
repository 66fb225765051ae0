/// Walks through one sheet's XML and makes rows of it.
struct SheetRows {
  private var reader: XMLReader
  private let strings: SharedStrings
  private let dates: [DateStyle?]
  private let startsIn1904: Bool
  private let limits: TableLimits
  private var number = 0

  init(
    reader: XMLReader, strings: SharedStrings, dates: [DateStyle?], startsIn1904: Bool, limits: TableLimits,
  ) {
    self.reader = reader
    self.strings = strings
    self.dates = dates
    self.startsIn1904 = startsIn1904
    self.limits = limits
  }

  /// Fills the row with the next one of the sheet. False at the end.
  mutating func next(into row: inout TableRow) throws(TableFileError) -> Bool {
    while let event = try reader.next() {
      guard case .start(let name, let attributes) = event, name.localName == "row" else { continue }
      number = attributes["r"].flatMap { Int($0) }.map { max($0, number + 1) } ?? number + 1
      guard number <= limits.rows else { throw .tooManyRows(limit: limits.rows) }
      row.clear()
      row.number = number
      try readCells(into: &row)
      // Cells that only carry a colour are no part of the table.
      while let last = row.fields.last, last.start == last.end { row.fields.removeLast() }
      return true
    }
    return false
  }

  private mutating func readCells(into row: inout TableRow) throws(TableFileError) {
    while let event = try reader.next() {
      switch event {
      case .start(let name, let attributes) where name.localName == "c":
        let column = attributes["r"].flatMap(Self.column) ?? row.count
        guard column < limits.columns else { throw .tooManyColumns(row: number, limit: limits.columns) }
        while row.count < column { row.appendEmpty() }
        try readCell(attributes, into: &row)
      case .end(let name) where name.localName == "row": return
      case .start, .end, .text: continue
      }
    }
  }

  private mutating func readCell(
    _ attributes: [XMLReader.Attribute], into row: inout TableRow,
  ) throws(TableFileError) {
    var value = ""
    var isValue = false
    while let event = try reader.next() {
      switch event {
      case .start(let name, _): isValue = name.localName == "v" || name.localName == "t"
      case .text(let text): if isValue { value += text }
      case .end(let name):
        isValue = false
        guard name.localName == "c" else { continue }
        guard value.utf8.count <= limits.fieldBytes else {
          throw .fieldTooLong(row: number, column: row.count + 1, limit: limits.fieldBytes)
        }
        append(value, kind: attributes["t"] ?? "n", style: attributes["s"], to: &row)
        return
      }
    }
  }

  private func append(_ value: String, kind: String, style: String?, to row: inout TableRow) {
    switch kind {
    case "s":
      if let index = Int(value), let text = strings[index] { return row.append(utf8: text) }
      row.appendEmpty()
    case "b": row.append(utf8: (value == "1" ? "TRUE" : "FALSE").utf8)
    case "n":
      guard let number = NumberText.parse(value) else { return row.append(utf8: value.utf8) }
      let index = style.flatMap { Int($0) } ?? 0
      if dates.indices.contains(index), let date = dates[index],
        let text = date.text(number, startsIn1904: startsIn1904)
      {
        return row.append(utf8: text.utf8)
      }
      row.append(utf8: NumberText.shortest(number).utf8)
    default: row.append(utf8: value.utf8)
    }
  }

  /// The column of a cell reference, from 0: `C5` is 2.
  private static func column(_ reference: String) -> Int? {
    var column = 0
    for byte in reference.utf8 {
      guard (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte & 0xDF), byte > 0x40 else { break }
      column = column * 26 + Int(byte & 0xDF) - 0x40
      guard column < 1 << 20 else { return nil }
    }
    return column == 0 ? nil : column - 1
  }
}
