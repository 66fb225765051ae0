/// What one node tells all others, itself included, once a transaction is committed: that they look anew. It is a nudge and never
/// the news itself, for one that was missed must cost nothing.
public enum Announcement: Sendable, Hashable {
  case said(String)
  /// The line was down for a while, and something may have been said.
  case mayHaveMissed
}
