public import Listen
public import People
public import Persistence
public import Values

/// A guided session of one group around what its customers said. What happens in it is told by its events; see `SessionState`.
public struct Session: Hashable, Sendable, Codable {
  public enum Phase: String, Sendable, Hashable, Codable, CaseIterable, SQLColumn {
    /// Being prepared. Nobody can join.
    case planned
    /// People come in.
    case lobby
    case running
    case ended
  }

  /// How a session ended.
  public enum Ending: String, Sendable, Hashable, Codable, CaseIterable, SQLColumn {
    /// What this level had to decide is decided: the level below may begin.
    case committed
    /// Broken off, or without what it had to decide.
    case unfinished
  }

  public let id: ID<Session>
  public let programme: ID<Programme>
  public let level: Level
  public let unit: ID<Unit>
  /// The research that it reads.
  public let wave: ID<Wave>
  public var title: String
  /// What people type to join.
  public let code: SessionCode
  /// How many people are expected.
  public var expected: Int?
  public var startsAt: Instant?
  public var phase: Phase
  public var ending: Ending?
  /// Whether the level above had committed when people came in. Without it every page says so.
  public var hasMandate: Bool

  public init(
    id: ID<Session>, programme: ID<Programme>, level: Level, unit: ID<Unit>, wave: ID<Wave>, title: String,
    code: SessionCode, expected: Int? = nil, startsAt: Instant? = nil, phase: Phase = .planned, ending: Ending? = nil,
    hasMandate: Bool = true
  ) {
    self.id = id
    self.programme = programme
    self.level = level
    self.unit = unit
    self.wave = wave
    self.title = title
    self.code = code
    self.expected = expected
    self.startsAt = startsAt
    self.phase = phase
    self.ending = ending
    self.hasMandate = hasMandate
  }
}

/// What somebody is in one session.
public enum SessionRole: String, Sendable, Hashable, Codable, CaseIterable, SQLColumn {
  /// Drives, and hands the wheel over.
  case lead
  /// May take the wheel with one deliberate tap.
  case coFacilitator
  /// Types ideas, and enters for people without a phone and from paper.
  case scribe
  /// The big screen: reads only, by its own link.
  case screen
  case participant
  /// Watches along: no votes, not in any denominator.
  case observer
  /// Gets the report.
  case sponsor

  /// Whether this role may hold the wheel.
  public var mayDrive: Bool { self == .lead || self == .coFacilitator }
  /// Whether this role may type for others.
  public var mayWrite: Bool { mayDrive || self == .scribe }
}
