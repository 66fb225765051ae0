/// Ten million responses that look like a large organisation's: in order of time, with a skewed tree of units, scores that
/// hang together, and answers left out. The same for the same number of rows, on every machine.
struct SampleSurvey {
  static let monthCount = 36
  static let weekCount = 157
  static let ratingCount = 24
  static let segmentSizes = [2, 3, 4, 5, 8, 10, 12, 20, 35, 50]

  let rowCount: Int
  let parents: [Int?]
  var unit: [UInt16]
  var month: [UInt8]
  var week: [UInt8]
  /// The recommendation 0...10; 255 for none.
  var recommendation: [UInt8]
  /// Ratings 1...10; 255 for none.
  var ratings: [[UInt8]]
  var segments: [[UInt8]]

  init(rowCount: Int) {
    var dice = Dice(state: 42)
    self.rowCount = rowCount
    parents = Self.tree(&dice)
    let weights = (0..<parents.count).map { _ in dice.unit() * dice.unit() + 0.01 }
    var cumulative: [Double] = []
    var total = 0.0
    for weight in weights {
      total += weight
      cumulative.append(total)
    }
    // A table of 65,536 draws, so that drawing a unit is one look-up.
    let draws = (0..<65_536).map { draw in
      UInt16(cumulative.firstIndex { $0 > (Double(draw) + 0.5) / 65_536 * total } ?? 0)
    }
    unit = [UInt16](repeating: 0, count: rowCount)
    month = [UInt8](repeating: 0, count: rowCount)
    week = month
    recommendation = month
    ratings = Array(repeating: month, count: Self.ratingCount)
    segments = Array(repeating: month, count: Self.segmentSizes.count)
    let days = 157 * 7 - 3
    for row in 0..<rowCount {
      let day = row * days / rowCount
      month[row] = UInt8(day * Self.monthCount / days)
      week[row] = UInt8(day / 7)
      let bits = dice.next()
      unit[row] = draws[Int(bits & 0xffff)]
      // Three dice make a mood; every score is the mood and a die of its own.
      let mood = Int(bits >> 16 & 3) + Int(bits >> 18 & 3) + Int(unit[row] % 3)
      recommendation[row] = bits >> 20 & 255 < 10 ? 255 : UInt8(min(10, mood + Int(bits >> 28 & 3)))
      var more = dice.next()
      for rating in 0..<Self.ratingCount {
        if rating % 6 == 0 { more = dice.next() }
        let isMissing = Int(more & 127) < 3 + rating
        ratings[rating][row] = isMissing ? 255 : UInt8(1 + min(9, mood / 2 + Int(more >> 7 & 7)))
        more >>= 10
      }
      var rest = dice.next()
      for (segment, size) in Self.segmentSizes.enumerated() {
        segments[segment][row] = UInt8(rest & 63) % UInt8(size)
        rest >>= 6
      }
    }
  }

  /// 10, 60, 330 and 1,600 units on four levels, numbered level by level.
  private static func tree(_ dice: inout Dice) -> [Int?] {
    var parents: [Int?] = Array(repeating: nil, count: 10)
    for (first, count, above) in [(0, 60, 10), (10, 330, 60), (70, 1_600, 330)] {
      for _ in 0..<count { parents.append(first + Int(dice.next() % UInt64(above))) }
    }
    return parents
  }
}

struct Dice {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  mutating func unit() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }
}
