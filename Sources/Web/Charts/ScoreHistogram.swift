import Localization
import Values

/// How often each score was given, one column per score.
struct ScoreHistogram: Drawing {
  let title: Message
  /// The score of the first column: 0 for a recommendation, 1 for a grade.
  let first: Int
  /// How many (or how much weight) per score.
  let counts: [Double]
  /// Colours the columns as promoter, passive and detractor; only for the recommendation from 0 to 10.
  var isRecommendation = true
  var caption: Message?

  func drawn(in book: Phrasebook) -> SafeHTML {
    let total = counts.reduce(0, +)
    let shares = counts.map { total > 0 ? $0 / total : 0 }
    return ChartFigure(
      title: book.say(title),
      description: shares.enumerated().map { "\(first + $0.offset): \(book.percent($0.element))" }.joined(
        separator: "; "),
      wide: draw(shares, width: 520, height: 200, book),
      narrow: draw(shares, width: 320, height: 190, book),
      caption: caption.map(book.say),
      table: ChartFigure.Table(
        columns: ["charts.score", "charts.count", "charts.share"].map { book.say($0) },
        rows: counts.indices.map {
          [String(first + $0), book.number(counts[$0], decimals: 0), book.percent(shares[$0], decimals: 1)]
        }
      )
    ).html(book)
  }

  private func draw(_ shares: [Double], width: Double, height: Double, _ book: Phrasebook) -> SVG {
    var svg = SVG(width: width, height: height)
    let size = width > 400 ? 13.0 : 14.0
    let base = height - (isRecommendation ? 46 : 26)
    let most = max(shares.max() ?? 0, 0.01)
    let step = width / Double(max(1, shares.count))
    for (index, share) in shares.enumerated() {
      let x = step * Double(index)
      let tall = share / most * (base - 24)
      svg.rectangle(x + step * 0.1, base - tall, step * 0.8, tall, "bar \(kind(of: first + index))")
      let label = book.number(share * 100, decimals: 0)
      svg.text(label, x + step / 2, base - tall - 6, .middle, "faint")
      svg.text(String(first + index), x + step / 2, base + 18, .middle)
    }
    svg.line(0, base, width, base, "zero")
    svg.text(book.say("charts.inPercent"), 0, 12, .start, "faint")
    guard isRecommendation, shares.count == 11 else { return svg }
    for (kind, range) in [(Stance.Kind.detractor, 0...6), (.passive, 7...8), (.promoter, 9...10)] {
      let from = step * Double(range.lowerBound) + step * 0.1
      let to = step * Double(range.upperBound + 1) - step * 0.1
      svg.line(from, base + 25, to, base + 25, "whisker \(kind.rawValue)")
      let shape = [Stance.Kind.detractor: "▼ ", .passive: "● ", .promoter: "▲ "][kind] ?? ""
      let share = book.percent(range.map { shares[$0] }.reduce(0, +))
      let name = "\(shape)\(book.say("charts.kinds.\(kind.rawValue)")) \(share)"
      let text = TextWidth.of(name, size: size) <= to - from + step * 0.6 ? name : shape + share
      let half = TextWidth.of(text, size: size) / 2
      svg.text(
        text, min(max((from + to) / 2, half), width - half), base + 42, .middle,
        kind == .passive ? "faint" : "tinted \(kind.rawValue)")
    }
    return svg
  }

  private func kind(of score: Int) -> String {
    guard isRecommendation else { return "own" }
    return (score >= 9 ? Stance.Kind.promoter : score >= 7 ? .passive : .detractor).rawValue
  }
}
