public import Listen
public import People
public import Values

/// What somebody asks of the comments: what they typed and chose.
public struct CommentWish: Hashable, Sendable {
  public var search = ""
  public var promotership: Promotership?
  public var question: ID<Question>?
  public var language: Language?
  public var topic: ID<Topic>?
  /// The comments of all waves of the survey, not only of the one that is read.
  public var isAllWaves = false
  public var page = CommentPage.newest

  public init() {}

  /// Whether only some of the comments are wanted.
  public var isNarrow: Bool {
    !search.isEmpty || promotership != nil || question != nil || language != nil || topic != nil
  }
}

/// What customers wrote, in one unit and wave: how much, about what, what tells promoters from detractors, and the words
/// themselves. Never who wrote it.
public struct CommentReading: Hashable, Sendable {
  public struct Line: Hashable, Sendable {
    public let comment: Comment
    public let unit: Unit?
    public let wave: Wave?
    public let topics: [Topic]
  }

  /// A topic with the comments that are about it.
  public struct TopicLine: Hashable, Sendable {
    public let topic: Topic
    public let tally: CommentTally
  }

  public let survey: Survey
  public let wave: Wave
  public let unit: Unit
  /// From the top down to the unit.
  public let path: [Unit]
  public let treeDay: Day
  public let wish: CommentWish
  /// All comments of the unit and the wave, or of all waves.
  public let whole: CommentTally
  /// Those that were asked for.
  public let found: CommentTally
  /// The most mentioned first.
  public let topics: [TopicLine]
  public let words: TellingWords
  public let lines: [Line]
  /// How many stand before the first line.
  public let offset: Int
}
