import Testing

@testable import TableFiles

func rows(_ text: String, delimiter: Character = ",", limits: TableLimits = TableLimits()) throws -> [[String]] {
  let byte = try #require(delimiter.asciiValue)
  var reader = try DelimitedReader(.memory(Array(text.utf8)), dialect: Dialect(delimiter: byte), limits: limits)
  var row = TableRow()
  var rows: [[String]] = []
  while try reader.read(into: &row) { rows.append(row.strings) }
  return rows
}

/// The text in UTF-16 with its byte order mark.
func littleEndian(_ text: String) -> [UInt8] {
  var bytes: [UInt8] = [0xFF, 0xFE]
  for unit in text.utf16 { bytes += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
  return bytes
}

@Suite struct DelimitedReaderTests {
  @Test func fieldsInQuotesHoldDelimitersLineEndsAndQuotes() throws {
    let text = "a,b\r\n\"x, \"\"y\"\"\",\"two\r\nlines\"\r\nlast,\r\n"
    #expect(try rows(text) == [["a", "b"], ["x, \"y\"", "two\r\nlines"], ["last", ""]])
  }

  @Test(arguments: ["\n", "\r\n", "\r"]) func everyLineEndEndsARow(end: String) throws {
    #expect(try rows("a,b\(end)1,2\(end)\(end)3,4") == [["a", "b"], ["1", "2"], ["3", "4"]])
  }

  @Test func rowsCountAsASpreadsheetShowsThem() throws {
    var reader = try DelimitedReader(
      .memory(Array("a\n\n\"x\ny\"\nz".utf8)), dialect: Dialect(delimiter: UInt8(ascii: ",")))
    var row = TableRow()
    var numbers: [Int] = []
    while try reader.read(into: &row) { numbers.append(row.number) }
    #expect(numbers == [1, 3, 4])
  }

  @Test func aQuoteInTheMiddleOfABareFieldIsJustAQuote() throws {
    #expect(try rows("5'8\",x\n") == [["5'8\"", "x"]])
    #expect(try rows("\"ab\"c,d\n\"a\"\"b\"c,d") == [["abc", "d"], ["a\"bc", "d"]])
  }

  @Test func aQuoteThatStaysOpenIsReportedWithItsRow() {
    #expect(throws: TableFileError.unclosedQuote(row: 2)) { try rows("a,b\n\"x,y\n1,2\n") }
  }

  @Test func fieldsAndColumnsHaveLimits() {
    let limits = TableLimits(fieldBytes: 10, columns: 3)
    #expect(throws: TableFileError.fieldTooLong(row: 2, column: 2, limit: 10)) {
      try rows("a,b\n1,12345678901\n", limits: limits)
    }
    #expect(throws: TableFileError.tooManyColumns(row: 1, limit: 3)) { try rows("a,b,c,d\n", limits: limits) }
    #expect(throws: TableFileError.tooManyRows(limit: 2)) { try rows("1\n2\n3\n", limits: TableLimits(rows: 2)) }
  }

  @Test func aRowAcrossTheReadersPiecesIsWhole() throws {
    // Rows of every length around the size of a piece, so that quotes, doubled quotes and line ends fall on its edge.
    var text = ""
    var expected: [[String]] = []
    for index in 0..<3_000 {
      let filler = String(repeating: "é", count: index % 97)
      text += "\"\(filler)\"\"q\",\(index),\"a\r\nb\"\r\n"
      expected.append(["\(filler)\"q", "\(index)", "a\r\nb"])
    }
    #expect(try rows(text) == expected)
    for extra in 0..<12 {
      let long = String(repeating: "x", count: (1 << 18) - 6 + extra)
      #expect(try rows("\(long),\"\"\"\"\r\nb,c\r\n") == [[long, "\""], ["b", "c"]])
    }
  }

  @Test func encodingsAreRecognised() throws {
    let text = "naam;cijfer\ncafé €;8\n"
    var bytes1252 = Array("naam;cijfer\ncaf".utf8)
    bytes1252 += [0xE9, 0x20, 0x80] + Array(";8\n".utf8)
    let little = littleEndian(text)
    var big: [UInt8] = []
    for unit in text.utf16 { big += [UInt8(unit >> 8), UInt8(unit & 0xFF)] }
    let variants: [([UInt8], TextEncoding)] = [
      (Array(text.utf8), .utf8), ([0xEF, 0xBB, 0xBF] + Array(text.utf8), .utf8), (bytes1252, .windows1252),
      (little, .utf16LittleEndian), (big, .utf16BigEndian),
    ]
    for (bytes, encoding) in variants {
      let file = try TableFile(.memory(bytes))
      guard case .delimited(let dialect) = file.kind else {
        Issue.record("not delimited")
        continue
      }
      #expect(dialect.encoding == encoding)
      #expect(dialect.delimiter == UInt8(ascii: ";"))
      #expect(try file.firstRows(5) == [["naam", "cijfer"], ["café €", "8"]])
    }
  }

  @Test func surrogatePairsComeThrough() throws {
    #expect(try TableFile(.memory(littleEndian("a,😀\n1,2\n"))).firstRows(1) == [["a", "😀"]])
  }

  @Test func theDelimiterIsTheOneThatFitsTheRows() throws {
    func delimiter(_ text: String) throws -> UInt8 { try Dialect.detect(.memory(Array(text.utf8))).delimiter }
    #expect(try delimiter("a;b\n7,5;8,2\n6,0;9,1\n") == UInt8(ascii: ";"))
    #expect(try delimiter("a,b\nx;y;z,1\nx;y,2\n") == UInt8(ascii: ","))
    #expect(try delimiter("a\tb\nx, y\t1\nx\t2\n") == UInt8(ascii: "\t"))
    #expect(try delimiter("sep=|\na|b\n1|2\n") == UInt8(ascii: "|"))
    #expect(try TableFile(.memory(Array("sep=;\r\na;b\r\n1;2\r\n".utf8))).firstRows(9) == [["a", "b"], ["1", "2"]])
    #expect(try delimiter("one\ntwo\n") == UInt8(ascii: ","))
  }

  @Test func whatIsNotATableIsNamed() {
    let kinds: [([UInt8], TableFileError)] = [
      ([], .empty), (Array(" \n\n ".utf8), .empty), (Array("{\"SurveyEntry\":{}}".utf8), .unsupported(.json)),
      (Array("<?xml version=\"1.0\"?><document/>".utf8), .unsupported(.xml)),
      (Array("<!DOCTYPE html><html></html>".utf8), .unsupported(.html)), (Array("%PDF-1.4".utf8), .unsupported(.pdf)),
      ([0xD0, 0xCF, 0x11, 0xE0, 1, 2], .unsupported(.oldExcel)), ([0x1F, 0x8B, 8], .unsupported(.gzip)),
      (Array("ab\0cd".utf8), .notText(offset: 2)),
    ]
    for (bytes, expected) in kinds {
      #expect(throws: expected) { try TableFile(.memory(bytes)) }
    }
    #expect(throws: TableFileError.unreadable(path: "/nowhere", code: 2)) { try TableFile(path: "/nowhere") }
  }

  @Test func utf8IsCheckedStrictly() {
    func isValid(_ bytes: [UInt8]) -> Bool {
      var check = UTF8Check()
      bytes.withUnsafeBufferPointer { check.take($0) }
      return check.isValid
    }
    #expect(isValid(Array("aé€😀 long enough for eight at once".utf8)))
    #expect(!isValid([0xC0, 0xAF]) && !isValid([0xED, 0xA0, 0x80]) && !isValid([0xF5, 0x80, 0x80, 0x80]))
    #expect(!isValid([0xE2, 0x82]) && !isValid([0x80]) && !isValid([0xE0, 0x9F, 0x80]))
  }
}
