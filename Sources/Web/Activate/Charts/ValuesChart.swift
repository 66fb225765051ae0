import Localization
import Values

/// What customers give beside what we thought they would, row by row. Both numbers stand in columns at the end of their row, so the
/// drawing needs no scale under it and its letters stay large at the back of the room.
struct ValuesChart: Drawing {
  struct Row: Sendable {
    let name: Message
    let ours: Double
    /// Nothing where the research can't tell.
    let real: Reading?
  }

  let title: Message
  let measure: Measure
  let rows: [Row]

  func drawn(in book: Phrasebook) -> SafeHTML {
    let (customers, we) = (book.say("session.scene.customers"), book.say("session.scene.we"))
    func real(_ row: Row) -> String { row.real.map { measure.write($0.value, book) } ?? "–" }
    return ChartFigure(
      title: book.say(title),
      description: rows.map { row in
        "\(book.say(row.name)): \(customers) \(real(row)), \(we) \(measure.write(row.ours, book))"
      }.joined(separator: "; "),
      wide: draw(width: 640, book), narrow: draw(width: 320, book),
      table: ChartFigure.Table(
        columns: [book.say("charts.what"), customers, book.say("charts.interval"), we],
        rows: rows.map { row in
          [
            book.say(row.name), real(row), row.real?.interval(measure, book) ?? "–", measure.write(row.ours, book),
          ]
        })
    ).html(book)
  }

  private func draw(width: Double, _ book: Phrasebook) -> SVG {
    let isWide = width > 400
    let size = isWide ? 13.0 : 14.0
    let (customers, we) = (
      book.say("session.scene.customers"), book.say(isWide ? "session.scene.we" : "session.chart.we")
    )
    let widest = rows.map { TextWidth.of(book.say($0.name), size: size) }.max() ?? 0
    let names = isWide ? min(236, max(90, widest + 18)) : 0
    // Where the numbers begin, under the words above them.
    let numbers = (
      customers: width - TextWidth.of(we, size: size) - TextWidth.of(customers, size: size) - 40,
      we: width - TextWidth.of(we, size: size)
    )
    let axis = Axis(
      covering: rows.flatMap { ($0.real?.all ?? []) + [$0.ours] }, within: measure.bounds, from: names + 8,
      to: numbers.customers - 30)
    var svg = SVG(width: width)
    for (shape, name, x, style) in [
      (SVG.Shape.dot, customers, numbers.customers, "own"), (.ring, we, numbers.we, ""),
    ] {
      svg.mark(shape, x - 12, 10, style)
      svg.text(name, x, 14.5, .start, style == "own" ? "strong" : "")
    }
    var y = 24.0
    for row in rows {
      let name = TextWidth.lines(book.say(row.name), width: isWide ? names - 12 : 312, size: size, most: 2)
      let isTight = rows.count > 5
      let height =
        isWide
        ? (name.count > 1 ? (isTight ? 31.0 : 37) : isTight ? 20 : 27) : Double(name.count) * TextWidth.lineHeight + 32
      let middle = isWide ? y + height / 2 : y + height - 18
      svg.text(name, 0, isWide ? middle + 4.5 - Double(name.count - 1) * 8 : y + 14)
      svg.line(axis.start, middle, axis.end, middle, "axis")
      if let real = row.real {
        svg.line(axis(real.value), middle, axis(row.ours), middle, "reach")
        if let low = real.low, let high = real.high {
          svg.line(axis(low), middle, axis(high), middle, "whisker own")
        }
      }
      svg.mark(.ring, axis(row.ours), middle, "")
      if let real = row.real { svg.mark(.dot, axis(real.value), middle, "own") }
      svg.text(row.real.map { measure.write($0.value, book) } ?? "–", numbers.customers, middle + 4.5, .start, "strong")
      svg.text(measure.write(row.ours, book), numbers.we, middle + 4.5)
      y += height
    }
    svg.grow(to: y + 4)
    return svg
  }
}
