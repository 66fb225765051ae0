/// The columns that every row of a frame has: scored items, codes, and whether rows carry weights and respondent keys.
public struct FrameSchema: Hashable, Sendable, Codable {
  /// A scored item: a score 0...`highest`, missing, or not applicable.
  public struct Item: Hashable, Sendable, Codable {
    /// The caller's name for the item, unique among the items.
    public let name: String
    /// The highest score of the scale, 1...250.
    public let highest: Int

    /// Makes an item with scores 0...`highest`.
    public init(name: String, highest: Int) {
      self.name = name
      self.highest = highest
    }
  }

  /// A column of codes 0..<`count`, or none: choices, segments, weeks.
  public struct Code: Hashable, Sendable, Codable {
    /// The caller's name for the column, unique among the code columns.
    public let name: String
    /// How many codes there are, 1...65,535.
    public let count: Int

    /// Makes a column with codes 0..<`count`.
    public init(name: String, count: Int) {
      self.name = name
      self.count = count
    }
  }

  /// The scored items, in the order in which rows give their answers.
  public let items: [Item]
  /// The code columns, in the order in which rows give their codes.
  public let codes: [Code]
  /// Whether rows carry a weight of their own; without, every row weighs 1.
  public let hasWeights: Bool
  /// Whether rows carry the key of their respondent, which paired questions need.
  public let hasRespondents: Bool

  /// Checks scales, ranges and names.
  public init(
    items: [Item], codes: [Code] = [], hasWeights: Bool = false, hasRespondents: Bool = false
  ) throws(FrameProblem) {
    for item in items where !(1...250).contains(item.highest) {
      throw .unfitItem(name: item.name, highest: item.highest)
    }
    for code in codes where !(1...65_535).contains(code.count) {
      throw .unfitCode(name: code.name, count: code.count)
    }
    for names in [items.map(\.name), codes.map(\.name)] {
      var seen: Set<String> = []
      for name in names where !seen.insert(name).inserted { throw .repeatedName(name) }
    }
    self.items = items
    self.codes = codes
    self.hasWeights = hasWeights
    self.hasRespondents = hasRespondents
  }

  /// The position of the item with this name.
  public func item(named name: String) -> Int? {
    items.firstIndex { $0.name == name }
  }

  /// The position of the code column with this name.
  public func code(named name: String) -> Int? {
    codes.firstIndex { $0.name == name }
  }

  /// Items first, then codes: the order in which segments hold their planes.
  var columnCount: Int { items.count + codes.count }

  func place(of column: FrameColumn) throws(FrameProblem) -> Int {
    switch column {
    case .item(let position) where items.indices.contains(position): return position
    case .code(let position) where codes.indices.contains(position): return items.count + position
    default: throw .unknownColumn(column)
    }
  }

  /// How many different stored values a column has: its values, and those that stand for their absence.
  func slotCount(at place: Int) -> Int {
    place < items.count
      ? items[place].highest + 1 + RawScore.reserved : codes[place - items.count].count + RawCode.reserved
  }

  /// Bits that a stored value of the column takes.
  func planeCount(at place: Int) -> Int {
    Int.bitWidth - (slotCount(at: place) - 1).leadingZeroBitCount
  }
}
