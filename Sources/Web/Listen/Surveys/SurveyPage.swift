import Listen
import Values

/// One survey on the maker's table: its questions in order, what still has to be mended, and its waves.
struct SurveyPage: Page {
  static let template = "surveys/show"
  static let verb: Verb? = .listen

  let title: Message
  var window: [Message] { [title, Message("kit.window.survey")] }
  /// What its maker called it, once it has a name.
  let heading: LocalizedText?
  let all: Link
  let state: Message
  let version: Message?
  let questions: [Line]
  let hasQuestions: Bool
  let problems: Message?
  let change: Change?
  let texts: Action
  let preview: Action?
  let add: Link
  let kinds: [Kind]
  let waves: [WaveLine]
  let hasWaves: Bool
  let isArchived: Bool
  let isInUse: Bool
  let copy: Action
  let away: Action
  let next: NextStep?

  struct Line: ViewModel {
    let number: Int?
    let text: LocalizedText
    let kind: Message
    let condition: Message?
    let problem: Message?
    let link: Link
    let place: Link
    let removal: Link?
    let isFirst: Bool
    let isLast: Bool
  }

  struct Kind: ViewModel {
    let value: String
    let name: Message
  }

  /// Changes that wait to be published.
  struct Change: ViewModel {
    let publication: Link
    let discarding: Link
    let isReady: Bool
  }

  struct WaveLine: ViewModel {
    let name: String
    let state: Message
    let day: Day
    let link: Link
  }

  init(_ onTable: Surveys.OnTable) {
    let survey = onTable.survey
    let document = onTable.document
    let found = onTable.problems
    title = document.title.isEmpty ? Message("listen.survey.nameless") : .words(document.title)
    heading = document.title.isEmpty ? nil : document.title
    all = .surveys
    state = Message("listen.survey.state.\(survey.state.rawValue)")
    version = survey.state == .draft ? nil : Message("listen.survey.version", ["number": .count(survey.version)])
    var number = 0
    questions = document.questions.enumerated().map { place, question in
      if question.kind != .explanation { number += 1 }
      let own = found.keys.filter { $0 == question.id.text || $0.hasPrefix(question.id.text + ".") }.sorted()
      let isFixed = survey.state != .draft && survey.document.question(question.id) != nil
      return Line(
        number: question.kind == .explanation ? nil : number,
        text: question.text.orDots,
        kind: Message("listen.kind.\(question.kind.rawValue)"),
        condition: question.condition.map { _ in Message("listen.question.onCondition") },
        problem: own.first.flatMap { found[$0] }, link: .question(question.id, of: survey.id),
        place: .question(question.id, of: survey.id, "place"),
        removal: isFixed ? nil : .question(question.id, of: survey.id, "removal"), isFirst: place == 0,
        isLast: place == document.questions.count - 1)
    }
    hasQuestions = !questions.isEmpty
    problems = found.isEmpty ? nil : Message("listen.survey.problems", ["count": .count(found.count)])
    change =
      onTable.hasUnpublishedChanges
      ? Change(
        publication: .survey(survey.id, "publication"), discarding: .survey(survey.id, "discarding"),
        isReady: found.isEmpty) : nil
    texts = Action(Message("listen.survey.texts"), .survey(survey.id, "texts"))
    preview = hasQuestions ? Action(Message("listen.survey.preview"), .survey(survey.id, "preview")) : nil
    add = .survey(survey.id, "questions")
    kinds = Question.Kind.allCases.map { Kind(value: $0.rawValue, name: Message("listen.kind.\($0.rawValue)")) }
    waves = onTable.waves.reversed().map { wave in
      WaveLine(
        name: wave.name, state: Message("listen.wave.state.\(wave.state.rawValue)"), day: wave.opensOn,
        link: .wave(wave.id))
    }
    hasWaves = !waves.isEmpty
    isArchived = survey.state == .archived
    isInUse = survey.state == .inUse
    copy = Action(Message("listen.survey.copy"), .survey(survey.id, "copy"), isPost: true)
    away = Action(
      Message(survey.state == .draft ? "listen.survey.delete" : "listen.survey.archive"),
      .survey(survey.id, "putting-away"), isPost: true)
    next =
      survey.state == .archived || !found.isEmpty
      ? nil
      : NextStep(
        lead: Message("listen.survey.next.lead"), text: Message("listen.survey.next.text"),
        action: Action(Message("listen.survey.next.action"), .newWave(of: survey.id)))
  }

  static let examples: [String: SurveyPage] = [
    "draft": SurveyPage(ExampleSurvey.onTable()),
    "in use": SurveyPage(ExampleSurvey.onTable(state: .inUse, waves: 2)),
    "in use, with changes that are not ready": SurveyPage(
      ExampleSurvey.onTable(state: .inUse, waves: 1, isChanged: true)),
    "archived": SurveyPage(ExampleSurvey.onTable(state: .archived)),
  ]
}
