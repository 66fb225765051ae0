/// How many people are where, counted from rows at one moment. Never who.
public struct SessionCounts: Codable, Sendable, Hashable {
  public var expected: Int?
  /// Everyone who came in and was not retired, observers not counted.
  public var joined = 0
  /// Of those, seen in the last 45 seconds.
  public var here = 0
  public var observers = 0
  /// Contributions to the round and attempt at hand; later ones replace earlier ones of the same person.
  public var handedIn = 0
  /// Of those, entered by the scribe or from paper.
  public var proxies = 0
  /// People with extra time who did not hand in yet.
  public var extraTimeOpen = 0
  /// Who said 'we are done' since the last step.
  public var ready = 0

  public init() {}

  /// A phone that was heard of shorter ago than this is here.
  public static let secondsHere = 45

  /// What the big screen may show of it.
  public var forScreen: SessionCounts {
    var counts = SessionCounts()
    counts.joined = joined
    counts.here = here
    counts.handedIn = handedIn
    return counts
  }
}
