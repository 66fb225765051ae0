import Localization
import Statistics
import Understand
import Values

/// What a reader must know of a driver analysis, in sentences.
struct DriverNotes {
  let facts: ReadingFacts

  func lines(_ reading: DriverReading) -> [Message] {
    let lineup =
      reading.strengths.map { point($0, "strength") } + reading.improvementPoints.map { point($0, "improvement") }
    var warned: [Message] = []
    // What is alike is alike pair by pair; said once it says enough.
    for message in reading.warnings.compactMap(warning) where !warned.contains(message) { warned.append(message) }
    if !reading.leftOut.isEmpty {
      let names = facts.book.list(reading.leftOut.map(facts.name))
      warned.append(Message("results.drivers.leftOut", ["names": .text(names)]))
    }
    return lineup + warned
  }

  private func point(_ driver: DriverReading.Driver, _ role: String) -> Message {
    Message(
      "results.drivers.\(role)Line",
      [
        "name": .text(facts.name(driver.measure)), "mark": .number(driver.onTen.value, decimals: 1),
        "share": .percent((driver.importance?.share ?? 0) / 100, decimals: 0),
        "certainty": .phrase(driver.isClear ? "results.drivers.clear" : "results.drivers.onTheLine"),
      ])
  }

  private func warning(_ warning: DriverWarning) -> Message? {
    switch warning {
    case .tooFewAnswers(let count, let needed):
      Message("results.drivers.warnings.tooFew", ["n": .count(count), "needed": .count(needed)])
    case .closePair, .inflatedVariance, .collinear: Message("results.drivers.warnings.alike")
    case .constantDriver: Message("results.drivers.warnings.constant")
    // How many answered what is said with the picture and in its card.
    case .unevenAnswers, .impossibleCorrelations: nil
    }
  }

  /// What the picture shows, and of whose answers.
  func caption(_ reading: DriverReading) -> Message {
    Message(
      "results.drivers.caption",
      [
        "outcome": .text(facts.outcome(reading.outcome)), "explained": .percent(reading.rSquared ?? 0, decimals: 0),
        "answers": .text(facts.book.say(answers(reading))),
      ])
  }

  /// How the weights came about; nothing where there are too few answers for any.
  func method(_ reading: DriverReading) -> MethodCard? {
    guard let importance = reading.drivers.lazy.compactMap(\.importance).first?.estimate else { return nil }
    var lines: [(term: Message, text: Message)] = [
      (Message("results.method.question"), .verbatim(reading.outcome.text.text(in: facts.book.language))),
      (Message("results.method.formula"), Message("results.formula.drivers")),
      (Message("results.method.base"), answers(reading)),
    ]
    if let interval = importance.interval {
      lines.append(
        (
          Message("results.method.interval"),
          Message("results.intervals.bootstrap", ["level": .percent(interval.level, decimals: 0)])
        ))
    }
    if abs(importance.effectiveN - Double(importance.n)) > 0.5 {
      lines.append(
        (
          Message("results.method.weights"),
          Message(
            "results.method.driverWeightsText",
            ["n": .count(importance.n), "count": .number(importance.effectiveN, decimals: 0)])
        ))
    }
    return MethodCard(lines)
  }

  /// Whose answers count: those of who answered everything, or pair by pair of who answered both.
  private func answers(_ reading: DriverReading) -> Message {
    let uneven = reading.warnings.lazy.compactMap { warning -> Int? in
      if case .unevenAnswers(_, let largest) = warning { largest } else { nil }
    }.first
    return switch (reading.missingValues, uneven) {
    case (.listwise, _): Message("results.drivers.answers.complete", ["n": .count(reading.n)])
    case (.pairwise, nil): Message("results.drivers.answers.pairs", ["n": .count(reading.n)])
    case (.pairwise, let most?):
      Message("results.drivers.answers.unevenPairs", ["n": .count(reading.n), "most": .count(most)])
    }
  }
}
