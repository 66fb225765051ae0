import Foundation
import Testing

@testable import TableFiles

/// A ZIP file with stored (unpacked) entries, made by hand.
func storedZIP(_ entries: [(String, [UInt8])]) -> [UInt8] {
  func little(_ value: Int, _ width: Int) -> [UInt8] { (0..<width).map { UInt8(value >> ($0 * 8) & 0xFF) } }
  var file: [UInt8] = []
  var directory: [UInt8] = []
  for (name, content) in entries {
    let offset = file.count
    let facts =
      little(20, 2) + little(0, 8) + little(Int(crc32(content)), 4) + little(content.count, 4)
      + little(content.count, 4) + little(name.utf8.count, 2) + little(0, 2)
    file += [0x50, 0x4B, 3, 4] + facts + Array(name.utf8) + content
    directory += [0x50, 0x4B, 1, 2] + little(20, 2) + facts + little(0, 10) + little(offset, 4) + Array(name.utf8)
  }
  let start = file.count
  file += directory
  file += [0x50, 0x4B, 5, 6] + little(0, 4) + little(entries.count, 2) + little(entries.count, 2)
  file += little(directory.count, 4) + little(start, 4) + little(0, 2)
  return file
}

private func crc32(_ bytes: [UInt8]) -> UInt32 {
  var sum = ~UInt32(0)
  for byte in bytes {
    sum ^= UInt32(byte)
    for _ in 0..<8 { sum = sum & 1 == 1 ? (sum >> 1) ^ 0xEDB8_8320 : sum >> 1 }
  }
  return ~sum
}

func smallWorkbook(sheet: String, sharedStrings: String = "<sst/>", styles: String = "<styleSheet/>") -> [UInt8] {
  storedZIP([
    (
      "xl/workbook.xml",
      Array(
        """
        <workbook xmlns:r="r"><workbookPr/><sheets><sheet name="Hidden" state="hidden" r:id="r2"/>
        <sheet name="Antwoorden" r:id="r1"/></sheets></workbook>
        """.utf8)
    ),
    (
      "xl/_rels/workbook.xml.rels",
      Array(
        """
        <Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/>
        <Relationship Id="r2" Target="/xl/worksheets/sheet2.xml"/></Relationships>
        """.utf8)
    ),
    ("xl/sharedStrings.xml", Array(sharedStrings.utf8)), ("xl/styles.xml", Array(styles.utf8)),
    ("xl/worksheets/sheet1.xml", Array(sheet.utf8)),
    ("xl/worksheets/sheet2.xml", Array("<worksheet><sheetData/></worksheet>".utf8)),
  ])
}

@Suite struct ArchiveTests {
  @Test func entriesAreListedAndRead() throws {
    let zip = try ZIPArchive(.memory(storedZIP([("a.txt", Array("hello".utf8)), ("map/b.csv", [])])))
    #expect(zip.entries.map(\.name) == ["a.txt", "map/b.csv"])
    #expect(try zip.read("a.txt") == Array("hello".utf8))
    #expect(try zip.read("map/b.csv").isEmpty)
    #expect(throws: TableFileError.missingEntry(name: "c")) { try zip.read("c") }
    #expect(throws: TableFileError.archive(.tooLarge(limit: 3))) { try zip.read("a.txt", limit: 3) }
  }

  @Test func whatIsNoArchiveIsRefused() {
    #expect(throws: TableFileError.archive(.notAnArchive)) { try ZIPArchive(.memory(Array("a,b".utf8))) }
    let nonsense: [UInt8] = [0x50, 0x4B, 3, 4] + [UInt8](repeating: 7, count: 60)
    #expect(throws: TableFileError.self) { try ZIPArchive(.memory(nonsense)) }
  }

  @Test func anArchiveHasLimits() throws {
    let many = storedZIP((0..<12).map { ("f\($0)", [1]) })
    #expect(throws: TableFileError.archive(.tooManyEntries(limit: 10))) {
      try ZIPArchive(.memory(many), limits: ArchiveLimits(entries: 10))
    }
    let large = storedZIP([("big", [UInt8](repeating: 1, count: 5_000))])
    let big = try ZIPArchive(.memory(large), limits: ArchiveLimits(bytes: 4_000))
    #expect(throws: TableFileError.archive(.tooLarge(limit: 4_000))) { try big.read("big") }
  }

  @Test func aBombIsRefusedByItsRatio() throws {
    let path = temporaryPath("bomb.xlsx")
    defer { removeFile(path) }
    let writer = try WorkbookWriter(path: path)
    try writer.addSheet(named: "a", header: ["a"])
    let long = TableCell.text(String(repeating: "a", count: 32_000))
    for _ in 0..<100 { try writer.write([long]) }
    try writer.finish()
    #expect(throws: TableFileError.archive(.suspiciousRatio(limit: 50))) {
      try TableFile(path: path).forEachRow { _ in true }
    }
  }

  @Test func cellsOfEveryKindComeAsText() throws {
    let sheet = """
      <?xml version="1.0" encoding="UTF-8"?>
      <worksheet><sheetData>
      <row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><r><t>in</t></r><r><t>line &amp; co</t></r></is></c></row>
      <row r="4"><c r="A4"><v>8.5</v></c><c r="B4" s="1"><v>43101</v></c><c r="C4" s="2"><v>43101.5</v></c>
      <c r="D4" t="b"><v>1</v></c><c r="E4" t="str"><f>A1&amp;"x"</f><v>=1+1</v></c><c r="F4"><v>1E3</v></c><c r="G4" s="3"><v>0.25</v></c></row>
      <row r="5"><c r="A5"/></row>
      </sheetData></worksheet>
      """
    let styles = """
      <styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy\\ hh:mm"/></numFmts><cellStyleXfs><xf numFmtId="14"/>
      </cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="20"/></cellXfs></styleSheet>
      """
    let strings = "<sst><si><t>Vraag</t><rPh><t>x</t></rPh></si></sst>"
    let book = try Workbook(.memory(smallWorkbook(sheet: sheet, sharedStrings: strings, styles: styles)))
    #expect(book.sheets.map(\.name) == ["Hidden", "Antwoorden"])
    var numbers: [Int] = []
    var rows: [[String]] = []
    try book.forEachRow { row in
      numbers.append(row.number)
      rows.append(row.strings)
      return true
    }
    #expect(numbers == [1, 4])
    #expect(rows[0] == ["Vraag", "", "inline & co"])
    #expect(rows[1] == ["8.5", "2018-01-01", "2018-01-01 12:00:00", "TRUE", "=1+1", "1000", "06:00:00"])
  }

  @Test func theLeapDayThatNeverWasIsKnown() {
    #expect(DateStyle.date.text(1, startsIn1904: false) == "1900-01-01")
    #expect(DateStyle.date.text(61, startsIn1904: false) == "1900-03-01")
    #expect(DateStyle.date.text(0, startsIn1904: true) == "1904-01-01")
    #expect(DateStyle(formatCode: "[$-413]d mmmm yyyy;@") == .date)
    #expect(DateStyle(formatCode: "0.00\" days\"") == nil)
    #expect(DateStyle(formatCode: "[h]:mm") == .time)
  }

  @Test func documentTypesAreRefused() {
    let sheet = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"b\">]><worksheet/>"
    #expect(throws: TableFileError.xml(.documentType(offset: 21))) {
      try Workbook(.memory(smallWorkbook(sheet: sheet))).rows()
    }
  }

  @Test func foreignArchivesAreNamed() {
    #expect(throws: TableFileError.unsupported(.zipWithoutWorkbook)) { try TableFile(.memory(storedZIP([("a", [1])]))) }
    #expect(throws: TableFileError.unsupported(.openDocument)) {
      try TableFile(.memory(storedZIP([("mimetype", [1]), ("content.xml", [1])])))
    }
  }
}

func temporaryPath(_ name: String) -> String {
  FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString)-\(name)").path
}

func removeFile(_ path: String) {
  do { try FileManager.default.removeItem(atPath: path) } catch { Issue.record(error) }
}
