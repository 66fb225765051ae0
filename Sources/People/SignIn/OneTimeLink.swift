import Persistence
import Values

/// A link that does one thing, once, for a while. Its token says nothing; what it is for is kept here.
struct OneTimeLink: Hashable, Sendable {
  enum Purpose: String, Sendable, SQLColumn {
    /// A person chooses a password and begins.
    case invitation
    /// The owner of an account chooses another password.
    case reset
    /// Somebody gave the right password and works in several organisations.
    case choice
  }

  /// How long an invitation works.
  static let invitationDays = 7

  let purpose: Purpose
  let person: ID<Person>?
  let account: ID<Account>?
  let organisation: ID<Organisation>?
  let createdAt: Instant
  let expiresAt: Instant
}
