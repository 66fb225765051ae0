import Foundation
import QMethod
import Testing

@Suite struct HostileFileTests {
  @Test func deepJSONIsAnErrorAndNotACrash() {
    for depth in [600, 200_000] {
      let bytes = Array(String(repeating: "[", count: depth).utf8)
      #expect(throws: QInputError.self) { try EasyHTMLQ.read(bytes) }
    }
  }

  @Test func filesThatAreTooLargeAreRefused() {
    let large = [UInt8](repeating: 0x20, count: QLimits.bytes + 1)
    #expect(throws: QInputError.fileIsTooLarge(bytes: large.count, limit: QLimits.bytes)) { try QImport(bytes: large) }
    #expect(throws: QInputError.fileIsTooLarge(bytes: large.count, limit: QLimits.bytes)) { try EasyHTMLQ.read(large) }
    let cells = Array(("id," + String(repeating: "1,", count: 3_000_001)).utf8)
    #expect(throws: QInputError.tooManyCells(limit: 3_000_000)) { try SortsCSV.study(cells) }
    let sorts = (0...QLimits.sorts).map { QSort(name: "\($0)", values: [0, 1, 2]) }
    #expect(throws: QInputError.tooManySorts(found: 2001, limit: 2000)) { try QStudy(sorts: sorts) }
  }

  /// Sixteen megabytes of nothing but line ends would be sixteen million lines in memory.
  @Test func linesWithoutEndAreRefused() throws {
    let lines = [UInt8](repeating: 0x0A, count: 400_000)
    #expect(throws: QInputError.tooManyLines(limit: 100_000)) { try PQMethodFile.statements(lines) }
    #expect(throws: QInputError.tooManyLines(limit: 100_000)) {
      try PQMethodFile.study(Array("  0  2  3\n".utf8) + lines)
    }
    #expect(throws: QInputError.fileIsEmpty) { try QImport(bytes: lines) }
  }

  /// Each of them would be an object in memory.
  @Test func jsonWithoutEndIsRefused() throws {
    let empty = Array(("[" + String(repeating: "{},", count: 500_000) + "{}]").utf8)
    #expect(throws: QInputError.tooManyCells(limit: 500_000)) { try EasyHTMLQ.read(empty) }
    // Commas in what people say are no fields.
    let said = String(repeating: ",", count: 600_000) + "\\\","
    let json = "[{\"sort\": \"1|0|-1\", \"comment1\": \"(s1) \(said)\"}, {\"sort\": \"0|1|-1\"}]"
    #expect(try EasyHTMLQ.read(Array(json.utf8)).participants[0].comments[1]?.count == 600_002)
  }

  /// Line 1 of a .DAT file may claim what it likes: nothing is set aside for it before it is there.
  @Test func countsThatAFileDoesNotKeepAreRefused() throws {
    func read(_ first: String) throws -> QStudy {
      try PQMethodFile.study(
        Array((first + "\n -1  1  0  0  0  0  0  1  1  1\nA         -1 0 1\nB          1 0-1\n").utf8))
    }
    #expect(try read("  0  2  3 Title").sorts.count == 2)
    for (first, error) in [
      ("  0999  3 Title", QInputError.tooFewSorts(found: 2, needed: 999)),
      ("  0  2999 Title", .tooManyStatements(found: 999, limit: 500)),
      ("  0  1  3 Title", .malformed(format: .pqMethod, row: 4, reason: .moreSortsThanSaid)),
      ("  0  0  3 Title", .malformed(format: .pqMethod, row: 3, reason: .moreSortsThanSaid)),
      ("  0  2  0 Title", .tooFewStatements(found: 0, needed: 3)),
      ("  0 -2  3 Title", .malformed(format: .pqMethod, row: 1, reason: .counts)),
      ("  0  2 -3 Title", .malformed(format: .pqMethod, row: 1, reason: .counts)),
      ("  0 1e2  3 Title", .malformed(format: .pqMethod, row: 1, reason: .counts)),
    ] { #expect(throws: error, "\(first)") { try read(first) } }
    for (second, error) in [
      (" -1  1", QInputError.malformed(format: .pqMethod, row: 2, reason: .bounds)),
      ("  1 -1  1  1  1", .malformed(format: .pqMethod, row: 2, reason: .bounds)),
      ("-99 99  1  1  1", .malformed(format: .pqMethod, row: 2, reason: .piles)),
      (" -1  1  0  0  0", .malformed(format: .pqMethod, row: 2, reason: .piles)),
      (" -1  1999999999", .gridIsTooLarge(cells: 2997)),
      (" -1  1 -1  1  3", .gridHasNegativeHeight(value: -1)),
    ] {
      #expect(throws: error, "\(second)") {
        try PQMethodFile.study(Array("  0  2  3 T\n\(second)\nA         -1 0 1\nB          1 0-1\n".utf8))
      }
    }
  }

  @Test func zeroBytesAreNamedInEveryFormat() {
    for (text, byte) in [
      ("id,s1,s2,s3\nA,-1,\0,1\nB,1,0,-1\n", 17), ("  0  2  3\0", 9), ("sid;uid;s1\0", 10), ("r1,sort\0", 7),
      ("[\0]", 1),
    ] { #expect(throws: QInputError.notText(byte: byte), "\(text)") { try QImport(bytes: Array(text.utf8)) } }
    #expect(throws: QInputError.notText(byte: 4)) { try FlashQTemplate.grid(Array("<map\0>".utf8)) }
    #expect(throws: QInputError.notText(byte: 1)) {
      try KADEArchive.study(["sorts.txt": Array("A\0".utf8)])
    }
    #expect(throws: QInputError.inFile(name: "a.csv", reason: .notText(byte: 1))) {
      try PyramidCSV.study([(path: "a.csv", bytes: Array("2\0".utf8))])
    }
  }

  private func utf16(_ text: String, lowFirst: Bool) -> [UInt8] {
    ("\u{FEFF}" + text).utf16.flatMap { unit in
      let (low, high) = (UInt8(unit & 0xFF), UInt8(unit >> 8))
      return lowFirst ? [low, high] : [high, low]
    }
  }

  @Test func textThatASpreadsheetSavedAsUnicodeIsRead() throws {
    let csv = "id\ts1\ts2\ts3\r\nJosé\t-1\t0\t1\r\n日本 😀\t1\t0\t-1\r\n"
    let json = #"{"a": {"sort": "1|0|-1", "partId": "José"}, "b": {"sort": "-1|0|1"}}"#
    for lowFirst in [true, false] {
      let found = try QImport(bytes: utf16(csv, lowFirst: lowFirst))
      #expect(found.format == .csv && found.study.sorts.map(\.name) == ["José", "日本 😀"])
      #expect(found.study.sorts.map(\.values) == [[-1, 0, 1], [1, 0, -1]])
      #expect(try QImport(bytes: utf16(json, lowFirst: lowFirst)).study.sorts.map(\.name) == ["José", "b"])
      #expect(try PQMethodFile.statements(utf16("Één\r\nTwee\r\n", lowFirst: lowFirst)) == ["Één", "Twee"])
    }
    #expect(throws: QInputError.notText(byte: 4)) { try QImport(bytes: [0xFF, 0xFE, 0x41, 0, 0x42]) }
    // Half of a pair, a zero, and what is UTF-32 in truth.
    #expect(throws: QInputError.notText(byte: 2)) { try QImport(bytes: [0xFF, 0xFE, 0x00, 0xD8, 0x41, 0]) }
    #expect(throws: QInputError.notText(byte: 2)) { try QImport(bytes: [0xFE, 0xFF, 0, 0]) }
    #expect(throws: QInputError.notText(byte: 2)) { try QImport(bytes: [0xFF, 0xFE, 0, 0, 0x41, 0, 0, 0]) }
    #expect(throws: QInputError.fileIsEmpty) { try QImport(bytes: [0xFF, 0xFE]) }
    #expect(throws: QInputError.fileIsEmpty) { try QImport(bytes: utf16("  \n", lowFirst: true)) }
    // Without a mark, every second byte is a zero.
    #expect(throws: QInputError.notText(byte: 1)) {
      try QImport(bytes: Array(utf16(csv, lowFirst: true).dropFirst(2)))
    }
  }

  @Test func anArchiveWithTwoAnswersHasNone() throws {
    let sorts = Array("A,-1,0,1\nB,1,0,-1\n".utf8)
    #expect(throws: QInputError.repeatedPart(name: "sorts.txt")) {
      try KADEArchive.study(["north/sorts.txt": sorts, "south/sorts.txt": sorts])
    }
    // Others may be there as often as they like, and what a Mac adds is nobody's answer.
    let found = try KADEArchive.study([
      "a/sorts.txt": sorts, "__MACOSX/a/sorts.txt": [0], "a/readme.txt": [0], "b/readme.txt": [0],
    ])
    #expect(found.study.sorts.map(\.name) == ["A", "B"])
  }

  @Test func workThatWouldTakeForEverIsRefused() async throws {
    let sorts = (0..<600).map { QSort(name: "\($0)", values: [0, $0 % 3, 2, 1 - $0 % 2, 1]) }
    let study = try QStudy(sorts: sorts)
    #expect(throws: QAnalysisError.tooLarge(what: "kendall", size: 600, limit: 500)) {
      try QAnalysis(factors: 2, correlation: .kendall).solution(of: study)
    }
    let solution = try QAnalysis(factors: 2).solution(of: study)
    await #expect(throws: QAnalysisError.tooLarge(what: "bootstrap", size: 12_000_000, limit: 5_000_000)) {
      try await QBootstrap(steps: 20_000).summary(of: solution)
    }
  }

  @Test func flashQSettingsBecomeAGridAndStatements() throws {
    let map = """
      <?xml version="1.0"?><map><!-- <column id="9">9</column> -->
      <column id="-1" colour="FFD5D5">2</column><column id='0' colour="E9E9E9">3</column><column id="+1">2</column></map>
      """
    #expect(try FlashQTemplate.grid(Array(map.utf8)) == QGrid(values: [-1, 0, 1], heights: [2, 3, 2]))
    let texts = """
      <statements version="1.0"><statement id="2">Two &amp; a <![CDATA[bit]]></statement>
      <statement id="1"><![CDATA[One <b>]]></statement></statements>
      """
    let statements = try FlashQTemplate.statements(Array(texts.utf8))
    #expect(statements[0] == "One <b>" && statements[1].hasPrefix("Two & a"))
    #expect(throws: QInputError.repeatedStatement(row: 2, statement: 1)) {
      try FlashQTemplate.statements(Array("<statement id=\"1\">a</statement><statement id=\"1\">b</statement>".utf8))
    }
    #expect(throws: QInputError.missingPart(name: "<column id=…>")) { try FlashQTemplate.grid(Array("<map/>".utf8)) }
  }
}
