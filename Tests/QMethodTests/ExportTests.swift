import QMethod
import Testing

@Suite struct ExportTests {
  private func study(isForced: Bool = true) throws -> QStudy {
    let made = try Example.study(statements: 14, sorts: 5, views: 2)
    var sorts = made.sorts
    if !isForced { sorts[2].values[0] = sorts[2].values[0] == 0 ? 1 : 0 }
    sorts[1].name = "José, \"the\" first"
    return try QStudy(
      title: "A title", statements: (1...14).map { "Statement number \($0)" }, sorts: sorts, grid: made.grid)
  }

  @Test(arguments: [true, false])
  func aKenQWorkbookIsReadBack(isForced: Bool) throws {
    let study = try study(isForced: isForced)
    let sheets = try KenQWorkbook.sheets(study).map { sheet in
      (name: sheet.name, rows: sheet.rows.map { $0.map(Self.text) })
    }
    let found = try KenQWorkbook.study(sheets).study
    #expect(found == study)
    #expect(sheets.last?.rows == [["Type"], [isForced ? "1" : "2"]])
  }

  @Test func aKADEArchiveIsAZipOfItsFourTexts() throws {
    let study = try study()
    let bytes = try KADEArchive.bytes(study)
    let entries = try #require(Self.storedEntries(bytes))
    #expect(Set(entries.keys) == ["statements.txt", "sorts.txt", "name.txt", "pattern.txt"])
    #expect(try KADEArchive.study(entries).study == study)
    // The end record: signature, then the number of entries and the place of the directory.
    #expect(Array(bytes.suffix(22).prefix(4)) == [0x50, 0x4B, 5, 6])
    let place = bytes.suffix(6).prefix(4).enumerated().reduce(0) { $0 | Int($1.element) << (8 * $1.offset) }
    #expect(Array(bytes[place..<(place + 4)]) == [0x50, 0x4B, 1, 2])
    let wide = try QStudy(sorts: [QSort(name: "A", values: [-7, 0, 7]), QSort(name: "B", values: [7, 0, -7])])
    #expect(throws: QInputError.gridIsTooLarge(cells: 3)) { try KADEArchive.bytes(wide) }
    #expect(throws: QInputError.gridIsTooLarge(cells: 3)) { try KenQWorkbook.sheets(wide) }
  }

  @Test func onlineSortsKeepTheirCommentsAndAnswers() throws {
    let text = "sid;uid;s1;s2;s3;comment1;form1\n1;ann;-1;0;+1;(s3) yes; indeed;4\n2;bob;+1;0;-1;;5\n"
    let first = try QImport(bytes: Array(text.replacing("yes; indeed", with: "\"yes\"").utf8))
    for bytes in [
      try EasyHTMLQ.json(first.study, participants: first.participants),
      Array(HtmlQ.text(first.study, participants: first.participants).utf8),
    ] {
      let again = try QImport(bytes: bytes)
      #expect(again.study == first.study)
      #expect(again.participants.map(\.comments) == first.participants.map(\.comments))
      #expect(again.participants.map { $0.fields["form1"] } == ["4", "5"])
    }
    #expect(HtmlQ.text(first.study).hasPrefix("sid;uid;s1;s2;s3\n1;ann;-1;0;+1\n"))
    let plain = try study()
    #expect(try QImport(bytes: try EasyHTMLQ.json(plain)).study.sorts == plain.sorts)
  }

  /// Entries by their local headers, for archives without compression.
  private static func storedEntries(_ bytes: [UInt8]) -> [String: [UInt8]]? {
    func number(_ place: Int, _ count: Int) -> Int {
      (0..<count).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
    }
    var entries: [String: [UInt8]] = [:]
    var place = 0
    while place + 30 <= bytes.count, number(place, 4) == 0x0403_4B50 {
      let (size, name) = (number(place + 18, 4), number(place + 26, 2))
      let start = place + 30 + name + number(place + 28, 2)
      guard number(place + 8, 2) == 0, start + size <= bytes.count else { return nil }
      entries[String(decoding: bytes[(place + 30)..<(place + 30 + name)], as: UTF8.self)] =
        Array(bytes[start..<(start + size)])
      place = start + size
    }
    return entries
  }

  private static func text(_ cell: QCell) -> String {
    switch cell {
    case .empty: ""
    case .text(let text): text
    case .integer(let value): String(value)
    case .number(let value, _): String(value)
    }
  }
}
