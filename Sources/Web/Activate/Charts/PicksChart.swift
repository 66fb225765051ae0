import Localization
import Values

/// How many chose each as what can be better, to the left, and as a strength, to the right. Where we saw what customers say, that side
/// is filled; what customers say stands behind it in words.
struct PicksChart: Drawing {
  struct Row: Sendable {
    let name: Message
    let strengths: Int
    let improvements: Int
    /// What the research says of it.
    let note: Message?
    let isRight: Bool
  }

  let title: Message
  let rows: [Row]
  /// How many handed in: the longest that a bar can be.
  let full: Int

  func drawn(in book: Phrasebook) -> SafeHTML {
    let (weak, strong) = (book.say("session.control.improvement"), book.say("session.control.strength"))
    return ChartFigure(
      title: book.say(title),
      description: rows.map { row in
        "\(book.say(row.name)): \(strong) \(row.strengths), \(weak) \(row.improvements)"
          + (row.note.map { ", " + book.say($0) } ?? "")
      }.joined(separator: "; "),
      wide: draw(width: 640, book), narrow: draw(width: 320, book),
      table: ChartFigure.Table(
        columns: [book.say("charts.what"), strong, weak, book.say("session.chart.research")],
        rows: rows.map { row in
          [book.say(row.name), "\(row.strengths)", "\(row.improvements)", row.note.map(book.say) ?? "–"]
        })
    ).html(book)
  }

  private func draw(width: Double, _ book: Phrasebook) -> SVG {
    let isWide = width > 400
    let size = isWide ? 13.0 : 14.0
    let widest = rows.map { TextWidth.of(book.say($0.name), size: size) }.max() ?? 0
    let names = isWide ? min(210, max(80, widest + 16)) : 0
    let notes =
      isWide ? (rows.compactMap(\.note).map { TextWidth.of(book.say($0), size: size) }.max().map { $0 + 8 } ?? 0) : 0
    let half = (width - names - notes) / 2
    let middle = names + half
    let most = Double(max(full, 1))
    func length(_ count: Int) -> Double { (half - 30) * min(1, Double(count) / most) }
    var svg = SVG(width: width)
    svg.text("▼ " + book.say("session.control.improvement"), middle - 10, 13, .end, "faint")
    svg.text("▲ " + book.say("session.control.strength"), middle + 10, 13, .start, "faint")
    if notes > 0 { svg.text(book.say("session.scene.customers"), width - notes + 8, 13, .start, "faint") }
    var y = 22.0
    let top = y
    for row in rows {
      let name = TextWidth.lines(book.say(row.name), width: isWide ? names - 12 : 312, size: size, most: 2)
      // Many rows lie closer, so that on the big screen, where the height is given, their letters stay large.
      let isTight = rows.count > 6
      let thick = isTight ? 13.0 : 17
      let height =
        isWide
        ? (name.count > 1 ? (isTight ? 31.0 : 37) : isTight ? 18.5 : 26)
        : Double(name.count) * TextWidth.lineHeight + 25 + (row.note == nil ? 0 : 18)
      let at = isWide ? y + height / 2 : y + Double(name.count) * TextWidth.lineHeight + 14
      if isWide {
        svg.text(name, 0, at + 4.5 - Double(name.count - 1) * 8)
      } else {
        // The line down the middle stays behind the name.
        svg.text(name, 0, y + 14, .start, "halo")
      }
      let isStrong = row.strengths > row.improvements
      svg.rectangle(
        middle - length(row.improvements), at - thick / 2, length(row.improvements), thick,
        row.isRight && !isStrong ? "right" : "held")
      svg.rectangle(
        middle, at - thick / 2, length(row.strengths), thick, row.isRight && isStrong ? "right" : "held")
      for (count, x, anchor) in [
        (row.improvements, middle - length(row.improvements) - 7, SVG.Anchor.end),
        (row.strengths, middle + length(row.strengths) + 7, .start),
      ] {
        svg.text("\(count)", x, at + 4.5, anchor, count == 0 ? "faint" : "strong")
      }
      if let note = row.note {
        if isWide {
          svg.text(book.say(note), width - notes + 8, at + 4.5, .start, row.isRight ? "strong" : "")
        } else {
          svg.text("\(book.say("session.scene.customers")): \(book.say(note))", 0, at + 25, .start, "faint halo")
        }
      }
      y += height
      if !isWide { y += 8 }
      svg.line(middle, isWide ? top : at - 12, middle, isWide ? y : at + 12, "zero")
    }
    svg.grow(to: y + 4)
    return svg
  }
}
