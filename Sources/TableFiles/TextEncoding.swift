/// How text is written in bytes. Everything that isn't marked and isn't UTF-8 is taken for windows-1252, which is what
/// spreadsheets in western Europe write.
public enum TextEncoding: String, Sendable, Codable, CaseIterable {
  case utf8 = "utf-8"
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"
  case windows1252 = "windows-1252"

  /// Reads everything once, in constant memory, and tells how it is written. A zero byte in what isn't UTF-16 means
  /// that it isn't text.
  static func detect(_ bytes: TableBytes) throws(TableFileError) -> TextEncoding {
    let head = try bytes.head(4_096)
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { return .utf8 }
    if head.starts(with: [0xFF, 0xFE]) { return .utf16LittleEndian }
    if head.starts(with: [0xFE, 0xFF]) { return .utf16BigEndian }
    if let unmarked = unmarkedUTF16(head) { return unmarked }

    let source = try bytes.open()
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    var check = UTF8Check()
    while true {
      let count = try chunk.withFilled(from: 0) { (free) throws(TableFileError) in try source.take(into: free) }
      guard count > 0 else { break }
      chunk.withUnsafeBufferPointer { check.take(UnsafeBufferPointer(rebasing: $0[..<count])) }
      if let zero = check.zeroByte { throw .notText(offset: zero) }
    }
    return check.isValid ? .utf8 : .windows1252
  }

  /// Latin text in UTF-16 has a zero in every second byte.
  private static func unmarkedUTF16(_ head: [UInt8]) -> TextEncoding? {
    guard head.count >= 8 else { return nil }
    var zeros = (even: 0, odd: 0)
    for (index, byte) in head.enumerated() where byte == 0 {
      if index % 2 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
    }
    let half = head.count / 2
    if zeros.odd > half * 7 / 10, zeros.even * 20 < half { return .utf16LittleEndian }
    if zeros.even > half * 7 / 10, zeros.odd * 20 < half { return .utf16BigEndian }
    return nil
  }
}

/// Checks UTF-8 piece by piece (RFC 3629: no overlong forms, no surrogates, nothing past U+10FFFF).
struct UTF8Check {
  private var pending = 0
  private var lower: UInt8 = 0x80
  private var upper: UInt8 = 0xBF
  private var isBroken = false
  private var offset = 0
  private(set) var zeroByte: Int?

  /// Whether all that was taken is UTF-8, with no character cut at the end.
  var isValid: Bool { !isBroken && pending == 0 }

  mutating func take(_ bytes: UnsafeBufferPointer<UInt8>) {
    var index = 0
    let count = bytes.count
    let raw = UnsafeRawBufferPointer(bytes)
    while index < count {
      if pending == 0, index + 8 <= count {
        let eight = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        let isASCII = eight & 0x8080_8080_8080_8080 == 0
        let hasZero = (eight &- 0x0101_0101_0101_0101) & ~eight & 0x8080_8080_8080_8080 != 0
        if isASCII, !hasZero {
          index += 8
          continue
        }
      }
      step(bytes[index], at: offset + index)
      index += 1
    }
    offset += count
  }

  private mutating func step(_ byte: UInt8, at place: Int) {
    if byte == 0, zeroByte == nil { zeroByte = place }
    if pending > 0 {
      guard byte >= lower, byte <= upper else {
        isBroken = true
        pending = 0
        return
      }
      pending -= 1
      (lower, upper) = (0x80, 0xBF)
      return
    }
    switch byte {
    case ..<0x80: break
    case 0xC2...0xDF: pending = 1
    case 0xE0: (pending, lower) = (2, 0xA0)
    case 0xED: (pending, upper) = (2, 0x9F)
    case 0xE1...0xEF: pending = 2
    case 0xF0: (pending, lower) = (3, 0x90)
    case 0xF1...0xF3: pending = 3
    case 0xF4: (pending, upper) = (3, 0x8F)
    default: isBroken = true
    }
  }
}
