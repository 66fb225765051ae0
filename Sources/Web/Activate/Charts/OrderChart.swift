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
    // Where there is little room the names stand once, at the order of customers.
    let names = isWide ? width * 0.34 : 26.0
    let (left, right) = (names + 14, isWide ? width - names - 14 : 100)
    let room = isWide ? names - 26 : width - right - 36
    let called = rows.map { (row: $0, name: TextWidth.lines(book.say($0.name), width: room, size: size, most: 2)) }
    let step = called.contains { $0.name.count > 1 } ? (isWide ? 33.0 : 40) : isWide ? 27 : 30
    func y(_ place: Int) -> Double { 36 + Double(place - 1) * step }
    var svg = SVG(width: width)
    svg.text(book.say("session.chart.ours"), isWide ? names : 0, 13, isWide ? .end : .start, "faint")
    svg.text(
      book.say("session.chart.customersOrder"), isWide ? right + 14 : width, 13, isWide ? .start : .end, "faint")
    for row in rows where row.isTiedWithAbove {
      svg.rectangle(right + 6, y(row.real - 1) - step / 2 + 1, width - right - 6, step * 2 - 2, "band")
    }
    for (row, name) in called {
      svg.path([(left, y(row.ours)), (right, y(row.real))], row.isRight ? "link-line" : "link-line moved")
      svg.circle(left, y(row.ours), 4, "guess")
      svg.circle(right, y(row.real), 5, "real")
      let up = Double(name.count - 1) * 8
      svg.text("\(row.ours)", names, y(row.ours) + 4.5, .end)
      if isWide { svg.text(name, names - 20, y(row.ours) + 4.5 - up, .end) }
      svg.text("\(row.real)", right + 14, y(row.real) + 4.5, .start, row.isRight ? "" : "strong")
      svg.text(name, right + 34, y(row.real) + 4.5 - up, .start, row.isRight ? "" : "strong")
    }
    svg.grow(to: y(rows.count) + step / 2 + 4)
    return svg
  }
}
