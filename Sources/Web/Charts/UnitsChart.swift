import Localization
import Values

/// Units beside each other on one scale, each with its interval, and behind those that can't be told apart one band.
struct UnitsChart: Drawing {
  enum Standing: String, Sendable { case plus, same, minus }

  struct Row: Sendable {
    let name: Message
    let count: Int
    let reading: Reading
    /// Whether it really lies above or below the others.
    let standing: Standing
    /// The reader's own unit.
    var isOwn = false
    /// Rows after each other with the same number can't be told apart and share a band.
    var band: Int?
  }

  /// What the chart shows, as a sentence.
  let title: Message
  let measure: Measure
  let rows: [Row]
  /// The whole, drawn as a line.
  var whole: (name: Message, value: Double)?
  var caption: Message?

  func drawn(in book: Phrasebook) -> SafeHTML {
    let told = rows.map { "\(book.say($0.name)) \(measure.write($0.reading.value, book))" }
    return ChartFigure(
      title: book.say(title),
      description: told.joined(separator: "; "),
      wide: draw(width: 520, book),
      narrow: draw(width: 320, book),
      caption: caption.map(book.say),
      table: ChartFigure.Table(
        columns: ["charts.unit", "charts.count", "charts.value", "charts.interval"].map { book.say($0) },
        rows: rows.map {
          [
            book.say($0.name), book.number(Double($0.count), decimals: 0), measure.write($0.reading.value, book),
            $0.reading.interval(measure, book),
          ]
        }
      )
    ).html(book)
  }

  private func draw(width: Double, _ book: Phrasebook) -> SVG {
    let isWide = width > 400
    let size = isWide ? 13.0 : 14.0
    let namesEnd = isWide ? 172.0 : 0
    // In a narrow place the bands run behind the names as well, so everything moves in from the edges.
    let inset = !isWide && rows.contains { isShared($0.band) } ? 8.0 : 0
    let valueWidth = rows.map { TextWidth.of(measure.write($0.reading.value, book), size: size) }.max() ?? 0
    let axis = Axis(
      covering: rows.flatMap(\.reading.all) + [whole?.value].compactMap { $0 }, within: measure.bounds,
      from: namesEnd + 8, to: width - valueWidth - 14 - inset, ticks: isWide ? 5 : 4
    )
    var svg = SVG(width: width)
    let top = whole == nil ? 6.0 : 26
    let places = place(from: top, isWide: isWide, namesEnd: namesEnd, size: size, book)
    let bottom = (places.last.map { $0.y + $0.height } ?? top) + 4
    for band in bands(places) {
      let right = isWide ? axis.end + 8 : width
      svg.rectangle(axis.start - 8, band.top, right - axis.start + 8, band.bottom - band.top, "band", round: 3)
    }
    for tick in axis.ticks {
      svg.line(axis(tick), bottom, axis(tick), bottom + 5, "zero")
      svg.text(measure.writeTick(tick, step: axis.step, book), axis(tick), bottom + 19, .middle, "faint")
    }
    svg.line(axis.start, bottom, axis.end, bottom, "axis")
    if measure == .nps, axis.has(0) { svg.line(axis(0), top, axis(0), bottom, "zero") }
    if let whole {
      let x = axis(whole.value)
      svg.line(x, 18, x, bottom, "dash")
      let text = "\(book.say(whole.name)) \(measure.write(whole.value, book))"
      let half = TextWidth.of(text, size: size) / 2
      svg.text(text, min(max(x, half), width - half), 12, .middle, "faint")
    }
    for band in bands(places) {
      svg.text(book.say("charts.alike"), axis.start, band.top + 14, .start, "faint halo soft")
    }
    for (row, place) in zip(rows, places) { draw(row, at: place, axis, inset: inset, width: width, size, book, &svg) }
    svg.grow(to: bottom + 26)
    return svg
  }

  private func draw(
    _ row: Row, at place: Place, _ axis: Axis, inset: Double, width: Double, _ size: Double, _ book: Phrasebook,
    _ svg: inout SVG
  ) {
    let style = row.standing.rawValue
    let count = book.say("charts.n", ["count": .count(row.count)])
    let y: Double
    if width > 400 {
      y = place.y + place.height / 2
      let first = y + 4.5 - Double(place.name.count - 1) * TextWidth.lineHeight / 2
      svg.text(place.name, 0, first, .start, row.isOwn ? "strong" : "")
      if let last = place.name.last {
        let end = TextWidth.of(last, size: size) + 8
        let baseline = first + Double(place.name.count - 1) * TextWidth.lineHeight
        if end + TextWidth.of(count, size: size) <= 168 { svg.text(count, end, baseline, .start, "faint") }
      }
    } else {
      svg.text(place.name, inset, place.y + 14, .start, row.isOwn ? "strong" : "")
      svg.text(count, width - inset, place.y + 14, .end, "faint")
      y = place.y + place.height - 14
    }
    if let low = row.reading.low, let high = row.reading.high {
      svg.line(axis(low), y, axis(high), y, "whisker \(style)")
    }
    svg.circle(axis(row.reading.value), y, row.isOwn ? 7.5 : 6, "dot \(style)")
    svg.text(
      measure.write(row.reading.value, book), width - inset, y + 4.5, .end,
      row.standing == .same ? "strong" : "strong tinted \(style)"
    )
  }

  private struct Place {
    let y: Double
    let height: Double
    let name: [String]
    let band: Int?
  }

  private func place(from top: Double, isWide: Bool, namesEnd: Double, size: Double, _ book: Phrasebook) -> [Place] {
    var places: [Place] = []
    var y = top
    for (index, row) in rows.enumerated() {
      let opens = row.band != nil && (index == 0 || rows[index - 1].band != row.band)
      let closes = index > 0 && rows[index - 1].band != nil && rows[index - 1].band != row.band
      if opens && isShared(row.band) { y += 20 }
      if closes { y += 6 }
      let name = TextWidth.lines(
        book.say(row.name), width: isWide ? namesEnd - 4 : 250, size: size, most: isWide ? 2 : 1)
      let height = isWide ? (name.count > 1 ? 40.0 : 32) : 44
      places.append(Place(y: y, height: height, name: name, band: isShared(row.band) ? row.band : nil))
      y += height
    }
    return places
  }

  private func isShared(_ band: Int?) -> Bool {
    band != nil && rows.count { $0.band == band } > 1
  }

  private func bands(_ places: [Place]) -> [(top: Double, bottom: Double)] {
    var bands: [Int: (top: Double, bottom: Double)] = [:]
    for place in places {
      guard let band = place.band else { continue }
      let known = bands[band]
      bands[band] = (known?.top ?? place.y - 20, place.y + place.height)
    }
    return bands.sorted { $0.key < $1.key }.map(\.value)
  }
}
