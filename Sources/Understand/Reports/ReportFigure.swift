import Listen
public import People
import Statistics
public import Values

/// One figure of a reading as a line of a table: which reading and unit, when, what, how much, how sure, of how many.
///
/// Values stand in their own unit: an NPS and its differences in points, marks on the scale of their question, shares in
/// percent, the importance of a driver as its part of R² (0…1).
public struct ReportFigure: Hashable, Sendable {
  public let reading: Level
  public let unit: Unit
  /// The name of the wave.
  public let period: String
  /// A name for scripts: `nps`, `nps.change` (since the wave before), `nps.rest` (everyone outside the unit),
  /// `nps.difference` (the unit minus that rest), `driver.drivers.reach`, `importance.drivers.reach`.
  public let measure: String
  /// What it is about, in words; nothing where `measure` says enough.
  public let about: LocalizedText?
  public let value: Double
  public let low: Double?
  public let high: Double?
  public let n: Int
  /// Whose customers are counted, in the operational reading.
  public let owner: String?

  init(
    _ reading: Level, _ unit: Unit, _ period: String, _ measure: String, about: LocalizedText? = nil, value: Double,
    low: Double? = nil, high: Double? = nil, n: Int, owner: String? = nil
  ) {
    self.reading = reading
    self.unit = unit
    self.period = period
    self.measure = measure
    self.about = about
    self.value = value
    self.low = low
    self.high = high
    self.n = n
    self.owner = owner
  }
}

extension ReportFigure: Encodable {
  private enum CodingKeys: String, CodingKey {
    case reading, unit, code, period, measure, value, low, high, n, owner
  }

  /// With `null` where there is no interval, so that every figure has the same keys; `owner` only where there is one.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(reading.rawValue, forKey: .reading)
    try container.encode(unit.name, forKey: .unit)
    try container.encode(unit.code, forKey: .code)
    try container.encode(period, forKey: .period)
    try container.encode(measure, forKey: .measure)
    try container.encode(value, forKey: .value)
    try container.encode(low, forKey: .low)
    try container.encode(high, forKey: .high)
    try container.encode(n, forKey: .n)
    try container.encodeIfPresent(owner, forKey: .owner)
  }
}

/// Gathers the figures of one reading, each once.
struct ReportLines {
  let reading: Level
  let waves: [ID<Wave>: String]
  private(set) var figures: [ReportFigure] = []
  private var known: Set<[String]> = []

  init(_ reading: Level, waves: [Wave]) {
    self.reading = reading
    self.waves = Dictionary(waves.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
  }

  mutating func add(_ figure: ReportFigure) {
    let key = [figure.unit.id.text, figure.period, figure.measure, figure.owner ?? ""]
    if known.insert(key).inserted { figures.append(figure) }
  }

  mutating func add(_ estimate: Estimate, _ measure: String, _ about: Measure, of unit: Unit, in wave: ID<Wave>) {
    add(
      ReportFigure(
        reading, unit, waves[wave] ?? "", measure, about: about.name, value: estimate.value,
        low: estimate.interval?.low, high: estimate.interval?.high, n: estimate.n))
  }

  mutating func add(_ difference: Difference, _ measure: String, _ about: Measure, of unit: Unit, in wave: ID<Wave>) {
    add(
      ReportFigure(
        reading, unit, waves[wave] ?? "", measure, about: about.name, value: difference.value,
        low: difference.interval.low, high: difference.interval.high, n: difference.firstN))
  }

  /// A figure and how it moved.
  mutating func add(_ figure: Figure, of unit: Unit) {
    add(figure.estimate, figure.name, figure.measure, of: unit, in: figure.wave)
    if let movement = figure.movement {
      add(movement.difference, "\(figure.name).change", figure.measure, of: unit, in: figure.wave)
    }
  }

  mutating func add(_ comparison: UnitComparison) {
    let name = Figure.name(.score, comparison.measure)
    for line in comparison.lines + comparison.small {
      add(line.score.estimate, name, comparison.measure, of: line.unit, in: comparison.wave)
      if let movement = line.movement {
        add(movement.difference, "\(name).change", comparison.measure, of: line.unit, in: comparison.wave)
      }
      if let difference = line.difference {
        add(difference, "\(name).difference", comparison.measure, of: line.unit, in: comparison.wave)
      }
    }
  }

  mutating func add(_ drivers: DriverReading, of unit: Unit, in wave: ID<Wave>) {
    for driver in drivers.drivers {
      add(driver.performance, Figure.name(.score, driver.measure), driver.measure, of: unit, in: wave)
      guard let importance = driver.importance else { continue }
      add(importance.estimate, "importance.\(driver.measure.key)", driver.measure, of: unit, in: wave)
    }
    guard let rSquared = drivers.rSquared else { return }
    add(
      ReportFigure(
        reading, unit, waves[wave] ?? "", "rSquared", about: drivers.outcome.name, value: rSquared, n: drivers.n))
  }
}
