import Listen
import Testing
import Values

@Suite struct BranchingTests {
  private let document = SurveyDocument(
    title: LocalizedText(nl: "Contact"), languages: [.nl],
    questions: [
      Question(id: "score", kind: .recommendation, text: LocalizedText(nl: "Hoe waarschijnlijk?"), isRequired: true),
      Question(
        id: "sorry", kind: .text, text: LocalizedText(nl: "Wat ging er mis?"), isRequired: true,
        condition: .init("score", .between(0, 6))),
      Question(
        id: "deeper", kind: .text, text: LocalizedText(nl: "Vertel meer"), condition: .init("sorry", .answered)),
      Question(id: "grade", kind: .grade, text: LocalizedText(nl: "Welk cijfer?")),
    ])

  @Test func aQuestionIsAskedOnlyWhereItsConditionHolds() {
    #expect(document.questions(given: Answers(["score": .number(9)])).map(\.id) == ["score", "grade"])
    #expect(document.questions(given: Answers(["score": .number(3)])).map(\.id) == ["score", "sorry", "grade"])
  }

  @Test func anAnswerAtAQuestionThatIsNotAskedOpensNothingAndIsDropped() {
    let answers = Answers(["score": .number(9), "sorry": .text("niets"), "deeper": .text("meer")])
    #expect(document.questions(given: answers).map(\.id) == ["score", "grade"])
    #expect(document.asked(of: answers) == Answers(["score": .number(9)]))
  }

  @Test func whatIsRequiredIsAskedOnlyOfThoseWhoSeeIt() {
    #expect(document.problems(of: Answers(["score": .number(10)])).isEmpty)
    #expect(document.problems(of: Answers(["score": .number(2)])).keys.sorted() == ["sorry"])
    #expect(document.problems(of: Answers()).keys.sorted() == ["score"])
  }

  @Test func theKeysOfAQuestionFollowItsRows() {
    var question = Question(
      id: "q", kind: .ratings, text: LocalizedText(nl: "Hoe goed?"),
      items: [.init(id: "a", text: LocalizedText(nl: "A"))])
    #expect(question.answerKeys == ["q.a"])
    question.items.append(.init(id: "b", text: LocalizedText(nl: "B")))
    #expect(question.answerKeys == ["q.a", "q.b"])
    question.kind = .competitors
    question.competitors = [.init(id: "acme", text: LocalizedText(nl: "Acme"))]
    #expect(question.answerKeys == ["q.a.us", "q.a.acme", "q.b.us", "q.b.acme"])
    question.kind = .grade
    #expect(question.answerKeys == ["q"])
  }

  @Test func aQuestionNeverSharesAPageWithTheOneThatDecidesAboutIt() {
    let pages = document.pages(of: document.questions)
    for page in pages {
      for question in page {
        #expect(!page.contains { $0.id == question.condition?.key.question })
      }
    }
    #expect(pages.flatMap { $0 } == document.questions)
  }

  @Test func theReasonIsAskedBesideTheScore() throws {
    let survey = try SurveyTemplate.relationship.document(for: .linde, values: [])
    let pages = survey.pages(of: survey.questions).map { $0.map(\.id.text) }
    #expect(pages.first == ["recommend", "why"])
    #expect(pages.contains(["drivers"]))
  }

  /// Over many random surveys and answers: what is asked doesn't depend on the order in which it is found out, and dropping
  /// what is not asked changes nothing about what is asked.
  @Test(arguments: 0..<200) func whatIsAskedIsSettled(seed: UInt64) {
    var dice = Dice(seed: seed)
    let document = SurveyDocument.random(with: &dice)
    let answers = Answers.random(for: document, with: &dice)
    let asked = document.asked(of: answers)
    #expect(document.questions(given: asked) == document.questions(given: answers))
    #expect(document.asked(of: asked) == asked)
    let pages = document.pages(of: document.questions(given: answers))
    #expect(pages.flatMap { $0 } == document.questions(given: answers))
    #expect(pages.allSatisfy { !$0.isEmpty })
  }
}
