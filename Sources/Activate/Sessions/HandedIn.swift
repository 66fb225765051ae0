public import Persistence
public import Values

/// What lies in the box: a contribution under a pseudonym of its round.
public struct HandedIn: Sendable, Hashable {
  /// By which way it came.
  public enum Way: String, Sendable, Hashable, Codable, CaseIterable, SQLColumn {
    case phone
    /// Typed in by the scribe for somebody without a phone.
    case scribe
    case paper
  }

  public let round: ID<Round>
  public let attempt: Int
  /// Follows from the participant, the round and the session's key; nobody can make it again once that key is destroyed.
  public let pseudonym: String
  /// Only in a round that is named.
  public let participant: ID<Participant>?
  public let way: Way
  public let table: Int?
  public let contribution: Contribution
}

/// Proof that a contribution is on disk.
public struct ContributionReceipt: Sendable, Hashable, Codable {
  public let round: ID<Round>
  public let attempt: Int
  public let at: Instant
  /// It was here already: nothing was stored this time.
  public let isRepeated: Bool
}
