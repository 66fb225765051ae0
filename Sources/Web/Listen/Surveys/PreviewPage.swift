import Listen
import Values

/// A survey as on a phone, which keeps nothing.
struct PreviewPage: Page {
  static let template = "surveys/preview"
  static let verb: Verb? = .listen

  let title: Message
  let back: Link
  let backName: String
  let language: Language
  let asked: AnswerForm?
  let consent: EndForm?
  let isDone: Bool
  let thanks: Message
  let again: Link
}

/// Walks through a survey with the answers in the form itself.
struct PreviewDesk {
  let onTable: Surveys.OnTable
  let organisation: String

  init(_ onTable: Surveys.OnTable, organisation: String) {
    self.onTable = onTable
    self.organisation = organisation
  }

  private var action: Link { .survey(onTable.survey.id, "preview") }

  func page(_ form: Form, language wanted: Language) -> PreviewPage {
    let document = onTable.document
    let language = document.shown.contains(wanted) ? wanted : document.shown[0]
    let sheet = AnswerSheet(form, from: AnswerFlow(document, answers: Answers()))
    let isPosted = form.has("at")
    if isPosted, sheet.page == nil, sheet.wish == .goOn { return preview(language, isDone: true) }
    var problems: [String: Message] = [:]
    var place = sheet.place
    if isPosted {
      switch sheet.wish {
      case .goOn where sheet.problems.isEmpty: place = sheet.next(asksToBeNamed: document.asksToBeNamed)
      case .goOn: problems = sheet.problems
      case .goBack: place = sheet.flow.page(before: sheet.page)?.first?.id
      case .speak: break
      case .restart: place = nil
      }
      if place == nil, sheet.wish == .goOn { return preview(language, isDone: true) }
    }
    let own = Set((sheet.flow.page(at: place) ?? []).map(\.id))
    let others = document.questions.filter { !own.contains($0.id) }
    let carried = AnswerFields.fields(of: sheet.flow.answers, at: others) + [("language", language.rawValue)]
    guard let page = sheet.flow.page(at: place) else {
      return preview(
        language,
        consent: EndForm(
          document, organisation: organisation, language: language, action: action, carried: carried))
    }
    return preview(
      language,
      asked: AnswerForm(
        sheet.flow, page, organisation: organisation, language: language, action: action,
        asksToBeNamed: document.asksToBeNamed, problems: problems, carried: carried, typed: sheet.typed))
  }

  private func preview(
    _ language: Language, asked: AnswerForm? = nil, consent: EndForm? = nil, isDone: Bool = false
  ) -> PreviewPage {
    let words = onTable.document.thanks?.text(in: language) ?? ""
    return PreviewPage(
      title: Message("listen.preview.title"), back: .survey(onTable.survey.id),
      backName: onTable.document.title.text(in: language), language: language, asked: asked,
      consent: consent, isDone: isDone, thanks: words.isEmpty ? Message("answer.thanks.text") : .verbatim(words),
      again: action)
  }
}

extension PreviewPage {
  static let examples: [String: PreviewPage] = {
    let desk = PreviewDesk(
      ExampleSurvey.onTable(), organisation: ExampleSurvey.organisation)
    return [
      "first page": desk.page(Form(), language: .nl),
      "with a problem": desk.page(Form([("at", "recommend"), ("go", "next")]), language: .nl),
      "matrix": desk.page(Form([("at", "effort"), ("effort", "6"), ("recommend", "8")]), language: .nl),
      "end": desk.page(Form([("at", "note"), ("improve", "Niets")]), language: .nl),
      "done": desk.page(Form([("at", "*end"), ("go", "send")]), language: .en),
    ]
  }()
}
