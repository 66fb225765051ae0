/// Reads numbers from the bytes of a cell.
enum NumberCell {
  /// The whole cell as a number: `8`, `-1.5`, `+3`, `1e3`, `7,5` with a decimal comma. Nil for anything else.
  static func read(_ bytes: UnsafeBufferPointer<UInt8>, hasDecimalComma: Bool) -> Double? {
    let count = bytes.count
    guard count > 0, count <= 32 else { return nil }
    var index = 0
    var isNegative = false
    if bytes[0] == UInt8(ascii: "-") || bytes[0] == UInt8(ascii: "+") {
      isNegative = bytes[0] == UInt8(ascii: "-")
      index = 1
    }
    var digits: Int64 = 0
    var digitCount = 0
    var scale = 0
    var hasPoint = false
    let point = hasDecimalComma ? UInt8(ascii: ",") : UInt8(ascii: ".")
    while index < count {
      let byte = bytes[index]
      if byte >= 0x30, byte <= 0x39 {
        guard digitCount < 18 else { return readSlowly(bytes, hasDecimalComma: hasDecimalComma) }
        digits = digits * 10 + Int64(byte - 0x30)
        if digits > 0 { digitCount += 1 }
        if hasPoint { scale += 1 }
      } else if byte == point, !hasPoint {
        hasPoint = true
      } else if byte | 0x20 == UInt8(ascii: "e") {
        return readSlowly(bytes, hasDecimalComma: hasDecimalComma)
      } else {
        return nil
      }
      index += 1
    }
    let hasDigit = bytes.contains { $0 >= 0x30 && $0 <= 0x39 }
    guard hasDigit, scale < powers.count else {
      return hasDigit ? readSlowly(bytes, hasDecimalComma: hasDecimalComma) : nil
    }
    // Up to 2^53 both numbers are exact, so that the quotient is rounded once, as a general reader would.
    guard digits <= 1 << 53 else { return readSlowly(bytes, hasDecimalComma: hasDecimalComma) }
    let value = scale == 0 ? Double(digits) : Double(digits) / powers[scale]
    return isNegative ? -value : value
  }

  static func read(_ text: String, hasDecimalComma: Bool = false) -> Double? {
    var text = text
    return text.withUTF8 { read($0, hasDecimalComma: hasDecimalComma) }
  }

  private static let powers: [Double] = (0...15).map { exponent in
    (0..<exponent).reduce(1.0) { power, _ in power * 10 }
  }

  private static func readSlowly(_ bytes: UnsafeBufferPointer<UInt8>, hasDecimalComma: Bool) -> Double? {
    var text = String(decoding: bytes, as: UTF8.self)
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) || "+-.,eE".utf8.contains($0) }) else { return nil }
    if hasDecimalComma { text = text.replacing(",", with: ".") }
    guard let value = Double(text), value.isFinite else { return nil }
    return value
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Without the spaces around it.
  var trimmed: UnsafeBufferPointer<UInt8> {
    var start = 0
    var end = count
    while start < end, self[start] <= 0x20 { start += 1 }
    while end > start, self[end - 1] <= 0x20 { end -= 1 }
    return UnsafeBufferPointer(rebasing: self[start..<end])
  }
}
