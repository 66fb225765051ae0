public import People
public import Values

/// An if-then plan that somebody made in a session.
///
/// It belongs to who made it. Others see what that person chose, and managers see numbers only.
public struct SessionCommitment: Hashable, Sendable, Codable {
  public let id: ID<SessionCommitment>
  public let unit: ID<Unit>
  /// The session's own name for who made it; never shown.
  public let maker: String
  public var words: CommitmentWords
  public var theme: ID<Theme>?

  public init(
    id: ID<SessionCommitment>, unit: ID<Unit>, maker: String, words: CommitmentWords, theme: ID<Theme>? = nil
  ) {
    self.id = id
    self.unit = unit
    self.maker = maker
    self.words = words
    self.theme = theme
  }

  /// The most that one person makes in a session.
  public static let most = 3

  /// The days on which it is asked what came of it: the chosen day, and a month after the session.
  public func checkDays(after session: Day) -> [Day] {
    [words.check ?? session.adding(days: 7), session.adding(days: 30)]
  }
}

/// How many plans were made: all that anyone but their makers sees.
public struct CommitmentTally: Hashable, Sendable, Codable {
  public var made = 0
  public var rehearsed = 0
  /// By theme, those that have one.
  public var byTheme: [String: Int] = [:]

  public init(_ commitments: [SessionCommitment] = []) {
    made = commitments.count
    rehearsed = commitments.count { $0.words.isRehearsed }
    for commitment in commitments {
      if let theme = commitment.theme { byTheme[theme.text, default: 0] += 1 }
    }
  }
}

/// When a team stands still together each week.
public struct SessionHuddle: Hashable, Sendable, Codable {
  public let id: ID<SessionHuddle>
  public var unit: ID<Unit>
  /// 0 Monday … 6 Sunday.
  public var weekday: Int
  public var hour: Int
  public var minute: Int
  public var minutes: Int
  public var from: Day

  public init(
    id: ID<SessionHuddle>, unit: ID<Unit>, weekday: Int, hour: Int, minute: Int, minutes: Int = 15, from: Day
  ) {
    self.id = id
    self.unit = unit
    self.weekday = min(6, max(0, weekday))
    self.hour = min(23, max(0, hour))
    self.minute = min(59, max(0, minute))
    self.minutes = minutes
    self.from = from
  }

  /// The first huddle: on the weekday, on or after the first day.
  public var firstOn: Day { from.adding(days: ((weekday - from.weekday) % 7 + 7) % 7) }
}
