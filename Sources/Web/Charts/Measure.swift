import Localization
import Values

/// What a chart measures, and so how its numbers are written and how far its scale may reach.
enum Measure: Sendable, Hashable {
  /// −100 to 100, with its sign and never a percentage.
  case nps
  /// A mark or rating on a scale, with so many decimals.
  case mark(ClosedRange<Double>, decimals: Int)
  /// A share of 1.
  case share

  /// The Dutch report grade.
  static let grade = Measure.mark(1...10, decimals: 1)

  var bounds: ClosedRange<Double> {
    switch self {
    case .nps: -100...100
    case .mark(let range, _): range
    case .share: 0...1
    }
  }

  func fact(_ value: Double) -> Message.Fact {
    switch self {
    case .nps: .signed(value, decimals: 0)
    case .mark(_, let decimals): .number(value, decimals: decimals)
    case .share: .percent(value, decimals: 0)
    }
  }

  func write(_ value: Double, _ book: Phrasebook) -> String { book.write(fact(value)) }

  /// A tick of the axis: no more decimals than the steps need.
  func writeTick(_ value: Double, step: Double, _ book: Phrasebook) -> String {
    guard case .mark = self else { return write(value, book) }
    return book.number(value, decimals: step >= 1 ? 0 : step >= 0.1 ? 1 : 2)
  }
}

/// An estimate with its interval, as charts draw it.
struct Reading: Sendable, Hashable {
  let value: Double
  /// Nothing where the interval isn't known: then only the point is drawn.
  let low: Double?
  let high: Double?

  init(_ value: Double, low: Double? = nil, high: Double? = nil) {
    self.value = value
    self.low = low
    self.high = high
  }

  var all: [Double] { [value, low, high].compactMap { $0 }.filter(\.isFinite) }

  func interval(_ measure: Measure, _ book: Phrasebook) -> String {
    guard let low, let high else { return "–" }
    return book.interval(low, high) { measure.write($0, book) }
  }
}

/// A scale from values to pixels, with a few round ticks.
struct Axis: Sendable {
  let low: Double
  let high: Double
  let step: Double
  let start: Double
  let end: Double

  /// Covers all values with room to spare, within what the measure can be.
  init(
    covering values: [Double], within bounds: ClosedRange<Double>, from start: Double, to end: Double, ticks: Int = 4
  ) {
    let finite = values.filter(\.isFinite)
    var low = finite.min() ?? bounds.lowerBound
    var high = finite.max() ?? bounds.upperBound
    // Never zoomed in so far that a whisker looks like the world.
    let least = (bounds.upperBound - bounds.lowerBound) / 12
    if high - low < least { (low, high) = ((low + high - least) / 2, (low + high + least) / 2) }
    let room = (high - low) * 0.06
    self.low = max(bounds.lowerBound, low - room)
    self.high = min(bounds.upperBound, high + room)
    step = Self.roundStep((self.high - self.low) / Double(ticks))
    self.start = start
    self.end = end
  }

  func callAsFunction(_ value: Double) -> Double {
    guard value.isFinite, high > low else { return start }
    let clamped = min(max(value, low), high)
    return start + (clamped - low) / (high - low) * (end - start)
  }

  func has(_ value: Double) -> Bool { value >= low && value <= high }

  var ticks: [Double] {
    var ticks: [Double] = []
    var tick = (low / step).rounded(.up) * step
    while tick <= high + step / 1_000, ticks.count < 20 {
      ticks.append(abs(tick) < step / 1_000 ? 0 : tick)
      tick += step
    }
    return ticks
  }

  /// The smallest of 1, 2, 5, 10, 20 … (and their tenths) that isn't much smaller.
  private static func roundStep(_ rough: Double) -> Double {
    var power = 0.001
    while power < 1_000 {
      for factor in [1.0, 2, 5] where factor * power >= rough * 0.8 { return factor * power }
      power *= 10
    }
    return power
  }
}
