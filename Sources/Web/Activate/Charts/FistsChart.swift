import Localization
import Values

/// How many held up how many fingers, from none to five: six columns. Fewer than three is an objection, so those stand apart, in another
/// colour.
struct FistsChart: Drawing {
  /// How many held up 0, 1, 2, 3, 4 and 5.
  let counts: [Int]

  func drawn(in book: Phrasebook) -> SafeHTML {
    let step = 44.0
    let gap = 14.0
    let most = Double(max(4, counts.max() ?? 0))
    var svg = SVG(width: step * 6 + gap)
    let base = 62.0
    for (fingers, count) in counts.enumerated() {
      let x = Double(fingers) * step + (fingers < 3 ? 0 : gap)
      let high = Double(count) / most * 40
      if count > 0 {
        svg.rectangle(x + 4, base - high, step - 8, high, fingers < 3 ? "against" : "right")
        svg.text("\(count)", x + step / 2, base - high - 6, .middle, "strong")
      }
      svg.text("\(fingers)", x + step / 2, base + 17, .middle, "faint")
    }
    svg.line(0, base, step * 3, base, "zero")
    svg.line(step * 3 + gap, base, step * 6 + gap, base, "zero")
    svg.grow(to: base + 22)
    let said = book.say(RevealScene.fingers(counts))
    return SafeHTML(safe: "<div class=\"chart fists\">\(svg.element(title: said, description: ""))</div>")
  }
}
