public import People
public import Values

/// Something that a level asks of the one above, with the day on which it will be answered.
public struct SessionAsk: Hashable, Sendable, Codable {
  public let id: ID<SessionAsk>
  public var unit: ID<Unit>
  public let from: Level
  public let to: Level
  public var words: AskWords
  /// Who brings it up.
  public var ownerName: String
  /// Promised in the mandate of the level above.
  public var answerBy: Day

  public init(
    id: ID<SessionAsk>, unit: ID<Unit>, from: Level, to: Level, words: AskWords, ownerName: String = "", answerBy: Day
  ) {
    self.id = id
    self.unit = unit
    self.from = from
    self.to = to
    self.words = words
    self.ownerName = ownerName
    self.answerBy = answerBy
  }

  /// The most asks that a level brings up in one session.
  public static func most(from level: Level) -> Int { level == .operational ? 2 : 3 }
}
