@testable import Columns

/// The same numbers for the same seed, on every machine.
struct Dice: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  mutating func chance(_ probability: Double) -> Bool {
    Double.random(in: 0..<1, using: &self) < probability
  }
}

/// Random rows with the schema and the tree that they fit, and the frame made of them.
struct Sample {
  var dice: Dice
  let schema: FrameSchema
  var tree: FrameTree
  var rows: [FrameRow] = []
  var frame: Frame
  private var nextID: UInt128 = 1

  let periodCount: Int
  let absence: Double

  init(
    seed: UInt64, rows count: Int, units: Int = 30, periods: Int = 5, absence: Double = 0.2,
    highest: [Int] = [10, 5, 1, 13],
    codes: [Int] = [3, 12, 40, 1], hasWeights: Bool = true
  ) throws {
    dice = Dice(seed: seed)
    schema = try FrameSchema(
      items: highest.enumerated().map { .init(name: "item \($0)", highest: $1) },
      codes: codes.enumerated().map { .init(name: "code \($0)", count: $1) }, hasWeights: hasWeights,
      hasRespondents: true)
    tree = try Self.tree(units, &dice)
    periodCount = periods
    self.absence = absence
    frame = Frame(schema: schema, tree: tree)
    let batch = try grow(count)
    frame = try Frame(batch, tree: tree)
  }

  static func tree(_ count: Int, _ dice: inout Dice) throws -> FrameTree {
    // Parents may have higher numbers than their children.
    let order = (0..<count).shuffled(using: &dice)
    var parents = [Int?](repeating: nil, count: count)
    for position in order.indices.dropFirst() where !dice.chance(0.1) {
      parents[order[position]] = order[Int.random(in: max(0, position - 12)..<position, using: &dice)]
    }
    return try FrameTree(parents: parents)
  }

  /// Makes new rows, keeps them, and gives them as a batch.
  mutating func grow(_ count: Int) throws -> FrameBatch {
    var batch = FrameBatch(schema: schema)
    for _ in 0..<count {
      let row = makeRow()
      rows.append(row)
      try batch.append(row)
    }
    return batch
  }

  mutating func makeRow() -> FrameRow {
    let id = nextID << 64 | UInt128(dice.next())
    nextID += 1
    let answers = schema.items.map { item -> FrameAnswer in
      if dice.chance(absence) { return dice.chance(0.5) ? .missing : .notApplicable }
      return .value(Int.random(in: 0...item.highest, using: &dice))
    }
    let codes = schema.codes.map { code in
      dice.chance(absence) ? nil : Int.random(in: 0..<code.count, using: &dice)
    }
    return FrameRow(
      id: id, unit: tree.count == 0 || dice.chance(0.05) ? nil : Int.random(in: 0..<tree.count, using: &dice),
      period: Int.random(in: 0..<periodCount, using: &dice), answers: answers, codes: codes,
      weight: Double.random(in: 0..<3, using: &dice),
      respondent: dice.chance(0.1) ? nil : UInt32.random(in: 0..<UInt32(max(2, rows.count / 2 + 2)), using: &dice))
  }

  /// A filter with about this many conditions.
  mutating func filter(conditions: Int) -> FrameFilter {
    var filter = FrameFilter()
    for _ in 0..<conditions {
      switch Int.random(in: 0..<6, using: &dice) {
      case 0 where tree.count > 0:
        let units = (0..<2).map { _ in Int.random(in: 0..<tree.count, using: &dice) }
        filter.units = dice.chance(0.7) ? .within(units) : .directlyIn(units)
      case 1:
        let start = Int.random(in: 0..<periodCount, using: &dice)
        filter.periods = [start..<start + 2, start + 3..<start + 4]
      case 2, 3:
        guard let code = schema.codes.indices.randomElement(using: &dice) else { continue }
        let count = schema.codes[code].count
        let wanted = (0..<max(1, count / 2)).map { _ in Int.random(in: 0..<count, using: &dice) }
        filter.codes(code, among: Set(wanted), orNone: dice.chance(0.3))
      case 4:
        guard let item = schema.items.indices.randomElement(using: &dice) else { continue }
        filter.answered(item)
      default:
        guard let item = schema.items.indices.randomElement(using: &dice) else { continue }
        let low = Int.random(in: 0...schema.items[item].highest, using: &dice)
        filter.scores(item, in: low...Int.random(in: low...schema.items[item].highest + 1, using: &dice))
      }
    }
    return filter
  }

  mutating func grouping() -> FrameGrouping {
    var grouping = FrameGrouping()
    switch Int.random(in: 0..<4, using: &dice) {
    case 0 where tree.count > 0:
      grouping.units = .subtrees((0..<3).map { _ in Int.random(in: 0..<tree.count, using: &dice) })
    case 1: grouping.units = .each
    case 2: grouping.units = .rolledUp
    default: break
    }
    switch Int.random(in: 0..<3, using: &dice) {
    case 0: grouping.periods = .each(1..<periodCount + 1)
    case 1: grouping.periods = .spans([0..<1, 2..<max(3, periodCount)])
    default: break
    }
    switch Int.random(in: 0..<3, using: &dice) {
    case 0: grouping.segment = schema.codes.indices.randomElement(using: &dice).map { .code($0) }
    case 1: grouping.segment = schema.items.indices.randomElement(using: &dice).map { .item($0) }
    default: break
    }
    return grouping
  }
}
