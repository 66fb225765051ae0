/// A place in a session that Kompas knows how to fill. Its name stands in phrase keys and stored kits, and never changes.
public enum PlanSlot: String, Sendable, Hashable, Codable, CaseIterable {
  // All levels.
  case opening
  case practice
  case voice
  case pause
  case myPlan
  case checkOut
  /// Written by the facilitator.
  case own

  // Strategic.
  case guess
  case split
  case strengths
  case values
  case competition
  case ambition
  case brainstorm
  case dots
  case grid
  case route
  case mandate

  // Tactical.
  case routeInShort
  case ourUnit
  case ourPlace
  case ownPlace
  case dataDive
  case driverBet
  case sortComments
  case translation
  case moves
  case moveDots
  case moveGrid
  case asks
  case teamSessions
  case leaderPlan

  // Operational.
  case ourScore
  case readScore
  case customers
  case conversation
  case smallSteps
  case stepDots
  case upward
  case huddle

  /// In no plan by itself; to add.
  case levers

  public var kind: RoundKind {
    switch self {
    case .opening: .opening
    case .practice: .practice
    case .voice: .voice
    case .pause: .pause
    case .myPlan, .leaderPlan: .commitment
    case .checkOut: .checkOut
    case .own, .routeInShort, .teamSessions: .talk
    case .guess, .ourUnit, .ourScore: .guessScore
    case .split: .guessSplit
    case .strengths: .strengths
    case .values: .values
    case .competition: .competition
    case .ambition, .levers: .promotership
    case .brainstorm, .moves: .brainstorm
    case .dots, .moveDots, .stepDots: .dots
    case .grid, .moveGrid: .impactEffort
    case .route, .mandate: .consent
    case .ourPlace: .rankUnits
    case .ownPlace: .ownPlace
    case .dataDive: .dataDive
    case .driverBet: .driverBet
    case .sortComments: .sortComments
    case .translation: .translation
    case .asks, .upward: .ask
    case .readScore: .readScore
    case .customers: .customers
    case .conversation: .conversation
    case .smallSteps: .smallSteps
    case .huddle: .huddle
    }
  }

  /// What the facilitator does, line by line: say aloud, do, or mind.
  var script: [ScriptLine.Kind] {
    switch self {
    case .opening, .routeInShort: [.act, .say, .say, .mind]
    case .practice, .pause: [.say, .act]
    case .guess: [.say, .act, .say, .act, .say, .mind]
    case .ourUnit, .ourScore: [.say, .act, .say, .act, .mind]
    case .split: [.say, .act, .say]
    case .voice: [.say, .act, .say, .mind]
    case .strengths: [.say, .act, .say, .say, .mind]
    case .values, .competition: [.say, .act, .say, .mind]
    case .ambition, .levers: [.say, .act, .say, .mind]
    case .brainstorm, .moves: [.say, .say, .say, .say, .act]
    case .dots, .moveDots, .stepDots: [.say, .act, .say]
    case .grid, .moveGrid: [.say, .act, .say, .mind]
    case .route: [.act, .say, .act, .say, .mind]
    case .mandate: [.say, .act, .say, .mind]
    case .myPlan, .leaderPlan: [.say, .say, .act, .mind]
    case .checkOut: [.say, .act, .say]
    case .ourPlace, .ownPlace: [.say, .act, .say, .mind]
    case .dataDive: [.say, .say, .act, .mind]
    case .driverBet: [.say, .act, .say]
    case .sortComments: [.say, .act, .say, .mind]
    case .translation: [.say, .say, .act, .mind]
    case .asks, .upward: [.say, .act, .mind]
    case .teamSessions: [.say, .act, .mind]
    case .readScore: [.say, .act, .say, .say, .act, .mind]
    case .customers: [.say, .act, .mind]
    case .conversation: [.say, .act, .say, .act, .act, .say, .mind]
    case .smallSteps: [.say, .say, .act, .mind]
    case .huddle: [.say, .act]
    case .own: []
    }
  }
}

/// A line that helps the facilitator, so that somebody who does it for the first time can.
public struct ScriptLine: Hashable, Sendable, Codable {
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// To be read aloud as it stands.
    case say
    case act
    /// What to look out for.
    case mind
  }

  public var kind: Kind
  public var text: Wording

  public init(_ kind: Kind, _ text: Wording) {
    self.kind = kind
    self.text = text
  }
}
