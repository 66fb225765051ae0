import Foundation
import Listen
import Testing
import Values

@Suite struct RuleTests {
  @Test(arguments: SurveyTemplate.allCases) func aTemplateIsReadyButForTheCompetitorsThatOnlyTheMakerKnows(
    template: SurveyTemplate
  ) throws {
    let document = try template.document(for: .linde, values: [])
    #expect(document.problems.keys.allSatisfy { $0.hasSuffix(".competitors") })
    #expect(document.title.nl?.contains("De Linde") == true)
    let texts = try #require(String(data: JSONEncoder().encode(document), encoding: .utf8))
    #expect(!texts.contains("{organisation}"))
  }

  @Test(arguments: 0..<100) func aSurveyComesBackAsItWasWritten(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    let document = SurveyDocument.random(with: &dice)
    #expect(document.problems.isEmpty)
    #expect(try JSONDecoder().decode(SurveyDocument.self, from: JSONEncoder().encode(document)) == document)
  }

  @Test(arguments: 0..<200) func answersThatCanBeGivenAreAccepted(seed: UInt64) {
    var dice = Dice(seed: seed)
    let document = SurveyDocument.random(with: &dice)
    let answers = Answers.random(for: document, with: &dice)
    let missing = Set(document.problems(of: answers).keys)
    let required = document.questions(given: answers).filter(\.isRequired).flatMap(\.answerKeys)
      .filter { answers[$0] == nil }
    #expect(missing == Set(required.map(\.text)))
  }

  @Test(arguments: 0..<200) func answersComeBackFromTheFieldsOfTheirForm(seed: UInt64) {
    var dice = Dice(seed: seed)
    let document = SurveyDocument.random(with: &dice)
    let answers = Answers.random(for: document, with: &dice)
    let fields = AnswerFields(AnswerFields.fields(of: answers, at: document.questions))
    let read = fields.answers(at: document.questions)
    #expect(read.problems.isEmpty)
    #expect(read.answers == answers)
  }

  @Test func hostileFieldsAreAnswersOfNobody() {
    let question = Question(id: "g", kind: .grade, text: LocalizedText(nl: "Cijfer"))
    let when = Question(id: "d", kind: .date, text: LocalizedText(nl: "Wanneer"))
    let what = Question(id: "t", kind: .text, text: LocalizedText(nl: "Wat"))
    for value in ["", " ", "99999999999999999999", "1e9", "NaN", "7.5", "٧", "<script>", "7\u{0}"] {
      let read = AnswerFields([("g", value), ("x", "1"), ("g.g", "2")]).answers(at: [question])
      #expect(read.answers.isEmpty || read.problems.isEmpty, "\(value)")
      #expect(read.answers.isEmpty, "\(value)")
    }
    #expect(AnswerFields([("d", "31-02-2026")]).answers(at: [when]).problems["d"] != nil)
    #expect(AnswerFields([("d", "21-11-2026")]).answers(at: [when]).answers["d"] == .day(Day(daysSince1970: 20_778)))
    let text = AnswerFields([("t", "  regel 1\r\nregel\u{0}\u{202E} 2\u{7} ")]).answers(at: [what]).answers["t"]
    #expect(text == .text("regel 1\nregel 2"))
  }

  @Test func aTextCanBeLongButNotEndless() {
    let question = Question(id: "t", kind: .text, text: LocalizedText(nl: "Wat"))
    let document = SurveyDocument(title: LocalizedText(nl: "X"), languages: [.nl], questions: [question])
    #expect(document.problems(of: Answers(["t": .text(String(repeating: "é", count: 4_000))])).isEmpty)
    #expect(!document.problems(of: Answers(["t": .text(String(repeating: "é", count: 4_001))])).isEmpty)
  }

  @Test func wordingMayChangeInUseButNotWhatAnAnswerMeans() throws {
    let document = try SurveyTemplate.account.document(for: .linde, values: [])
    var reworded = document
    reworded.questions[1].text.nl = "Anders gezegd"
    reworded.questions.swapAt(2, 4)
    reworded.questions[0].options.append(Question.Option(id: "new", text: LocalizedText(nl: "Nieuw", en: "New")))
    _ = reworded.add(.text)
    #expect(document.forbiddenChanges(to: reworded).isEmpty)

    var broken = document
    broken.questions[1].kind = .grade
    broken.questions[4].scale?.high = 7
    broken.questions[4].items.removeLast()
    broken.questions[0].options.removeFirst()
    broken.questions[0].hasOther = false
    broken.questions[2].condition = .init("recommend", .answered)
    try broken.remove("improve")
    broken.languages = [.nl]
    #expect(
      Set(document.forbiddenChanges(to: broken)) == [
        .otherKind("recommend"), .otherScale("recommend"), .otherScale("drivers"), .removedItem("drivers", "worth"),
        .removedOption("role", "decides"), .removedOther("role"), .otherCondition("why"), .removedQuestion("improve"),
        .removedLanguage(.en),
      ])
  }

  @Test func everyProblemOfADraftStandsBesideItsField() {
    var document = SurveyDocument(title: LocalizedText(nl: " "), languages: [.nl, .en], questions: [])
    #expect(document.problems.keys.sorted() == ["questions", "title.en", "title.nl"])
    let drivers = document.add(.ratings)
    let choice = document.add(.singleChoice)
    document.title = LocalizedText(nl: "T", en: "T")
    document.questions[0].scale = Question.Scale(3...4)
    document.questions[1].condition = .init(AnswerKey(choice), .answered)
    #expect(
      document.problems.keys.sorted()
        == [
          "\(drivers).items", "\(drivers).scale", "\(drivers).text.en", "\(drivers).text.nl", "\(choice).condition",
          "\(choice).options", "\(choice).text.en", "\(choice).text.nl",
        ].sorted())
  }

  @Test func aNewQuestionNeverTakesAnIDThatWasUsed() throws {
    var document = SurveyDocument(title: LocalizedText(nl: "T"), questions: [])
    let first = document.add(.text)
    let second = document.add(.grade)
    try document.remove(first)
    #expect(document.add(.text) == "q3")
    try document.move("q3", by: -5)
    #expect(document.questions.map(\.id) == ["q3", second])
    try document.move("q3", by: 1)
    #expect(document.questions.map(\.id) == [second, "q3"])
    #expect(throws: NotFound()) { try document.move("q9", by: 1) }
  }
}
