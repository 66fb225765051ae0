public import Values

/// What a group handed in, taken together. Nothing in it points at a person, and its parts stand in an order of their own, not in
/// that of handing in.
public enum RoundResult: Hashable, Sendable, Codable {
  /// Fewer than the smallest group: nothing is shown.
  case tooFew(minimum: Int)
  /// Nothing is shown of this kind of round but the number that handed in.
  case countOnly
  case guesses(Guesses)
  /// One line per option, in the order in which they are shown.
  case options([OptionResult])
  case placements([PlacedOption])
  case consent([ConsentResult])
  case sorting(SortingResult)
  case words([SharedWords])
  case asks([AskWords])
  /// Those that may be read by the team.
  case commitments([CommitmentWords])
  case huddles([HuddleWish])
  case marks(Marks)

  /// Estimates of one number.
  public struct Guesses: Hashable, Sendable, Codable {
    /// Every estimate, from low to high.
    public let dots: [Double]
    public let spread: Spread
    /// The group's median minus what the research found.
    public let gap: Double?
    /// Whether the median lies outside the margin of what was found.
    public let isGapCertain: Bool
    /// The share (0…1) that was sure (4 or 5) and lies outside the margin, of those who said how sure they were.
    public let sureButWrong: Double?
    public let meanConfidence: Double?
  }

  /// What became of one option.
  public struct OptionResult: Hashable, Sendable, Codable {
    public let option: ID<RoundOption>
    /// The group's figure: mean points, mean place, share of people who picked it, median mark, dots.
    public let value: Double
    public let spread: Spread?
    /// How many people said something of it.
    public let count: Int
    /// How many picked it as an improvement point, or gave it their focus.
    public let second: Int
    /// How many left it out or didn't know.
    public let skipped: Int
    /// The group's figure minus that of the research, where the two are of one kind.
    public let gap: Double?
    /// Whether the group saw what the research found; nothing where the research can't tell.
    public let isRight: Bool?
    /// Not to be told apart from its neighbour above, by the margins of the research.
    public let isTiedWithAbove: Bool

    init(
      _ option: ID<RoundOption>, value: Double, spread: Spread? = nil, count: Int, second: Int = 0, skipped: Int = 0,
      gap: Double? = nil, isRight: Bool? = nil, isTiedWithAbove: Bool = false
    ) {
      self.option = option
      self.value = value
      self.spread = spread
      self.count = count
      self.second = second
      self.skipped = skipped
      self.gap = gap
      self.isRight = isRight
      self.isTiedWithAbove = isTiedWithAbove
    }

    /// Marks lie two or more apart: talk about this.
    public var isDivided: Bool { spread?.isDivided ?? false }
  }

  /// An idea between little and much effort, small and large impact.
  public struct PlacedOption: Hashable, Sendable, Codable {
    public enum Field: String, Sendable, Hashable, Codable, CaseIterable {
      /// Much impact, little effort.
      case doNow
      /// Much impact, much effort.
      case plan
      case maybe
      case leave
    }

    public let option: ID<RoundOption>
    public let impact: Spread
    public let effort: Spread

    public var isDivided: Bool { impact.isDivided || effort.isDivided }

    /// Cut in the middle of the scale from 1 to 5; the middle itself counts as much impact and little effort.
    public var field: Field {
      switch (impact.median >= 3, effort.median <= 3) {
      case (true, true): .doNow
      case (true, false): .plan
      case (false, true): .maybe
      case (false, false): .leave
      }
    }
  }

  /// Fist to five on one proposal.
  public struct ConsentResult: Hashable, Sendable, Codable {
    public let option: ID<RoundOption>
    /// How many held up 0, 1, 2, 3, 4 and 5 fingers.
    public let counts: [Int]
    /// Why those below 3 object; each is heard.
    public let objections: [String]

    /// Nobody holds up fewer than three.
    public var isConsented: Bool { counts.prefix(3).allSatisfy { $0 == 0 } && counts.contains { $0 > 0 } }
  }

  /// Labels that people gave, beside the true ones.
  public struct SortingResult: Hashable, Sendable, Codable {
    public struct Line: Hashable, Sendable, Codable {
      public let option: ID<RoundOption>
      /// How many gave each label, in the order of the labels.
      public let counts: [Int]
      /// The label given most; nothing where two were given as often.
      public let mostGiven: ID<RoundOption>?
      public let truth: ID<RoundOption>?
      /// The share (0…1) that gave the label that most gave.
      public let agreement: Double
    }

    public let lines: [Line]
    /// The share (0…1) of all labels that were right.
    public let right: Double?
    /// The share (0…1) that answered the question beside it right.
    public let answeredRight: Double?
  }

  /// Words that somebody handed in.
  public struct SharedWords: Hashable, Sendable, Codable {
    /// The same words always have the same id, so that hiding and merging hold on to them.
    public let id: ID<Idea>
    public let text: String
    /// How many handed in the very same.
    public let count: Int
  }

  /// A moment of the week that people can.
  public struct HuddleWish: Hashable, Sendable, Codable {
    /// 0 Monday … 6 Sunday.
    public let weekday: Int
    public let hour: Int
    public let minute: Int
    public let count: Int
  }

  /// Marks of one question: how often each was given.
  public struct Marks: Hashable, Sendable, Codable {
    public struct Tally: Hashable, Sendable, Codable {
      public let mark: Int
      public let count: Int
    }

    public let tallies: [Tally]
    public let mean: Double
    public let words: [SharedWords]

    /// How many gave a mark in the first half of the scale; the middle one is in neither half.
    public var aboveMiddle: Int { tallies.prefix(tallies.count / 2).reduce(0) { $0 + $1.count } }
  }
}

/// See `IdeaBoard`.
public enum Idea {}
