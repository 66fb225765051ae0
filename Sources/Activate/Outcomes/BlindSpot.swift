public import Listen
public import People
public import Values

/// What a group thought beside what its customers said: kept per unit and wave, so that one sees whether people come to know
/// their customers better.
public struct BlindSpot: Hashable, Sendable, Codable {
  public let unit: ID<Unit>
  public let wave: ID<Wave>
  /// The figure's stable name: `nps`, `driver.q3.reach`, `value.q4.close`, `split.promoter`.
  public let measure: String
  public let figure: RoundFigure
  /// The group's middle, before talking.
  public let thought: Double
  public let real: Double
  public let low: Double?
  public let high: Double?
  /// Answers of customers.
  public let n: Int
  /// People who guessed.
  public let handedIn: Int

  public var gap: Double { thought - real }
  /// Whether the guess lies outside the margin.
  public var isCertain: Bool { thought < (low ?? real) || thought > (high ?? real) }

  /// The blind spots that a round turned up: of its first attempt, and none where the group was too small or the reference was
  /// taken back.
  public static func found(in reveal: Reveal, unit: ID<Unit>, wave: ID<Wave>) -> [BlindSpot] {
    guard let truth = reveal.truth, let attempt = reveal.attempts.first else { return [] }
    func spot(_ measure: String, _ figure: RoundFigure, _ thought: Double, _ line: RoundTruth.Line) -> BlindSpot {
      BlindSpot(
        unit: unit, wave: wave, measure: measure, figure: figure, thought: thought, real: line.value, low: line.low,
        high: line.high, n: line.n, handedIn: attempt.handedIn)
    }
    switch attempt.result {
    case .guesses(let guesses):
      guard let line = truth.value, let figure = truth.figure else { return [] }
      return [spot(truth.source["measure"] ?? figure.rawValue, figure, guesses.spread.median, line)]
    case .options(let lines) where reveal.kind == .guessSplit || reveal.kind == .values:
      return lines.compactMap { line in
        guard line.count > 0, let found = truth.option(line.option)?.line else { return nil }
        let prefix = reveal.kind == .guessSplit ? "split" : "value"
        return spot("\(prefix).\(line.option)", truth.figure ?? .percent, line.value, found)
      }
    default: return []
    }
  }
}
