/// What the program takes from outside itself. Tests replace values, not types.
public struct World: Sendable {
  public var now: @Sendable () -> Instant
  /// A UUID of version 7 as text.
  public var newID: @Sendable () -> String
  public var newToken: @Sendable () -> Token
  /// Hands one mail to the relay; returns when the relay took it.
  public var send: @Sendable (Mail) async throws -> Void

  public init(
    now: @escaping @Sendable () -> Instant,
    newID: @escaping @Sendable () -> String,
    newToken: @escaping @Sendable () -> Token,
    send: @escaping @Sendable (Mail) async throws -> Void
  ) {
    self.now = now
    self.newID = newID
    self.newToken = newToken
    self.send = send
  }

  public func id<Thing>(_ type: Thing.Type = Thing.self) -> ID<Thing> { ID(newID()) }
}

/// A mail that reads well as plain text. The HTML part says the same.
public struct Mail: Hashable, Sendable, Codable {
  public var to: String
  public var toName: String
  public var subject: String
  public var text: String
  public var html: String?
  /// Where one click ends all further mail of this kind (RFC 8058).
  public var unsubscribe: String?
  /// The same for two sendings of the same mail, so that a repeated delivery can be seen as one.
  public var messageID: String
  /// A calendar file (RFC 5545) that goes along.
  public var calendar: String?

  public init(
    to: String, toName: String, subject: String, text: String, html: String? = nil, unsubscribe: String? = nil,
    messageID: String, calendar: String? = nil
  ) {
    self.to = to
    self.toName = toName
    self.subject = subject
    self.text = text
    self.html = html
    self.unsubscribe = unsubscribe
    self.messageID = messageID
    self.calendar = calendar
  }
}
