public import Values

/// An organisation that works with Kompas. One installation holds several, and nothing passes between them.
public struct Organisation: Hashable, Sendable {
  public let id: ID<Organisation>
  public var name: String
  public var language: Language
  /// A name of the IANA time zone database, such as `Europe/Amsterdam`.
  public var timeZone: String
  /// A demo's people can sign in with one click. Only a demo's data folder ever holds one.
  public let isDemo: Bool
  public let createdAt: Instant

  public init(
    id: ID<Organisation>, name: String, language: Language, timeZone: String = "Europe/Amsterdam", isDemo: Bool = false,
    createdAt: Instant
  ) {
    self.id = id
    self.name = name
    self.language = language
    self.timeZone = timeZone
    self.isDemo = isDemo
    self.createdAt = createdAt
  }

  /// Where its days begin and end. A zone that this machine doesn't know is read as Amsterdam's.
  public var zone: Zone { Zone(timeZone) ?? .amsterdam }

  /// The day that it is there at that moment.
  public func day(of moment: Instant) -> Day { zone.day(of: moment) }
}
