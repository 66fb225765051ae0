import Localization
import Values

/// Several things on the same scale, row by row: how each customer value is experienced, or our marks beside competitors'.
///
/// The first series is ours, filled and with its interval; the others have a shape each, named once above the rows.
struct DotRows: Drawing {
  struct Row: Sendable {
    let name: Message
    /// One per series; nothing where it wasn't measured or the group is too small.
    let readings: [Reading?]
  }

  let title: Message
  let measure: Measure
  /// At most five; the first is ours.
  let series: [Message]
  let rows: [Row]
  var caption: Message?

  func drawn(in book: Phrasebook) -> SafeHTML {
    ChartFigure(
      title: book.say(title),
      description: rows.map { row in
        book.say(row.name) + ": "
          + zip(series, row.readings).compactMap { name, reading in
            reading.map { "\(book.say(name)) \(measure.write($0.value, book))" }
          }.joined(separator: ", ")
      }.joined(separator: "; "),
      wide: draw(width: 520, book),
      narrow: draw(width: 320, book),
      caption: caption.map(book.say),
      table: ChartFigure.Table(
        columns: [book.say("charts.what")] + series.flatMap { [book.say($0), book.say("charts.interval")] },
        rows: rows.map { row in
          [book.say(row.name)]
            + row.readings.flatMap {
              [$0.map { measure.write($0.value, book) } ?? "–", $0?.interval(measure, book) ?? "–"]
            }
        }
      )
    ).html(book)
  }

  private func draw(width: Double, _ book: Phrasebook) -> SVG {
    let isWide = width > 400
    let size = isWide ? 13.0 : 14.0
    var svg = SVG(width: width)
    var top = 6.0
    if series.count > 1 { top = key(width: width, size, book, &svg) }
    let left = isWide ? 180.0 : 8
    let valueWidth =
      rows.compactMap { $0.readings.first ?? nil }.map { TextWidth.of(measure.write($0.value, book), size: size) }.max()
      ?? 0
    let axis = Axis(
      covering: rows.flatMap { $0.readings.compactMap { $0 }.flatMap(\.all) }, within: measure.bounds, from: left,
      to: width - valueWidth - 16, ticks: isWide ? 5 : 4
    )
    var y = top
    for row in rows {
      let name = TextWidth.lines(book.say(row.name), width: isWide ? 164 : 300, size: size, most: isWide ? 2 : 1)
      let height = isWide ? (name.count > 1 ? 42.0 : 34) : 46
      let middle = isWide ? y + height / 2 : y + height - 14
      svg.text(name, 0, isWide ? middle + 4.5 - Double(name.count - 1) * 8 : y + 14)
      svg.line(axis.start, middle, axis.end, middle, "axis")
      draw(row, at: middle, axis, width: width, book, &svg)
      y += height
    }
    for tick in axis.ticks {
      svg.line(axis(tick), y + 4, axis(tick), y + 9, "zero")
      svg.text(measure.writeTick(tick, step: axis.step, book), axis(tick), y + 23, .middle, "faint")
    }
    svg.grow(to: y + 30)
    return svg
  }

  private func draw(_ row: Row, at y: Double, _ axis: Axis, width: Double, _ book: Phrasebook, _ svg: inout SVG) {
    for (index, reading) in row.readings.enumerated().reversed() {
      guard let reading else { continue }
      let style = index == 0 ? "own" : "other"
      if index == 0, let low = reading.low, let high = reading.high {
        svg.line(axis(low), y, axis(high), y, "whisker own")
      }
      svg.mark(shape(index), axis(reading.value), y, style)
    }
    if let own = row.readings.first ?? nil {
      svg.text(measure.write(own.value, book), width, y + 4.5, .end, "strong")
    }
  }

  private func shape(_ index: Int) -> SVG.Shape { SVG.Shape.allCases[index % SVG.Shape.allCases.count] }

  /// The names of the series behind their shapes, wrapped over lines.
  private func key(width: Double, _ size: Double, _ book: Phrasebook, _ svg: inout SVG) -> Double {
    var x = 8.0
    var y = 10.0
    for (index, name) in series.map({ book.say($0) }).enumerated() {
      let text = TextWidth.lines(name, width: width - 40, size: size, most: 1).first ?? ""
      let span = TextWidth.of(text, size: size) + 34
      if x + span > width, x > 8 { (x, y) = (8, y + 22) }
      svg.mark(shape(index), x, y, index == 0 ? "own" : "other")
      svg.text(text, x + 12, y + 4.5, .start, index == 0 ? "strong" : "")
      x += span
    }
    return y + 18
  }
}
