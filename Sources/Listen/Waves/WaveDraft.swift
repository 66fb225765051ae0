public import People
public import Values

/// A wave as it is planned, or changed, by its maker.
public struct WaveDraft: Hashable, Sendable {
  public var name: String
  public var isContinuous: Bool
  public var opensOn: Day
  /// The last day on which one can answer; nothing for as long as it takes.
  public var lastDay: Day?
  /// Whether anyone with the link, or its QR code, can answer.
  public var hasOpenLink: Bool
  public var openLinkUnit: ID<Unit>?

  public init(
    name: String, isContinuous: Bool = false, opensOn: Day, lastDay: Day? = nil, hasOpenLink: Bool = false,
    openLinkUnit: ID<Unit>? = nil
  ) {
    self.name = name
    self.isContinuous = isContinuous
    self.opensOn = opensOn
    self.lastDay = lastDay
    self.hasOpenLink = hasOpenLink
    self.openLinkUnit = openLinkUnit
  }

  public init(_ wave: Wave) {
    self.init(
      name: wave.name, isContinuous: wave.kind == .continuous, opensOn: wave.opensOn,
      lastDay: wave.closesOn?.adding(days: -1), hasOpenLink: wave.openLink != nil, openLinkUnit: wave.openLinkUnit)
  }

  /// Throws a `Rejection` with each problem beside its field.
  func validated(in tree: UnitTree) throws -> WaveDraft {
    var draft = self
    draft.name = name.trimmed
    var problems: [String: Message] = [:]
    if draft.name.isEmpty { problems["name"] = Message("listen.wave.noName") }
    if draft.name.count > 200 { problems["name"] = Message("listen.survey.textTooLong", ["count": .count(200)]) }
    if let lastDay, lastDay < opensOn { problems["lastDay"] = Message("listen.wave.endsBeforeItBegins") }
    if let openLinkUnit, tree.unit(openLinkUnit) == nil { problems["openLinkUnit"] = Message("listen.wave.noSuchUnit") }
    guard problems.isEmpty else { throw Rejection(problems) }
    return draft
  }
}
