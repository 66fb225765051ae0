import Localization
import Values

/// Ideas by what they bring and what they take, each from 1 to 5. Those on which the group is divided are ringed.
struct GridChart: Drawing {
  struct Idea: Sendable {
    let name: Message
    let impact: Double
    let effort: Double
    let isDivided: Bool
  }

  let title: Message
  let ideas: [Idea]
  var caption: Message?

  func drawn(in book: Phrasebook) -> SafeHTML {
    ChartFigure(
      title: book.say(title),
      description: ideas.map { idea in
        book.say(
          "session.chart.idea",
          ["name": .text(book.say(idea.name)), "impact": fact(idea.impact), "effort": fact(idea.effort)])
      }.joined(separator: "; "),
      wide: draw(width: 640, height: 300, book), narrow: draw(width: 320, height: 300, book),
      caption: caption.map(book.say),
      narrowKey: ideas.map { book.say($0.name) }, isTall: true,
      table: ChartFigure.Table(
        columns: [
          book.say("charts.what"), book.say("session.chart.impact"), book.say("session.chart.effort"),
          book.say("session.chart.divided"),
        ],
        rows: ideas.map { idea in
          [
            book.say(idea.name), book.write(fact(idea.impact)), book.write(fact(idea.effort)),
            idea.isDivided ? book.say("session.chart.talk") : "–",
          ]
        })
    ).html(book)
  }

  private func fact(_ value: Double) -> Message.Fact { .number(value, decimals: value == value.rounded() ? 0 : 1) }

  private func draw(width: Double, height: Double, _ book: Phrasebook) -> SVG {
    let isWide = width > 400
    let (left, right, top, bottom) = (12.0, width - 12, 22.0, height - 26)
    func x(_ effort: Double) -> Double { left + (effort - 0.7) / 4.6 * (right - left) }
    func y(_ impact: Double) -> Double { bottom - (impact - 0.7) / 4.6 * (bottom - top) }
    var svg = SVG(width: width)
    svg.rectangle(left, top, x(3) - left, y(3) - top, "band")
    svg.line(left, bottom, right, bottom, "zero")
    svg.line(left, top, left, bottom, "zero")
    svg.line(x(3), top, x(3), bottom, "dash")
    svg.line(left, y(3), right, y(3), "dash")
    svg.text(book.say("session.chart.impactUp"), left, 13, .start, "faint")
    svg.text(book.say("session.chart.effortAcross"), right, height - 8, .end, "faint")
    svg.text(book.say("session.chart.doNow"), left + 8, top + 17, .start, "faint")
    var labels = LabelPlacement(
      bounds: LabelPlacement.Box(x: left, y: top, width: right - left, height: bottom - top))
    for idea in ideas {
      labels.avoid(LabelPlacement.Box(x: x(idea.effort) - 9, y: y(idea.impact) - 9, width: 18, height: 18))
    }
    for (number, idea) in ideas.enumerated() {
      let (px, py) = (x(idea.effort), y(idea.impact))
      if idea.isDivided { svg.circle(px, py, 11, "ring minus") }
      svg.circle(px, py, isWide ? 7 : 10, "real")
      guard isWide else {
        svg.text("\(number + 1)", px, py + 4.5, .middle, "on-dark")
        continue
      }
      let placed = labels.place(book.say(idea.name), at: px, py, width: 170)
      let anchor = placed.anchor == .start ? 0 : placed.anchor == .end ? placed.box.width : placed.box.width / 2
      svg.text(placed.lines, placed.box.x + anchor, placed.box.y + 12, placed.anchor, "halo")
    }
    svg.grow(to: height)
    return svg
  }
}
