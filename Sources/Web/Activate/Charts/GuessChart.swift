import Localization
import Values

/// What each of us guessed, our middle, and what customers really say with its margin. Every guess is a dot without a name.
struct GuessChart: Drawing {
  let title: Message
  let measure: Measure
  /// From low to high.
  let guesses: [Double]
  let middle: Double
  /// Nothing where the research can't tell, or was withdrawn.
  let real: Reading?
  var caption: Message?

  func drawn(in book: Phrasebook) -> SafeHTML {
    var description = book.say(
      "session.chart.guesses", ["count": .count(guesses.count), "middle": measure.fact(middle)])
    if let real {
      description += " " + book.say("session.chart.real", ["value": measure.fact(real.value)])
    }
    var rows = groups.map { [measure.write($0.value, book), book.number(Double($0.count), decimals: 0)] }
    if let real {
      rows.append([book.say("session.chart.customersRow", ["value": measure.fact(real.value)]), "–"])
    }
    return ChartFigure(
      title: book.say(title), description: description, wide: draw(width: 640, book), narrow: draw(width: 320, book),
      caption: caption.map(book.say),
      table: ChartFigure.Table(
        columns: [book.say("session.chart.guess"), book.say("session.chart.people")], rows: rows)
    ).html(book)
  }

  private var groups: [(value: Double, count: Int)] {
    var groups: [(value: Double, count: Int)] = []
    for guess in guesses.sorted() {
      if groups.last?.value == guess { groups[groups.count - 1].count += 1 } else { groups.append((guess, 1)) }
    }
    return groups
  }

  private func draw(width: Double, _ book: Phrasebook) -> SVG {
    let isWide = width > 400
    let size = isWide ? 13.0 : 14.0
    let axis = Axis(
      covering: guesses + (real?.all ?? []) + [middle], within: measure.bounds, from: 18, to: width - 18,
      ticks: isWide ? 6 : 4)
    let stacks = stacked(axis)
    let highest = stacks.map(\.level).max() ?? 0
    let step = highest > 9 ? 9.0 : 12.0
    let base = 40 + Double(highest) * step + 6
    var svg = SVG(width: width)
    // Our middle stands above the dots.
    let words = book.say("session.chart.middle", ["value": measure.fact(middle)])
    let half = TextWidth.of(words, size: size) / 2
    let place = min(max(axis(middle), half), width - half)
    svg.text(words, place, 14, .middle, "strong")
    svg.line(axis(middle), 20, axis(middle), base, "middle-line")
    for stack in stacks {
      svg.circle(stack.x, base - 8 - Double(stack.level) * step, highest > 9 ? 4 : 5, "guess")
    }
    svg.line(18, base, width - 18, base, "axis")
    let isApart = real.map { abs(axis(middle) - axis($0.value)) > 26 } ?? false
    if isApart { svg.line(axis(middle), base, axis(middle), base + 47, "middle-line") }
    for tick in axis.ticks {
      svg.line(axis(tick), base, axis(tick), base + 5, "zero")
      // A tick under our middle stays readable: the line behind it is interrupted.
      svg.text(measure.writeTick(tick, step: axis.step, book), axis(tick), base + 20, .middle, "faint halo")
    }
    guard let real else {
      svg.grow(to: base + 28)
      return svg
    }
    let y = base + 42
    if let low = real.low, let high = real.high {
      svg.rectangle(axis(low), y - 7, max(6, axis(high) - axis(low)), 14, "band", round: 7)
    }
    svg.circle(axis(real.value), y, 8, "real")
    if isApart {
      let towards = axis(middle) > axis(real.value) ? 12.0 : -12
      svg.line(axis(real.value) + towards, y, axis(middle), y, "gap")
    }
    let text = book.say("session.chart.customers", ["value": measure.fact(real.value)])
    let wide = TextWidth.of(text, size: 22) / 2
    svg.text(text, min(max(axis(real.value), wide), width - wide), y + 36, .middle, "large")
    svg.grow(to: y + 46)
    return svg
  }

  /// Dots that would lie over each other stand on each other.
  private func stacked(_ axis: Axis) -> [(x: Double, level: Int)] {
    var last: [Int: Int] = [:]
    return guesses.sorted().map { guess in
      let column = Int((axis(guess) / 11).rounded())
      let level = last[column, default: 0]
      last[column] = level + 1
      return (Double(column) * 11, level)
    }
  }
}
