public import Persistence
public import Values

/// One thing that a session leaves behind. Whoever writes it gives it its id, so that writing it twice is once.
public enum OutcomeItem: Hashable, Sendable, Codable {
  case theme(Theme)
  case mandate(Mandate)
  case focus(UnitFocus)
  case action(TeamAction)
  case ask(SessionAsk)
  case commitment(SessionCommitment)
  case huddle(SessionHuddle)

  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable, SQLColumn {
    case theme
    case mandate
    case focus
    case action
    case ask
    case commitment
    case huddle
  }

  public var kind: Kind {
    switch self {
    case .theme: .theme
    case .mandate: .mandate
    case .focus: .focus
    case .action: .action
    case .ask: .ask
    case .commitment: .commitment
    case .huddle: .huddle
    }
  }

  public var id: String {
    switch self {
    case .theme(let theme): theme.id.text
    case .mandate(let mandate): mandate.id.text
    case .focus(let focus): focus.id.text
    case .action(let action): action.id.text
    case .ask(let ask): ask.id.text
    case .commitment(let commitment): commitment.id.text
    case .huddle(let huddle): huddle.id.text
    }
  }

  /// Throws a `Rejection` with the fields that are empty and may not be, or are too long.
  func check() throws(Rejection) {
    var problems: [String: Message] = [:]
    func text(_ field: String, _ text: String, isRequired: Bool = false, most: Int = 1_000) {
      if isRequired, text.allSatisfy(\.isWhitespace) { problems[field] = ContributionProblem.missing.message }
      if text.unicodeScalars.count > most { problems[field] = ContributionProblem.tooLong(most).message }
    }
    switch self {
    case .theme(let theme):
      text("title", theme.title, isRequired: true, most: 120)
      for (field, words) in [("outcome", theme.customerOutcome), ("stop", theme.stop), ("steps", theme.firstSteps)] {
        text(field, words)
      }
      text("sponsor", theme.sponsorName, most: 200)
    case .mandate(let mandate):
      text("mayDecide", mandate.mayDecide, isRequired: true)
      text("owner", mandate.agendaOwnerName, most: 200)
      if !(1...90).contains(mandate.answerDays) {
        problems["days"] = ContributionProblem.outOfRange(low: 1, high: 90, decimals: 0).message
      }
    case .focus(let focus): text("note", focus.note, isRequired: !focus.isForUs)
    case .action(let action):
      text("what", action.what, isRequired: true, most: 280)
      text("owner", action.ownerName, most: 200)
    case .ask(let ask):
      text("what", ask.words.what, isRequired: true)
      text("why", ask.words.why)
      text("owner", ask.ownerName, most: 200)
    case .commitment(let commitment):
      text("when", commitment.words.when, isRequired: true)
      text("then", commitment.words.then, isRequired: true)
    case .huddle: break
    }
    guard problems.isEmpty else { throw Rejection(problems) }
  }
}

/// Where the rules of what a session may leave behind say no.
public enum OutcomeRefusal: Refusal, Hashable {
  case tooManyThemes(most: Int)
  case tooManyFocuses(most: Int)
  case tooManyAsks(most: Int)
  /// The improvement route works on it already.
  case isTakenUp
  /// What this level has to decide is not decided yet.
  case isUndecided([SessionOutcome.Gap])
  /// People are deciding on it with these words.
  case isBeingDecided

  public var message: Message {
    switch self {
    case .tooManyThemes(let most): Message("rounds.refusal.tooManyThemes", ["count": .count(most)])
    case .tooManyFocuses(let most): Message("rounds.refusal.tooManyFocuses", ["count": .count(most)])
    case .tooManyAsks(let most): Message("rounds.refusal.tooManyAsks", ["count": .count(most)])
    case .isTakenUp: Message("rounds.refusal.isTakenUp")
    case .isUndecided(let gaps):
      Message("rounds.refusal.isUndecided", ["count": .count(gaps.count)])
    case .isBeingDecided: Message("rounds.refusal.isBeingDecided")
    }
  }
}
