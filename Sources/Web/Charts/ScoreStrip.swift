import Localization
import Values

/// A small distribution for a row of a table: the scores 0 to 10 as columns in the height of a line.
struct ScoreStrip: Drawing {
  let counts: [Double]

  func drawn(in book: Phrasebook) -> SafeHTML {
    let total = counts.reduce(0, +)
    var svg = SVG(width: 88, height: 22)
    let most = counts.max() ?? 0
    for (index, count) in counts.enumerated() {
      let tall = most > 0 ? count / most * 20 : 0
      let kind: Stance.Kind = index >= 9 ? .promoter : index >= 7 ? .passive : .detractor
      svg.rectangle(Double(index) * 8, 21 - max(1, tall), 6.5, max(1, tall), "bar \(kind.rawValue)")
    }
    let shares = counts.enumerated().map { "\($0.offset): \(book.percent(total > 0 ? $0.element / total : 0))" }
    let name = book.say("charts.strip")
    return SafeHTML(
      safe: "<span class=\"chart strip\">" + svg.element(title: name, description: shares.joined(separator: "; "))
        + "</span>")
  }
}
