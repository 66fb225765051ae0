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
      return zip(zip(SplitBar.kinds, shares), WholePercents(of: shares).parts).map { ($0.0, $0.1, $1) }
    }

    /// - Parameter shares: three, from low to high, of whatever whole; without them all are nothing.
    init(name: Message?, count: Int, shares: [Double]) {
      let total = shares.reduce(0, +)
      let parts = shares.count == 3 && total > 0 ? shares.map { $0 / total } : [0, 0, 0]
      self.init(name: name, count: count, detractors: parts[0], passives: parts[1], promoters: parts[2])
    }

    init(name: Message?, count: Int, detractors: Double, passives: Double, promoters: Double) {
      self.name = name
      self.count = count
      self.detractors = detractors
      self.passives = passives
      self.promoters = promoters
    }
  }

  let title: Message
  let rows: [Row]
  /// What the three parts are called, from low to high, where they aren't detractors, passives and promoters: marks have no shape
  /// or colour of their own.
  var words: [Message]?
  var caption: Message?

  private func name(_ part: Int, _ book: Phrasebook) -> String {
    if let words, words.indices.contains(part) { return book.say(words[part]) }
    return book.say("charts.kinds.\(Self.kinds[part].rawValue)")
  }

  private static let kinds: [Stance.Kind] = [.detractor, .passive, .promoter]

  func drawn(in book: Phrasebook) -> SafeHTML {
    ChartFigure(
      title: book.say(title),
      description: rows.map { row in
        (row.name.map { book.say($0) + ": " } ?? "")
          + row.parts.enumerated().map { place, part in
            "\(name(place, book)) \(book.percent(Double(part.percent) / 100))"
          }.joined(separator: ", ")
      }.joined(separator: "; "),
      wide: draw(width: 520, book),
      narrow: draw(width: 320, book),
      caption: caption.map(book.say),
      table: ChartFigure.Table(
        columns: [book.say("charts.unit"), book.say("charts.count")]
          + (0..<3).map { name($0, book) },
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
    let shapes = words == nil ? ["▼ ", "● ", "▲ "] : ["", "", ""]
    svg.text(shapes[0] + name(0, book), left, 13, .start, words == nil ? "tinted detractor" : "faint")
    svg.text(shapes[1] + name(1, book), (left + width) / 2, 13, .middle, "faint")
    svg.text(shapes[2] + name(2, book), width, 13, .end, words == nil ? "tinted promoter" : "strong")
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
      for (place, part) in row.parts.enumerated() {
        let span = max(0, min(1, part.share)) * (width - left)
        let style = words == nil ? part.kind.rawValue : ["lowest", "between", "highest"][place]
        svg.rectangle(x, y, max(0, span - 1.5), 26, "bar \(style)")
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
