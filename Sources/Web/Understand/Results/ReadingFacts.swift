import Listen
import Localization
import People
import Statistics
import Understand
import Values

/// How figures of a reading become facts on a page: how each is written, what may be said of its movement, and its method card.
struct ReadingFacts {
  let book: Phrasebook
  let waves: [Wave]

  func wave(_ id: ID<Wave>) -> String { waves.first { $0.id == id }?.name ?? "" }

  /// How charts write this figure.
  static func measure(_ figure: Understand.Figure) -> Measure { measure(figure.measure, figure.score) }

  static func measure(_ measure: Understand.Measure, _ score: Score) -> Measure {
    switch score {
    case .net: .nps
    case .share: .share
    case .mean:
      .mark(Double(measure.scale.low)...Double(max(measure.scale.low + 1, measure.scale.high)), decimals: 1)
    }
  }

  /// What charts draw. Shares are of 1 there, and of 100 in the figures.
  static func reading(_ score: Score) -> Reading { reading(score.estimate, isShare: score.isShare) }

  static func reading(_ estimate: Estimate, isShare: Bool = false) -> Reading {
    let part = isShare ? 0.01 : 1
    return Reading(
      estimate.value * part, low: estimate.interval.map { $0.low * part },
      high: estimate.interval.map { $0.high * part })
  }

  static func fact(_ score: Score) -> Message.Fact { fact(score.estimate.value, score) }

  static func fact(_ value: Double, _ score: Score) -> Message.Fact {
    switch score {
    case .net: .signed(value, decimals: 0)
    case .mean: .number(value, decimals: 1)
    case .share: .percent(value / 100, decimals: 0)
    }
  }

  /// The size of a difference, without its sign.
  static func size(_ difference: Double, _ score: Score) -> Message.Fact {
    switch score {
    case .net: .number(abs(difference), decimals: 0)
    case .mean: .number(abs(difference), decimals: 1)
    case .share: .percent(abs(difference) / 100, decimals: 0)
    }
  }

  func name(_ figure: Understand.Figure) -> Message {
    switch (figure.kind, figure.measure.kind) {
    case (.score, .recommendation): Message("results.names.nps")
    case (.score, .grade): Message("results.names.grade")
    case (.score, .effort): Message("results.names.effort")
    case (.ninePlus, _): Message("results.names.ninePlus")
    case (.fails, _): Message("results.names.fails")
    case (.promoters, _): Message("results.names.promoters")
    case (.passives, _): Message("results.names.passives")
    case (.detractors, _): Message("results.names.detractors")
    case (.score, _): .verbatim(name(figure.measure))
    }
  }

  /// A word or two. The questions that everybody asks have the field's own names.
  func name(_ measure: Understand.Measure) -> String {
    switch measure.kind {
    case .recommendation: book.say("results.names.nps")
    case .grade: book.say("results.names.grade")
    case .effort: book.say("results.names.effort")
    case .driver, .value, .competitor: measure.name.text(in: book.language)
    }
  }

  /// What the drivers explain.
  func outcome(_ measure: Understand.Measure) -> String {
    measure.kind == .recommendation ? book.say("results.drivers.recommending") : name(measure)
  }

  /// `tussen 7,5 en 7,7 · was 7,4 in najaar 2025`
  func note(_ figure: Understand.Figure) -> Message {
    let estimate = figure.estimate
    guard let interval = estimate.interval else {
      return Message("results.note.onlyCount", ["count": .count(estimate.n)])
    }
    var facts: [String: Message.Fact] = [
      "low": Self.fact(interval.low, figure.score), "high": Self.fact(interval.high, figure.score),
    ]
    guard let movement = figure.movement else { return Message("results.note.interval", facts) }
    facts["earlier"] = Self.fact(estimate.value - movement.difference.value, figure.score)
    facts["wave"] = .text(wave(movement.from))
    facts["certainty"] = .phrase("results.certainty.\(movement.verdict.rawValue)")
    return Message("results.note.intervalAndBefore", facts)
  }

  /// A large number with its note and its method card.
  func card(_ figure: Understand.Figure, of unit: String, treeDay: Day) -> Figure {
    Figure(
      Self.fact(figure.score), name(figure), note: note(figure), method: method(figure, of: unit, treeDay: treeDay))
  }

  /// How a figure came about.
  func method(_ figure: Understand.Figure, of unit: String, treeDay: Day) -> MethodCard {
    let estimate = figure.estimate
    var lines: [(term: Message, text: Message)] = [
      (Message("results.method.question"), .verbatim(figure.measure.text.text(in: book.language))),
      (Message("results.method.formula"), Message("results.formula.\(formula(figure))")),
      (
        Message("results.method.base"),
        Message("results.method.baseText", ["n": .count(estimate.n), "missing": .count(estimate.missing)])
      ),
    ]
    if let interval = estimate.interval {
      lines.append(
        (
          Message("results.method.interval"),
          Message(
            "results.intervals.\(estimate.method.rawValue)", ["level": .percent(interval.level, decimals: 0)])
        ))
    }
    if figure.isWeighted {
      lines.append(
        (
          Message("results.method.weights"),
          Message("results.method.weightsText", ["count": .number(estimate.effectiveN, decimals: 0)])
        ))
    }
    lines.append(
      (
        Message("results.method.whom"),
        Message(
          "results.method.whomText", ["unit": .text(unit), "wave": .text(wave(figure.wave)), "day": .day(treeDay)])
      ))
    return MethodCard(lines)
  }

  private func formula(_ figure: Understand.Figure) -> String {
    switch (figure.kind, figure.score) {
    case (.score, .net): "nps"
    case (.score, .mean), (.score, .share): "mean"
    default: figure.kind.rawValue
    }
  }
}

extension Score {
  var isShare: Bool { if case .share = self { true } else { false } }
}

extension Relevance.Verdict {
  /// Whether the difference is large enough and certain enough to act upon.
  var isReal: Bool { self == .relevant || self == .strong }
}
