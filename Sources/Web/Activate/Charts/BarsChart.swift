import Localization
import Values

/// Bars beside names: how many chose, gave a dot, held up so many fingers. What the research found stands behind the number as a
/// word, so that colour alone says nothing.
struct BarsChart: Drawing {
  struct Row: Sendable {
    let name: Message
    let value: Double
    /// What the number is called; nothing where it is a bare count.
    let said: Message.Fact
    /// Behind the number: "echt een sterk punt".
    var note: Message?
    var isRight = false
  }

  let title: Message
  /// What the numbers are.
  let what: Message
  let rows: [Row]
  /// The length of a full bar; nothing for the longest.
  var full: Double?
  var caption: Message?

  func drawn(in book: Phrasebook) -> SafeHTML {
    ChartFigure(
      title: book.say(title),
      description: rows.map { row in
        book.say(row.name) + ": " + book.write(row.said) + (row.note.map { ", " + book.say($0) } ?? "")
      }.joined(separator: "; "),
      wide: draw(width: 640, book), narrow: draw(width: 320, book), caption: caption.map(book.say),
      table: ChartFigure.Table(
        columns: [book.say("charts.what"), book.say(what)]
          + (hasNotes ? [book.say("session.chart.research")] : []),
        rows: rows.map { row in
          [book.say(row.name), book.write(row.said)] + (hasNotes ? [row.note.map(book.say) ?? "–"] : [])
        })
    ).html(book)
  }

  private var hasNotes: Bool { rows.contains { $0.note != nil } }

  private func draw(width: Double, _ book: Phrasebook) -> SVG {
    let isWide = width > 400
    // Many rows lie closer, so that on the big screen, where the height is given, their letters stay large.
    let isTight = rows.count > 6
    let size = isWide ? 13.0 : 14.0
    let widest = rows.map { TextWidth.of(book.say($0.name), size: size) }.max() ?? 0
    let left = isWide ? min(216, max(60, widest + 24)) : 0
    let numbers = rows.map { TextWidth.of(book.write($0.said), size: size) }.max() ?? 0
    let notes =
      hasNotes && isWide ? (rows.compactMap(\.note).map { TextWidth.of(book.say($0), size: size) }.max() ?? 0) + 14 : 0
    let room = max(60, width - left - numbers - 14 - notes)
    let most = max(full ?? 0, rows.map(\.value).max() ?? 0, .leastNonzeroMagnitude)
    var svg = SVG(width: width)
    var y = 2.0
    for row in rows {
      let name = TextWidth.lines(book.say(row.name), width: isWide ? left - 14 : 316, size: size, most: 2)
      if isWide {
        let height = name.count > 1 ? (isTight ? 31.0 : 38) : isTight ? 18 : 28
        svg.text(name, 0, y + height / 2 + 4.5 - Double(name.count - 1) * 8)
        let thick = isTight ? 13.0 : 18
        bar(
          row, left, y + (height - thick) / 2, thick, room * row.value / most, book, size, notes > 0, &svg)
        y += height + (isTight ? 1 : 2)
      } else {
        svg.text(name, 0, y + 14)
        y += Double(name.count) * 16 + 4
        bar(row, 0, y, 16, room * row.value / most, book, size, false, &svg)
        if let note = row.note {
          svg.text(TextWidth.lines(book.say(note), width: 316, size: size, most: 1), 0, y + 31, .start, "faint")
          y += 16
        }
        y += 28
      }
    }
    svg.grow(to: y + 2)
    return svg
  }

  private func bar(
    _ row: Row, _ x: Double, _ y: Double, _ height: Double, _ length: Double, _ book: Phrasebook, _ size: Double,
    _ hasRoom: Bool, _ svg: inout SVG
  ) {
    svg.rectangle(x, y, max(2, length), height, row.isRight ? "right" : "held")
    let number = book.write(row.said)
    svg.text(number, x + length + 8, y + height / 2 + 4.5, .start, "strong")
    if hasRoom, let note = row.note {
      svg.text(
        book.say(note), x + length + 8 + TextWidth.of(number, size: size) + 12, y + height / 2 + 4.5, .start, "faint")
    }
  }
}
