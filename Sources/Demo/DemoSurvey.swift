import Listen
import Values

/// What De Linde asks its customers twice a year.
enum DemoSurvey {
  static let reachability: ID<Question.Item> = "reach"
  static let craft: ID<Question.Item> = "craft"
  static let promises: ID<Question.Item> = "promises"
  static let thinking: ID<Question.Item> = "thinking"
  static let kindness: ID<Question.Item> = "kindness"
  static let price: ID<Question.Item> = "price"
  static let drivers = [reachability, craft, promises, thinking, kindness, price]

  static let values: [(id: ID<Question.Item>, nl: String, en: String)] = [
    ("close", "Dichtbij", "Close by"), ("honest", "Eerlijk", "Honest"), ("skilled", "Vakmanschap", "Craftsmanship"),
    ("green", "Zuinig op morgen", "Careful with tomorrow"),
  ]
  static let competitors: [(id: ID<Question.Item>, name: String)] = [
    ("warmtevak", "Warmtevak"), ("vandam", "Van Dam Techniek"),
  ]
  static let reasons: [(id: ID<Question.Option>, nl: String, en: String)] = [
    ("fault", "Een storing", "A fault"), ("service", "Onderhoud", "Maintenance"),
    ("new", "Een nieuwe installatie", "A new installation"),
    ("bill", "Een vraag over een factuur", "A question about a bill"),
  ]
  static let channels: [(id: ID<Question.Option>, nl: String, en: String)] = [
    ("phone", "Telefoon", "Phone"), ("mail", "E-mail", "E-mail"), ("visit", "Monteur aan huis", "Engineer at my place"),
    ("app", "App of website", "App or website"),
  ]

  static func text(_ nl: String, _ en: String) -> LocalizedText { LocalizedText(nl: nl, en: en) }

  static var document: SurveyDocument {
    let marks = Question.Scale(
      1...10, lowLabel: text("heel slecht", "very poor"), highLabel: text("uitstekend", "excellent"),
      hasNotApplicable: true)
    return SurveyDocument(
      title: text("Hoe doen we het voor jou?", "How are we doing for you?"),
      introduction: text(
        "Fijn dat je even meedenkt. Het kost ongeveer een minuut.", "Good of you to help. It takes about a minute."),
      thanks: text(
        "Dank je wel. Je team leest dit deze week.", "Thank you. Your team reads this within the week."),
      questions: [
        Question(
          id: "recommend", kind: .recommendation,
          text: text(
            "Hoe waarschijnlijk is het dat je De Linde aanbeveelt aan een collega of vriend?",
            "How likely are you to recommend De Linde to a colleague or friend?"), isRequired: true),
        Question(
          id: "why", kind: .text,
          text: text("Wat is de belangrijkste reden?", "What is the main reason?")),
        Question(
          id: "grade", kind: .grade,
          text: text("Welk rapportcijfer geef je ons?", "Which mark out of ten do you give us?")),
        Question(
          id: "drivers", kind: .ratings,
          text: text("Hoe beoordeel je ons op deze punten?", "How do you rate us on these points?"), scale: marks,
          items: [
            Question.Item(
              id: reachability, text: text("Ze zijn goed bereikbaar", "They are easy to reach"),
              name: text("Bereikbaar", "Reachable")),
            Question.Item(
              id: craft, text: text("Ze verstaan hun vak", "They know their trade"), name: text("Vakkundig", "Skilled")),
            Question.Item(
              id: promises, text: text("Ze komen afspraken na", "They keep their promises"),
              name: text("Afspraken nakomen", "Keeping promises")),
            Question.Item(
              id: thinking, text: text("Ze denken met me mee", "They think along with me"),
              name: text("Meedenken", "Thinking along")),
            Question.Item(
              id: kindness, text: text("Ze zijn vriendelijk", "They are friendly"),
              name: text("Vriendelijk", "Friendly")),
            Question.Item(
              id: price, text: text("De prijs past bij wat ik krijg", "The price fits what I get"),
              name: text("Prijs en kwaliteit", "Value for money")),
          ]),
        Question(
          id: "values", kind: .values,
          text: text("Wat merk je van deze waarden?", "How much do you notice of these values?"),
          scale: Question.Scale(
            1...5, lowLabel: text("niets", "nothing"), highLabel: text("heel veel", "very much"), hasNotApplicable: true
          ),
          items: values.map { Question.Item(id: $0.id, text: text($0.nl, $0.en)) }),
        Question(
          id: "others", kind: .competitors,
          text: text(
            "Hoe zie je ons naast andere installateurs die je kent?",
            "How do you see us beside other installers that you know?"),
          scale: marks,
          items: [
            Question.Item(id: craft, text: text("Vakkundigheid", "Skill")),
            Question.Item(id: reachability, text: text("Bereikbaarheid", "Reachability")),
            Question.Item(id: price, text: text("Prijs", "Price")),
          ],
          competitors: competitors.map { Question.Item(id: $0.id, text: text($0.name, $0.name)) }),
        Question(
          id: "reason", kind: .singleChoice,
          text: text("Waarvoor had je het laatst contact met ons?", "What was your last contact with us about?"),
          options: reasons.map { Question.Option(id: $0.id, text: text($0.nl, $0.en)) }, hasOther: true),
        Question(
          id: "channel", kind: .multipleChoice,
          text: text("Hoe had je contact?", "How were you in contact?"),
          options: channels.map { Question.Option(id: $0.id, text: text($0.nl, $0.en)) }),
        Question(
          id: "better", kind: .text,
          text: text("Wat kunnen we morgen beter doen?", "What can we do better tomorrow?"),
          condition: Question.Condition(AnswerKey("recommend" as ID<Question>), .between(0, 8))),
      ])
  }
}
