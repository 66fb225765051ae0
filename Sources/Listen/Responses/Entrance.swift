public import Values

/// The link by which a respondent comes in.
public enum Door: Sendable, Hashable {
  /// By the link in a mail: known, and one response.
  case invitation(Token)
  /// By the open link or its QR code: unknown. The key is the form's own secret, made when it was first shown.
  case openLink(String, key: Token)
}

/// A respondent who came in by a link that works.
public struct Entrance: Sendable {
  public let asked: AskedWave
  /// Nothing by the open link.
  public let invitation: Invitation?
  /// The name of what this respondent sends off: sent twice, it is one response.
  let submission: String

  /// Only who is known can be asked whether the answers may carry their name.
  public var asksToBeNamed: Bool { invitation != nil && asked.document.asksToBeNamed }
}

/// Proof that a response is on disk.
public struct Receipt: Hashable, Sendable {
  public let response: ID<Response>
  public let submittedAt: Instant
  public let language: Language
  /// Nothing was stored this time: this submission was here already.
  public let isRepeated: Bool
  /// Sent again with other answers; the first ones stay.
  public let differs: Bool
  /// Whether it carries a name, as long as the respondent leaves it so.
  public let mayBeNamed: Bool
}
