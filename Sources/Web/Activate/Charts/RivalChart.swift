import Localization
import Values

/// Where we think we stand beside the best other, from much worse to much better. What customers say is the shaded part of each row,
/// and stands behind it in words.
struct RivalChart: Drawing {
  struct Row: Sendable {
    let name: Message
    /// The other that it is about.
    let rival: Message?
    /// From −2 to 2; nothing where too few knew.
    let ours: Double?
    let unknown: Int
    let verdict: Verdict?
    /// What the research says of it.
    let note: Message?
    let isRight: Bool
  }

  enum Verdict: String, Sendable { case worse, alike, better }

  let title: Message
  let rows: [Row]

  func drawn(in book: Phrasebook) -> SafeHTML {
    ChartFigure(
      title: book.say(title),
      description: rows.map { row in
        "\(book.say(row.name)): \(book.say("session.chart.we")) \(said(row, book))"
          + (row.note.map { ", " + book.say($0) } ?? "")
      }.joined(separator: "; "),
      wide: draw(width: 640, book), narrow: draw(width: 320, book),
      table: ChartFigure.Table(
        columns: [
          book.say("charts.what"), book.say("session.chart.we"), book.say("session.control.unknown"),
          book.say("session.chart.research"),
        ],
        rows: rows.map { row in
          [book.say(row.name), said(row, book), "\(row.unknown)", row.note.map(book.say) ?? "–"]
        })
    ).html(book)
  }

  private func said(_ row: Row, _ book: Phrasebook) -> String {
    guard let ours = row.ours else { return book.say("session.chart.nobodyKnew") }
    return book.write(.signed(ours, decimals: ours == ours.rounded() ? 0 : 1))
  }

  private func draw(width: Double, _ book: Phrasebook) -> SVG {
    let isWide = width > 400
    let size = isWide ? 13.0 : 14.0
    // Of many points the other isn't named: what is drawn stays large.
    let hasRivals = !isWide || rows.count <= 4
    let texts = rows.flatMap { [$0.name, hasRivals ? $0.rival : nil].compactMap { $0 } }
    let names = isWide ? min(200, max(80, (texts.map { TextWidth.of(book.say($0), size: size) }.max() ?? 0) + 18)) : 0
    let notes =
      isWide ? (rows.compactMap(\.note).map { TextWidth.of(book.say($0), size: size) }.max() ?? 0) + 22 : 0
    // Of those who don't know there is a number only where there are any.
    let unknowns = isWide && rows.contains { $0.unknown > 0 && $0.ours != nil }
    let unknown = unknowns ? TextWidth.of(book.say("session.chart.unknown"), size: size) + 12 : 0
    let numbers = width - notes - unknown
    let (start, end) = (names + 10, numbers - 48)
    func x(_ mark: Double) -> Double { start + (mark + 2.3) / 4.6 * (end - start) }
    var svg = SVG(width: width)
    svg.text(book.say("session.chart.label.worse"), start, 13, .start, "faint")
    svg.text(book.say("session.chart.label.alike"), x(0), 13, .middle, "faint")
    svg.text(book.say("session.chart.label.better"), end, 13, .end, "faint")
    svg.text(book.say("session.chart.we"), numbers, 13, .end, "strong")
    if unknowns { svg.text(book.say("session.chart.unknown"), numbers + unknown, 13, .end, "faint") }
    if notes > 8 { svg.text(book.say("session.scene.customers"), width - notes + 18, 13, .start, "faint") }
    var y = 22.0
    for row in rows {
      let lines =
        TextWidth.lines(
          book.say(row.name), width: isWide ? names - 12 : 312, size: size,
          most: isWide && hasRivals && row.rival != nil ? 1 : 2)
      let rival = (hasRivals ? row.rival : nil).map {
        TextWidth.lines(book.say($0), width: isWide ? names - 12 : 312, size: size, most: 1)
      }
      let high = Double(lines.count + (rival?.count ?? 0)) * TextWidth.lineHeight
      let height =
        isWide ? max(rows.count > 4 ? 24 : 30, high + (rows.count > 4 ? 2 : 8)) : high + 36 + (row.note == nil ? 0 : 18)
      let at = isWide ? y + height / 2 : y + high + 14
      let first = isWide ? at + 4.5 - (high - TextWidth.lineHeight) / 2 : y + 14
      svg.text(lines, 0, first)
      if let rival { svg.text(rival, 0, first + Double(lines.count) * TextWidth.lineHeight, .start, "faint") }
      switch row.ours == nil ? nil : row.verdict {
      case .worse: svg.rectangle(start, at - 9, x(-0.5) - start, 18, "verdict", round: 3)
      case .alike: svg.rectangle(x(-0.5), at - 9, x(0.5) - x(-0.5), 18, "verdict", round: 3)
      case .better: svg.rectangle(x(0.5), at - 9, end - x(0.5), 18, "verdict", round: 3)
      case nil: break
      }
      if let ours = row.ours {
        svg.line(start, at, end, at, "axis")
        svg.line(x(0), at - 9, x(0), at + 9, "zero")
        svg.mark(.dot, x(ours), at, row.isRight ? "own" : "")
        svg.text(said(row, book), numbers, at + 4.5, .end, "strong")
        if unknowns { svg.text("\(row.unknown)", numbers + unknown, at + 4.5, .end, "faint") }
      } else {
        svg.text(said(row, book), isWide ? start : 0, isWide ? at + 4.5 : at + 4.5, .start, "faint")
      }
      if let note = row.note {
        if isWide {
          svg.text(book.say(note), width - notes + 18, at + 4.5, .start, row.isRight ? "strong" : "")
        } else {
          let words = row.unknown > 0 ? "\(book.say("session.chart.unknown")): \(row.unknown)" : ""
          svg.text(
            "\(book.say("session.scene.customers")): \(book.say(note))", 0, at + 26, .start,
            row.isRight ? "strong" : "faint")
          svg.text(words, width, at + 26, .end, "faint")
        }
      }
      y += height
    }
    svg.grow(to: y + 4)
    return svg
  }
}
