import Values

/// The survey that a file fills: the questions that its columns become, added to those that the survey has already.
///
/// Ratings of one group and one scale become one question with rows, the options of one group one choice. A recommend question
/// that starts at 1 is a rating, called by its scale: it is no NPS.
struct ImportedSurvey {
  /// Where the answers to an imported question go.
  struct Slot {
    let key: AnswerKey
    let kind: Question.Kind
    /// The question's place in the document.
    let question: Int
    /// Ids of options by their labels.
    var options: [String: ID<Question.Option>] = [:]
  }

  private(set) var document: SurveyDocument
  /// Parallel to the reader's questions; nothing where the survey has no place for it.
  private(set) var slots: [Slot?] = []
  /// Questions that start at 1 and ask to recommend.
  private(set) var notNPS: [String] = []
  private(set) var withoutQuestion: [String] = []
  /// Whether something was added since the last look.
  private(set) var hasGrown: Bool
  private let language: Language
  private let isFixed: Bool

  /// - Parameters:
  ///   - known: what the survey asks already; nothing for a new one.
  ///   - isFixed: whether the survey is asked by Kompas, so that an import can't add to it.
  init(
    _ questions: [ImportedQuestion], mapping: ImportMapping, title: String, language: Language,
    known: SurveyDocument?, isFixed: Bool
  ) {
    self.language = language
    self.isFixed = isFixed
    hasGrown = known == nil
    document =
      known
      ?? SurveyDocument(
        title: LocalizedText(title, in: language), languages: [language], asksToBeNamed: false, questions: [])
    for question in questions {
      let column = mapping[question.key]
      let slot = place(question, hasNotApplicable: column?.notApplicable?.isEmpty == false)
      if slot == nil { withoutQuestion.append(question.text) }
      if question.isNPSLike { notNPS.append(question.text) }
      slots.append(slot)
    }
    nameOutcome(questions, mapping)
  }

  /// The id of an option, added to its question where it is new; nothing where the survey can't get new options.
  mutating func option(_ label: String, of slot: Int) -> ID<Question.Option>? {
    guard let own = slots[slot] else { return nil }
    if let known = own.options[label] { return known }
    let id = ImportedIDs.id(label, of: Question.Option.self)
    if !document.questions[own.question].options.contains(where: { $0.id == id }) {
      guard !isFixed else { return nil }
      document.questions[own.question].options.append(
        Question.Option(id: id, text: LocalizedText(label, in: language)))
      hasGrown = true
    }
    slots[slot]?.options[label] = id
    return id
  }

  mutating func looked() { hasGrown = false }

  private mutating func place(_ imported: ImportedQuestion, hasNotApplicable: Bool) -> Slot? {
    let kind = imported.kind
    let rated = kind == .ratings ? imported.scale : nil
    let scale = rated.map { Question.Scale($0.min...$0.max, hasNotApplicable: hasNotApplicable) }
    let isRow = kind == .ratings && imported.group != nil && !imported.isNPSLike
    let wanted: ID<Question> = ImportedIDs.id(isRow ? imported.group ?? imported.key : imported.key)
    guard let question = question(wanted, kind, scale, imported, isRow: isRow) else { return nil }
    let id = document.questions[question].id
    guard kind == .ratings else {
      let options = document.questions[question].options.map { ($0.text.text(in: language), $0.id) }
      var slot = Slot(
        key: AnswerKey(id), kind: kind, question: question,
        options: Dictionary(options, uniquingKeysWith: { first, _ in first }))
      addOptions(imported.options, to: &slot)
      return slot
    }
    let row: ID<Question.Item> = isRow ? ImportedIDs.id(imported.key) : ImportedIDs.onlyRow
    if !document.questions[question].items.contains(where: { $0.id == row }) {
      guard !isFixed else { return nil }
      document.questions[question].items.append(item(row, imported))
      hasGrown = true
    }
    if hasNotApplicable, document.questions[question].scale?.hasNotApplicable == false, !isFixed {
      document.questions[question].scale?.hasNotApplicable = true
      hasGrown = true
    }
    return Slot(key: AnswerKey(id, row), kind: kind, question: question)
  }

  /// The place of the question with this id, kind and scale, made where there is none. One of another kind or scale with the same
  /// id is another question.
  private mutating func question(
    _ wanted: ID<Question>, _ kind: Question.Kind, _ scale: Question.Scale?, _ imported: ImportedQuestion, isRow: Bool
  ) -> Int? {
    let other = scale.map { "\($0.low)to\($0.high)" } ?? kind.rawValue
    for id in [wanted, ID("\(wanted.text)-\(other)")] {
      if let place = document.questions.firstIndex(where: { $0.id == id }) {
        let found = document.questions[place]
        if found.kind == kind, found.scale?.low == scale?.low, found.scale?.high == scale?.high { return place }
        continue
      }
      guard !isFixed else { return nil }
      document.questions.append(
        Question(
          id: id, kind: kind, text: LocalizedText(text(imported, isRow: isRow), in: language), scale: scale))
      hasGrown = true
      return document.questions.count - 1
    }
    return nil
  }

  /// The wording of a question: what stands above the rows of a matrix, or the question with the row that it is about.
  private func text(_ imported: ImportedQuestion, isRow: Bool) -> String {
    if isRow { return imported.item == nil ? imported.group ?? imported.text : imported.text }
    guard let item = imported.item, !item.isEmpty, imported.kind != .ratings else { return imported.text }
    return imported.text.isEmpty ? item : "\(imported.text) – \(item)"
  }

  private func item(_ id: ID<Question.Item>, _ imported: ImportedQuestion) -> Question.Item {
    let words = imported.item.flatMap { $0.isEmpty ? nil : $0 } ?? imported.text
    guard imported.isNPSLike, let scale = imported.scale else {
      return Question.Item(id: id, text: LocalizedText(words, in: language))
    }
    return Question.Item(
      id: id, text: LocalizedText(imported.text, in: language),
      name: LocalizedText(
        nl: "Aanbevelen (\(scale.min)–\(scale.max))", en: "Recommending (\(scale.min)–\(scale.max))"))
  }

  private mutating func addOptions(_ labels: [String], to slot: inout Slot) {
    for label in labels where slot.options[label] == nil {
      let id = ImportedIDs.id(label, of: Question.Option.self)
      if !document.questions[slot.question].options.contains(where: { $0.id == id }) {
        guard !isFixed else { continue }
        document.questions[slot.question].options.append(
          Question.Option(id: id, text: LocalizedText(label, in: language)))
        hasGrown = true
      }
      slot.options[label] = id
    }
  }

  /// What the drivers are related to: what the mapping names, else a recommend question that is no NPS where the survey asks
  /// neither recommendation nor grade nor effort.
  private mutating func nameOutcome(_ questions: [ImportedQuestion], _ mapping: ImportMapping) {
    guard document.outcome == nil, !isFixed else { return }
    let named = mapping.outcome.flatMap { key in questions.firstIndex { $0.key == key } }
    let asksItself = document.questions.contains { [.recommendation, .grade, .effort].contains($0.kind) }
    let found = named ?? (asksItself ? nil : questions.firstIndex(where: \.isNPSLike))
    guard let found, let slot = slots[found] else { return }
    document.outcome = slot.key
    hasGrown = true
  }
}

extension ImportedQuestion {
  fileprivate var kind: Question.Kind {
    switch role {
    case .recommendation: .recommendation
    case .grade: .grade
    case .effort: .effort
    case .rating: .ratings
    case .singleChoice: .singleChoice
    case .multipleChoice: .multipleChoice
    case .date: .date
    // A number on no scale has no question kind of its own: it is kept as it is, and never scored.
    case .openText, .number, .status, .unit, .customerKey, .customerName, .customerEmail, .weight, .responseID,
      .submittedAt, .language, .ignore:
      .text
    }
  }
}

extension LocalizedText {
  fileprivate init(_ text: String, in language: Language) {
    self.init()
    self[language] = text
  }
}
