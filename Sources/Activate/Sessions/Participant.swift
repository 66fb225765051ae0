public import Persistence
public import Values

/// Somebody who joined a session with a phone. Nobody signs in: the phone's cookie is who they are, however often it connects.
public struct Participant: Hashable, Sendable {
  /// How much time somebody takes for themselves. The clock of the room never ends anything by itself.
  public enum ExtraTime: String, Sendable, Hashable, Codable, CaseIterable, SQLColumn {
    case standard
    case tenfold
    case unlimited
  }

  public let id: ID<Participant>
  public let session: ID<Session>
  public var language: Language
  public var extraTime: ExtraTime
  /// The number on the table where they sit.
  public var table: Int?
  /// Watches along.
  public var isObserver: Bool
  /// What they called themselves, asked only where a round is named.
  public var name: String?

  public init(
    id: ID<Participant>, session: ID<Session>, language: Language, extraTime: ExtraTime = .standard, table: Int? = nil,
    isObserver: Bool = false, name: String? = nil
  ) {
    self.id = id
    self.session = session
    self.language = language
    self.extraTime = extraTime
    self.table = table
    self.isObserver = isObserver
    self.name = name
  }
}

/// What somebody chooses when they join.
public struct JoinDraft: Sendable, Hashable {
  public var language: Language
  public var extraTime: Participant.ExtraTime
  public var table: Int?
  public var isObserver: Bool

  public init(
    language: Language, extraTime: Participant.ExtraTime = .standard, table: Int? = nil, isObserver: Bool = false
  ) {
    self.language = language
    self.extraTime = extraTime
    self.table = table.map { min(max($0, 1), 99) }
    self.isObserver = isObserver
  }
}
