import Foundation
import TableFiles
import Testing
import Values

@testable import Listen

private func file(_ text: String) throws -> ImportFile { try ImportFile(.memory(Array(text.utf8))) }

@Suite struct ImportRulesTests {
  @Test func theOrderOfADateIsAskedWhereTheFileDoesNotTell() throws {
    let open = try file("Timestamp,Cijfer\n03/04/2026 10:00,8\n05/06/2026 11:00,7\n")
    var run = try DryRun(open)
    #expect(run.mapping["timestamp"]?.takenFor == .submittedAt)
    #expect(run.mapping["timestamp"]?.attention == [.dateOrderOpen])
    #expect(run.mapping.problems.contains(.dateOrderOpen(key: "timestamp")))
    #expect(run.isOpen)
    #expect(throws: ImportRefusal.self) { try ResponseReader(open, mapping: run.mapping) }
    var mapping = run.mapping
    try mapping.change("timestamp") { $0.dateOrder = .dayMonthYear }
    let (_, all, _) = try importedResponses(open, mapping)
    #expect(all.map { $0.submittedAt?.text } == ["2026-04-03T08:00:00.000Z", "2026-06-05T09:00:00.000Z"])

    run = try DryRun(try file("Timestamp,Cijfer\n13/04/2026,8\n05/06/2026,7\n"))
    #expect(run.mapping["timestamp"]?.dateOrder == .dayMonthYear)
    run = try DryRun(try file("Timestamp,Cijfer\n4/13/2026,8\n5/6/2026,7\n"))
    #expect(run.mapping["timestamp"]?.dateOrder == .monthDayYear)
    run = try DryRun(try file("Timestamp,Cijfer\n4/13/2026,8\n13/6/2026,7\n"))
    #expect(run.mapping["timestamp"]?.dateOrder == nil)
  }

  @Test func rowsThatCannotBeReadAreListedWithRowColumnAndReason() throws {
    let text = """
      id,NPS,weight
      a,9,1.5
      b,12,1
      c,x,1
      d,8
      e,7,-1
      f,,
      """
    let source = try file(text)
    var mapping = ImportMapping(
      source: .plain, headerRows: 1, columns: source.header.columns.map { ColumnMapping(column: $0, takenFor: .ignore) }
    )
    try mapping.change("id") { $0.takenFor = .responseID }
    try mapping.change("nps") { $0.takenFor = .recommendation }
    try mapping.change("weight") { $0.takenFor = .weight }
    let (_, all, problems) = try importedResponses(source, mapping)
    #expect(all.map(\.externalID) == ["a", "b", "c", "f"])
    #expect(all.map { $0.answers[0] } == [.number(9), .blank, .blank, .blank])
    #expect(
      problems == [
        ImportProblem(row: 3, column: 2, value: "12", reason: .outsideScale(min: 0, max: 10)),
        ImportProblem(row: 4, column: 2, value: "x", reason: .notANumber),
        ImportProblem(row: 5, column: nil, value: "", reason: .width(expected: 3, found: 2)),
        ImportProblem(row: 6, column: 3, value: "-1", reason: .notAWeight, isAboutRow: true),
      ])
    #expect(problems.map(\.refusesRow) == [false, false, true, true])
  }

  @Test func wordsOnAScaleBecomeNumbers() throws {
    #expect(VerbalScale.steps(of: ["Strongly agree", "Agree", "Disagree"])?.steps["Strongly agree"] == 5)
    #expect(
      VerbalScale.steps(of: ["Helemaal mee oneens", "Neutraal"])?.steps == ["Helemaal mee oneens": 1, "Neutraal": 3])
    #expect(VerbalScale.steps(of: ["Yes", "No"]) == nil)
    #expect(VerbalScale.leadingNumber("0 - Not at all satisfied") == 0)
    #expect(VerbalScale.leadingNumber("10 (best)") == 10)
    #expect(VerbalScale.leadingNumber("1-50") == nil)
    #expect(VerbalScale.leadingNumber("3 - 5 years") == nil)
    let run = try DryRun(
      try file("id,Ik ben goed geholpen vandaag\n1,Eens\n2,Zeer eens\n3,Weet niet\n4,Oneens\n"))
    let column = try #require(run.mapping.columns.last)
    #expect(column.takenFor == .rating && column.scale == ImportScale(min: 1, max: 5))
    #expect(column.notApplicable == ["Weet niet"])
    #expect(column.scores == ["Eens": 4, "Zeer eens": 5, "Oneens": 2])
  }

  @Test func aRecommendQuestionIsTakenByItsScale() throws {
    func role(_ header: String, _ values: [Int]) throws -> ColumnMapping? {
      let rows = values.enumerated().map { "\($0.offset),\($0.element)" }.joined(separator: "\n")
      return try DryRun(try file("id,\"\(header)\"\n" + rows + "\n")).mapping.columns.last
    }
    let full = Array(0...10) + [9, 9, 10]
    #expect(try role("Zou je ons aanbevelen?", full)?.takenFor == .recommendation)
    let fromOne = try role("Zou je ons aanbevelen (1-10)?", Array(1...10) + [9, 8])
    #expect(fromOne?.takenFor == .rating && fromOne?.attention?.contains(.npsLike1To10) == true)
    let said = try role("Zou je ons aanbevelen (0-10)?", [7, 8, 9, 10])
    #expect(said?.takenFor == .recommendation && said?.attention == nil)
    #expect(try role("Welk rapportcijfer geef je ons?", [6, 7, 8, 9, 10, 5])?.takenFor == .grade)
    #expect(try role("Hoe makkelijk was het contact?", [1, 2, 3, 5, 6, 7])?.takenFor == .effort)
  }

  @Test func optionsInOneCellOrInManyColumnsAreOneChoice() throws {
    let joined = try file(
      "id,Kanalen (alle die van toepassing zijn; select all that apply)\n1,\"mail;chat (web; app)\"\n2,mail\n3,telefoon;mail\n"
    )
    let run = try DryRun(joined)
    #expect(run.mapping.columns.last?.separator == ";")
    let (_, all, _) = try importedResponses(joined, run.mapping)
    #expect(
      all.map { $0.answers.last } == [
        .choices(["mail", "chat (web; app)"]), .choices(["mail"]), .choices(["telefoon", "mail"]),
      ])
    let spread = try file(
      """
      Respondent ID,Welke kanalen?,,,Cijfer
      ,mail,chat,Other (please specify),Response
      1,mail,,,8
      2,mail,chat,duif,7
      3,,,,9
      """)
    let second = try DryRun(spread)
    #expect(second.header.source == .surveyMonkey && second.header.rowCount == 2)
    let (questions, answers, _) = try importedResponses(spread, second.mapping)
    let kanalen = try #require(questions.firstIndex { $0.role == .multipleChoice })
    #expect(questions[kanalen].options == ["mail", "chat"])
    #expect(answers.map { $0.answers[kanalen] } == [.choices(["mail"]), .choices(["mail", "chat"]), .blank])
  }

  /// Some tools write a row of boxes as a column for each, and what was ticked below it.
  @Test func aScaleSpreadOverColumnsIsOneScore() throws {
    let spread = try file(
      """
      Respondent ID,Would you recommend us to others?,,,,,,Why?
      , - 1, - 2, - 3, - 4, - 5,Other (please specify),Open-Ended Response
      1,,,,4,,,Fine
      2,,,,,5,Cheap,Good
      3,,,,,,,
      4,,2,,4,,,Torn
      5,,,3,4,5,,Torn apart
      6,,,,,5,,Good
      7,,,,,,,Nothing
      8,,,,,,,Nothing
      """)
    let run = try DryRun(spread)
    let steps = run.mapping.columns.filter(\.isStep)
    #expect(steps.map(\.step) == [1, 2, 3, 4, 5] && steps.allSatisfy { $0.takenFor == .rating })
    #expect(steps.allSatisfy { $0.scale == ImportScale(min: 1, max: 5) }, "also the step that nobody took")
    #expect(!run.isOpen)
    #expect(try ImportMapping(json: run.mapping.json()) == run.mapping)
    let (questions, responses, problems) = try importedResponses(spread, run.mapping)
    let place = try #require(questions.firstIndex { $0.role == .rating })
    #expect(questions[place].text == "Would you recommend us to others?" && questions[place].item == nil)
    #expect(
      responses.map { $0.answers[place] } == [
        .number(4), .number(5), .blank, .blank, .blank, .number(5), .blank, .blank,
      ])
    #expect(problems.map(\.reason) == [.severalSteps, .severalSteps])
    #expect(problems.map(\.row) == [6, 7] && problems.allSatisfy { !$0.refusesRow })
  }

  @Test func stepsFromZeroToTenThatAskToRecommendAreTheNPSQuestion() throws {
    let labels = (0...10).map { "NPS [\($0)]" }.joined(separator: ",")
    func row(_ score: Int) -> String { (0...10).map { $0 == score ? "1" : "0" }.joined(separator: ",") }
    let scores = [0, 10, 7, 7, 9]
    let source = try file(
      "id,\(labels)\n" + scores.enumerated().map { "\($0),\(row($1))" }.joined(separator: "\n") + "\n")
    var mapping = try DryRun(source).mapping
    for step in 0...10 {
      mapping.columns[step + 1].takenFor = .recommendation
      mapping.columns[step + 1].group = "nps"
      mapping.columns[step + 1].step = step
      mapping.columns[step + 1].blank = ["0"]
    }
    mapping.outcome = "nps"
    #expect(mapping.problems == [])
    let (questions, responses, problems) = try importedResponses(source, mapping)
    #expect(questions.count(where: { $0.role == .recommendation }) == 1 && problems.isEmpty)
    let place = try #require(questions.firstIndex { $0.key == "nps" })
    #expect(responses.map { $0.answers[place] } == scores.map { .number(Double($0)) })
  }

  @Test func columnsThatDoNotMakeOneScaleAreSaidBeforeAnythingGoesIn() throws {
    let source = try file("id,a,b,c\n1,x,,\n2,,x,\n")
    var mapping = try DryRun(source).mapping
    for (position, step) in [(1, 1), (2, 2), (3, 2)] {
      mapping.columns[position].takenFor = .rating
      mapping.columns[position].scale = ImportScale(min: 1, max: 3)
      mapping.columns[position].group = "g"
      mapping.columns[position].step = step
    }
    #expect(mapping.problems == [.stepsUnclear(group: "g")], "a step twice")
    mapping.columns[3].step = 4
    #expect(mapping.problems == [.stepsUnclear(group: "g")], "a step outside of the scale")
    mapping.columns[3].step = 3
    #expect(mapping.problems == [])
    mapping.columns[3].scale = ImportScale(min: 0, max: 3)
    #expect(mapping.problems == [.stepsUnclear(group: "g")], "scales that differ")
  }

  @Test func boxesOfWhichSeveralWereTickedAreNoScale() throws {
    let source = try file(
      """
      Respondent ID,In which years were you a customer?,,,Score
      ,1,2,3,Response
      1,1,2,3,8
      2,1,2,,7
      """)
    #expect(try DryRun(source).mapping.columns.allSatisfy { !$0.isStep })
  }

  @Test func aMappingIsAFileThatPeopleCanEdit() throws {
    let source = try file("id,NPS,team\n1,9,Noord\n2,0,Zuid\n")
    let mapping = try DryRun(source).mapping
    let text = String(decoding: try mapping.json(), as: UTF8.self)
    #expect(text.contains("\"takenFor\" : \"recommendation\""))
    #expect(try ImportMapping(json: Data(text.utf8)) == mapping)
    let edited = text.replacing("\"takenFor\" : \"unit\"", with: "\"takenFor\" : \"ignore\"")
    #expect(try ImportMapping(json: Data(edited.utf8))["team"]?.takenFor == .ignore)
    let wrong = text.replacing("\"takenFor\" : \"unit\"", with: "\"takenFor\" : \"afdeling\"")
    #expect(throws: DecodingError.self) { try ImportMapping(json: Data(wrong.utf8)) }
  }

  @Test func aMappingOfAnotherFileIsRefused() throws {
    let mapping = try DryRun(try file("id,NPS\n1,9\n2,0\n")).mapping
    let other = try file("id,Grade\n1,9\n")
    #expect(throws: ImportRefusal.mapping([.otherColumn(position: 2, expected: "NPS", found: "Grade")])) {
      try ResponseReader(other, mapping: mapping)
    }
  }

  @Test func mappingsSayWhatIsWrongWithThem() throws {
    let source = try file("a,b,c\n1,2,3\n")
    var mapping = ImportMapping(
      source: .plain, headerRows: 1, columns: source.header.columns.map { ColumnMapping(column: $0, takenFor: .unit) })
    #expect(mapping.problems == [.severalColumns(.unit, keys: ["a", "b", "c"]), .noAnswers])
    mapping.columns[0].takenFor = .rating
    mapping.columns[1].takenFor = .date
    mapping.timeZone = "Mars/Olympus"
    #expect(
      mapping.problems == [
        .unknownTimeZone("Mars/Olympus", key: nil), .scaleMissing(key: "a"), .dateOrderOpen(key: "b"),
      ])
    #expect(throws: ImportMappingProblem.unknownColumn(key: "z")) { try mapping.change("z") { _ in } }
  }

  @Test func equalNamesAreKeptApartByPosition() throws {
    let source = try file("other,other,other~2,x\n1,2,3,4\n")
    #expect(source.header.columns.map(\.key) == ["other", "other~2", "other-2", "x"])
  }

  @Test func momentsAreReadInEveryForm() throws {
    func read(_ text: String, _ order: DateOrder) -> String? {
      var text = text
      var clock = LocalClock(zone: "Europe/Amsterdam")
      return text.withUTF8 { MomentCell.read($0, order: order) }.flatMap { clock?.instant($0).text }
    }
    #expect(read("2026-07-01 12:00:00", .yearMonthDay) == "2026-07-01T10:00:00.000Z")
    #expect(read("2026-01-01T12:00:00.5Z", .dayMonthYear) == "2026-01-01T12:00:00.500Z")
    #expect(read("2026/01/01 1:05:00 PM GMT+2", .yearMonthDay) == "2026-01-01T11:05:00.000Z")
    #expect(read("1-2-2026 9:05", .dayMonthYear) == "2026-02-01T08:05:00.000Z")
    #expect(read("1/2/26 12:05 AM", .monthDayYear) == "2026-01-01T23:05:00.000Z")
    #expect(read("43290.5", .dayNumber) == "2018-07-09T10:00:00.000Z")
    #expect(read("2026-01-01T12:00:00+05:30", .yearMonthDay) == "2026-01-01T06:30:00.000Z")
    for wrong in [
      "31/02/2026", "1/2/2026 25:00", "1/2/2026 13:00 PM", "2026-13-01", "1/2", "", "1/2/2026 x", "1/2/202",
    ] {
      #expect(read(wrong, .dayMonthYear) == nil, "\(wrong)")
    }
  }

  @Test func numbersAreReadFromBytes() {
    #expect(NumberCell.read("7,5", hasDecimalComma: true) == 7.5)
    #expect(NumberCell.read("7,5") == nil)
    #expect(NumberCell.read("-0.25") == -0.25 && NumberCell.read("+3") == 3 && NumberCell.read(".5") == 0.5)
    #expect(NumberCell.read("1.6329600946") == 1.6329600946)
    #expect(NumberCell.read("99999999999999999999") == 1e20)
    #expect(NumberCell.read("1e3") == 1_000)
    for wrong in ["", "-", ".", "1.2.3", "1 2", "x", "nan", "0x10", "1e", "e"] {
      #expect(NumberCell.read(wrong) == nil, "\(wrong)")
    }
  }

  @Test func headersAreCleaned() {
    #expect(HeaderText.cleaned("<strong>Are you self-employed?</strong>") == "Are you self-employed?")
    #expect(HeaderText.cleaned("*Are you* self-employed?") == "Are you self-employed?")
    #expect(HeaderText.cleaned("a<br>b\n  c &amp; d") == "a b c & d")
    #expect(HeaderText.cleaned("<3 jaar") == "<3 jaar")
  }

  @Test func theTwoFormsOfAnImportIDAreRead() {
    #expect(QualtricsHeader.value(of: "ImportId", in: "{\"ImportId\":\"QID1\"}") == "QID1")
    #expect(QualtricsHeader.value(of: "ImportId", in: "{'ImportId': 'QID6-TEXT'}") == "QID6-TEXT")
    #expect(
      QualtricsHeader.value(of: "timeZone", in: "{\"ImportId\":\"startDate\",\"timeZone\":\"Europe/Berlin\"}")
        == "Europe/Berlin")
  }
}
