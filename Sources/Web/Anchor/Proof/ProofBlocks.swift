import Act
import Anchor
import Listen
import Localization
import People
import Statistics
import Understand
import Values

/// What the next wave says of one thing, in a sentence with its method card.
struct ProofLine: ViewModel {
  let sentence: Message
  let mark: String
  let method: MethodCard?
}

extension ProofLine {
  /// - Parameter unit: of which the figures are.
  init(_ proof: Proof, book: Phrasebook, unit: String, treeDay: Day) {
    mark = proof.verdict.rawValue
    let facts = ReadingFacts(
      book: book, waves: [proof.change?.before, proof.change?.after].compactMap(\.self))
    var said: [String: Message.Fact] = [
      "unit": .text(unit), "measure": .text(proof.change.map { facts.name($0.measure) } ?? ""),
      "before": .text(proof.change?.before?.name ?? ""), "after": .text(proof.change?.after?.name ?? ""),
      "n": .count(proof.change?.figure?.estimate.n ?? 0),
    ]
    guard let figure = proof.change?.figure, let movement = figure.movement else {
      sentence = Message("proof.sentence.\(proof.verdict.rawValue)", said)
      method = proof.change?.figure.map { facts.method($0, of: unit, treeDay: treeDay) }
      return
    }
    let difference = movement.difference
    said["from"] = ReadingFacts.fact(figure.estimate.value - difference.value, figure.score)
    said["to"] = ReadingFacts.fact(figure.score)
    said["low"] = .signed(difference.interval.low, decimals: figure.score.isNet ? 0 : 1)
    said["high"] = .signed(difference.interval.high, decimals: figure.score.isNet ? 0 : 1)
    said["m"] = .count(difference.secondN)
    sentence = Message("proof.sentence.\(proof.verdict.rawValue)", said)
    method = MethodCard(
      facts.method(figure, of: unit, treeDay: treeDay).lines.map { ($0.term, $0.text) } + [
        (Message("proof.method.difference"), Message("proof.method.differenceText", said)),
        (Message("proof.method.rule"), Message("proof.method.ruleText")),
      ])
  }
}

/// The proof of an ambition: since it was set, and what the units that acted gained beside the others.
struct ProofBlock: ViewModel {
  let line: ProofLine
  let effect: ProofLine?
}

extension ProofBlock {
  init(_ proof: AmbitionProof, book: Phrasebook, tree: UnitTree) {
    let unit = tree.unit(proof.ambition.unit)?.name ?? ""
    line = ProofLine(proof.proof, book: book, unit: unit, treeDay: tree.day)
    effect = proof.effect.map { ProofLine($0, book: book) }
  }
}

extension ProofLine {
  /// The honest sentence about a set of actions.
  init(_ effect: ActionsEffect, book: Phrasebook) {
    let counts: [String: Message.Fact] = [
      "acted": .count(effect.acted.count), "untouched": .count(effect.untouched),
      "names": .text(book.list(effect.acted.map(\.name))),
      "measure": .text(ReadingFacts(book: book, waves: []).name(effect.measure)),
    ]
    guard case .known(let known) = effect.outcome, let interval = known.overall.interval else {
      let key =
        switch effect.outcome {
        case .nobodyActed: "nobodyActed"
        case .everybodyActed: "everybodyActed"
        case .known, .tooFewUnits: "tooFewUnits"
        }
      sentence = Message("proof.effect.\(key)", counts)
      mark = "notShown"
      method = nil
      return
    }
    let decimals = effect.measure.kind == .recommendation ? 0 : 1
    let verdict = interval.low > 0 ? "up" : interval.high < 0 ? "down" : "notShown"
    mark = verdict
    let facts = counts.merging(
      [
        "value": .number(abs(known.overall.value), decimals: decimals),
        "low": .signed(interval.low, decimals: decimals), "high": .signed(interval.high, decimals: decimals),
        "level": .percent(interval.level, decimals: 0),
      ], uniquingKeysWith: { first, _ in first })
    sentence = Message("proof.effect.\(verdict)", facts)
    var lines: [(term: Message, text: Message)] = [
      (Message("proof.method.formula"), Message("proof.method.formulaText")),
      (Message("proof.method.whom"), Message("proof.method.whomText", counts)),
      (Message("proof.method.interval"), Message("proof.intervals.\(known.overall.method.rawValue)", facts)),
      (Message("proof.method.assumption"), Message("proof.method.assumptionText")),
    ]
    if let placebo = known.placebo {
      lines.append(
        (
          Message("proof.method.placebo"),
          Message(
            placebo.p < 0.05 ? "proof.method.placeboFails" : "proof.method.placeboHolds",
            ["p": .number(placebo.p, decimals: 2)])
        ))
    }
    lines += known.warnings.compactMap { warning in
      switch warning {
      case .fewClusters(let count):
        (Message("proof.method.mind"), Message("proof.method.fewUnits", ["count": .count(count)]))
      case .noBefore(let units):
        (Message("proof.method.mind"), Message("proof.method.noBefore", ["count": .count(units)]))
      case .noPlacebo: (Message("proof.method.mind"), Message("proof.method.noPlacebo"))
      case .noComparison, .borrowedSpread: nil
      }
    }
    method = MethodCard(lines)
  }
}

extension Score {
  var isNet: Bool { if case .net = self { true } else { false } }
}
