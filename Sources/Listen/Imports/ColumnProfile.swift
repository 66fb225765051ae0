/// What a pass over the file saw in one column.
public struct ColumnProfile: Sendable {
  /// How many cells hold something.
  public internal(set) var filled = 0
  /// Of those, how many are a number (with a decimal point, or a comma where there are more of those).
  public internal(set) var numbers = 0
  var commaNumbers = 0
  var wholeNumbers = 0
  public internal(set) var lowest = Double.infinity
  public internal(set) var highest = -Double.infinity
  var dates = DateShapes()
  var characters = 0
  var withSemicolon = 0
  var withCommaSpace = 0
  var mailAddresses = 0
  private var tally = ByteTable(capacity: Self.differentValues)
  private var counts: [Int] = []
  /// Whether there were more different values than are counted one by one.
  public private(set) var isOverflowing = false

  /// How many different values are counted one by one.
  static let differentValues = 400

  struct DateShapes: Sendable {
    var yearFirst = 0
    var firstOverTwelve = 0
    var secondOverTwelve = 0
    var open = 0

    var count: Int { yearFirst + firstOverTwelve + secondOverTwelve + open }
  }

  init() {}

  mutating func take(_ cell: UnsafeBufferPointer<UInt8>) {
    let cell = cell.trimmed
    guard !cell.isEmpty else { return }
    filled += 1
    characters += cell.count
    if let index = tally.add(cell) {
      if index == counts.count {
        counts.append(1)
      } else {
        counts[index] += 1
        // A value seen before tells nothing new of its kind, only that there is one more.
        count(kinds[index])
        return
      }
    } else {
      isOverflowing = true
    }
    let kind = Kind(cell)
    if tally.count > kinds.count { kinds.append(kind) }
    count(kind)
  }

  private var kinds: [Kind] = []

  private mutating func count(_ kind: Kind) {
    if let number = kind.number {
      numbers += 1
      if kind.hasComma { commaNumbers += 1 }
      if number == number.rounded() { wholeNumbers += 1 }
      lowest = min(lowest, number)
      highest = max(highest, number)
    }
    if let shape = kind.shape {
      if shape.isYearFirst {
        dates.yearFirst += 1
      } else if shape.first > 12 {
        dates.firstOverTwelve += 1
      } else if shape.second > 12 {
        dates.secondOverTwelve += 1
      } else {
        dates.open += 1
      }
    }
    if kind.hasSemicolon { withSemicolon += 1 }
    if kind.hasCommaSpace { withCommaSpace += 1 }
    if kind.isMailAddress { mailAddresses += 1 }
  }

  private struct Kind: Sendable {
    var number: Double?
    var hasComma = false
    var shape: MomentCell.Shape?
    var hasSemicolon = false
    var hasCommaSpace = false
    var isMailAddress = false

    init(_ cell: UnsafeBufferPointer<UInt8>) {
      let start = cell[0]
      if start >= 0x30 && start <= 0x39 || "+-.,".utf8.contains(start) {
        number = NumberCell.read(cell, hasDecimalComma: false)
        if number == nil, let read = NumberCell.read(cell, hasDecimalComma: true) {
          number = read
          hasComma = true
        }
        if number == nil { shape = MomentCell.shape(cell) }
        if number != nil || shape != nil { return }
      }
      var ats = 0
      var previous: UInt8 = 0
      for byte in cell {
        if byte == UInt8(ascii: ";") { hasSemicolon = true }
        if byte == 0x20, previous == UInt8(ascii: ",") { hasCommaSpace = true }
        if byte == UInt8(ascii: "@") { ats += 1 }
        previous = byte
      }
      isMailAddress = ats == 1 && !cell.contains(0x20) && cell.contains(UInt8(ascii: "."))
    }
  }

  /// The different values in the order of their coming, with how often each came; at most 400 of them.
  public var values: [(value: String, count: Int)] {
    counts.indices.map { (tally.text($0), counts[$0]) }
  }

  /// A few values as examples: the most frequent of the first ones.
  public var examples: [String] {
    values.enumerated()
      .sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }
      .prefix(4).map { String($0.element.value.prefix(120)) }
  }

  /// The share of the filled cells that hold one of this many most frequent values.
  func shareOfMostFrequent(_ number: Int) -> Double {
    Double(counts.sorted(by: >).prefix(number).reduce(0, +)) / Double(max(1, filled))
  }

  /// Whether no value came twice, as far as they were counted.
  var isUnique: Bool { counts.allSatisfy { $0 == 1 } && filled > 0 }

  var differentCount: Int { tally.count }
  var meanLength: Double { filled == 0 ? 0 : Double(characters) / Double(filled) }
}
