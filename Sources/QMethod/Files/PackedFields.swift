/// EQ Web Sort's exports from Netlify, Google Sheets and Baserow: every answer is a text "key: value" in a column that only
/// has a number (`r1`, `r2`, … or 1, 2, …), or all of them stand in one cell: "partId:| 7 | sort:| -1|0|1 | …".
public enum PackedFields {
  /// - Throws: `QInputError` with line and column (from 1).
  public static func read(_ bytes: [UInt8], grid: QGrid? = nil) throws(QInputError) -> QImport {
    let rows = try DelimitedText(try FileText.decode(bytes)).rows
    guard let heading = rows.first else { throw .fileIsEmpty }
    var sorts: [QSort] = []
    var participants: [QParticipant] = []
    for row in rows.dropFirst() {
      var fields = Self.fields(row, heading: heading)
      guard let sort = fields.removeValue(forKey: "sort") else {
        throw .malformed(format: .packedFields, row: row.line, reason: .noSort)
      }
      let participant = EasyHTMLQ.participant(fields: fields, fallback: "Sort \(sorts.count + 1)")
      participants.append(participant)
      sorts.append(QSort(name: participant.name, values: try EasyHTMLQ.values(sort, row: row.line)))
    }
    let study = try QStudy(sorts: sorts, grid: grid)
    return QImport(
      format: .packedFields, study: study,
      participants: zip(study.sorts, participants).map {
        QParticipant(name: $0.name, comments: $1.comments, fields: $1.fields)
      })
  }

  /// Whether the first participant's row holds a whole sort.
  static func isRecognised(_ text: String) throws(QInputError) -> Bool {
    guard text.contains("sort"), text.contains("|") else { return false }
    let rows = try DelimitedText(text).rows
    return rows.count > 1 && fields(rows[1], heading: rows[0])["sort"]?.contains("|") == true
  }

  private static func fields(_ row: DelimitedText.Row, heading: DelimitedText.Row) -> [String: String] {
    var fields: [String: String] = [:]
    for (column, cell) in row.cells.enumerated() where !cell.allSatisfy(\.isWhitespace) {
      let name = heading.cells.indices.contains(column) ? trimmed(heading.cells[column][...]) : ""
      let packed = packedPairs(cell)
      if !packed.isEmpty {
        for (key, value) in packed where fields[key] == nil { fields[key] = value }
      } else if isNumbered(name), let (key, value) = pair(cell) {
        if fields[key] == nil { fields[key] = value }
      } else if !name.isEmpty, fields[name] == nil {
        fields[name] = cell
      }
    }
    return fields
  }

  /// "r1" or "1": a column that says nothing about what is in it. Elsewhere a colon is just a colon.
  private static func isNumbered(_ name: String) -> Bool {
    let digits = name.first?.lowercased() == "r" ? name.dropFirst() : name[...]
    return name.isEmpty || (!digits.isEmpty && digits.allSatisfy(\.isNumber))
  }

  /// "key: value" or "(key): value".
  private static func pair(_ cell: String) -> (String, String)? {
    guard let colon = cell.firstIndex(of: ":") else { return nil }
    var key = trimmed(cell[..<colon])
    if key.first == "(", key.last == ")" { key = String(key.dropFirst().dropLast()) }
    guard isKey(key) else { return nil }
    return (key, trimmed(cell[cell.index(after: colon)...]))
  }

  /// "key:| value | key:| value | ": a value ends where the next key begins, for a sort is full of bars itself.
  private static func packedPairs(_ cell: String) -> [(String, String)] {
    var pairs: [(String, String)] = []
    var (key, value): (String?, String) = (nil, "")
    for (index, piece) in cell.split(separator: "|", omittingEmptySubsequences: false).enumerated() {
      let text = trimmed(piece)
      if text.last == ":", isKey(String(text.dropLast())) {
        if let key { pairs.append((key, trimmed(value[...]))) }
        (key, value) = (String(text.dropLast()), "")
      } else if key != nil {
        value += (value.isEmpty ? "" : "|") + piece
      } else if index > 0 || !text.isEmpty {
        return []
      }
    }
    if let key { pairs.append((key, trimmed(value[...]))) }
    return pairs.map { ($0.0, $0.1.last == "|" ? trimmed($0.1.dropLast()) : $0.1) }
  }

  private static func isKey(_ text: String) -> Bool {
    text.count <= 40 && text.first?.isLetter == true
      && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text.drop(while: \.isWhitespace)
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
