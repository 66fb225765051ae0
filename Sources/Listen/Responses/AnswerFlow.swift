public import Values

/// The way of one respondent through a survey, page by page, given what was answered so far.
public struct AnswerFlow: Sendable {
  public let document: SurveyDocument
  public private(set) var answers: Answers
  /// The pages to which these answers lead.
  public let pages: [[Question]]

  /// The place after the last page. No question has this id.
  public static let end: ID<Question> = "*end"

  public init(_ document: SurveyDocument, answers: Answers) {
    self.document = document
    self.answers = answers
    pages = document.pages(of: document.questions(given: answers))
  }

  /// The way with these answers instead.
  public func answering(_ answers: Answers) -> AnswerFlow {
    guard !document.branches else { return AnswerFlow(document, answers: answers) }
    var flow = self
    flow.answers = answers
    return flow
  }

  /// The page with this question. Where the question is not asked any more: the page with the first one asked after it. The
  /// first page where no place is given, and nothing after the last.
  public func page(at place: ID<Question>?) -> [Question]? {
    guard let place, place != Self.end else { return place == nil ? pages.first : nil }
    if let page = pages.first(where: { $0.contains { $0.id == place } }) { return page }
    guard let index = document.questions.firstIndex(where: { $0.id == place }) else { return pages.first }
    let later = Set(document.questions[index...].map(\.id))
    return pages.first { page in page.contains { later.contains($0.id) } }
  }

  /// Nothing after the last page.
  public func page(after page: [Question]) -> [Question]? {
    guard let last = page.last.flatMap({ last in document.questions.firstIndex { $0.id == last.id } }) else {
      return nil
    }
    let later = Set(document.questions[(last + 1)...].map(\.id))
    return pages.first { page in page.first.map { later.contains($0.id) } ?? false }
  }

  /// Nothing before the first page; the last page before the end.
  public func page(before page: [Question]?) -> [Question]? {
    guard let first = page?.first, let index = pages.firstIndex(where: { $0.first?.id == first.id }) else {
      return page == nil ? pages.last : nil
    }
    return index > 0 ? pages[index - 1] : nil
  }

  /// Whether anything can follow this page, whatever is answered on it.
  public func mayGoOn(after page: [Question]) -> Bool {
    guard let last = page.last.flatMap({ last in document.questions.firstIndex { $0.id == last.id } }) else {
      return false
    }
    let asked = Set(pages.flatMap { $0.map(\.id) })
    return document.questions[(last + 1)...].contains { question in
      asked.contains(question.id)
        || question.condition.map { condition in page.contains { $0.id == condition.key.question } } ?? false
    }
  }

  /// How many questions stand before this page, and how many there are; explanations are no questions.
  public func progress(at page: [Question]) -> (before: Int, total: Int) {
    let asked = pages.flatMap { $0 }.filter { $0.kind != .explanation }
    let own = Set(page.map(\.id))
    let before = asked.prefix { !own.contains($0.id) }.count
    return (page.contains { $0.kind != .explanation } ? before : min(before, asked.count - 1), asked.count)
  }
}
