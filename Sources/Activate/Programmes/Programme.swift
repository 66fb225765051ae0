public import Listen
public import People
public import Values

/// The sessions on three levels over one wave of research, in order: the board commits first, then the units translate, then the
/// teams act.
public struct Programme: Hashable, Sendable, Codable {
  public let id: ID<Programme>
  /// The research that every session of it reads.
  public let wave: ID<Wave>
  public let survey: ID<Survey>
  public var name: String

  public init(id: ID<Programme>, wave: ID<Wave>, survey: ID<Survey>, name: String) {
    self.id = id
    self.wave = wave
    self.survey = survey
    self.name = name
  }
}

extension Level {
  /// The level that has to commit before this one begins; nothing above the first.
  public var above: Level? {
    switch self {
    case .strategic: nil
    case .tactical: .strategic
    case .operational: .tactical
    }
  }

  /// 1, 2 or 3.
  public var number: Int {
    switch self {
    case .strategic: 1
    case .tactical: 2
    case .operational: 3
    }
  }
}

extension Programme {
  /// Whether a session on this level of this unit has the mandate of the level above: a session there, of this unit or of one
  /// that it lies in, ended with what it had to decide.
  public static func hasMandate(
    _ level: Level, on unit: ID<Unit>, after sessions: [Session], in tree: UnitTree
  ) -> Bool {
    guard let above = level.above else { return true }
    return sessions.contains { session in
      session.level == above && session.ending == .committed && tree.contains(unit, within: session.unit)
    }
  }
}
