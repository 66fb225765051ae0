public import Values

/// How a round treats what people hand in: agreed before they do, and shown to them in one line.
public struct RoundPolicy: Hashable, Sendable, Codable {
  /// Who can be seen behind a contribution.
  public enum Visibility: String, Sendable, Hashable, Codable, CaseIterable {
    /// Nobody: under a pseudonym of this round, whose key is destroyed at the end.
    case anonymous
    /// The table, never the person.
    case table
    /// The person, to those whom they choose themselves.
    case named
  }

  /// Who sees the result first.
  public enum RevealTo: String, Sendable, Hashable, Codable, CaseIterable {
    case screenFirst
    case together
    case facilitatorFirst
  }

  public var visibility: Visibility
  /// With fewer contributions there is no result, only "too few for a safe picture".
  public var minimumGroup: Int
  public var revealTo: RevealTo
  /// 1, or 2 where people may answer again after talking.
  public var attempts: Int
  /// The clock on the screen. Nothing happens by itself when it ends.
  public var softSeconds: Int?
  public var needsContribution: Bool
  /// Whether anything of it is kept after the session.
  public var isKept: Bool

  public static let smallestGroup = 5

  public init(
    visibility: Visibility = .anonymous, minimumGroup: Int = smallestGroup, revealTo: RevealTo = .together,
    attempts: Int = 1, softSeconds: Int? = nil, needsContribution: Bool = true, isKept: Bool = true
  ) {
    self.visibility = visibility
    self.minimumGroup = minimumGroup
    self.revealTo = revealTo
    self.attempts = min(2, max(1, attempts))
    self.softSeconds = softSeconds
    self.needsContribution = needsContribution
    self.isKept = isKept
  }

  /// What a kind of round does unless the plan says otherwise. Words of people's own are shown one by one, without a name and
  /// after the scribe let them through, so there is no picture of a group to protect: their smallest group is 1.
  public init(_ kind: RoundKind, attempts: Int = 1, softSeconds: Int? = nil) {
    self.init(attempts: attempts, softSeconds: softSeconds, needsContribution: kind.takesContributions)
    switch kind {
    case .practice, .customers: isKept = false
    case .brainstorm:
      visibility = .table
      minimumGroup = 1
    case .voice, .smallSteps, .dataDive: minimumGroup = 1
    case .ask: (visibility, minimumGroup) = (.table, 1)
    case .translation, .huddle: (visibility, minimumGroup) = (.named, 1)
    case .commitment: (visibility, minimumGroup) = (.named, 1)
    case .consent: revealTo = .screenFirst
    default: break
    }
  }

  /// The promise that is shown before answering.
  public func contract(of kind: RoundKind) -> Message {
    if !needsContribution { return Message("rounds.contract.nothing") }
    switch kind {
    case .practice: return Message("rounds.contract.practice")
    case .commitment: return Message("rounds.contract.commitment")
    case .customers: return Message("rounds.contract.private")
    case .huddle, .translation: return Message("rounds.contract.decision")
    default: break
    }
    if kind.isOwnWords {
      return Message(visibility == .anonymous ? "rounds.contract.words" : "rounds.contract.wordsOfTable")
    }
    switch visibility {
    case .anonymous: return Message("rounds.contract.anonymous", ["minimum": .count(minimumGroup)])
    case .table: return Message("rounds.contract.table", ["minimum": .count(minimumGroup)])
    case .named: return Message("rounds.contract.named")
    }
  }
}
