import Localization
import Values

/// Our order beside that of customers, with a line from each to each. What can't be told apart shares a band.
struct OrderChart: Drawing {
  struct Row: Sendable {
    let name: Message
    /// From 1.
    let ours: Int
    let real: Int
    /// Whether ours lies within the places that the answers allow.
    let isRight: Bool
    let isTiedWithAbove: Bool
  }

  let title: Message
  let rows: [Row]

  func drawn(in book: Phrasebook) -> SafeHTML {
    ChartFigure(
      title: book.say(title),
      description: rows.sorted { $0.real < $1.real }.map { row in
        book.say(
          "session.chart.place",
          ["name": .text(book.say(row.name)), "real": .count(row.real), "ours": .count(row.ours)])
      }.joined(separator: "; "),
      wide: draw(width: 640, book), narrow: draw(width: 320, book),
      table: ChartFigure.Table(
        columns: [book.say("charts.unit"), book.say("session.chart.ours"), book.say("session.chart.customersOrder")],
        rows: rows.sorted { $0.real < $1.real }.map { row in
          [book.say(row.name), "\(row.ours)", "\(row.real)"]
        })
    ).html(book)
  }

  private func draw(width: Double, _ book: Phrasebook) -> SVG {
    let isWide = width > 400
    let size = isWide ? 13.0 : 14.0
    // A name has two lines where there is little room.
    let step = isWide ? 27.0 : 40
    let names = width * (isWide ? 0.34 : 0.36)
    let (left, right) = (names + 14, width - names - 14)
    func y(_ place: Int) -> Double { (isWide ? 34 : 42) + Double(place - 1) * step }
    var svg = SVG(width: width)
    svg.text(book.say("session.chart.ours"), names, 13, .end, "faint")
    svg.text(book.say("session.chart.customersOrder"), right + 14, 13, .start, "faint")
    for row in rows where row.isTiedWithAbove {
      svg.rectangle(right + 6, y(row.real - 1) - step / 2 + 1, width - right - 6, step * 2 - 2, "band")
    }
    for row in rows {
      svg.path([(left, y(row.ours)), (right, y(row.real))], row.isRight ? "link-line" : "link-line moved")
      svg.circle(left, y(row.ours), 4, "guess")
      svg.circle(right, y(row.real), 5, "real")
      let name = TextWidth.lines(book.say(row.name), width: names - 24, size: size, most: isWide ? 1 : 2)
      let up = Double(name.count - 1) * 8
      svg.text("\(row.ours)", names, y(row.ours) + 4.5, .end)
      svg.text(name, names - 20, y(row.ours) + 4.5 - up, .end)
      svg.text("\(row.real)", right + 14, y(row.real) + 4.5, .start, row.isRight ? "" : "strong")
      svg.text(name, right + 34, y(row.real) + 4.5 - up, .start, row.isRight ? "" : "strong")
    }
    svg.grow(to: y(rows.count) + (isWide ? 16 : 24))
    return svg
  }
}
