public import Values

/// What the research found: the answer to a round. Only readings of the research make one; nobody types it.
public struct RoundTruth: Hashable, Sendable, Codable {
  /// One figure with its margin.
  public struct Line: Hashable, Sendable, Codable {
    public let value: Double
    /// The 95 % interval; nothing where too few answers can tell it.
    public let low: Double?
    public let high: Double?
    public let n: Int

    init(value: Double, low: Double?, high: Double?, n: Int) {
      self.value = value
      self.low = low
      self.high = high
      self.n = n
    }

    /// Half the width of the interval.
    public var margin: Double? {
      guard let low, let high else { return nil }
      return (high - low) / 2
    }

    /// Whether a number lies within the margin; a bare number is only met exactly.
    public func holds(_ number: Double) -> Bool { number >= (low ?? value) && number <= (high ?? value) }
  }

  /// What the research says of one option.
  public struct Option: Hashable, Sendable, Codable {
    public let option: ID<RoundOption>
    /// The figure that belongs to it, if any.
    public let line: Line?
    /// What it is: a strength or an improvement point, better or worse than a rival, the label of a comment.
    public let label: String?
    /// A second figure: the importance of a driver, the share of detractors who say it.
    public let second: Double?
    /// The first and last place that the answers allow, among units.
    public let bestRank: Int?
    public let worstRank: Int?

    init(
      _ option: ID<RoundOption>, line: Line? = nil, label: String? = nil, second: Double? = nil, bestRank: Int? = nil,
      worstRank: Int? = nil
    ) {
      self.option = option
      self.line = line
      self.label = label
      self.second = second
      self.bestRank = bestRank
      self.worstRank = worstRank
    }
  }

  public let figure: RoundFigure?
  /// The one figure that was asked for.
  public let value: Line?
  /// From high to low where there is an order.
  public let options: [Option]
  /// The right answer to a question of choice.
  public let answer: ID<RoundOption>?
  /// Where it comes from: survey, wave, unit and measures, by their ids.
  public let source: [String: String]

  init(
    figure: RoundFigure? = nil, value: Line? = nil, options: [Option] = [], answer: ID<RoundOption>? = nil,
    source: [String: String] = [:]
  ) {
    self.figure = figure
    self.value = value
    self.options = options
    self.answer = answer
    self.source = source
  }

  /// What units are called that go without their names, from the highest figure to the lowest.
  static let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".map { String($0) }

  public func option(_ id: ID<RoundOption>) -> Option? { options.first { $0.option == id } }

  /// The names of labels that this holds.
  public enum Label {
    public static let strength = "strength"
    public static let improvement = "improvement"
    /// One of the drivers that weigh most.
    public static let top = "top"
    public static let better = "better"
    public static let worse = "worse"
    public static let alike = "alike"
    public static let tooFew = "tooFew"
  }
}
