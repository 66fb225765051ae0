import Foundation
import People
import Persistence
import TableFiles
import TestKit
import Testing
import Values

@testable import Listen

/// What a codebook makes of a file of results.
struct NamedFile {
  let file: ImportFile
  var mapping: ImportMapping
  var outcome: CodebookOutcome?

  init(_ results: String) throws {
    file = try ImportFile(.memory(Array(results.utf8)))
    mapping = try DryRun(file).mapping
  }

  mutating func name(_ book: String) throws {
    let book = try Codebook(reading: .memory(Array(book.utf8)), for: file.header.columns)
    outcome = try book.name(&mapping, of: file, run: DryRun(file))
  }

  func named(_ book: String) throws -> NamedFile {
    var copy = self
    try copy.name(book)
    return copy
  }

  subscript(name: String) -> ColumnMapping? { mapping.columns.first { $0.name == name } }
}

@Suite struct CodebookTests {
  /// Forty answers to five questions, by codes only.
  private static let results =
    "RESP,Q7FOOD,Q7SIGN,Q8BAGS,NETPRO,Hi\n"
    + (1...40).map { "\($0),\([5, 4, 3, 6, 0][$0 % 5]),\([4, 2, 1, 5, 6][$0 % 5]),\($0 % 3),\($0 % 12),\n" }.joined()

  private static let book = """
    Field,Question,Meaning
    resp,Number of the response,
    ,Rating the airport,
    Q7FOOD ,Restaurants,
    q7sign,Signs and directions,
    ,5,Outstanding
    ,4,
    ,3,
    ,2,
    ,1,Unacceptable
    ,6,Have never used or visited / Not applicable
    ,0,Blank
    Q8BAGS,Did you check bags?,
    ,1,Yes
    ,2,No
    ,0,Blank/Multiple responses
    NETPRO,How likely is it that you would recommend us?,
    ,10,Extremely likely
    ,0,Not at all likely
    ,11,Blank
    Q9OLD,Not asked any more,
    """

  @Test func theColumnsGetWordsAndTheCodesGetMeaning() throws {
    let named = try NamedFile(Self.results).named(Self.book)
    let food = try #require(named["Q7FOOD"])
    #expect(food.question == "Rating the airport" && food.option == "Restaurants" && food.takenFor == .rating)
    #expect(food.scale == ImportScale(min: 1, max: 5) && food.attention == nil)
    #expect(food.blank == ["0"] && food.notApplicable == ["6"])
    #expect(named["Q7SIGN"]?.option == "Signs and directions" && named["Q7SIGN"]?.notApplicable == ["6"])
    let bags = try #require(named["Q8BAGS"])
    #expect(bags.question == "Did you check bags?" && bags.takenFor == .singleChoice)
    #expect(bags.labels == ["1": "Yes", "2": "No"] && bags.blank == ["0"])
    let score = try #require(named["NETPRO"])
    #expect(score.takenFor == .recommendation && score.blank == ["11"] && score.notApplicable == nil)
    #expect(named["Hi"]?.question == "Hi" && named["Hi"]?.codebook == nil)
    #expect(named.outcome?.named == 5 && named.outcome?.missing == ["Hi"] && named.outcome?.unknown == ["Q9OLD"])
    let (questions, _, problems) = try importedResponses(named.file, named.mapping)
    #expect(problems.isEmpty && questions.map(\.text).contains("Rating the airport"))
  }

  @Test func theMappingFileRepeatsIt() throws {
    let named = try NamedFile(Self.results).named(Self.book)
    #expect(try ImportMapping(json: named.mapping.json()) == named.mapping)
    var again = named
    try again.name(Self.book)
    #expect(again.mapping == named.mapping, "the second time changes nothing")
  }

  @Test func whatAPersonChangedStays() throws {
    var file = try NamedFile(Self.results)
    try file.mapping.change("q7food") { $0.question = "Eten" }
    try file.mapping.change("q7sign") { $0.takenFor = .ignore }
    try file.mapping.change("q8bags") { $0.takenFor = .singleChoice }
    try file.name(Self.book)
    #expect(file["Q7FOOD"]?.question == "Eten" && file["Q7FOOD"]?.option == nil)
    #expect(file["Q7FOOD"]?.notApplicable == ["6"], "what was not changed is told")
    #expect(file["Q7SIGN"]?.takenFor == .ignore && file["Q7SIGN"]?.option == "Signs and directions")
    #expect(file["Q8BAGS"]?.labels == ["1": "Yes", "2": "No"])
    // Between two books as well.
    try file.mapping.change("q8bags") { $0.question = "Koffers" }
    try file.name(Self.book.replacing("Signs and directions", with: "Wayfinding").replacing("check bags", with: "bag"))
    #expect(file["Q8BAGS"]?.question == "Koffers" && file["Q7SIGN"]?.option == "Wayfinding")
    #expect(file["Q7FOOD"]?.question == "Eten" && file["Q7SIGN"]?.takenFor == .ignore)
  }

  @Test func anotherBookTakesThePlaceOfTheFirst() throws {
    let plain = try NamedFile(Self.results)
    let once = try plain.named("name,text\nQ7FOOD,Parking\nQ8BAGS,Suitcases\n,1,Red\n,2,Blue\n,0,Green\n")
    #expect(once["Q8BAGS"]?.labels?["1"] == "Red")
    let twice = try once.named(Self.book)
    #expect(twice.mapping == (try plain.named(Self.book)).mapping)
    let less = try once.named("name,text\nQ7FOOD,Parking\nNETPRO,Recommend?\n")
    #expect(less["Q8BAGS"] == plain["Q8BAGS"], "what the second doesn't name is as it was")
  }

  @Test func theStemOfAMatrixIsTheQuestionAndTheRestTheName() throws {
    let rows = (1...20).map { "\($0 % 5 + 1),\(($0 + 1) % 5 + 1),\(($0 + 2) % 5 + 1),\($0 % 4 + 1),\($0 % 5 + 1)\n" }
    let named = try NamedFile("Q7_1,Q7_2,Q7_3,Q8_1,Q9\n" + rows.joined()).named(
      """
      Variable;Label
      Q7_1;Q7 How does SFO rate on each of the following attributes? - Signs
      Q7_2;Q7 How does SFO rate on each of the following attributes? - shops:
      Q7_3;Q7 How does SFO rate on each of the following attributes? - AirTrain
      Q8_1;Q8_1: How clean are these? - AirTrain
      Q9;How satisfied were you with your experience of it? (rehearsed)
      """)
    let question = "How does SFO rate on each of the following attributes?"
    #expect(["Q7_1", "Q7_2", "Q7_3"].map { named[$0]?.question } == [question, question, question])
    #expect(["Q7_1", "Q7_2", "Q7_3"].map { named[$0]?.option } == ["Signs", "Shops", "AirTrain"])
    #expect(named["Q8_1"]?.question == "How clean are these? - AirTrain" && named["Q8_1"]?.option == nil)
    #expect(CodebookWording.short("How would you rate getting to the airport today?") == "Getting to the airport today")
    #expect(CodebookWording.short("Hoe tevreden ben je over de monteur?") == "De monteur")
    #expect(CodebookWording.short("How safe do you feel?") == nil)
  }

  @Test func noTwoColumnsAreCalledTheSame() throws {
    let rows = (1...20).map { "\($0 % 5 + 1),\(($0 + 1) % 5 + 1),\($0 % 3),\($0 % 4)\n" }.joined()
    let named = try NamedFile("Q7TRAIN,Q9TRAIN,Q2A,Q2B\n" + rows).named(
      ",Rating us,\nQ7TRAIN,AirTrain,\n,Cleanliness,\nQ9TRAIN,AirTrain,\n,5,Clean\n,4,\n,1,Dirty\nQ2A,Trip purpose,\nQ2B,1,Work\n,2,Holiday\n"
    )
    #expect(
      named["Q7TRAIN"]?.question == "Rating us: AirTrain" && named["Q9TRAIN"]?.question == "Cleanliness: AirTrain")
    #expect(named["Q2A"]?.question == "Trip purpose (Q2A)" && named["Q2B"]?.question == "Trip purpose (Q2B)")
  }

  @Test func aNameWrittenALetterOtherwiseIsTheSameAndSaidSo() throws {
    let rows = (1...20).map { "\($0 % 5 + 1),\($0 % 5 + 1),\($0 % 5 + 1),\($0 % 5 + 1)\n" }.joined()
    let named = try NamedFile("Q7WALKWAYS,Q12PRECHEKCRATE,QUESTION7,NAMEABC\n" + rows).named(
      "name,text\nQ7WALKWAY,Escalators\nQ12PRECHECKRATE,Security\nQUESTION8,Something else\nNAMEABX,Other\n")
    #expect(named["Q7WALKWAYS"]?.question == "Escalators" && named["Q12PRECHEKCRATE"]?.question == "Security")
    #expect(named["Q7WALKWAYS"]?.codebook?.entry == "Q7WALKWAY")
    #expect(named["QUESTION7"]?.codebook == nil && named["NAMEABC"]?.codebook == nil)
    #expect(named.outcome?.similar.map(\.entry) == ["Q7WALKWAY", "Q12PRECHECKRATE"])
    #expect(named.outcome?.unknown == ["QUESTION8", "NAMEABX"])
  }

  /// A code is only taken for what it surely is.
  @Test func codesThatAreNotCertainAreLeftAlone() throws {
    func column(_ values: [String], _ codes: String) throws -> (before: ColumnMapping?, after: ColumnMapping?) {
      let rows = values.indices.map { "\($0),\(values[$0])\n" }.joined()
      let plain = try NamedFile("id,Q1,Q1B\n" + rows.replacing("\n", with: ",1\n"))
      return (plain["Q1"], try plain.named("id,Number\nQ1,Overall\n" + codes)["Q1"])
    }
    let scores = (0..<40).map { String($0 % 5 + 1) }
    // The best is 1: the direction is not turned and not called certain.
    let down = try column(
      scores, ",1,Very satisfied\n,2,Satisfied\n,3,Neutral\n,4,Dissatisfied\n,5,Very dissatisfied\n")
    #expect(down.after?.takenFor == down.before?.takenFor && down.after?.attention == down.before?.attention)
    // Other codes than the cells hold.
    let other = try column(scores, ",7,Yes\n,8,No\n,9,Blank\n")
    #expect(other.after?.labels == nil && other.after?.blank == other.before?.blank)
    // Words that don't say that there is no answer.
    let words = try column(scores, ",1,Blank canvas\n,2,Not applicable to most people\n,3,Red\n,4,Green\n,5,Blue\n")
    #expect(words.after?.labels?.count == 5 && words.after?.blank == nil && words.after?.notApplicable == nil)
    // A scale in words, from low to high.
    let up = try column(
      scores, ",1,Much worse\n,2,Somewhat worse\n,3,About the same\n,4,Somewhat better\n,5,Much better\n")
    #expect(
      up.after?.takenFor == .rating && up.after?.scale == ImportScale(min: 1, max: 5) && up.after?.attention == nil)
  }

  @Test func aFileThatIsNoCodebookOfTheseResultsSaysWhy() throws {
    var file = try NamedFile(Self.results)
    let before = file.mapping
    #expect(throws: CodebookRefusal.results) { try file.name(Self.results) }
    #expect(throws: CodebookRefusal.noNames) { try file.name("\n,1,Yes\n,2,No\n") }
    #expect(throws: CodebookRefusal.otherFile(itsName: "X1", column: "RESP")) { try file.name("X1,One\nX2,Two\n") }
    let long = (0..<500).map { "X\($0),text\n" }.joined() + "RESP,Number\n"
    #expect(throws: CodebookRefusal.self) { try file.name(long) }
    #expect(throws: TableFileError.self) { try file.name("%PDF-1.4 codebook") }
    #expect(throws: TableFileError.self) { try file.name("") }
    #expect(throws: TableFileError.self) { try file.name("Q7FOOD,Eten\u{0}\n") }
    let rows = String(repeating: "Q7FOOD,Restaurants\n", count: 20_001)
    #expect(throws: CodebookRefusal.tooLarge(limit: Codebook.sizeLimit)) { try file.name(rows) }
    let bytes = String(repeating: "x", count: Codebook.sizeLimit + 1)
    #expect(throws: CodebookRefusal.tooLarge(limit: Codebook.sizeLimit)) { try file.name(bytes) }
    #expect(file.mapping == before)
  }

  @Test func hostileTextsBecomeShortPlainOnes() throws {
    let long = String(repeating: "- ? : … ", count: 5_000)
    let named = try NamedFile(Self.results).named(
      "Q7FOOD,\"=cmd|'/C calc'!A0<script>alert(1)</script> now\"\nQ7SIGN,\(long)\nQ8BAGS,\(long)x\n,1,\(long)\n,2,b\n,0,c\n"
    )
    let texts = named.mapping.columns.flatMap {
      [$0.question, $0.option ?? ""] + ($0.labels.map { Array($0.values) } ?? [])
    }
    #expect(texts.allSatisfy { $0.count <= 420 && !$0.contains("<script>") && !$0.contains("\0") })
    #expect(named.mapping.problems.isEmpty)
  }

  @Test func aWorkbookIsReadInTheSheetThatNamesMostColumns() throws {
    let place = TemporaryFolder.make().appending(path: "book.xlsx")
    try Self.workbook(at: place.path)
    let file = try NamedFile(Self.results)
    let book = try Codebook(reading: .path(place.path), for: file.file.header.columns)
    var mapping = file.mapping
    let outcome = try book.name(&mapping, of: file.file, run: DryRun(file.file))
    #expect(outcome.named == 2 && mapping["q8bags"]?.labels == ["1": "Yes", "2": "No"])
  }

  @Test(arguments: Engine.all) func aFileThatWaitsIsNamedAndOneThatIsInIsNot(_ engine: Engine) async throws {
    let world = try await ImportWorld(engine)
    let taken = try await world.take(Self.results)
    let book = try world.file(Self.book, named: "book.csv")
    let wrong = try world.file("a,b\nc,d\n", named: "wrong.csv")
    await #expect(throws: CodebookRefusal.self) {
      try await world.imports.name(taken.id, with: wrong, by: world.importer)
    }
    #expect(try await world.imports.find(taken.id, by: world.importer) == taken)
    let named = try await world.imports.name(taken.id, with: book, by: world.importer).found
    #expect(try await world.imports.find(taken.id, by: world.importer) == named)
    let done = try await world.imports.apply(taken.id, plan: world.plan, by: world.importer)
    let document = try await world.survey(done.survey).document
    let names = document.questions.flatMap(\.items).map { $0.text.nl }
    #expect(names.contains("Restaurants") && names.contains("Signs and directions"))
    #expect(document.questions.flatMap(\.options).map { $0.text.nl }.contains("Yes"))
    await #expect(throws: ImportStop.done) {
      try await world.imports.name(taken.id, with: book, by: world.importer)
    }
  }

  /// A unit that is called as the cell says wins of one that is called as the book says; and one that is made bears both.
  @Test func unitsAreKnownByTheirCodeBeforeTheirWords() async throws {
    let world = try await ImportWorld()
    let (organisation, top) = (world.organisation.id, world.top.id)
    let known = People.Unit(id: "u2", name: "Area A", code: "A")
    let day = world.clock.now.day
    try await world.database.write { try $0.units(in: organisation).insert(known, below: top, from: day) }
    let taken = try await world.take(
      "recommend,AREA\n" + (0..<40).map { "\($0 % 11),\(["A", "B"][$0 % 2])\n" }.joined())
    let book = try world.file("AREA,Boarding area\n,A,Gates 1-12\n,B,Gates 20-39\n", named: "book.csv")
    var mapping = try await world.imports.name(taken.id, with: book, by: world.importer).found.mapping
    try mapping.change("area") { $0.takenFor = .unit }
    try await world.imports.change(taken.id, to: mapping, by: world.importer)
    var plan = world.plan
    plan.makesUnits = true
    let done = try await world.imports.apply(taken.id, plan: plan, by: world.importer)
    #expect(done.outcome?.unitsMade == 1)
    let units = try await world.database.read { try $0.units(in: organisation).all() }
    #expect(units.first { $0.code == "B" }?.name == "Gates 20-39")
    let responses = try await world.responses(of: done.survey)
    #expect(responses.count { $0.unit == "u2" } == 20)
  }

  private static func workbook(at path: String) throws {
    let writer = try WorkbookWriter(path: path)
    try writer.addSheet(named: "About", header: ["RESP", "This list explains the answers"])
    try writer.addSheet(named: "Codes", header: ["Field", "Question", "Meaning"])
    for row in [
      ["Q7FOOD", "Restaurants"], ["Q8BAGS", "Bags?"], ["", "1", "Yes"], ["", "2", "No"], ["", "0", "Blank"],
    ] {
      try writer.write(row.map { .text($0) })
    }
    try writer.finish()
  }
}
