public import Values

/// What somebody hands in. One per person, round and attempt; which person is known by the session's storage only.
public enum Contribution: Hashable, Sendable, Codable {
  /// Practice: one mark.
  case rating(Int)
  case guess(Double, confidence: Int?)
  /// Points per option, together 100.
  case shares([Mark])
  /// From the first place to the last.
  case ranking([ID<RoundOption>])
  case picks(strengths: [ID<RoundOption>], improvements: [ID<RoundOption>])
  /// A mark per option; those that were skipped are not in it.
  case ratings([Mark])
  case choice([ID<RoundOption>])
  /// The label given to each option, and the answer to a question beside it.
  case sorting([Sorted], answer: ID<RoundOption>?)
  /// Own words, each by itself. Of a brainstorm: a private list, and what the foursome picked from its lists.
  case texts([String], picked: String?)
  case dots([Mark])
  case placements([Placement])
  case fists([Fist])
  /// What an observer saw happen, and the situation that somebody brought themselves.
  case seen([ID<RoundOption>], scenario: String?)
  case commitment(CommitmentWords)
  case ask(AskWords)
  case huddle(weekday: Int, hour: Int, minute: Int)
  case checkOut(Int, word: String?)
  /// What a unit contributes to each theme, and where it puts its focus.
  case translation(unit: ID<RoundOption>?, [Mark], focus: [ID<RoundOption>])

  /// A number for an option.
  public struct Mark: Hashable, Sendable, Codable {
    public let option: ID<RoundOption>
    public let value: Int

    public init(_ option: ID<RoundOption>, _ value: Int) {
      self.option = option
      self.value = value
    }
  }

  public struct Sorted: Hashable, Sendable, Codable {
    public let option: ID<RoundOption>
    public let label: ID<RoundOption>

    public init(_ option: ID<RoundOption>, _ label: ID<RoundOption>) {
      self.option = option
      self.label = label
    }
  }

  /// Impact and effort, each 1…5.
  public struct Placement: Hashable, Sendable, Codable {
    public let option: ID<RoundOption>
    public let impact: Int
    public let effort: Int

    public init(_ option: ID<RoundOption>, impact: Int, effort: Int) {
      self.option = option
      self.impact = impact
      self.effort = effort
    }
  }

  /// Fingers, 0…5; below 3 with the objection.
  public struct Fist: Hashable, Sendable, Codable {
    public let option: ID<RoundOption>
    public let fingers: Int
    public let reason: String?

    public init(_ option: ID<RoundOption>, fingers: Int, reason: String? = nil) {
      self.option = option
      self.fingers = fingers
      self.reason = reason
    }
  }
}

/// An if-then plan, in the words of who makes it.
public struct CommitmentWords: Hashable, Sendable, Codable {
  /// What sets the plan going.
  public enum Cue: String, Sendable, Hashable, Codable, CaseIterable {
    case timeAndPlace
    case taskMoment
    case customerSignal
  }

  /// Who may read it.
  public enum Visibility: String, Sendable, Hashable, Codable, CaseIterable {
    case me
    case buddy
    case team
  }

  public var cue: Cue
  /// If …
  public var when: String
  /// … then I do this one thing that others can see.
  public var then: String
  public var theme: ID<RoundOption>?
  /// How sure somebody is that it will happen, 1…5. Below 4 the page asks what makes it smaller.
  public var confidence: Int
  public var buddy: String?
  /// When the buddy asks, within fourteen days of the session.
  public var check: Day?
  public var visibility: Visibility
  /// Whether it was said aloud to the buddy.
  public var isRehearsed: Bool

  public init(
    cue: Cue, when: String, then: String, theme: ID<RoundOption>? = nil, confidence: Int, buddy: String? = nil,
    check: Day? = nil, visibility: Visibility = .buddy, isRehearsed: Bool = false
  ) {
    self.cue = cue
    self.when = when
    self.then = then
    self.theme = theme
    self.confidence = confidence
    self.buddy = buddy
    self.check = check
    self.visibility = visibility
    self.isRehearsed = isRehearsed
  }

  /// Whether somebody doubts it themselves.
  public var shouldBeSmaller: Bool { confidence < 4 }

  /// The most days between the session and the first check.
  public static let mostDaysToCheck = 14
}

/// Something that is asked of a level above.
public struct AskWords: Hashable, Sendable, Codable {
  public var what: String
  public var why: String
  /// To whom, where somebody knows that.
  public var to: String?
  /// What happens if not.
  public var otherwise: String?

  public init(what: String, why: String, to: String? = nil, otherwise: String? = nil) {
    self.what = what
    self.why = why
    self.to = to
    self.otherwise = otherwise
  }
}
