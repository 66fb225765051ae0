import Listen
import Values

/// One page of a survey, for a thumb.
struct AnswerPage: Page {
  static let template = "answers/question"

  let title: Message
  let form: AnswerForm
}

/// The form itself, on a respondent's page and in the maker's preview.
struct AnswerForm: ViewModel {
  let organisation: String
  let survey: String
  let introduction: String?
  let place: Message
  /// In hundredths.
  let share: Int
  let action: Link
  let at: String
  let questions: [QuestionView]
  let problems: [Line]
  let hasProblems: Bool
  let hasBack: Bool
  let isLast: Bool
  let promise: Message
  let languages: [Other]
  let canRestart: Bool
  /// Answers of other pages that travel along, in a preview, which keeps nothing.
  let carried: [Carried]

  struct Line: ViewModel {
    let link: String
    let text: Message
  }

  /// A language in which one can go on.
  struct Other: ViewModel {
    let code: Language
    let name: String
  }

  struct Carried: ViewModel {
    let name: String
    let value: String
  }

  init(
    _ flow: AnswerFlow, _ page: [Question], organisation: String, language: Language, action: Link, asksToBeNamed: Bool,
    problems: [String: Message] = [:], canRestart: Bool = false, carried: [(name: String, value: String)] = [],
    typed: (String) -> String? = { _ in nil }
  ) {
    let document = flow.document
    let progress = flow.progress(at: page)
    let isFirstPage = flow.page(before: page) == nil
    self.organisation = organisation
    survey = document.title.text(in: language)
    let words = document.introduction?.text(in: language) ?? ""
    introduction = isFirstPage && !words.isEmpty ? words : nil
    place = Message(
      "answer.place", ["number": .count(min(progress.before + 1, progress.total)), "total": .count(progress.total)])
    share = progress.total > 0 ? 100 * progress.before / progress.total : 0
    self.action = action
    at = page.first?.id.text ?? ""
    questions = page.enumerated().map { place, question in
      QuestionView(
        question, flow.answers, organisation: organisation, language: language, isFirst: place == 0, problems: problems,
        typed: typed)
    }
    self.problems = problems.sorted { $0.key < $1.key }.map { Line(link: "#f-\($0.key)", text: $0.value) }
    hasProblems = !problems.isEmpty
    hasBack = !isFirstPage
    isLast = !asksToBeNamed && !flow.mayGoOn(after: page)
    promise = Message(asksToBeNamed ? "answer.promise.named" : "answer.promise.open")
    languages = document.languages.filter { $0 != language }.map { Other(code: $0, name: $0.ownName) }
    self.canRestart = canRestart && !isFirstPage
    self.carried = carried.map { Carried(name: $0.name, value: $0.value) }
  }
}

extension Language {
  /// As its speakers call it.
  var ownName: String { self == .nl ? "Nederlands" : "English" }
}

/// The last page of somebody who was invited: may your name be with it?
struct AnswerEndPage: Page {
  static let template = "answers/end"

  let title: Message
  let form: EndForm
}

struct EndForm: ViewModel {
  let organisation: String
  let survey: String
  let question: Message
  let yes: Message
  let action: Link
  let at: String
  let carried: [AnswerForm.Carried]
  let languages: [AnswerForm.Other]

  init(
    _ document: SurveyDocument, organisation: String, language: Language, action: Link,
    carried: [(name: String, value: String)] = []
  ) {
    self.organisation = organisation
    survey = document.title.text(in: language)
    question = Message("answer.named.question", ["organisation": .text(organisation)])
    yes = Message("answer.named.yes", ["organisation": .text(organisation)])
    self.action = action
    at = AnswerFlow.end.text
    self.carried = carried.map { AnswerForm.Carried(name: $0.name, value: $0.value) }
    languages = document.languages.filter { $0 != language }.map { AnswerForm.Other(code: $0, name: $0.ownName) }
  }
}

/// Where the way ends: thanks, closed, no such link.
struct AnswerNoticePage: Page {
  static let template = "answers/notice"

  let title: Message
  let organisation: String?
  let text: Message
  let more: Message?
  /// Where who agreed to be named takes it back.
  var withdrawal: Link?
}
