import Listen
import Values

/// All surveys, and the templates to begin a new one from.
struct SurveysPage: Page {
  static let template = "surveys/index"
  static let verb: Verb? = .listen

  let title: Message
  let begin: Link
  let surveys: [Line]
  let hasSurveys: Bool
  let templates: [Template]
  /// Research that was asked with another tool.
  let importing: Action

  struct Line: ViewModel {
    let name: LocalizedText
    let state: Message
    let detail: Message
    let link: Link
  }

  struct Template: ViewModel {
    let value: String
    let name: Message
    let text: Message
  }

  init(_ surveys: [Surveys.OnTable]) {
    title = Message("listen.surveys.title")
    begin = .surveys
    importing = Action(Message("listen.surveys.import"), .resultFiles)
    self.surveys = surveys.filter { $0.survey.state != .archived }.map { onTable in
      let open = onTable.waves.count { $0.state == .open }
      return Line(
        name: onTable.document.title.orDots,
        state: Message("listen.survey.state.\(onTable.survey.state.rawValue)"),
        detail: open > 0
          ? Message("listen.surveys.open", ["count": .count(open)])
          : Message("listen.surveys.waves", ["count": .count(onTable.waves.count)]),
        link: .survey(onTable.survey.id))
    }
    hasSurveys = !self.surveys.isEmpty
    templates =
      SurveyTemplate.allCases.map { template in
        Template(
          value: template.rawValue, name: Message("listen.template.\(template.rawValue).name"),
          text: Message("listen.template.\(template.rawValue).text"))
      } + [
        Template(value: "", name: Message("listen.template.empty.name"), text: Message("listen.template.empty.text"))
      ]
  }

  static let examples: [String: SurveysPage] = [
    "nothing yet": SurveysPage([]),
    "two": SurveysPage([ExampleSurvey.onTable(), ExampleSurvey.onTable(state: .inUse, waves: 2)]),
  ]
}

extension LocalizedText {
  /// Something to point at, also where there are no words yet.
  var orDots: LocalizedText { isEmpty ? LocalizedText(nl: "…", en: "…") : self }
}

extension ExampleSurvey {
  /// The example on the maker's table.
  static func onTable(state: Survey.State = .draft, waves: Int = 0, isChanged: Bool = false) -> Surveys.OnTable {
    var changed = document
    if isChanged { changed.questions[0].text.en = "" }
    let survey = Survey(
      id: "s1", state: state, version: 1, document: document, createdAt: Instant(milliseconds: 1_795_298_400_000))
    return Surveys.OnTable(survey: survey, document: changed, waves: (0..<waves).map { wave(number: $0) })
  }

  static func wave(number: Int, state: Wave.State = .open, link: String? = nil) -> Wave {
    Wave(
      id: ID("w\(number)"), survey: "s1", version: 1, name: "Relatieonderzoek najaar \(2_025 + number)",
      kind: .periodic,
      state: state, opensOn: Day(daysSince1970: 20_700 + number), closesOn: Day(daysSince1970: 20_730), openLink: link)
  }
}
