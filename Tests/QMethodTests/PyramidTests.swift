import QMethod
import Testing

@Suite struct PyramidTests {
  private static let texts = ["One", "Two", "Three", "Four", "Five"]

  private func file(_ path: String, _ text: String) -> PyramidCSV.File { (path: path, bytes: Array(text.utf8)) }

  private func read(_ files: [PyramidCSV.File], _ statements: [String] = texts) throws -> QImport {
    try PyramidCSV.study(files, statements: statements)
  }

  @Test func aPyramidNamesStatementsByNumberTextOrChecksum() throws {
    // CRC-32 as zlib computes it, in whichever letters and with or without zeros before it.
    let sums = ["4221c011", "2987CC86", "8704f7f1", "30f3c943", "9c8063f5"]
    for (three, four) in [("Three", "Four"), ("3", "4")] {
      let found = try read([
        file("ann.csv", "2,1,\(four)\n,\(three),\n,5,\n"), file("bob.csv", ",1,\n4,Two,5\n,3,\n"),
      ])
      #expect(found.format == .pyramids)
      #expect(found.study.sorts.map(\.name) == ["ann", "bob"])
      #expect(found.study.sorts.map(\.values) == [[0, -1, 0, 1, 0], [0, 0, 0, -1, 1]])
      #expect(found.study.grid.heights == [1, 3, 1])
      #expect(found.study.statements == Self.texts)
    }
    let hashed = try read([
      file("ann.csv", "\(sums[1]),\(sums[0]),\(sums[3])\n,\(sums[2]),\n,\(sums[4]),\n"),
      file("bob.csv", "4,1,5\n,2,\n,3,\n"),
    ])
    #expect(hashed.study.sorts[0].values == [0, -1, 0, 1, 0])
    let zeros = ["Statement 32", "Two", "Three"]
    for sum in ["015c03d1", "15c03d1"] {
      let found = try read([file("a.csv", "\(sum),2,3\n"), file("b.csv", "3,2,1\n")], zeros)
      #expect(found.study.sorts.map(\.values) == [[-1, 0, 1], [1, 0, -1]])
    }
  }

  @Test func foldersAreConditions() throws {
    let found = try read([
      file("before/ann.csv", "2,1,4\n,3,\n,5,\n"), file("after/ann.csv", "4,1,2\n,3,\n,5,\n"),
      file("before/bob.csv", "5,1,4\n,3,\n,2,\n"),
    ])
    #expect(found.study.sorts.map(\.name) == ["ann (after)", "ann (before)", "bob (before)"])
    #expect(found.participants.map { $0.fields["condition"] } == ["after", "before", "before"])
    #expect(found.study.sorts[0].values == [0, 1, 0, -1, 0])
  }

  @Test func oneFileCanHoldEverybodyUnderTheirNames() throws {
    let text = "Ann\n-2,0,2\nb,a,d\n,c,\n,e,\n\nBob\n-2,0,2\na,b,e\n,c,\n,d,\n"
    let found = try PyramidCSV.study([file("all.csv", text)])
    #expect(found.study.sorts.map(\.name) == ["Ann", "Bob"])
    #expect(found.study.sorts.map(\.values) == [[0, -2, 0, 2, 0], [-2, 0, 0, 0, 2]])
    #expect(found.study.statements == ["a", "b", "c", "d", "e"])
  }

  @Test func aGridGivesTheValuesAndEndsThePyramid() throws {
    let grid = try QGrid(values: [1, 2, 3, 4], heights: [1, 2, 1, 1])
    let text = "2,1,4,5\n,3,,\nwhy,because,,\n"
    let found = try PyramidCSV.study(
      [file("a.csv", text), file("b.csv", "1,2,4,5\n,3,,\n")], statements: Self.texts, grid: grid)
    #expect(found.study.sorts[0].values == [2, 1, 2, 3, 4])
    #expect(throws: QInputError.inFile(name: "a.csv", reason: .missingPart(name: "grid"))) {
      try read([file("a.csv", "2,1,4,5\n,3,,\n"), file("b.csv", "1,2,4,5\n,3,,\n")])
    }
  }

  @Test func whatIsWrongIsNamedWithItsFile() {
    let good = file("b.csv", "2,1,4\n,3,\n,5,\n")
    func error(_ text: String) -> QInputError? {
      do {
        _ = try PyramidCSV.study([file("a.csv", text), good], statements: Self.texts)
        return nil
      } catch {
        return error
      }
    }
    #expect(
      error("2,1,4\n,3,\n,6,\n") == .inFile(name: "a.csv", reason: .unknownStatement(row: 3, column: 2, text: "6")))
    #expect(error("2,1,4\n,3,\n,3,\n") == .inFile(name: "a.csv", reason: .repeatedStatement(row: 3, statement: 3)))
    #expect(error("2,1,4\n,3,\n") == .inFile(name: "a.csv", reason: .missingStatement(row: 1, statement: 5)))
    #expect(error("") == .inFile(name: "a.csv", reason: .fileIsEmpty))
    #expect(error("\n\n") == .inFile(name: "a.csv", reason: .fileIsEmpty))
    #expect(error("-1,0,1\n2,1,4,3\n,5,\n") == .inFile(name: "a.csv", reason: .notANumber(row: 1, column: 4, text: "")))
  }

  @Test func pyramidsSurviveAnything() throws {
    let seed = Array("Ann\n-1,0,1\nb,a,d\n,c,\n,e,\n\nBob\n-1,0,1\na,b,e\n,c,\n,d,\n".utf8)
    var dice = Example.Dice(state: 5)
    var (answers, errors) = (0, 0)
    for _ in 0..<1500 {
      var bytes = seed
      for _ in 0..<Int.random(in: 1...3, using: &dice) {
        let place = Int.random(in: 0..<bytes.count, using: &dice)
        switch Int.random(in: 0..<3, using: &dice) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &dice)
        case 1: bytes.remove(at: place)
        default:
          bytes.insert(contentsOf: Array([",", "\n", "\"", "99999999999999999999", "-"][place % 5].utf8), at: place)
        }
      }
      do {
        _ = try PyramidCSV.study([(path: "x", bytes: bytes)])
        answers += 1
      } catch {
        errors += 1
      }
    }
    #expect(answers > 50 && errors > 50)
  }
}

@Suite struct PackedFieldTests {
  private static let expected = [QSort(name: "ann", values: [1, 0, -1]), QSort(name: "bob", values: [-1, 0, 1])]

  @Test func numberedColumnsHoldKeysAndValues() throws {
    for (heading, open, close) in [
      ("created_at,r1,r2,r3,r4", "", ": "), ("id,1,2,3,4", "", ":"), ("x,r1,r2,r3,r4", "(", "): "),
    ] {
      func cell(_ key: String, _ value: String) -> String { "\"\(open)\(key)\(close)\(value)\"" }
      let rows = [("ann", "1|0|-1", "(s3) see: this"), ("bob", "-1|0|1", "")].map { name, sort, comment in
        "12:30,"
          + [cell("partId", name), cell("sort", sort), cell("comment1", comment), cell("form0", "1|2")]
          .joined(separator: ",")
      }
      let found = try QImport(bytes: Array(([heading] + rows).joined(separator: "\n").utf8))
      #expect(found.format == .packedFields)
      #expect(found.study.sorts == Self.expected)
      #expect(found.participants[0].comments == [3: "see: this"])
      #expect(found.participants[0].fields["form0"] == "1|2")
    }
  }

  @Test func aWholeSubmissionCanStandInOneCell() throws {
    let text = """
      qSortData,ip
      "projectName:| Mine | partId:| ann | urlUsercode:|  | sort:| 1|0|-1 | comment1:| (s3) a | b | form0:| 2 | ",127.0.0.1
      "projectName:| Mine | partId:| bob | urlUsercode:|  | sort:| -1|0|1 | form0:| 3 | ",127.0.0.1
      """
    let found = try QImport(bytes: Array(text.utf8))
    #expect(found.format == .packedFields)
    #expect(found.study.sorts == Self.expected)
    #expect(found.participants[0].comments == [3: "a | b"])
    #expect(found.participants[1].fields["form0"] == "3")
  }

  @Test func aSortMayHaveAColumnOfItsOwn() throws {
    let found = try QImport(bytes: Array("r1,sort\npartId: ann,1|0|-1\npartId: bob,-1|0|1\n".utf8))
    #expect(found.study.sorts == Self.expected)
  }

  @Test func packedFieldsSurviveAnything() {
    let seed = Array("r1,r2\n\"partId:| a | sort:| 1|0|-1 | \",x: y\n\"sort: 0|1|-1\",partId: b\n".utf8)
    var dice = Example.Dice(state: 12)
    var (answers, errors) = (0, 0)
    for _ in 0..<1000 {
      var bytes = seed
      let place = Int.random(in: 0..<bytes.count, using: &dice)
      switch Int.random(in: 0..<3, using: &dice) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &dice)
      case 1: bytes.remove(at: place)
      default: bytes.insert(contentsOf: Array(["|", ":", "\"", "\n", "(sort):"][place % 5].utf8), at: place)
      }
      do {
        _ = try PackedFields.read(bytes)
        answers += 1
      } catch {
        errors += 1
      }
    }
    #expect(answers > 50 && errors > 50)
  }

  @Test func aParticipantWithoutASortIsNotLeftOutInSilence() {
    #expect(throws: QInputError.malformed(format: .packedFields, row: 3, reason: .noSort)) {
      try QImport(bytes: Array("r1,r2\npartId: ann,sort: 1|0|-1\npartId: bob,\n".utf8))
    }
    #expect(throws: QInputError.notANumber(row: 3, column: 1, text: "no data")) {
      try QImport(bytes: Array("r1,r2\npartId: ann,sort: 1|0|-1\npartId: bob,sort: no data\n".utf8))
    }
  }
}
