/// What a round asks of a group. The name travels in stored plans and never changes.
public enum RoundKind: String, Sendable, Hashable, Codable, CaseIterable {
  // Without a contribution.
  /// Welcome, agenda, what happens with the answers.
  case opening
  /// A talk that the facilitator leads.
  case talk
  case pause

  /// Trying out the phone. Never kept.
  case practice
  /// Guess the score before it is shown: an NPS, a grade or a mean on the survey's own scale.
  case guessScore
  /// A hundred points over the groups of a split, such as promoters, passives and detractors.
  case guessSplit
  /// Units in the order in which customers would put them.
  case rankUnits
  /// The place of one's own unit, among units that go without their names.
  case ownPlace
  /// Strengths and improvement points, picked from the drivers that were measured.
  case strengths
  /// How strongly customers notice each core value.
  case values
  /// Better or worse than the best rival, by factor.
  case competition
  /// What makes customers promote, and which way the organisation goes with that.
  case promotership
  /// Say of comments who wrote them, or what they are about.
  case sortComments
  /// Read the answers, and the score with its margin.
  case readScore
  /// Listen to a customer, and write down what hits you.
  case voice
  /// 1-2-4-All: alone, in pairs, in fours, all together.
  case brainstorm
  case dots
  case impactEffort
  /// Fist to five on one or more proposals.
  case consent
  /// Practise the conversation in threes.
  case conversation
  /// 15 % solutions: what you can do without more means or permission.
  case smallSteps
  case commitment
  /// Something that only a level above can do or decide.
  case ask
  case huddle
  case checkOut

  // Of the tactical and operational levels.
  /// The unit's own results on cards, read in pairs: what, and so what.
  case dataDive
  /// Two chips on the drivers that weigh most.
  case driverBet
  /// What each unit can do for each theme.
  case translation
  /// Which customer to call first: private.
  case customers

  /// Whether people hand something in.
  public var takesContributions: Bool {
    switch self {
    case .opening, .talk, .pause: false
    default: true
    }
  }

  /// Whether its result is held against what the research found.
  public var isHeldAgainstResearch: Bool {
    switch self {
    case .guessScore, .guessSplit, .rankUnits, .ownPlace, .strengths, .values, .competition, .promotership,
      .sortComments, .readScore, .driverBet:
      true
    default: false
    }
  }

  /// Whether what is handed in are words of people's own, which pass the scribe before anyone sees them.
  public var isOwnWords: Bool {
    switch self {
    case .voice, .brainstorm, .smallSteps, .ask, .dataDive: true
    default: false
    }
  }
}
