/// Turns bytes in some encoding into UTF-8, piece by piece, without its byte order mark.
struct TextDecoding {
  let encoding: TextEncoding
  private var isAtStart = true
  private var odd: UInt8?
  private var highSurrogate: UInt16?
  private var raw: [UInt8] = []

  init(_ encoding: TextEncoding) {
    self.encoding = encoding
  }

  /// Reads a piece from the source and appends it as UTF-8. False at the end.
  mutating func readPiece(from source: ByteSource, onto text: inout [UInt8], size: Int) throws(TableFileError) -> Bool {
    if encoding == .utf8 {
      let old = text.count
      text += [UInt8](repeating: 0, count: size)
      let count = try text.withFilled(from: old) { (free) throws(TableFileError) in try source.take(into: free) }
      text.removeLast(size - count)
      if isAtStart, count > 0 {
        isAtStart = false
        if text[old...].starts(with: [0xEF, 0xBB, 0xBF]) { text.removeSubrange(old..<old + 3) }
      }
      return count > 0
    }
    if raw.count != size { raw = [UInt8](repeating: 0, count: size) }
    let count = try raw.withFilled(from: 0) { (free) throws(TableFileError) in try source.take(into: free) }
    guard count > 0 else {
      if odd != nil || highSurrogate != nil { Self.append(0xFFFD, to: &text) }
      (odd, highSurrogate) = (nil, nil)
      return false
    }
    switch encoding {
    case .utf8: break
    case .windows1252: decode1252(raw[..<count], onto: &text)
    case .utf16LittleEndian: decode16(raw[..<count], isLittleEndian: true, onto: &text)
    case .utf16BigEndian: decode16(raw[..<count], isLittleEndian: false, onto: &text)
    }
    return true
  }

  private func decode1252(_ piece: ArraySlice<UInt8>, onto text: inout [UInt8]) {
    for byte in piece {
      switch byte {
      case ..<0x80: text.append(byte)
      case 0x80...0x9F: Self.append(UInt32(Self.upperControls[Int(byte) - 0x80]), to: &text)
      default: Self.append(UInt32(byte), to: &text)
      }
    }
  }

  private mutating func decode16(_ piece: ArraySlice<UInt8>, isLittleEndian: Bool, onto text: inout [UInt8]) {
    for byte in piece {
      guard let first = odd else {
        odd = byte
        continue
      }
      odd = nil
      let unit = isLittleEndian ? UInt16(byte) << 8 | UInt16(first) : UInt16(first) << 8 | UInt16(byte)
      if isAtStart {
        isAtStart = false
        if unit == 0xFEFF { continue }
      }
      take(unit, onto: &text)
    }
  }

  private mutating func take(_ unit: UInt16, onto text: inout [UInt8]) {
    if let high = highSurrogate {
      highSurrogate = nil
      if (0xDC00...0xDFFF).contains(unit) {
        Self.append(0x10000 + (UInt32(high) - 0xD800) << 10 + (UInt32(unit) - 0xDC00), to: &text)
        return
      }
      Self.append(0xFFFD, to: &text)
    }
    switch unit {
    case 0xD800...0xDBFF: highSurrogate = unit
    case 0xDC00...0xDFFF: Self.append(0xFFFD, to: &text)
    default: Self.append(UInt32(unit), to: &text)
    }
  }

  static func append(_ scalar: UInt32, to text: inout [UInt8]) {
    switch scalar {
    case ..<0x80:
      text.append(UInt8(scalar))
    case ..<0x800:
      text.append(0xC0 | UInt8(scalar >> 6))
      text.append(0x80 | UInt8(scalar & 0x3F))
    case ..<0x10000:
      text.append(0xE0 | UInt8(scalar >> 12))
      text.append(0x80 | UInt8(scalar >> 6 & 0x3F))
      text.append(0x80 | UInt8(scalar & 0x3F))
    default:
      text.append(0xF0 | UInt8(scalar >> 18 & 0x07))
      text.append(0x80 | UInt8(scalar >> 12 & 0x3F))
      text.append(0x80 | UInt8(scalar >> 6 & 0x3F))
      text.append(0x80 | UInt8(scalar & 0x3F))
    }
  }

  /// What 0x80-0x9F mean in windows-1252; the five that are free stay control characters, as browsers do it.
  private static let upperControls: [UInt16] = [
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D,
    0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
    0x0153, 0x009D, 0x017E, 0x0178,
  ]
}
