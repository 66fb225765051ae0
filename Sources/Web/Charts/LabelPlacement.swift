/// Puts names beside points so that no name lies over another name, over a point or outside the drawing.
///
/// The names are placed in their order, the most important first. Each takes the nearest of a ring of places that is free;
/// where none is, the place with the least overlap. A name that moved away from its point is led back to it by a line.
struct LabelPlacement {
  struct Box: Equatable {
    var x: Double
    var y: Double
    var width: Double
    var height: Double

    func overlap(_ other: Box) -> Double {
      let wide = min(x + width, other.x + other.width) - max(x, other.x)
      let high = min(y + height, other.y + other.height) - max(y, other.y)
      return wide > 0 && high > 0 ? wide * high : 0
    }
  }

  struct Placed {
    let lines: [String]
    let box: Box
    let anchor: SVG.Anchor
    /// Far enough from its point to need a line to it.
    let isLed: Bool
  }

  let bounds: Box
  private var taken: [Box] = []

  init(bounds: Box) {
    self.bounds = bounds
  }

  /// Keeps names off this place.
  mutating func avoid(_ box: Box) {
    taken.append(box)
  }

  mutating func place(_ name: String, at x: Double, _ y: Double, width: Double, size: Double = 13) -> Placed {
    let lines = TextWidth.lines(name, width: width, size: size)
    let textWidth = lines.map { TextWidth.of($0, size: size) }.max() ?? 0
    let textHeight = Double(lines.count) * TextWidth.lineHeight
    var best: (cost: Double, box: Box, anchor: SVG.Anchor, distance: Double)?
    for distance in [0.0, 14, 28, 44, 62, 82] {
      for (box, anchor) in places(around: x, y, textWidth, textHeight, distance) {
        let cost = cost(of: box) + distance * 2
        if cost < best?.cost ?? .infinity { best = (cost, box, anchor, distance) }
      }
      if let best, best.cost <= distance * 2 { break }
    }
    let found = best ?? (0, Box(x: x, y: y, width: textWidth, height: textHeight), .start, 0)
    taken.append(found.box)
    return Placed(lines: lines, box: found.box, anchor: found.anchor, isLed: found.distance > 20)
  }

  /// The ring of places at one distance: beside the point first, then above and below, then the corners.
  private func places(
    around x: Double, _ y: Double, _ width: Double, _ height: Double, _ distance: Double
  ) -> [(Box, SVG.Anchor)] {
    let gap = 11 + distance
    func box(_ left: Double, _ top: Double) -> Box { Box(x: left, y: top, width: width, height: height) }
    return [
      (box(x + gap, y - height / 2), .start),
      (box(x - gap - width, y - height / 2), .end),
      (box(x - width / 2, y - gap - height), .middle),
      (box(x - width / 2, y + gap), .middle),
      (box(x + gap * 0.7, y - gap * 0.7 - height), .start),
      (box(x + gap * 0.7, y + gap * 0.7), .start),
      (box(x - gap * 0.7 - width, y - gap * 0.7 - height), .end),
      (box(x - gap * 0.7 - width, y + gap * 0.7), .end),
    ]
  }

  private func cost(of box: Box) -> Double {
    let outside =
      max(0, bounds.x - box.x) + max(0, box.x + box.width - bounds.x - bounds.width)
      + max(0, bounds.y - box.y) + max(0, box.y + box.height - bounds.y - bounds.height)
    return outside * 1_000 + taken.reduce(0) { $0 + $1.overlap(box) } * 4
  }
}
