import Localization
import Values

/// Detractors, passives and promoters as parts of one bar; several bars beneath each other for several units or waves.
struct SplitBar: Drawing {
  struct Row: Sendable {
    /// Nothing where the bar stands alone.
    let name: Message?
    let count: Int
    /// Shares of 1 that together make 1.
    let detractors: Double
    let passives: Double
    let promoters: Double

    /// Each with what is written in it: whole percents that together make a hundred.
    var parts: [(kind: Stance.Kind, share: Double, percent: Int)] {
      let shares = [detractors, passives, promoters]
      return zip(zip([Stance.Kind.detractor, .passive, .promoter], shares), WholePercents(of: shares).parts).map {
        ($0.0, $0.1, $1)
      }
    }
  }

  let title: Message
  let rows: [Row]
  var caption: Message?

  func drawn(in book: Phrasebook) -> SafeHTML {
    ChartFigure(
      title: book.say(title),
      description: rows.map { row in
        (row.name.map { book.say($0) + ": " } ?? "")
          + row.parts.map {
            "\(book.say("charts.kinds.\($0.kind.rawValue)")) \(book.percent(Double($0.percent) / 100))"
          }.joined(
            separator: ", ")
      }.joined(separator: "; "),
      wide: draw(width: 520, book),
      narrow: draw(width: 320, book),
      caption: caption.map(book.say),
      table: ChartFigure.Table(
        columns: [book.say("charts.unit"), book.say("charts.count")]
          + ["detractor", "passive", "promoter"].map { book.say("charts.kinds.\($0)") },
        rows: rows.map { row in
          [row.name.map(book.say) ?? book.say("charts.all"), book.number(Double(row.count), decimals: 0)]
            + row.parts.map { book.percent(Double($0.percent) / 100) }
        }
      )
    ).html(book)
  }

  private func draw(width: Double, _ book: Phrasebook) -> SVG {
    let isWide = width > 400
    let size = isWide ? 13.0 : 14.0
    let hasNames = rows.contains { $0.name != nil }
    let left = isWide && hasNames ? 172.0 : 0
    var svg = SVG(width: width)
    var y = 0.0
    // The words stand once, above the first bar.
    let words = zip(["▼ ", "● ", "▲ "], ["detractor", "passive", "promoter"]).map {
      $0 + book.say("charts.kinds.\($1)")
    }
    svg.text(words[0], left, 13, .start, "tinted detractor")
    svg.text(words[1], (left + width) / 2, 13, .middle, "faint")
    svg.text(words[2], width, 13, .end, "tinted promoter")
    y = 24
    for row in rows {
      if let name = row.name.map({ book.say($0) }) {
        if isWide {
          let lines = TextWidth.lines(name, width: left - 8, size: size)
          svg.text(lines, 0, y + 18 - Double(lines.count - 1) * 8, .start)
        } else {
          svg.text(TextWidth.lines(name, width: 250, size: size, most: 1), 0, y + 14, .start)
          svg.text(book.say("charts.n", ["count": .count(row.count)]), width, y + 14, .end, "faint")
          y += 22
        }
      }
      var x = left
      for part in row.parts {
        let span = max(0, min(1, part.share)) * (width - left)
        svg.rectangle(x, y, max(0, span - 1.5), 26, "bar \(part.kind.rawValue)")
        let text = book.percent(Double(part.percent) / 100)
        if TextWidth.of(text, size: size) + 8 < span { svg.text(text, x + span / 2, y + 18, .middle, "on-bar") }
        x += span
      }
      y += 26 + (isWide ? 10 : 16)
    }
    svg.grow(to: y - 6)
    return svg
  }
}
