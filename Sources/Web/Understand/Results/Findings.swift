import Listen
import Localization
import People
import Statistics
import Understand
import Values

/// What a reading says in a sentence. The sentence is honest: that units can't be told apart is a finding too.
struct Findings {
  let facts: ReadingFacts

  private var book: Phrasebook { facts.book }

  /// The finding of the whole: the grade, else the NPS, else the outcome; and how it moved.
  func headline(_ figures: [Understand.Figure]) -> Message {
    guard let figure = figures.first(where: { $0.name == "grade" }) ?? figures.first else {
      return Message("results.headline.none")
    }
    let key = figure.measure.kind == .grade ? "grade" : figure.measure.kind == .recommendation ? "nps" : "mean"
    let finding = Message(
      "results.headline.\(key)",
      [
        "value": ReadingFacts.fact(figure.score), "name": .text(facts.name(figure.measure)),
        "low": .count(figure.measure.scale.low), "high": .count(figure.measure.scale.high),
      ])
    guard let moved = moved(figure) else { return finding }
    return .verbatim(book.say(finding) + " " + book.say(moved))
  }

  func moved(_ figure: Understand.Figure) -> Message? {
    guard let movement = figure.movement else { return nil }
    let direction = movement.difference.value >= 0 ? "up" : "down"
    let facts: [String: Message.Fact] = [
      "size": ReadingFacts.size(movement.difference.value, figure.score), "wave": .text(self.facts.wave(movement.from)),
    ]
    return switch movement.verdict {
    case .relevant, .strong: Message("results.moved.\(direction)", facts)
    case .certainButSmall: Message("results.moved.small\(direction == "up" ? "Up" : "Down")", facts)
    case .aboutTheSame: Message("results.moved.same", facts)
    case .notShown: Message("results.moved.notShown", facts)
    case .tooFewAnswers: Message("results.moved.tooFew", facts)
    }
  }

  /// Which units really stand out.
  func units(_ comparison: UnitComparison) -> Message {
    let real = comparison.lines.filter { $0.verdict.isReal }
    let above = real.filter { ($0.difference?.value ?? 0) > 0 }.map(\.unit.name)
    let below = real.filter { ($0.difference?.value ?? 0) < 0 }.map(\.unit.name)
    let names: [String: Message.Fact] = [
      "above": .text(book.list(above)), "below": .text(book.list(below)),
    ]
    return switch (above.isEmpty, below.isEmpty) {
    case (true, true):
      comparison.lines.count > 1 ? Message("results.units.alike") : Message("results.units.one")
    case (false, true): Message("results.units.above", names)
    case (true, false): Message("results.units.below", names)
    case (false, false): Message("results.units.both", names)
    }
  }

  /// The few drivers that matter.
  func drivers(_ reading: DriverReading) -> Message {
    let improvements = reading.improvementPoints.map { facts.name($0.measure) }
    let strengths = reading.strengths.map { facts.name($0.measure) }
    let names: [String: Message.Fact] = [
      "improvements": .text(book.list(improvements)), "strengths": .text(book.list(strengths)),
      "count": .count(improvements.count),
    ]
    guard reading.drivers.contains(where: { $0.importance != nil }) else { return Message("results.drivers.tooFew") }
    return switch (improvements.isEmpty, strengths.isEmpty) {
    case (true, true): Message("results.drivers.none")
    case (false, true): Message("results.drivers.improvements", names)
    case (true, false): Message("results.drivers.strengths", names)
    case (false, false): Message("results.drivers.both", names)
    }
  }

  func values(_ figures: [Understand.Figure]) -> Message? {
    let sorted = figures.sorted { $0.estimate.value > $1.estimate.value }
    guard let best = sorted.first, let least = sorted.last, sorted.count > 1 else { return nil }
    return Message(
      "results.values.finding", ["best": .text(facts.name(best.measure)), "least": .text(facts.name(least.measure))])
  }

  func competition(_ lines: [CompetitionLine]) -> Message? {
    func sure(_ isBetter: Bool) -> [String] {
      lines.filter { line in
        !line.competitors.isEmpty
          && line.competitors.contains { $0.verdict.isReal && (($0.difference?.value ?? 0) > 0) == isBetter }
          && !line.competitors.contains { $0.verdict.isReal && (($0.difference?.value ?? 0) > 0) != isBetter }
      }.map { $0.name.text(in: book.language) }
    }
    guard !lines.isEmpty else { return nil }
    let (better, worse) = (sure(true), sure(false))
    let names: [String: Message.Fact] = ["better": .text(book.list(better)), "worse": .text(book.list(worse))]
    return switch (better.isEmpty, worse.isEmpty) {
    case (true, true): Message("results.competition.alike")
    case (false, true): Message("results.competition.better", names)
    case (true, false): Message("results.competition.worse", names)
    case (false, false): Message("results.competition.both", names)
    }
  }

  func recommended(_ verdict: StrategicReading.Recommended) -> Message {
    Message("results.recommended.\(verdict.rawValue)")
  }

  /// Where the unit really differs from the rest.
  func differences(_ reading: TacticalReading) -> Message {
    let real = reading.differences.filter { $0.figure.kind == .score }
      .sorted { abs($0.difference?.effectSize ?? 0) > abs($1.difference?.effectSize ?? 0) }
    // The few that matter; the table below has them all.
    let above = real.filter { ($0.difference?.value ?? 0) > 0 }.prefix(3).map { book.say(facts.name($0.figure)) }
    let below = real.filter { ($0.difference?.value ?? 0) < 0 }.prefix(3).map { book.say(facts.name($0.figure)) }
    let names: [String: Message.Fact] = [
      "unit": .text(reading.unit.name), "above": .text(book.list(above)), "below": .text(book.list(below)),
    ]
    return switch (above.isEmpty, below.isEmpty) {
    case (true, true): Message("results.differences.none", names)
    case (false, true): Message("results.differences.above", names)
    case (true, false): Message("results.differences.below", names)
    case (false, false): Message("results.differences.both", names)
    }
  }
}
