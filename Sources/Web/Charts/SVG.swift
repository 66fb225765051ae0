/// A drawing under construction: shapes with classes, whose colours the stylesheet gives. All text is escaped here.
struct SVG {
  enum Anchor: String { case start, middle, end }

  let width: Double
  private(set) var height: Double
  private var body = ""

  init(width: Double, height: Double = 0) {
    self.width = width
    self.height = height
  }

  /// Makes room down to this height.
  mutating func grow(to height: Double) {
    self.height = max(self.height, height)
  }

  mutating func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ style: String) {
    body += "<line x1=\"\(n(x1))\" y1=\"\(n(y1))\" x2=\"\(n(x2))\" y2=\"\(n(y2))\" class=\"\(style)\"/>"
  }

  mutating func circle(_ x: Double, _ y: Double, _ radius: Double, _ style: String) {
    body += "<circle cx=\"\(n(x))\" cy=\"\(n(y))\" r=\"\(n(radius))\" class=\"\(style)\"/>"
  }

  mutating func rectangle(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ style: String, round: Double = 0
  ) {
    let corner = round > 0 ? " rx=\"\(n(round))\"" : ""
    body +=
      "<rect x=\"\(n(x))\" y=\"\(n(y))\" width=\"\(n(max(0, width)))\" height=\"\(n(max(0, height)))\"\(corner) class=\"\(style)\"/>"
  }

  mutating func path(_ points: [(x: Double, y: Double)], _ style: String, isClosed: Bool = false) {
    let steps = points.enumerated().map { "\($0 == 0 ? "M" : "L")\(n($1.x)) \(n($1.y))" }.joined()
    body += "<path d=\"\(steps)\(isClosed ? "Z" : "")\" class=\"\(style)\"/>"
  }

  mutating func text(_ text: String, _ x: Double, _ y: Double, _ anchor: Anchor = .start, _ style: String = "") {
    let side = anchor == .start ? "" : " text-anchor=\"\(anchor.rawValue)\""
    let name = style.isEmpty ? "" : " class=\"\(style)\""
    body += "<text x=\"\(n(x))\" y=\"\(n(y))\"\(side)\(name)>\(SafeHTML.escape(text))</text>"
  }

  /// Lines of text under each other; `y` is the baseline of the first.
  mutating func text(_ lines: [String], _ x: Double, _ y: Double, _ anchor: Anchor = .start, _ style: String = "") {
    for (index, line) in lines.enumerated() {
      text(line, x, y + Double(index) * TextWidth.lineHeight, anchor, style)
    }
  }

  /// A mark for a series, told apart by its shape as well as its colour.
  mutating func mark(_ shape: Shape, _ x: Double, _ y: Double, _ style: String) {
    switch shape {
    case .dot: circle(x, y, 6, "dot \(style)")
    case .ring: circle(x, y, 5, "ring \(style)")
    case .square: rectangle(x - 5, y - 5, 10, 10, "ring \(style)")
    case .diamond: path([(x, y - 7), (x + 7, y), (x, y + 7), (x - 7, y)], "ring \(style)", isClosed: true)
    case .triangle: path([(x, y - 7), (x + 6.5, y + 5), (x - 6.5, y + 5)], "ring \(style)", isClosed: true)
    }
  }

  enum Shape: CaseIterable, Sendable { case dot, ring, square, diamond, triangle }

  func element(title: String, description: String) -> String {
    """
    <svg viewBox="0 0 \(n(width)) \(n(height))" role="img"><title>\(SafeHTML.escape(title))</title>\
    <desc>\(SafeHTML.escape(description))</desc>\(body)</svg>
    """
  }

  private func n(_ value: Double) -> String {
    guard value.isFinite else { return "0" }
    let tenths = (value * 10).rounded()
    let whole = (tenths / 10).rounded(.towardZero)
    let rest = abs(Int(tenths - whole * 10))
    if rest == 0 { return String(Int(whole)) }
    return "\(tenths < 0 && whole == 0 ? "-" : "")\(Int(whole)).\(rest)"
  }
}
