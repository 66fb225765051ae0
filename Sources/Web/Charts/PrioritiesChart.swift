import Localization
import Values

/// Importance against performance: what weighs most and scores least stands at the upper left, and is what to improve.
struct PrioritiesChart: Drawing {
  enum Role: String, Sendable {
    case strength = "plus"
    case improvement = "minus"
    case neither = "same"
  }

  struct Driver: Sendable {
    let name: Message
    let count: Int
    let performance: Reading
    /// Its share in explaining the outcome, 0 to 1.
    let importance: Reading
    let role: Role
  }

  let title: Message
  let measure: Measure
  let drivers: [Driver]
  var caption: Message?

  func drawn(in book: Phrasebook) -> SafeHTML {
    let ordered = drivers.sorted {
      ($0.role == .neither ? 1 : 0, -$0.importance.value) < ($1.role == .neither ? 1 : 0, -$1.importance.value)
    }
    let named = named(ordered, book)
    return ChartFigure(
      title: book.say(title),
      description: ordered.map { describe($0, book) }.joined(separator: "; "),
      wide: named ?? numbered(ordered, width: 520, height: 380, book),
      narrow: numbered(ordered, width: 320, height: 340, book),
      caption: caption.map(book.say),
      narrowKey: ordered.map { book.say($0.name) }, isKeyAlsoWide: named == nil,
      table: ChartFigure.Table(
        columns: [
          "charts.driver", "charts.count", "charts.performance", "charts.interval", "charts.importance",
          "charts.interval",
        ]
        .map { book.say($0) },
        rows: ordered.map {
          [
            book.say($0.name), book.number(Double($0.count), decimals: 0), measure.write($0.performance.value, book),
            $0.performance.interval(measure, book), book.percent($0.importance.value),
            $0.importance.interval(.share, book),
          ]
        }
      )
    ).html(book)
  }

  private func describe(_ driver: Driver, _ book: Phrasebook) -> String {
    book.say(
      "charts.priority",
      [
        "name": .text(book.say(driver.name)), "performance": measure.fact(driver.performance.value),
        "importance": .percent(driver.importance.value, decimals: 0),
      ]
    )
  }

  /// With the names beside the points; nothing where they would lie over each other.
  private func named(_ ordered: [Driver], _ book: Phrasebook) -> SVG? {
    let plane = Plane(self, width: 520, height: 380, book)
    var svg = plane.svg
    var placement = LabelPlacement(bounds: .init(x: 6, y: 22, width: 510, height: plane.bottom - 26))
    for driver in ordered {
      let (x, y) = plane.point(driver)
      placement.avoid(.init(x: x - 9, y: y - 9, width: 18, height: 18))
      for arm in plane.arms(driver) {
        placement.avoid(
          .init(
            x: min(arm.0, arm.2), y: min(arm.1, arm.3) - 2, width: abs(arm.2 - arm.0) + 1,
            height: abs(arm.3 - arm.1) + 4))
      }
      plane.cross(driver, on: &svg)
    }
    for driver in ordered {
      let (x, y) = plane.point(driver)
      svg.circle(x, y, driver.role == .neither ? 6 : 7.5, "dot \(driver.role.rawValue)")
    }
    var labels: [LabelPlacement.Box] = []
    for driver in ordered {
      let (x, y) = plane.point(driver)
      let label = placement.place(book.say(driver.name), at: x, y, width: 160)
      // A touch of two names can be read; names upon names can't.
      if labels.contains(where: { $0.overlap(label.box) > 0.1 * label.box.width * label.box.height }) { return nil }
      labels.append(label.box)
      if label.isLed {
        let box = label.box
        svg.line(x, y, min(max(x, box.x), box.x + box.width), min(max(y, box.y), box.y + box.height), "lead")
      }
      let left =
        switch label.anchor {
        case .start: label.box.x
        case .middle: label.box.x + label.box.width / 2
        case .end: label.box.x + label.box.width
        }
      svg.text(label.lines, left, label.box.y + 12, label.anchor, driver.role == .neither ? "halo" : "strong halo")
    }
    return svg
  }

  /// Where names have no room the points are numbered, and the names stand below.
  private func numbered(_ ordered: [Driver], width: Double, height: Double, _ book: Phrasebook) -> SVG {
    let plane = Plane(self, width: width, height: height, book)
    var svg = plane.svg
    for driver in ordered { plane.cross(driver, on: &svg) }
    var taken: [(x: Double, y: Double)] = []
    for (index, driver) in ordered.enumerated() {
      let (x, y) = plane.point(driver)
      var place = (x: x, y: y)
      // Nudged along a spiral until the discs don't cover each other.
      var turn = 0.0
      while taken.contains(where: { ($0.x - place.x) * ($0.x - place.x) + ($0.y - place.y) * ($0.y - place.y) < 400 }),
        turn < 40
      {
        turn += 1
        let side = [(1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0)][Int(turn) % 4]
        place = (x + side.0 * turn * 3, y + side.1 * turn * 3)
        place = (min(max(place.x, 14), width - 14), min(max(place.y, 34), plane.bottom - 12))
      }
      taken.append(place)
      if place != (x, y) { svg.line(x, y, place.x, place.y, "lead") }
      svg.circle(place.x, place.y, 10, "dot \(driver.role.rawValue)")
      svg.text(String(index + 1), place.x, place.y + 5, .middle, "on-bar")
    }
    return svg
  }

  /// The two axes with their averages, and where points fall.
  private struct Plane {
    let svg: SVG
    let across: Axis
    let up: Axis
    let bottom: Double

    init(_ chart: PrioritiesChart, width: Double, height: Double, _ book: Phrasebook) {
      let drivers = chart.drivers
      var svg = SVG(width: width, height: height)
      let bottom = height - 44
      let across = Axis(
        covering: drivers.flatMap(\.performance.all), within: chart.measure.bounds, from: 14, to: width - 14,
        ticks: width > 400 ? 5 : 3
      )
      let up = Axis(covering: drivers.flatMap(\.importance.all), within: 0...1, from: bottom - 10, to: 36)
      svg.line(6, bottom, width - 2, bottom, "axis")
      svg.line(6, 22, 6, bottom, "axis")
      for tick in across.ticks {
        svg.line(across(tick), bottom, across(tick), bottom + 5, "zero")
        svg.text(chart.measure.writeTick(tick, step: across.step, book), across(tick), bottom + 19, .middle, "faint")
      }
      let middle = drivers.isEmpty ? 0 : 1 / Double(drivers.count)
      let mean = drivers.map(\.performance.value).reduce(0, +) / Double(max(1, drivers.count))
      if up.has(middle) { svg.line(6, up(middle), width - 2, up(middle), "dash") }
      if across.has(mean) { svg.line(across(mean), 22, across(mean), bottom, "dash") }
      svg.text(book.say("charts.importanceUp"), 6, 13, .start, "faint")
      svg.text(book.say("charts.performanceAcross"), width - 2, height - 6, .end, "faint")
      self.svg = svg
      self.across = across
      self.up = up
      self.bottom = bottom
    }

    func point(_ driver: Driver) -> (x: Double, y: Double) {
      (across(driver.performance.value), up(driver.importance.value))
    }

    /// The intervals around a point, as lines.
    func arms(_ driver: Driver) -> [(Double, Double, Double, Double)] {
      let (x, y) = point(driver)
      var arms: [(Double, Double, Double, Double)] = []
      if let low = driver.performance.low, let high = driver.performance.high {
        arms.append((across(low), y, across(high), y))
      }
      if let low = driver.importance.low, let high = driver.importance.high { arms.append((x, up(low), x, up(high))) }
      return arms
    }

    func cross(_ driver: Driver, on svg: inout SVG) {
      for arm in arms(driver) { svg.line(arm.0, arm.1, arm.2, arm.3, "cross \(driver.role.rawValue)") }
    }
  }
}
