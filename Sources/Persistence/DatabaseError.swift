/// What an engine refused, in words that both share.
public struct DatabaseError: Error, Equatable {
  public enum Kind: Sendable, Equatable {
    /// The name of the unique constraint, `uq_table__column__column`.
    case uniqueViolation(String)
    case foreignKeyViolation
    case checkViolation(String)
    /// Someone else held the lock for longer than we wait, or the retries ran out.
    case busy
    /// The disk took no more. Nothing was written.
    case full
    /// Another process has this database open.
    case inUse
    /// The schema is newer than this program.
    case tooNew
    /// It can't be reached now, or it stopped itself to keep what it has. Nothing was written.
    case unavailable
    /// The connection broke during the commit. It may be written or not; look, and don't just repeat.
    case outcomeUnknown
    case other
  }

  public let kind: Kind
  /// What the engine said, for the log.
  public let detail: String

  public init(_ kind: Kind, detail: String) {
    self.kind = kind
    self.detail = detail
  }
}
