import Listen
import Values

/// One question, in both languages side by side, with its rows, its scale and when it is asked.
struct QuestionPage: Page {
  static let template = "surveys/question"
  static let verb: Verb? = .listen

  let title: Message
  var window: [Message] { [title, Message("kit.window.question")] }
  /// The question itself, once it has words.
  let heading: LocalizedText?
  let back: Link
  let backName: LocalizedText
  let action: Link
  let kindNote: Message
  let isInUse: Bool
  let wording: [Pair]
  let scale: ScaleFields?
  let groups: [Rows]
  let required: Choice?
  let other: Choice?
  let condition: ConditionFields?

  /// The rows of one kind: items, competitors or options.
  struct Rows: ViewModel {
    let kind: String
    let heading: Message
    let add: Message
    let problem: Message?
    let rows: [Row]

    struct Row: ViewModel {
      let id: String
      let pair: Pair
      let name: Pair?
      let canGo: Bool
      let isFirst: Bool
      let isLast: Bool
    }
  }

  struct ScaleFields: ViewModel {
    let steps: Choice?
    let ends: [Pair]
    let notApplicable: Choice
  }

  struct ConditionFields: ViewModel {
    let key: Choice
    let chosen: Choice?
    let from: Choice?
    let to: Choice?
  }

  init(_ onTable: Surveys.OnTable, _ id: ID<Question>) throws {
    guard let question = onTable.document.question(id) else { throw NotFound() }
    let document = onTable.document
    let languages = document.shown
    let problems = onTable.problems
    let used = onTable.survey.state == .draft ? nil : onTable.survey.document.question(id)
    title = question.text.isEmpty ? Message("listen.question.nameless") : .words(question.text)
    heading = question.text.isEmpty ? nil : question.text
    back = .survey(onTable.survey.id)
    backName = document.title
    action = .question(id, of: onTable.survey.id)
    kindNote = Message("listen.kindNote.\(question.kind.rawValue)")
    isInUse = used != nil
    let isText = question.kind == .explanation
    wording = [
      Pair(
        "text", Message(isText ? "listen.question.heading" : "listen.question.text"), question.text,
        languages: languages, problems: problems, problemsAt: "\(id).text"),
      Pair(
        "help", Message(isText ? "listen.question.explanation" : "listen.question.help"), question.help,
        languages: languages, isArea: true, problems: problems, problemsAt: "\(id).help"),
    ]
    scale = ScaleFields(question, used: used, languages: languages, problems: problems)
    groups = Rows.all(of: question, used: used, languages: languages, problems: problems)
    required =
      isText
      ? nil
      : Choice(
        "required", Message("listen.question.required"), kind: .boxes,
        options: [("yes", Message("listen.question.isRequired"), nil)], or: question.isRequired ? ["yes"] : [],
        isRequired: true)
    other =
      [.singleChoice, .multipleChoice].contains(question.kind)
      ? Choice(
        "other", Message("listen.question.other"), kind: .boxes,
        options: [("yes", Message("listen.question.hasOther"), nil)], or: question.hasOther ? ["yes"] : [],
        isRequired: true) : nil
    condition = used == nil ? ConditionFields(question, in: document, problems: problems) : nil
  }

  static let examples: [String: QuestionPage] = {
    var examples: [String: QuestionPage] = [:]
    for question in ExampleSurvey.document.questions {
      do {
        examples[question.kind.rawValue] = try QuestionPage(ExampleSurvey.onTable(), question.id)
        examples["\(question.kind.rawValue) in use"] = try QuestionPage(
          ExampleSurvey.onTable(state: .inUse, isChanged: true), question.id)
      } catch {
        preconditionFailure("The example has no question \(question.id)")
      }
    }
    return examples
  }()
}

extension QuestionPage.ScaleFields {
  private static let scales = [1...5, 1...7, 1...10, 0...10]

  fileprivate init?(
    _ question: Question, used: Question?, languages: [Language], problems: [String: Message]
  ) {
    guard [.ratings, .values, .competitors].contains(question.kind), let scale = question.scoredScale else {
      return nil
    }
    let own = "\(scale.low)-\(scale.high)"
    steps =
      used == nil
      ? Choice(
        "scale", Message("listen.question.scale"), kind: .list,
        options: Self.scales.map { range in
          (
            "\(range.lowerBound)-\(range.upperBound)",
            Message(
              "listen.question.steps", ["low": .count(range.lowerBound), "high": .count(range.upperBound)]), nil
          )
        }, or: [own], problems: problems["\(question.id).scale"].map { ["scale": $0] } ?? [:], isRequired: true) : nil
    ends = [
      Pair(
        "low", Message("listen.question.low", ["step": .count(scale.low)]), scale.lowLabel, languages: languages,
        problems: problems, problemsAt: "\(question.id).scale.low"),
      Pair(
        "high", Message("listen.question.high", ["step": .count(scale.high)]), scale.highLabel, languages: languages,
        problems: problems, problemsAt: "\(question.id).scale.high"),
    ]
    notApplicable = Choice(
      "notApplicable", Message("listen.question.notApplicable"), kind: .boxes,
      options: [("yes", Message("listen.question.hasNotApplicable"), nil)], or: scale.hasNotApplicable ? ["yes"] : [],
      isRequired: true)
  }
}

extension QuestionPage.Rows {
  fileprivate static func all(
    of question: Question, used: Question?, languages: [Language], problems: [String: Message]
  ) -> [Self] {
    func rows(
      _ kind: String, _ rows: [(id: String, text: LocalizedText, name: LocalizedText??)], fixed: Set<String>
    ) -> Self {
      Self(
        kind: kind, heading: Message("listen.rows.\(kind)"), add: Message("listen.rows.add.\(kind)"),
        problem: problems["\(question.id).\(kind)"],
        rows: rows.enumerated().map { place, row in
          Row(
            id: row.id,
            pair: Pair(
              "\(kind).\(row.id)", Message("listen.rows.text"), row.text, languages: languages, problems: problems,
              problemsAt: "\(question.id).\(kind).\(row.id)"),
            name: row.name.map { Pair("names.\(row.id)", Message("listen.rows.name"), $0, languages: languages) },
            canGo: !fixed.contains(row.id), isFirst: place == 0, isLast: place == rows.count - 1)
        })
    }
    let items = rows(
      "items", question.items.map { ($0.id.text, $0.text, .some($0.name)) },
      fixed: Set(used?.items.map(\.id.text) ?? []))
    switch question.kind {
    case .ratings, .values: return [items]
    case .competitors:
      return [
        items,
        rows(
          "competitors", question.competitors.map { ($0.id.text, $0.text, nil) },
          fixed: Set(used?.competitors.map(\.id.text) ?? [])),
      ]
    case .singleChoice, .multipleChoice:
      return [
        rows(
          "options", question.options.map { ($0.id.text, $0.text, nil) },
          fixed: Set(used?.options.map(\.id.text) ?? []))
      ]
    case .recommendation, .grade, .effort, .text, .date, .explanation: return []
    }
  }
}

extension QuestionPage.ConditionFields {
  fileprivate init?(_ question: Question, in document: SurveyDocument, problems: [String: Message]) {
    let place = document.questions.firstIndex { $0.id == question.id } ?? 0
    let earlier = document.questions[..<place].filter { !$0.answerKeys.isEmpty }
    guard !earlier.isEmpty || question.condition != nil else { return nil }
    let keys = earlier.flatMap { asked in
      asked.answerKeys.map { key -> (value: String, label: Message, note: Message?) in
        (key.text, Message("listen.condition.if", ["question": .localized(asked.name(of: key))]), nil)
      }
    }
    let own = question.condition?.key
    let asked = own.flatMap { key in earlier.first { $0.answerKeys.contains(key) } }
    key = Choice(
      "condition", Message("listen.condition.title"), kind: .list,
      options: [("", Message("listen.condition.always"), nil)] + keys, or: [own?.text ?? ""],
      problems: problems["\(question.id).condition"].map { ["condition": $0] } ?? [:], isRequired: true)
    var chosen: Set<String> = []
    var bounds: (Int, Int)?
    switch question.condition?.test {
    case .chose(let options): chosen = Set(options.map(\.text))
    case .between(let low, let high): bounds = (low, high)
    case .answered, nil: break
    }
    self.chosen = asked.flatMap { asked in
      asked.options.isEmpty
        ? nil
        : Choice(
          "chose", Message("listen.condition.chose"), kind: .boxes,
          options: asked.options.map { ($0.id.text, .words($0.text), nil) }, or: chosen,
          isRequired: true)
    }
    let steps = asked?.scoredScale.map { scale in
      scale.range.map { (value: String($0), label: Message.verbatim(String($0)), note: nil as Message?) }
    }
    let scale = asked?.scoredScale
    from = steps.map {
      Choice(
        "from", Message("listen.condition.from"), kind: .list, options: $0, or: [String(bounds?.0 ?? scale?.low ?? 0)],
        isRequired: true)
    }
    to = steps.map {
      Choice(
        "to", Message("listen.condition.to"), kind: .list, options: $0, or: [String(bounds?.1 ?? scale?.high ?? 0)],
        isRequired: true)
    }
  }
}

extension Question {
  /// What a maker calls one answer: the question, or the row of it.
  fileprivate func name(of key: AnswerKey) -> LocalizedText {
    let item = items.first { key.text.hasPrefix("\(id).\($0.id)") }
    var name = LocalizedText()
    for language in Language.allCases {
      guard let text = text[language] else { continue }
      name[language] = item.map { "\(text.prefix(50)): \($0.shortName(in: language))" } ?? String(text.prefix(80))
    }
    return name
  }
}
