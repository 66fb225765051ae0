import Listen
import Values

/// The texts around the questions: title, introduction, thanks; and the languages.
struct SurveyTextsPage: Page {
  static let template = "surveys/texts"
  static let verb: Verb? = .listen

  let title: Message
  let back: Link
  let backName: LocalizedText
  let action: Link
  let pairs: [Pair]
  let languages: Choice
  let named: Choice
  let problem: Message?

  init(_ onTable: Surveys.OnTable) {
    let document = onTable.document
    let problems = onTable.problems
    let isInUse = onTable.survey.state != .draft
    title = Message("listen.texts.title")
    back = .survey(onTable.survey.id)
    backName = document.title
    action = .survey(onTable.survey.id, "texts")
    problem = problems["languages"]
    pairs = [
      Pair("title", Message("listen.texts.name"), document.title, languages: document.shown, problems: problems),
      Pair(
        "introduction", Message("listen.texts.introduction"), document.introduction, languages: document.shown,
        isArea: true, problems: problems),
      Pair(
        "thanks", Message("listen.texts.thanks"), document.thanks, languages: document.shown, isArea: true,
        problems: problems),
    ]
    languages = Choice(
      "languages", Message("listen.texts.languages"), kind: .boxes,
      options: Language.allCases.map { ($0.rawValue, .verbatim($0.ownName), nil) },
      or: Set(document.languages.map(\.rawValue)),
      hint: isInUse ? Message("listen.texts.languagesStay") : nil, problems: problems, isRequired: true)
    named = Choice(
      "named", Message("listen.texts.named"), kind: .boxes,
      options: [("yes", Message("listen.texts.asksToBeNamed"), Message("listen.texts.namedNote"))],
      or: document.asksToBeNamed ? ["yes"] : [], isRequired: true)
  }

  static let examples: [String: SurveyTextsPage] = [
    "usual": SurveyTextsPage(ExampleSurvey.onTable()),
    "in use": SurveyTextsPage(ExampleSurvey.onTable(state: .inUse)),
  ]
}

extension SurveyDocument {
  /// The languages whose texts the maker sees: those of the survey, or all before one was chosen.
  var shown: [Language] { languages.isEmpty ? Language.allCases : languages }
}

/// The texts as they were posted.
struct SurveyTexts: Sendable {
  private let form: Form

  init(_ form: Form) {
    self.form = form
  }

  func write(to document: inout SurveyDocument) {
    document.title = form.pair("title", or: document.title)
    document.introduction = form.optionalPair("introduction", or: document.introduction)
    document.thanks = form.optionalPair("thanks", or: document.thanks)
    let chosen = Set(form.all("languages"))
    document.languages = Language.allCases.filter { chosen.contains($0.rawValue) }
    document.asksToBeNamed = form.all("named").contains("yes")
  }
}
