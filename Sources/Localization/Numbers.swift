import Values

/// A no-break space: a number and what belongs to it stay on one line.
private let tied = "\u{a0}"

extension Phrasebook {
  public var decimalMark: String { language == .nl ? "," : "." }
  public var thousandsMark: String { language == .nl ? "." : "," }

  /// A number with a fixed number of decimals, rounded half away from zero: `1.486`, `7,6`, `−0,3`.
  ///
  /// A number that isn't one (no answers, so no mean) is written as a dash.
  public func number(_ value: Double, decimals: Int) -> String {
    guard value.isFinite else { return "–" }
    let (isNegative, digits) = parts(of: value, decimals: decimals)
    return (isNegative ? "−" : "") + digits
  }

  /// A number with its sign, as an NPS or a difference is written: `+12`, `−6`, `0`.
  public func signed(_ value: Double, decimals: Int = 0) -> String {
    guard value.isFinite else { return "–" }
    let (isNegative, digits) = parts(of: value, decimals: decimals)
    if isNegative { return "−" + digits }
    return digits.contains { ("1"..."9").contains($0) } ? "+" + digits : digits
  }

  /// A share of 1 as a percentage: 0.31 is `31 %` in Dutch and `31%` in English.
  public func percent(_ share: Double, decimals: Int = 0) -> String {
    number(share * 100, decimals: decimals) + (language == .nl ? tied + "%" : "%")
  }

  /// `7,5 – 7,7`: an interval where there's no room for a sentence. In a sentence, use a phrase.
  public func interval(_ low: Double, _ high: Double, write: (Double) -> String) -> String {
    write(low) + tied + "–" + tied + write(high)
  }

  private func parts(of value: Double, decimals: Int) -> (isNegative: Bool, digits: String) {
    var power = 1.0
    for _ in 0..<max(0, decimals) { power *= 10 }
    let scaled = (abs(value) * power).rounded(.toNearestOrAwayFromZero)
    guard scaled < 9e15 else { return (value < 0, String(abs(value))) }
    let all = Int64(scaled)
    let whole = String(all / Int64(power))
    var text = ""
    for (offset, digit) in whole.enumerated() {
      if offset > 0, (whole.count - offset).isMultiple(of: 3) { text += thousandsMark }
      text.append(digit)
    }
    if decimals > 0 {
      let fraction = String(all % Int64(power))
      text += decimalMark + String(repeating: "0", count: decimals - fraction.count) + fraction
    }
    return (value < 0 && all > 0, text)
  }
}

extension Phrasebook {
  /// Reads a number as people type it in this language: `7,5`, `7.5`, `1.486`, `−3`. Nothing where it isn't one.
  ///
  /// A mark followed by exactly three digits is taken as this language's thousands mark when it is that mark.
  public func readNumber(_ text: String) -> Double? {
    var cleaned = text.filter { $0 != " " && $0 != "\u{a0}" && $0 != "\u{202f}" }
    cleaned = cleaned.replacing("−", with: "-")
    let pieces = cleaned.split(separator: Character(thousandsMark), omittingEmptySubsequences: false)
    let isGrouped = pieces.count > 1 && pieces.dropFirst().allSatisfy { $0.prefix { $0.isNumber }.count == 3 }
    if isGrouped { cleaned = pieces.joined() }
    cleaned = cleaned.replacing(",", with: ".")
    guard !cleaned.isEmpty, cleaned.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == "." || $0 == "-" || $0 == "+") })
    else { return nil }
    return Double(cleaned)
  }
}
