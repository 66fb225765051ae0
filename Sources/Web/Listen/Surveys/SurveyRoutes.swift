import HTTPTypes
import Hummingbird
import Listen
import Localization
import People
import Values

/// The maker's table: surveys, their texts and their questions.
struct SurveyRoutes {
  let surveys: Surveys

  var routes: RouteCollection<MemberContext> {
    RouteCollection(context: MemberContext.self)
      .get(use: index)
      .post(use: begin)
      .get(":survey", use: show)
      .get(":survey/texts", use: texts)
      .post(":survey/texts", use: changeTexts)
      .post(":survey/publication", use: publish)
      .post(":survey/discarding", use: discard)
      .post(":survey/copy", use: copy)
      .post(":survey/putting-away", use: putAway)
      .post(":survey/return", use: bringBack)
      .post(":survey/questions", use: addQuestion)
      .get(":survey/questions/:question", use: question)
      .post(":survey/questions/:question", use: changeQuestion)
      .post(":survey/questions/:question/place", use: moveQuestion)
      .post(":survey/questions/:question/removal", use: removeQuestion)
      .get(":survey/preview", use: preview)
      .post(":survey/preview", use: preview)
  }

  @Sendable func index(_ request: Request, _ context: MemberContext) async throws -> Response {
    try SurveysPage(try await surveys.all(by: context.member)).response(context)
  }

  @Sendable func begin(_ request: Request, _ context: MemberContext) async throws -> Response {
    let id = try await surveys.begin(from: SurveyTemplate(rawValue: context.form["template"]), by: context.member)
    return .redirect(to: .survey(id), saying: Message("listen.survey.begun"), context)
  }

  @Sendable func show(_ request: Request, _ context: MemberContext) async throws -> Response {
    try SurveyPage(try await onTable(context)).response(context)
  }

  @Sendable func texts(_ request: Request, _ context: MemberContext) async throws -> Response {
    try SurveyTextsPage(try await onTable(context)).response(context)
  }

  @Sendable func changeTexts(_ request: Request, _ context: MemberContext) async throws -> Response {
    let id = try survey(context)
    let texts = SurveyTexts(context.form)
    try await surveys.edit(id, by: context.member) { texts.write(to: &$0) }
    return .redirect(to: .survey(id), saying: Message("listen.survey.kept"), context)
  }

  @Sendable func publish(_ request: Request, _ context: MemberContext) async throws -> Response {
    let id = try survey(context)
    try await surveys.publish(id, by: context.member)
    return .redirect(to: .survey(id), saying: Message("listen.survey.published"), context)
  }

  @Sendable func discard(_ request: Request, _ context: MemberContext) async throws -> Response {
    let id = try survey(context)
    try await surveys.discardChanges(of: id, by: context.member)
    return .redirect(to: .survey(id), saying: Message("listen.survey.discarded"), context)
  }

  @Sendable func copy(_ request: Request, _ context: MemberContext) async throws -> Response {
    let copy = try await surveys.copy(try survey(context), by: context.member)
    return .redirect(to: .survey(copy), saying: Message("listen.survey.copied"), context)
  }

  @Sendable func putAway(_ request: Request, _ context: MemberContext) async throws -> Response {
    let id = try survey(context)
    let wasDraft = try await surveys.find(id, by: context.member).survey.state == .draft
    try await surveys.putAway(id, by: context.member)
    return .redirect(
      to: .surveys, saying: Message(wasDraft ? "listen.survey.deleted" : "listen.survey.archived"),
      undo: wasDraft ? nil : .survey(id, "return"), context)
  }

  @Sendable func bringBack(_ request: Request, _ context: MemberContext) async throws -> Response {
    let id = try survey(context)
    try await surveys.bringBack(id, by: context.member)
    return .redirect(to: .survey(id), saying: Message("listen.survey.broughtBack"), context)
  }

  /// As on a phone: the pages of the survey with all their branches, of which nothing is kept.
  @Sendable func preview(_ request: Request, _ context: MemberContext) async throws -> Response {
    let onTable = try await onTable(context)
    let language = Language(rawValue: context.form["go"]) ?? Language(rawValue: context.form["language"])
    let desk = PreviewDesk(onTable, organisation: context.member.organisation.name)
    return try desk.page(context.form, language: language ?? context.visit.language).response(context)
  }

  func survey(_ context: MemberContext) throws -> ID<Survey> { try context.parameters.id("survey") }

  func onTable(_ context: MemberContext) async throws -> Surveys.OnTable {
    try await surveys.find(try survey(context), by: context.member)
  }
}

/// The questions of a survey, one at a time.
extension SurveyRoutes {
  @Sendable func addQuestion(_ request: Request, _ context: MemberContext) async throws -> Response {
    let id = try survey(context)
    let before = Set(try await onTable(context).document.questions.map(\.id))
    guard let kind = Question.Kind(rawValue: context.form["kind"]) else {
      throw Rejection("kind", Message("listen.question.noKind"))
    }
    try await surveys.edit(id, by: context.member) { _ = $0.add(kind) }
    let added = try await onTable(context).document.questions.last { !before.contains($0.id) }
    return .redirect(to: added.map { .question($0.id, of: id) } ?? .survey(id), context)
  }

  @Sendable func question(_ request: Request, _ context: MemberContext) async throws -> Response {
    try QuestionPage(try await onTable(context), try context.parameters.id("question")).response(context)
  }

  /// Keeps all that stands in the form, whichever button was pressed.
  @Sendable func changeQuestion(_ request: Request, _ context: MemberContext) async throws -> Response {
    let id = try survey(context)
    let question: ID<Question> = try context.parameters.id("question")
    let form = QuestionForm(context.form)
    try await surveys.edit(id, by: context.member) { document in
      guard let old = document.question(question) else { throw NotFound() }
      try document.replace(form.question(from: old))
    }
    return form.isDone
      ? .redirect(to: .survey(id), saying: Message("listen.survey.kept"), context)
      : .redirect(to: .question(question, of: id), context)
  }

  @Sendable func moveQuestion(_ request: Request, _ context: MemberContext) async throws -> Response {
    let id = try survey(context)
    let question: ID<Question> = try context.parameters.id("question")
    let places = context.form["by"] == "-1" ? -1 : 1
    try await surveys.edit(id, by: context.member) { try $0.move(question, by: places) }
    return .redirect(to: .survey(id), saying: Message("listen.question.moved"), context)
  }

  @Sendable func removeQuestion(_ request: Request, _ context: MemberContext) async throws -> Response {
    let id = try survey(context)
    let question: ID<Question> = try context.parameters.id("question")
    try await surveys.edit(id, by: context.member) { try $0.remove(question) }
    return .redirect(to: .survey(id), saying: Message("listen.question.removed"), context)
  }
}
