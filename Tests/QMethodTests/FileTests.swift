import Foundation
import QMethod
import Testing

@Suite struct FileTests {
  @Test(.enabled(if: Reference.isPresent, Reference.absence), arguments: Reference.names)
  func everyReferenceFileGivesTheSameStudy(name: String) throws {
    let study = try Reference.study(name)
    let dat = try QImport(
      bytes: try Reference.bytes(name, "\(name).DAT"), statements: try Reference.bytes(name, "\(name).STA"))
    #expect(dat.format == .pqMethod)
    #expect(dat.study.sorts == study.sorts)
    #expect(dat.study.grid == study.grid)
    #expect(dat.study.statements.count == study.statementCount)
    #expect(!dat.study.title.isEmpty)
    let csv = try QImport(bytes: try Reference.bytes(name, "sorts.csv"))
    #expect(csv.format == .csv)
    #expect(csv.study.sorts == study.sorts)
    #expect(csv.study.grid == study.grid)
    #expect(csv.study.gridIsInferred)
    let expected = try Reference.decode(Reference.GridFile.self, name, "grid.json")
    #expect(csv.study.grid.distribution == expected.distribution)
    #expect(csv.study.isForced == expected.forced)
    #expect(csv.study.conformingSorts == expected.nSortsConforming)
  }

  @Test(.enabled(if: Reference.isPresent, Reference.absence), arguments: Reference.names)
  func whatIsWrittenIsReadBack(name: String) throws {
    let study = try Reference.study(name)
    let dat = try PQMethodFile.study(Array(try PQMethodFile.dat(study).utf8))
    #expect(dat.sorts == study.sorts)
    #expect(dat.grid == study.grid)
    for orientation in [SortsCSV.Orientation.sortsInRows, .sortsInColumns] {
      let text = SortsCSV.text(study, orientation: orientation)
      let csv = try QImport(bytes: Array(text.utf8))
      #expect(csv.study.sorts == study.sorts, "\(orientation)")
      let semicolons = try QImport(bytes: Array(text.replacing(",", with: ";").utf8))
      #expect(semicolons.study.sorts == study.sorts)
    }
  }

  @Test(.enabled(if: Reference.isPresent, Reference.absence))
  func aDATFileMayBeWrittenWithOtherHabits() throws {
    let text = String(decoding: try Reference.bytes("lipset", "lipset.DAT"), as: UTF8.self)
      .split(whereSeparator: \.isNewline).joined(separator: "\n")
    let study = try Reference.study("lipset")
    #expect(try PQMethodFile.study(Array(text.replacing("\n", with: "\r\n").utf8)).sorts == study.sorts)
    // Piles that begin elsewhere, fewer zeros, blanks between the numbers.
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for second in [" -4  4  2  3  4  5  5  5  4  3  2", "-4 4 0 0 2 3 4 5 5 5 4 3 2 0 0 0"] {
      lines[1] = second
      #expect(try PQMethodFile.study(Array(lines.joined(separator: "\n").utf8)).grid == study.grid)
    }
    // Values to the left of their two columns, as qmethod writes them.
    let left = study.sorts.map { sort in
      sort.name.padding(toLength: 10, withPad: " ", startingAt: 0)
        + sort.values.map { $0 < 0 ? "\($0)" : "\($0) " }.joined()
    }
    let written = lines[0] + "\n" + lines[1] + "\n" + left.joined(separator: "\n")
    #expect(try PQMethodFile.study(Array(written.utf8)).sorts == study.sorts)
  }

  @Test func aDATFileThatIsWrongSaysWhere() {
    let lines = ["  0  2  3 Title", " -1  1  0  0  0  0  0  1  1  1", "A         -1 0 1", "B          1 0-1"]
    func read(_ lines: [String]) throws -> QStudy {
      try PQMethodFile.study(Array(lines.joined(separator: "\n").utf8))
    }
    #expect(throws: Never.self) { try read(lines) }
    #expect(throws: QInputError.ragged(row: 4, expected: 16, found: 14)) {
      try read(Array(lines[..<3]) + ["B          1 0"])
    }
    #expect(throws: QInputError.notANumber(row: 3, column: 2, text: " x")) {
      try read(Array(lines[..<2]) + ["A         -1 x 1", lines[3]])
    }
    #expect(throws: QInputError.tooFewSorts(found: 1, needed: 2)) { try read(Array(lines[..<3])) }
    #expect(throws: QInputError.constantSort(sort: 2, name: "B")) {
      try read(Array(lines[..<3]) + ["B          1 1 1"])
    }
    #expect(throws: QInputError.outsideGrid(sort: 2, name: "B", statement: 2, value: 5, lowest: -1, highest: 1)) {
      try read(Array(lines[..<3]) + ["B          1 5-1"])
    }
    #expect(throws: QInputError.gridDoesNotFit(cells: 4, statements: 3)) {
      try read([lines[0], " -1  1  0  0  0  0  0  1  2  1"] + Array(lines[2...]))
    }
    #expect(throws: QInputError.notText(byte: 3)) { try PQMethodFile.study([0x20, 0x20, 0x30, 0]) }
    #expect(throws: QInputError.fileIsEmpty) { try PQMethodFile.study([]) }
  }

  @Test func csvSaysWhichCellIsWrong() {
    func read(_ text: String) throws -> QStudy { try SortsCSV.study(Array(text.utf8)) }
    #expect(throws: QInputError.notANumber(row: 3, column: 3, text: "NaN")) {
      try read("id,s1,s2,s3\nA,-1,0,1\nB,1,NaN,-1\n")
    }
    #expect(throws: QInputError.notANumber(row: 2, column: 4, text: "")) {
      try read("id,s1,s2,s3\nA,-1,0,\nB,1,0,-1\n")
    }
    #expect(throws: QInputError.notAnInteger(row: 2, column: 2, text: "1.5")) {
      try read("id,s1,s2,s3\nA,1.5,0,1\nB,1,0,-1\n")
    }
    #expect(throws: QInputError.ragged(row: 3, expected: 4, found: 3)) { try read("id,s1,s2,s3\nA,-1,0,1\nB,1,0\n") }
    // A typing error in the first sort doesn't make it a heading.
    #expect(throws: QInputError.notANumber(row: 1, column: 3, text: "o")) { try read("A,-1,o,1\nB,1,0,-1\n") }
    #expect(throws: QInputError.fileIsEmpty) { try read(" \n \n") }
    #expect(throws: QInputError.tooFewSorts(found: 0, needed: 2)) { try read("id,s1,s2,s3\n") }
    #expect(throws: QInputError.constantSort(sort: 2, name: "B")) { try read("id,s1,s2,s3\nA,-1,0,1\nB,0,0,0\n") }
  }

  @Test func csvToleratesWhatPeopleDo() throws {
    let plain = try SortsCSV.study(Array("id,s1,s2,s3\nA,-1,0,1\nB,1,0,-1\n".utf8))
    for text in [
      "id,1,2,3\nA,-1,0,1\nB,1,0,-1\n", "\u{FEFF}id;s1;s2;s3\r\nA;-1;0;1\r\nB;+1;0;−1\r\n", "A\t-1\t0\t1\nB\t1\t0\t-1",
      "\"id\",\"s1\",\"s2\",\"s3\",\n\"A\",-1,0,1,\nB,1.0,0,-1,\n\n",
    ] { #expect(try SortsCSV.study(Array(text.utf8)).sorts == plain.sorts) }
    let numbered = try SortsCSV.study(Array("statement,101,102\n1,-1,1\n2,0,0\n3,1,-1\n".utf8))
    #expect(numbered.sorts.map(\.name) == ["101", "102"])
    #expect(numbered.sorts.map(\.values) == plain.sorts.map(\.values))
    // A statement per row, with its text.
    let texts = try SortsCSV.study(Array("\"\",A,B\nFirst one,-1,1\nSecond one,0,0\nThird one,1,-1\n".utf8))
    #expect(texts.sorts == plain.sorts)
    #expect(texts.statements == ["First one", "Second one", "Third one"])
    let bytes: [UInt8] = Array("id,s1,s2,s3\nJos".utf8) + [0xE9] + Array(",-1,0,1\nB,1,0,-1\n".utf8)
    #expect(try SortsCSV.study(bytes).sorts[0].name == "José")
  }

  @Test func kenQWorkbooksOfAllTypesGiveTheSameStudy() throws {
    let study = try Example.study(statements: 12, sorts: 4, views: 2)
    let statements = (1...12).map { "Statement number \($0)" }
    let shared: [KenQWorkbook.Sheet] = [
      ("Name", [["Name"], ["My project"]]),
      (
        "STATEMENTS", [["Number", "Statements"]] + statements.enumerated().map { [String($0.offset + 1), $0.element] }
      ),
      (
        "pattern",
        [
          (-6...13).map(String.init),
          (-6...13).map { value in
            String(zip(study.grid.values, study.grid.heights).first { $0.0 == value }?.1 ?? 0)
          },
        ]
      ),
      ("version", [["version"], ["2"]]),
    ]
    let cells = study.grid.distribution
    // The cell that every statement lies in, sort by sort.
    let placed = study.sorts.map { sort in sort.values.indices.sorted { sort.values[$0] < sort.values[$1] } }
    let first = cells.indices.map { cell in
      [String(cells[cell])] + placed.map { String($0[cell] + 1) }
    }
    let one = try KenQWorkbook.study(shared + [("Sorts", [[""] + study.sorts.map(\.name)] + first)])
    let rows = study.sorts.map { [$0.name] + $0.values.map(String.init) }
    let two = try KenQWorkbook.study(
      shared + [("sorts", [["id"] + (1...12).map(String.init)] + rows), ("type", [["2"]])])
    let blank = [""]
    let three = try KenQWorkbook.study([
      ("Project Overview", [["Ken-Q"]]), shared[1], ("Q sorts", [["Q sorts"], blank, blank, ["Participant"]] + rows),
    ])
    let old: [KenQWorkbook.Sheet] = study.sorts.map { sort in
      let height = study.grid.heights.max() ?? 0
      let piles = study.grid.values.map { value in sort.values.indices.filter { sort.values[$0] == value } }
      let body = (0..<height).map { row in piles.map { $0.count > row ? String($0[row] + 1) : "" } }
      return (sort.name, [[sort.name], study.grid.values.map(String.init)] + body)
    }
    let pyramids = try KenQWorkbook.study(Array(shared[..<2]) + old)
    for found in [one, two, three, pyramids] {
      #expect(found.study.sorts == study.sorts)
      #expect(found.study.grid == study.grid)
      #expect(found.study.statements == statements)
      #expect(found.format == .kenQWorkbook)
    }
    #expect(one.study.title == "My project")
    var wrong = first
    wrong[3][2] = wrong[4][2]
    #expect(throws: QInputError.self) {
      try KenQWorkbook.study(shared + [("Sorts", [[""] + study.sorts.map(\.name)] + wrong)])
    }
    #expect(throws: QInputError.missingSheet(name: "sorts")) { try KenQWorkbook.study(shared) }
    // A participant without values is never left out in silence.
    var gap = rows
    gap[1] = ["P2"]
    #expect(throws: QInputError.ragged(row: 6, expected: 13, found: 1)) {
      try KenQWorkbook.study([("Project Overview", []), ("Q sorts", [["Q sorts"], [], [], ["Name"]] + gap)])
    }
    #expect(throws: QInputError.ragged(row: 4, expected: 13, found: 1)) {
      try KenQWorkbook.study([("sorts", [["id"] + (1...12).map(String.init), []] + gap)])
    }
  }

  @Test func aKADEArchiveIsRead() throws {
    let entries = [
      "study/sorts.txt": "A,-1,0,1\nB,1,0,-1\n", "study/statements.txt": "One\nTwo\nThree\n",
      "study/name.txt": "Title\n",
      "study/pattern.txt": "0,0,0,0,0,1,1,1,0,0,0,0,0,0,0,0,0,0,0,0\n",
    ].mapValues { Array($0.utf8) }
    let study = try KADEArchive.study(entries).study
    #expect(study.title == "Title")
    #expect(study.statements == ["One", "Two", "Three"])
    #expect(study.sorts.map(\.values) == [[-1, 0, 1], [1, 0, -1]])
    #expect(!study.gridIsInferred)
    #expect(throws: QInputError.missingPart(name: "sorts.txt")) { try KADEArchive.study([:]) }
  }

  @Test func easyHTMLQKeepsCommentsAndAnswers() throws {
    let json = """
      {"-Nb": {"sort": "1|0|-1", "partId": "Ann", "comment1": "(s3) because", "form0": "42", "dur0": 3.5, "npos": 1},
       "-Na": {"sort": "-1|0|1", "randomId": "r7"}}
      """
    let found = try QImport(bytes: Array(json.utf8))
    #expect(found.format == .easyHTMLQ)
    #expect(found.study.sorts == [QSort(name: "r7", values: [-1, 0, 1]), QSort(name: "Ann", values: [1, 0, -1])])
    #expect(found.participants[1].comments == [3: "because"])
    #expect(found.participants[1].fields["form0"] == "42")
    #expect(throws: QInputError.missingPart(name: "sort (x)")) { try QImport(bytes: Array(#"{"x": {}}"#.utf8)) }
    #expect(throws: QInputError.notANumber(row: 1, column: 2, text: "nan")) {
      try QImport(bytes: Array(#"[{"sort": "1|nan|2"}]"#.utf8))
    }
  }

  @Test func htmlQIsRead() throws {
    let text =
      "sid;uid;s1;s2;s3;npos;nneu;nneg;comment0;dur0;datetime\n1;ann;-1;0;+1;1;1;1;(s3) yes;12;now\n2;bob;+1;0;-1;1;1;1;;9;now\n"
    let found = try QImport(bytes: Array(text.utf8))
    #expect(found.format == .htmlQ)
    #expect(found.study.sorts.map(\.values) == [[-1, 0, 1], [1, 0, -1]])
    #expect(found.participants.map(\.name) == ["ann", "bob"])
    #expect(found.participants[0].comments == [3: "yes"])
  }

  @Test func parsersSurviveAnythingWithAnAnswerOrATypedError() throws {
    let study = try Example.study(statements: 14, sorts: 5, views: 2)
    let json =
      "{"
      + study.sorts.map { sort in
        "\"\(sort.name)\": {\"sort\": \"\(sort.values.map(String.init).joined(separator: "|"))\"}"
      }.joined(separator: ",") + "}"
    let htmlQ =
      "uid;" + (1...14).map { "s\($0)" }.joined(separator: ";") + "\n"
      + study.sorts.map { $0.name + ";" + $0.values.map(String.init).joined(separator: ";") }.joined(separator: "\n")
    let seeds = [try PQMethodFile.dat(study), SortsCSV.text(study), json, htmlQ].map { Array($0.utf8) }
    var dice = Example.Dice(state: 2026)
    var (answers, errors) = (0, 0)
    let fragments = [
      "\"", "\n", ",,,", "-", "999999999999999999999", "NaN", "|", ";", "{", "\u{FEFF}", "é", "1e308", "\0",
    ]
    for round in 0..<3000 {
      var bytes = seeds[round % seeds.count]
      for _ in 0..<Int.random(in: 1...4, using: &dice) {
        guard !bytes.isEmpty else { break }
        let place = Int.random(in: 0..<bytes.count, using: &dice)
        switch Int.random(in: 0..<5, using: &dice) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &dice)
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(contentsOf: Array(fragments.randomElement(using: &dice)?.utf8 ?? "".utf8), at: place)
        case 3: bytes.removeLast(bytes.count - place)
        default: bytes.append(contentsOf: bytes[place..<min(place + 40, bytes.count)])
        }
      }
      do {
        let found = try QImport(bytes: bytes).study
        // What was accepted must also be whole enough to analyse.
        _ = try QAnalysis(factors: 1).solution(of: found)
        answers += 1
      } catch is QInputError {
        errors += 1
      }
    }
    #expect(answers + errors == 3000)
    #expect(answers > 100 && errors > 100)
  }

  @Test func workbooksSurviveAnythingToo() throws {
    let study = try Example.study(statements: 9, sorts: 4, views: 2)
    let rows = study.sorts.map { [$0.name] + $0.values.map(String.init) }
    let seeds: [[KenQWorkbook.Sheet]] = [
      [("sorts", [["id"] + (1...9).map(String.init)] + rows), ("pattern", [["-6"], ["0", "1"]])],
      [("P1", [study.grid.values.map(String.init)] + [["1", "2", "3"], ["4", "5", "6"]])],
    ]
    var dice = Example.Dice(state: 7)
    var (answers, errors) = (0, 0)
    let cells = ["", "x", "-999", "99999999999999999999", "1.5", "3", "0"]
    for round in 0..<2000 {
      var sheets = seeds[round % 2]
      let sheet = Int.random(in: 0..<sheets.count, using: &dice)
      let row = Int.random(in: 0..<sheets[sheet].rows.count, using: &dice)
      if !sheets[sheet].rows[row].isEmpty {
        let cell = Int.random(in: 0..<sheets[sheet].rows[row].count, using: &dice)
        if Bool.random(using: &dice) {
          sheets[sheet].rows[row][cell] = cells.randomElement(using: &dice) ?? ""
        } else {
          sheets[sheet].rows[row].remove(at: cell)
        }
      }
      do {
        _ = try KenQWorkbook.study(sheets)
        answers += 1
      } catch {
        errors += 1
      }
    }
    #expect(answers > 20 && errors > 20)
  }
}
