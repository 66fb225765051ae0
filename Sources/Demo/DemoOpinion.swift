import Listen
import Values

/// What one customer thinks in one wave: numbers that hang together, and that carry the story which the pages bring out.
///
/// The story. Being reachable weighs most and is rated lowest. In the spring of 2026 region Noord began to call back within the
/// hour; by autumn its customers notice. Region Zuid lost people in Eindhoven and sank. Oost changed its planning, and nothing
/// can be seen of that yet. Everywhere the engineers themselves are praised.
struct DemoOpinion {
  let drivers: [Double]
  let recommendation: Int
  let grade: Int
  let satisfaction: Double

  /// How a customer differs from others, the same in every wave.
  struct Temper {
    let general: Double
    let byDriver: [Double]

    init(_ random: inout DemoRandom) {
      general = 0.75 * random.normal()
      byDriver = DemoSurvey.drivers.map { _ in 0.6 * random.normal() }
    }
  }

  /// reach, craft, promises, thinking, kindness, price
  private static let level = [6.55, 8.15, 7.25, 7.15, 8.0, 6.9]
  private static let weight = [0.31, 0.24, 0.17, 0.14, 0.06, 0.08]

  init(_ temper: Temper, region: Int, team: String, wave: Int, _ random: inout DemoRandom) {
    let mood = 0.45 * random.normal()
    drivers = DemoSurvey.drivers.indices.map { driver in
      let effect = Self.effect(driver: driver, region: region, team: team, wave: wave)
      let spread = temper.general + temper.byDriver[driver] + mood + 0.65 * random.normal()
      return Self.level[driver] + effect + spread
    }
    let weighted = zip(drivers, Self.weight).reduce(0) { $0 + $1.0 * $1.1 }
    satisfaction = weighted
    // Stretched around the middle: a recommendation says more than the mean of its reasons.
    recommendation = Self.step(7.55 + 1.45 * (weighted - 7.3) + 0.75 * random.normal(), 0...10)
    grade = Self.step(7.45 + 0.95 * (weighted - 7.3) + 0.4 * random.normal(), 1...10)
  }

  private static func effect(driver: Int, region: Int, team: String, wave: Int) -> Double {
    let regional = [0.1, 0.04, -0.03, 0.0, -0.1][region] + 0.04 * Double(wave)
    return switch (driver, region) {
    case (0, 0): regional + [0, 0.05, 0.3, 1.15][wave]
    case (1, 0), (2, 0), (3, 0): regional + [0, 0, 0.05, 0.15][wave]
    case (0, 4) where team == "eindhoven": regional + [-0.2, -0.4, -1.0, -1.7][wave]
    case (2, 4) where team == "eindhoven": regional + [-0.1, -0.3, -0.8, -1.3][wave]
    case (0, 4), (2, 4): regional + [0, -0.1, -0.25, -0.4][wave]
    case (3, 3): regional + [0, 0, 0, 0.05][wave]
    default: regional
    }
  }

  static func step(_ value: Double, _ range: ClosedRange<Int>) -> Int {
    min(range.upperBound, max(range.lowerBound, Int(value.rounded())))
  }

  /// The driver that most explains this customer's recommendation: the one furthest from what is usual, upward for a promoter.
  func mainReason(_ random: inout DemoRandom) -> (driver: Int, isGood: Bool) {
    let isGood = recommendation >= 9 || (recommendation >= 7 && random.chance(0.5))
    let pull = drivers.indices.map { driver in
      (drivers[driver] - Self.level[driver]) * (isGood ? 1 : -1) * (0.5 + Self.weight[driver]) + 0.8 * random.normal()
    }
    return (pull.indices.max { pull[$0] < pull[$1] } ?? 0, isGood)
  }
}
