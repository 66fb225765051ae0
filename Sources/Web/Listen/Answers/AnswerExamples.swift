import Listen
import Values

/// A survey with every kind of question, for the examples of its pages.
enum ExampleSurvey {
  static let organisation = "De Linde Installatie- en Onderhoudsmaatschappij"

  private static func text(_ nl: String, _ en: String) -> LocalizedText { LocalizedText(nl: nl, en: en) }

  static let document = SurveyDocument(
    title: text("Wat vind je van De Linde?", "How is De Linde doing?"),
    introduction: text("Je antwoorden helpen ons om het beter te doen.", "Your answers help us do better."),
    questions: [
      Question(
        id: "recommend", kind: .recommendation,
        text: text(
          "Hoe waarschijnlijk is het dat je De Linde aanbeveelt aan een collega of vriend?",
          "How likely are you to recommend De Linde to a colleague or friend?"), isRequired: true),
      Question(id: "why", kind: .text, text: text("Wat is de belangrijkste reden?", "What is the main reason?")),
      Question(id: "grade", kind: .grade, text: text("Welk rapportcijfer geef je ons?", "What mark do you give us?")),
      Question(id: "effort", kind: .effort, text: text("Het was makkelijk.", "It was easy."), isRequired: true),
      Question(
        id: "drivers", kind: .ratings, text: text("Hoe tevreden ben je hierover?", "How satisfied are you?"),
        help: text("Geen ervaring mee? Kies ‘niet van toepassing’.", "No experience? Choose ‘not applicable’."),
        isRequired: true,
        scale: Question.Scale(
          1...5, lowLabel: text("heel ontevreden", "very dissatisfied"),
          highLabel: text("heel tevreden", "very satisfied"), hasNotApplicable: true),
        items: [
          Question.Item(id: "reach", text: text("Hoe makkelijk je ons bereikt", "How easy it is to reach us")),
          Question.Item(
            id: "promises",
            text: text("Of we doen wat we met jou of je collega’s hebben afgesproken", "Whether we do what we say")),
          Question.Item(id: "speed", text: text("Hoe snel je geholpen wordt", "How quickly you are helped")),
        ]),
      Question(
        id: "rivals", kind: .competitors, text: text("En vergeleken met anderen?", "And compared with others?"),
        scale: Question.Scale(1...10, lowLabel: text("slecht", "poor"), highLabel: text("uitstekend", "excellent")),
        items: [
          Question.Item(id: "price", text: text("Prijs", "Price")),
          Question.Item(id: "service", text: text("Service", "Service")),
        ],
        competitors: [Question.Item(id: "vdb", text: text("Van den Berg Klimaattechniek", "Van den Berg Climate"))]),
      Question(
        id: "role", kind: .singleChoice, text: text("Wat is je rol?", "What is your part?"),
        options: [
          Question.Option(id: "decides", text: text("Ik beslis", "I decide")),
          Question.Option(id: "uses", text: text("Ik werk ermee", "I work with it")),
        ], hasOther: true),
      Question(
        id: "heard", kind: .multipleChoice, text: text("Hoe ken je ons?", "How do you know us?"),
        options: [
          Question.Option(id: "friend", text: text("Via een bekende", "Through a friend")),
          Question.Option(id: "web", text: text("Via internet", "Through the internet")),
        ]),
      Question(id: "when", kind: .date, text: text("Wanneer was je laatste contact?", "When was your last contact?")),
      Question(
        id: "note", kind: .explanation, text: text("Nog één vraag", "One last question"),
        help: text("Daarna ben je klaar.", "Then you are done.")),
      Question(id: "improve", kind: .text, text: text("Wat kan er beter?", "What could be better?")),
    ])

  static let answers = Answers([
    "recommend": .number(8), "why": .text("Ze “komen” <altijd> hun afspraken na"), "drivers.reach": .number(4),
    "drivers.promises": .notApplicable, "role": .choice([], other: "Huismeester"),
    "when": .day(Day(daysSince1970: 20_778)),
  ])

  static func page(
    at place: ID<Question>?, problems: [String: Message] = [:], language: Language = .nl
  ) -> AnswerPage {
    let flow = AnswerFlow(document, answers: answers)
    let form = AnswerForm(
      flow, flow.page(at: place) ?? [], organisation: organisation, language: language, action: Link("a", "x"),
      asksToBeNamed: true, problems: problems, canRestart: true)
    return AnswerPage(title: .verbatim(document.title.text(in: language)), form: form)
  }
}

extension AnswerPage {
  static let examples: [String: AnswerPage] = [
    "first page": ExampleSurvey.page(at: nil),
    "first page, nothing chosen": ExampleSurvey.page(
      at: nil, problems: ["recommend": Message("answer.problem.missing.score")]),
    "grade": ExampleSurvey.page(at: "grade"),
    "effort": ExampleSurvey.page(at: "effort"),
    "matrix with a row left out": ExampleSurvey.page(
      at: "drivers", problems: ["drivers.speed": Message("answer.problem.missing.score")]),
    "competitors": ExampleSurvey.page(at: "rivals"),
    "one choice with other": ExampleSurvey.page(at: "role"),
    "more choices": ExampleSurvey.page(at: "heard"),
    "date that can't be read": ExampleSurvey.page(at: "when", problems: ["when": Message("answer.problem.date")]),
    "explanation with its question": ExampleSurvey.page(at: "note"),
  ]
}

extension AnswerEndPage {
  static let examples: [String: AnswerEndPage] = [
    "asks": AnswerEndPage(
      title: .verbatim("Wat vind je van De Linde?"),
      form: EndForm(
        ExampleSurvey.document, organisation: ExampleSurvey.organisation, language: .nl, action: Link("a", "x")))
  ]
}

extension AnswerNoticePage {
  static let examples: [String: AnswerNoticePage] = [
    "thanks": AnswerNoticePage(
      title: Message("answer.thanks.title"), organisation: ExampleSurvey.organisation,
      text: Message("answer.thanks.text"), more: Message("answer.thanks.done")),
    "thanks, by name": AnswerNoticePage(
      title: Message("answer.thanks.title"), organisation: ExampleSurvey.organisation,
      text: Message("answer.thanks.text"), more: Message("answer.thanks.done"), withdrawal: Link("a", "x", "withdrawal")
    ),
    "closed": AnswerNoticePage(
      title: Message("answer.closed.title"), organisation: ExampleSurvey.organisation,
      text: Message("answer.closed.text"), more: nil),
    "unknown link": AnswerNoticePage(
      title: Message("answer.unknown.title"), organisation: nil,
      text: Message("answer.unknown.text"), more: nil),
    "too early": AnswerNoticePage(
      title: Message("answer.early.title"), organisation: ExampleSurvey.organisation,
      text: Message("answer.early.text", ["day": .day(Day(daysSince1970: 20_800))]), more: nil),
  ]
}
