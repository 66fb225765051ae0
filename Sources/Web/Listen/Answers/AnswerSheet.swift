import Listen
import Values

/// One posted page of a survey: what was answered before with what stands on this page.
struct AnswerSheet {
  /// What the respondent pressed.
  enum Wish: Equatable {
    case goOn
    case goBack
    case speak(Language)
    case restart
  }

  let wish: Wish
  /// The first question of the page that was posted; nothing on the page at the end.
  let page: [Question]?
  let place: ID<Question>?
  let flow: AnswerFlow
  /// What is wrong on this page.
  let problems: [String: Message]
  let mayBeNamed: Bool
  private let fields: AnswerFields

  /// - Parameter before: the way as it was when the page was shown.
  init(_ form: Form, from before: AnswerFlow) {
    let document = before.document
    let fields = AnswerFields(form.fields.map { ($0.name, $0.value) })
    let place = fields.first("at").flatMap { $0.isEmpty || $0.utf8.count > 64 ? nil : ID<Question>($0) }
    let page = before.page(at: place)
    let read = fields.answers(at: document.questions)
    let own = (page ?? []).flatMap(\.answerKeys)
    var answers = read.answers
    // On this page, what is empty now is no answer any more.
    let kept = before.answers.byKey.filter { !own.contains($0.key) }
    answers.byKey.merge(kept) { read, _ in read }
    flow = before.answering(answers)
    self.place = place
    self.page = page
    self.fields = fields
    wish =
      switch fields.first("go") ?? "" {
      case "back": .goBack
      case "restart": .restart
      case let code: Language(rawValue: code).map { document.languages.contains($0) ? .speak($0) : .goOn } ?? .goOn
      }
    mayBeNamed = fields.first("named") == "yes"
    let unreadable = read.problems.filter { problem in own.contains { $0.text == problem.key } }
    problems = document.problems(of: answers, at: page ?? []).merging(unreadable) { _, unreadable in unreadable }
  }

  /// What was typed in a field, where it could not be read.
  func typed(_ name: String) -> String? { problems[name] == nil ? nil : fields.first(name) }

  /// Where one goes from here; nothing where everything was asked and can be sent off.
  func next(asksToBeNamed: Bool) -> ID<Question>? {
    guard let page else { return nil }
    return flow.page(after: page)?.first?.id ?? (asksToBeNamed ? AnswerFlow.end : nil)
  }
}
