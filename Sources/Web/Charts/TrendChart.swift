import Localization
import Values

/// One measure over the waves, with its interval as a ribbon; beside it, if asked, the rest of the whole.
struct TrendChart: Drawing {
  struct Wave: Sendable {
    let name: Message
    let count: Int
    let reading: Reading
  }

  struct Line: Sendable {
    let name: Message
    /// One per wave; nothing where this line wasn't measured.
    let values: [Double?]
  }

  let title: Message
  let measure: Measure
  let waves: [Wave]
  /// What it is compared with, drawn thin.
  var beside: Line?
  /// The target, drawn as a dashed line.
  var target: Double?
  var caption: Message?

  func drawn(in book: Phrasebook) -> SafeHTML {
    ChartFigure(
      title: book.say(title),
      description: waves.map { "\(book.say($0.name)) \(measure.write($0.reading.value, book))" }.joined(
        separator: "; "),
      wide: draw(width: 520, height: 250, book),
      narrow: draw(width: 320, height: 240, book),
      caption: caption.map(book.say),
      table: table(book)
    ).html(book)
  }

  private func table(_ book: Phrasebook) -> ChartFigure.Table {
    var columns = ["charts.wave", "charts.count", "charts.value", "charts.interval"].map { book.say($0) }
    if let beside { columns.append(book.say(beside.name)) }
    return ChartFigure.Table(
      columns: columns,
      rows: waves.enumerated().map { index, wave in
        var row = [
          book.say(wave.name), book.number(Double(wave.count), decimals: 0), measure.write(wave.reading.value, book),
          wave.reading.interval(measure, book),
        ]
        if let beside {
          let value = beside.values.indices.contains(index) ? beside.values[index] : nil
          row.append(value.map { measure.write($0, book) } ?? "–")
        }
        return row
      }
    )
  }

  private func draw(width: Double, height: Double, _ book: Phrasebook) -> SVG {
    let size = width > 400 ? 13.0 : 14.0
    var svg = SVG(width: width, height: height)
    let bottom = height - 44
    let others = (beside?.values ?? []).compactMap { $0 } + [target].compactMap { $0 }
    let axis = Axis(
      covering: waves.flatMap(\.reading.all) + others, within: measure.bounds, from: bottom, to: 26, ticks: 3)
    let besideWidth = beside.map { TextWidth.of(book.say($0.name), size: size) } ?? 0
    let left = 46.0
    let right = width - (width > 400 ? max(26, min(besideWidth + 14, width * 0.28)) : 26)
    let x: (Int) -> Double = { index in
      waves.count < 2 ? (left + right) / 2 : left + (right - left) * Double(index) / Double(waves.count - 1)
    }
    for tick in axis.ticks {
      svg.line(34, axis(tick), width, axis(tick), tick == 0 && measure == .nps ? "zero" : "axis")
      svg.text(measure.writeTick(tick, step: axis.step, book), 0, axis(tick) + 4.5, .start, "faint")
    }
    if let target {
      svg.line(34, axis(target), width, axis(target), "dash")
      let text = book.say("charts.target", ["value": measure.fact(target)])
      svg.text(text, 40, axis(target) - 6, .start, "faint halo")
    }
    let shown = waves.indices.filter { waves[$0].reading.value.isFinite }
    let ribbon = shown.filter { waves[$0].reading.low != nil && waves[$0].reading.high != nil }
    if ribbon.count > 1 {
      let above = ribbon.map { (x: x($0), y: axis(waves[$0].reading.high ?? 0)) }
      let below = ribbon.reversed().map { (x: x($0), y: axis(waves[$0].reading.low ?? 0)) }
      svg.path(above + below, "spread", isClosed: true)
    }
    if let beside { draw(beside, x, axis, size, right: right, width: width, book, &svg) }
    svg.path(shown.map { (x: x($0), y: axis(waves[$0].reading.value)) }, "path")
    for index in shown {
      let reading = waves[index].reading
      if let low = reading.low, let high = reading.high {
        svg.line(x(index), axis(low), x(index), axis(high), "whisker own")
      }
      svg.circle(x(index), axis(reading.value), index == shown.last ? 6 : 4.5, "dot own")
      let above = axis(reading.high ?? reading.value) - 8
      let below = axis(reading.low ?? reading.value) + 20
      let besideY = besideValue(index).map { axis($0) }
      // Above its whisker, unless it would leave the drawing or lie over the other line.
      let isCrossed = above < 12 || besideY.map { abs($0 - above + 4) < 13 } ?? false
      svg.text(measure.write(reading.value, book), x(index), isCrossed ? below : above, .middle, "strong halo")
    }
    name(x, right - left, bottom, size, width: width, book, &svg)
    return svg
  }

  private func besideValue(_ index: Int) -> Double? {
    guard let values = beside?.values, values.indices.contains(index) else { return nil }
    return values[index]
  }

  /// Writes the waves below; with many of them only every second or third, and always the last.
  private func name(
    _ x: (Int) -> Double, _ span: Double, _ bottom: Double, _ size: Double, width: Double, _ book: Phrasebook,
    _ svg: inout SVG
  ) {
    let step = waves.count > 1 ? span / Double(waves.count - 1) : width
    let names = waves.map { TextWidth.lines(book.say($0.name), width: max(step - 8, 78), size: size) }
    let widths = names.map { $0.map { TextWidth.of($0, size: size) }.max() ?? 0 }
    let every = max(1, Int((((widths.max() ?? 0) + 8) / step).rounded(.up)))
    for index in waves.indices where (waves.count - 1 - index).isMultiple(of: every) {
      let half = widths[index] / 2
      svg.text(names[index], min(max(x(index), half), width - half), bottom + 20, .middle, "faint")
    }
  }

  private func draw(
    _ line: Line, _ x: (Int) -> Double, _ axis: Axis, _ size: Double, right: Double, width: Double, _ book: Phrasebook,
    _ svg: inout SVG
  ) {
    let points = line.values.enumerated().compactMap { index, value in value.map { (x: x(index), y: axis($0)) } }
    svg.path(points, "lead")
    guard let last = points.last else { return }
    for point in points { svg.circle(point.x, point.y, 3.5, "ring other") }
    guard width > 400 else {
      svg.text(book.say(line.name), width, last.y - 10, .end, "faint halo")
      return
    }
    let name = TextWidth.lines(book.say(line.name), width: width - right - 10, size: size, most: 3)
    svg.text(name, last.x + 12, last.y + 4.5 - Double(name.count - 1) * 8, .start, "faint")
  }
}
