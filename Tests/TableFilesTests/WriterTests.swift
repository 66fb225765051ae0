import Foundation
import Testing

@testable import TableFiles

@Suite struct WriterTests {
  @Test func textThatLooksLikeAFormulaIsDefused() throws {
    let risky = ["=1+1", "+31", "-5 x", "@cmd", "\tx", "\rx", " =1", "\"=1", "＝1", "＠x", "\0x", "'=x"]
    for text in risky { #expect(FormulaGuard.isRisky(text), "\(text)") }
    for text in ["a=b", "8", "prima - goed", "", "'s avonds"] { #expect(!FormulaGuard.isRisky(text), "\(text)") }
    let bytes = try CSVWriter.bytes(header: ["=cmd()"], rows: [[.text("-5"), .integer(-5), .number(-2.5)]])
    #expect(String(decoding: bytes, as: UTF8.self) == "'=cmd()\r\n'-5,-5,-2.5\r\n")
  }

  @Test func aDutchSpreadsheetGetsSemicolonsAndCommas() throws {
    let bytes = try CSVWriter.bytes(
      header: ["eenheid", "cijfer"], rows: [["Noord; Oost", .number(7.25, decimals: 1)], ["\"Zuid\"", .empty]],
      style: .dutchSpreadsheet)
    #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
    let text = String(decoding: bytes.dropFirst(3), as: UTF8.self)
    #expect(text == "eenheid;cijfer\r\n\"Noord; Oost\";7,3\r\n\"\"\"Zuid\"\"\";\r\n")
  }

  @Test func whatIsWrittenAsCSVReadsBackEqual() throws {
    let texts = [["a", "b c", "d\"e", "f,g", "h\r\ni", "", " x "], ["1", "2", "3", "4", "5", "6", "ë€😀"]]
    let bytes = try CSVWriter.bytes(header: texts[0], rows: [texts[1].map(TableCell.text)])
    #expect(try TableFile(.memory(bytes)).firstRows(9) == texts)
  }

  @Test func whatIsWrittenAsAWorkbookReadsBackEqual() throws {
    let path = temporaryPath("table.xlsx")
    defer { removeFile(path) }
    let writer = try WorkbookWriter(path: path)
    try writer.addSheet(named: "Cijfers: [2026]", header: ["=eenheid", "cijfer", "n"])
    try writer.write(["=1+1", .number(7.25, decimals: 1), 12])
    try writer.write([.text("http://x.nl"), .empty, .integer(-3)])
    try writer.addSheet(named: "cijfers: [2026]", header: ["x"])
    try writer.write([.text("a\u{1}b & <c>")])
    try writer.finish()
    let book = try Workbook(.path(path))
    #expect(book.sheets.map(\.name) == ["Cijfers   2026", "cijfers   2026 2"])
    #expect(
      try book.rows() == [["=eenheid", "cijfer", "n"], ["=1+1", "7.25", "12"], ["http://x.nl", "", "-3"]])
    #expect(try book.rows(ofSheet: "cijfers   2026 2") == [["x"], ["ab & <c>"]])
    let xml = String(decoding: try ZIPArchive(.path(path)).read("xl/worksheets/sheet1.xml"), as: UTF8.self)
    #expect(!xml.contains("<f>") && !xml.contains("hyperlink"))
  }

  @Test func numbersAreRoundedAndShownInFull() {
    #expect(NumberText.shown(2.25, decimals: 1) == "2.3")
    #expect(NumberText.shown(-0.04, decimals: 1) == "0.0")
    #expect(NumberText.shown(7, decimals: 2) == "7.00")
    #expect(NumberText.shown(-12.345, decimals: nil) == "-12.345")
    #expect(NumberText.shown(1e20, decimals: 2) == "1e+20")
  }

  @Test func aFileThatCannotBeWrittenIsReported() throws {
    let writer = try WorkbookWriter(path: "/nowhere/x.xlsx")
    try writer.addSheet(named: "a", header: ["a"])
    #expect(throws: TableFileError.self) { try writer.finish() }
  }
}
