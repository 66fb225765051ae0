/// HtmlQ and FlashQ's CSV: a heading with s1…sN among other columns; also the exports of EQ Web Sort with a `sort` column.
public enum HtmlQ {
  /// - Throws: `QInputError` with line and column (from 1).
  public static func read(_ bytes: [UInt8], grid: QGrid? = nil) throws(QInputError) -> QImport {
    let rows = try DelimitedText(try FileText.decode(bytes)).rows
    guard let heading = rows.first else { throw .fileIsEmpty }
    let columns = heading.cells.map { $0.filter { !$0.isWhitespace } }
    let places = statementColumns(columns)
    let whole = columns.firstIndex { $0.lowercased() == "sort" }
    guard !places.isEmpty || whole != nil else { throw .missingColumn(name: "s1") }
    var sorts: [QSort] = []
    var participants: [QParticipant] = []
    for row in rows.dropFirst() {
      guard row.cells.count == columns.count else {
        throw .ragged(row: row.line, expected: columns.count, found: row.cells.count)
      }
      var values: [Int] = []
      if places.isEmpty, let whole {
        values = try EasyHTMLQ.values(row.cells[whole], row: row.line)
      } else {
        for place in places {
          values.append(try FileText.integer(row.cells[place], row: row.line, column: place + 1))
        }
      }
      let others = columns.indices.filter { !places.contains($0) && $0 != whole && !row.cells[$0].isEmpty }
      let fields = Dictionary(others.map { (columns[$0], row.cells[$0]) }, uniquingKeysWith: { first, _ in first })
      let participant = EasyHTMLQ.participant(fields: fields, fallback: "Sort \(sorts.count + 1)")
      participants.append(participant)
      sorts.append(QSort(name: participant.name, values: values))
    }
    let study = try QStudy(sorts: sorts, grid: grid)
    return QImport(
      format: .htmlQ, study: study,
      participants: zip(study.sorts, participants).map {
        QParticipant(name: $0.name, comments: $1.comments, fields: $1.fields)
      })
  }

  /// Whether the heading has s1…sN beside a column that only these programs write, or a whole sort in one column.
  static func isRecognised(_ text: String) throws(QInputError) -> Bool {
    let line = String(text.prefix { !$0.isNewline })
    let columns = (try DelimitedText(line).rows.first?.cells ?? []).map { $0.filter { !$0.isWhitespace } }
    let lowered = Set(columns.map { $0.lowercased() })
    let marks: Set<String> = ["uid", "sid", "npos", "nneg", "nneu", "datetime", "dur0", "partid", "randomid"]
    guard !lowered.isDisjoint(with: marks) else { return false }
    return lowered.contains("sort") || !statementColumns(columns).isEmpty
  }

  /// The places of s1, s2, … sN, without a gap.
  private static func statementColumns(_ columns: [String]) -> [Int] {
    var places: [Int] = []
    let byName = Dictionary(columns.enumerated().map { ($1.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
    while let place = byName["s\(places.count + 1)"] { places.append(place) }
    return places
  }
}
