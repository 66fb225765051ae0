public import Values

/// What can't be changed once a survey is in use, because it would give answers that were given another meaning. Wording, help,
/// order and what is required may change; questions, items, options and languages may be added.
public enum ForbiddenChange: Hashable, Sendable {
  case removedQuestion(ID<Question>)
  case otherKind(ID<Question>)
  case otherScale(ID<Question>)
  case removedItem(ID<Question>, ID<Question.Item>)
  case removedCompetitor(ID<Question>, ID<Question.Item>)
  case removedOption(ID<Question>, ID<Question.Option>)
  case removedOther(ID<Question>)
  case otherCondition(ID<Question>)
  case removedLanguage(Language)
}

extension SurveyDocument {
  /// What the change from this document, which is in use, to another would break. Empty means: it may be published.
  public func forbiddenChanges(to other: SurveyDocument) -> [ForbiddenChange] {
    let languages = languages.filter { !other.languages.contains($0) }.map(ForbiddenChange.removedLanguage)
    return languages
      + questions.flatMap { question in
        other.question(question.id).map { question.forbiddenChanges(to: $0) } ?? [.removedQuestion(question.id)]
      }
  }
}

extension Question {
  fileprivate func forbiddenChanges(to other: Question) -> [ForbiddenChange] {
    var changes: [ForbiddenChange] = []
    if kind != other.kind { changes.append(.otherKind(id)) }
    if !scoredScale.isKept(in: other.scoredScale) { changes.append(.otherScale(id)) }
    let items = Set(other.items.map(\.id))
    let competitors = Set(other.competitors.map(\.id))
    let options = Set(other.options.map(\.id))
    changes += self.items.filter { !items.contains($0.id) }.map { .removedItem(id, $0.id) }
    changes += self.competitors.filter { !competitors.contains($0.id) }.map { .removedCompetitor(id, $0.id) }
    changes += self.options.filter { !options.contains($0.id) }.map { .removedOption(id, $0.id) }
    if hasOther, !other.hasOther { changes.append(.removedOther(id)) }
    if condition != other.condition { changes.append(.otherCondition(id)) }
    return changes
  }
}

extension Question.Scale? {
  /// The same steps; the words at the ends may change and 'not applicable' may come.
  fileprivate func isKept(in other: Question.Scale?) -> Bool {
    switch (self, other) {
    case (nil, nil): true
    case (let old?, let new?): old.range == new.range && (new.hasNotApplicable || !old.hasNotApplicable)
    default: false
    }
  }
}
