import Foundation
public import TableFiles
import Values

/// A round's result as a table and as JSON: one line per option, word or number, by attempt. It holds what the reveal holds, and so
/// nothing of a group that was too small.
public struct RoundExport: Sendable {
  public struct Line: Hashable, Sendable, Codable {
    public var round: String
    public var kind: RoundKind
    public var attempt: Int
    public var handedIn: Int
    public var option: String?
    public var label: String?
    public var value: Double?
    public var low: Double?
    public var high: Double?
    public var count: Int?
    public var second: Int?
    public var found: Double?
    public var foundLow: Double?
    public var foundHigh: Double?
    public var foundN: Int?
    public var text: String?
  }

  public let lines: [Line]

  /// - Parameter say: says a text in the reader's language.
  public init(_ round: Round, _ reveal: Reveal, say: @escaping (Wording) -> String) {
    lines = reveal.attempts.enumerated().flatMap { place, attempt in
      RoundLines(round: round, reveal: reveal, attempt: place + 1, handedIn: attempt.handedIn, say: say)
        .lines(attempt.result)
    }
  }

  public init(_ lines: [Line]) {
    self.lines = lines
  }

  public static let header = [
    "round", "kind", "attempt", "handed_in", "option", "label", "value", "low", "high", "count", "second", "found",
    "found_low", "found_high", "found_n", "text",
  ]

  /// A table for a spreadsheet. Text that could run as a formula is made harmless.
  public func csv(_ style: CSVWriter.Style) throws -> [UInt8] {
    let bytes = Bytes()
    var writer = CSVWriter(style: style) { bytes.all += $0 }
    try writer.write(Self.header)
    for line in lines {
      try writer.write([
        .text(line.round), .text(line.kind.rawValue), .integer(line.attempt), .integer(line.handedIn),
        text(line.option), text(line.label), number(line.value), number(line.low), number(line.high), whole(line.count),
        whole(line.second), number(line.found), number(line.foundLow), number(line.foundHigh), whole(line.foundN),
        text(line.text),
      ])
    }
    try writer.finish()
    return bytes.all
  }

  /// The same for programs: a list of objects.
  public func json() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(lines))
  }

  private final class Bytes {
    var all: [UInt8] = []
  }

  private func text(_ text: String?) -> TableCell { text.map(TableCell.text) ?? .empty }
  private func number(_ number: Double?) -> TableCell { number.map { .number($0, decimals: 2) } ?? .empty }
  private func whole(_ number: Int?) -> TableCell { number.map { .integer($0) } ?? .empty }
}

/// The lines of one attempt.
private struct RoundLines {
  let round: Round
  let reveal: Reveal
  let attempt: Int
  let handedIn: Int
  let say: (Wording) -> String

  func lines(_ result: RoundResult) -> [RoundExport.Line] {
    switch result {
    case .tooFew, .countOnly: return [line()]
    case .guesses(let guesses):
      var line = line()
      line.value = guesses.spread.median
      line.low = guesses.spread.lowQuartile
      line.high = guesses.spread.highQuartile
      line.count = guesses.dots.count
      return [found(reveal.truth?.value, in: line)]
    case .options(let options):
      return options.map { result in
        var line = line(result.option)
        line.value = result.value
        line.low = result.spread?.lowQuartile
        line.high = result.spread?.highQuartile
        line.count = result.count
        line.second = result.second
        let truth = reveal.truth?.option(result.option)
        line.label = truth?.label
        return found(truth?.line, in: line)
      }
    case .placements(let placed):
      return placed.flatMap { placed in
        [("impact", placed.impact), ("effort", placed.effort)].map { label, spread in
          var line = line(placed.option)
          (line.label, line.value, line.count) = (label, spread.median, spread.n)
          (line.low, line.high) = (spread.lowQuartile, spread.highQuartile)
          return line
        }
      }
    case .consent(let proposals):
      return proposals.flatMap { proposal in
        proposal.counts.enumerated().map { fingers, count in
          var line = line(proposal.option)
          (line.label, line.value, line.count) = ("fingers", Double(fingers), count)
          return line
        }
          + proposal.objections.map { reason in
            var line = line(proposal.option)
            (line.label, line.text) = ("objection", reason)
            return line
          }
      }
    case .sorting(let sorting):
      return sorting.lines.flatMap { sorted in
        zip(round.labels, sorted.counts).map { label, count in
          var line = line(sorted.option)
          (line.label, line.count) = (say(label.text), count)
          line.text = sorted.truth == label.id ? "true" : nil
          return line
        }
      } + answer(sorting)
    case .words(let words): return words.map { line($0.text, count: $0.count) }
    case .asks(let asks):
      return asks.flatMap { ask in
        [("what", ask.what), ("why", ask.why), ("to", ask.to ?? ""), ("otherwise", ask.otherwise ?? "")]
          .filter { !$0.1.isEmpty }.map { line($0.1, label: $0.0) }
      }
    case .commitments(let shared):
      return shared.flatMap { [line($0.when, label: "when"), line($0.then, label: "then")] }
    case .huddles(let wishes):
      return wishes.map { wish in
        var line = line("\(wish.hour):\(wish.minute < 10 ? "0" : "")\(wish.minute)", count: wish.count)
        line.value = Double(wish.weekday)
        return line
      }
    case .marks(let marks):
      return marks.tallies.map { tally in
        var line = line()
        (line.value, line.count) = (Double(tally.mark), tally.count)
        // Units without a name: each place has a figure, and nothing that tells whose it is.
        if round.kind == .ownPlace, let unit = reveal.truth?.options.dropFirst(tally.mark - 1).first {
          (line.option, line.found) = (unit.option.text, unit.line?.value)
        }
        return line
      } + marks.words.map { line($0.text, count: $0.count) }
    }
  }

  /// Of the question beside it: how many percent gave the right answer.
  private func answer(_ sorting: RoundResult.SortingResult) -> [RoundExport.Line] {
    guard let share = sorting.answeredRight, let right = reveal.truth?.answer else { return [] }
    var line = line(right)
    (line.label, line.value, line.text) = ("answer", share * 100, "true")
    return [line]
  }

  private func line(_ option: ID<RoundOption>? = nil) -> RoundExport.Line {
    RoundExport.Line(
      round: say(round.title), kind: round.kind, attempt: attempt, handedIn: handedIn,
      option: option.map { id in round.option(id).map { say($0.text) } ?? id.text })
  }

  private func line(_ text: String, label: String? = nil, count: Int? = nil) -> RoundExport.Line {
    var line = line()
    (line.text, line.label, line.count) = (text, label, count)
    return line
  }

  private func found(_ truth: RoundTruth.Line?, in line: RoundExport.Line) -> RoundExport.Line {
    var line = line
    (line.found, line.foundLow, line.foundHigh, line.foundN) = (truth?.value, truth?.low, truth?.high, truth?.n)
    return line
  }
}
