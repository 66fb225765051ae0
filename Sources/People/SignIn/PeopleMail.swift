public import Values

/// A mail that People wants to send, not yet said: the pages know the words.
public enum PeopleMail: Sendable {
  /// Come and work with us: the link with which a person begins.
  case invitation(to: Person, organisation: Organisation, by: String?, link: Token, until: Instant)
  /// The link with which another password is chosen.
  case reset(to: Account, name: String, language: Language, link: Token, until: Instant)
  /// Your password was changed: if that was not you, do something now.
  case passwordChanged(to: Account, name: String, language: Language, at: Instant)
}
