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

  private struct Place {
    let x: Double
    let y: Double

    func isClear(of other: Place, by distance: Double) -> Bool {
      max(abs(x - other.x), abs(y - other.y)) >= distance - 0.5
    }
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

  /// Ideas at the same place stand beside each other, so that each is seen.
  private static func apart(
    _ points: [Place], by distance: Double, isInside: (Place) -> Bool
  ) -> [Place] {
    var placed: [Place] = []
    for point in points {
      let free = ring(around: point, distance).first { place in
        isInside(place) && placed.allSatisfy { $0.isClear(of: place, by: distance) }
      }
      placed.append(free ?? point)
    }
    return placed
  }

  /// The place itself, then those beside it, nearest first.
  private static func ring(around point: Place, _ distance: Double) -> [Place] {
    let ways: [(Double, Double)] = [(1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, -1), (1, -1), (-1, 1)]
    var ring = [point]
    for far in [1.0, 2, 3] {
      for (across, down) in ways {
        ring.append(
          Place(x: point.x + across * far * distance, y: point.y + down * far * distance))
      }
    }
    return ring
  }

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
    let radius = isWide ? 7.0 : 11
    let points = Self.apart(ideas.map { Place(x: x($0.effort), y: y($0.impact)) }, by: 2 * radius + 6) {
      $0.x >= left && $0.x <= right && $0.y >= top && $0.y <= bottom
    }
    for point in points {
      labels.avoid(LabelPlacement.Box(x: point.x - 9, y: point.y - 9, width: 18, height: 18))
    }
    for (number, idea) in ideas.enumerated() {
      let (px, py) = (points[number].x, points[number].y)
      if idea.isDivided { svg.circle(px, py, radius + 4, "ring minus") }
      svg.circle(px, py, radius, "real")
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
