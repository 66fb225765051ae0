/// A moment, in whole milliseconds since 1970 in UTC. As text it comes back equal, which `Date` does not.
public struct Instant: Hashable, Sendable, Comparable, Codable {
  public let milliseconds: Int64

  public init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  public static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }

  public func adding(seconds: Int) -> Instant { Instant(milliseconds: milliseconds + Int64(seconds) * 1_000) }
  public func adding(minutes: Int) -> Instant { adding(seconds: minutes * 60) }
  public func adding(hours: Int) -> Instant { adding(seconds: hours * 3_600) }
  public func adding(days: Int) -> Instant { adding(seconds: days * 86_400) }

  /// Whole days from that moment to this one, rounded down.
  public func days(since earlier: Instant) -> Int {
    Int((milliseconds - earlier.milliseconds).flooredQuotient(by: 86_400_000))
  }

  /// The day on which this moment falls in UTC. For a person's day, see `Localization`.
  public var day: Day { Day(daysSince1970: Int(milliseconds.flooredQuotient(by: 86_400_000))) }

  /// `2026-11-21T19:58:00.123Z`
  public var text: String {
    let ofDay = Int(milliseconds - milliseconds.flooredQuotient(by: 86_400_000) * 86_400_000)
    let date = day.text
    return String(unsafeUninitializedCapacity: date.utf8.count + 14) { bytes in
      let start = bytes.update(fromContentsOf: date.utf8)
      bytes[start] = UInt8(ascii: "T")
      bytes.write(ofDay / 3_600_000, digits: 2, at: start + 1)
      bytes[start + 3] = UInt8(ascii: ":")
      bytes.write(ofDay / 60_000 % 60, digits: 2, at: start + 4)
      bytes[start + 6] = UInt8(ascii: ":")
      bytes.write(ofDay / 1_000 % 60, digits: 2, at: start + 7)
      bytes[start + 9] = UInt8(ascii: ".")
      bytes.write(ofDay % 1_000, digits: 3, at: start + 10)
      bytes[start + 13] = UInt8(ascii: "Z")
      return start + 14
    }
  }

  /// Reads what `text` writes, and nothing else.
  public init?(text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 24, bytes[10] == UInt8(ascii: "T"), bytes[23] == UInt8(ascii: "Z"),
      bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"), bytes[19] == UInt8(ascii: "."),
      let day = Day(text: String(text.prefix(10))),
      let hour = Int(digits: bytes[11..<13]), hour < 24,
      let minute = Int(digits: bytes[14..<16]), minute < 60,
      let second = Int(digits: bytes[17..<19]), second < 60,
      let fraction = Int(digits: bytes[20..<23])
    else { return nil }
    let seconds = Int64(day.daysSince1970) * 86_400 + Int64(hour * 3_600 + minute * 60 + second)
    milliseconds = seconds * 1_000 + Int64(fraction)
  }
}

extension Int64 {
  func flooredQuotient(by divisor: Int64) -> Int64 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}

extension UnsafeMutableBufferPointer<UInt8> {
  /// A number that has no more digits than that, with zeros before it.
  func write(_ number: Int, digits: Int, at place: Int) {
    var rest = number
    for digit in stride(from: place + digits - 1, through: place, by: -1) {
      self[digit] = UInt8(ascii: "0") + UInt8(rest % 10)
      rest /= 10
    }
  }
}

extension Int {
  /// A number written in ASCII digits only.
  init?(digits: ArraySlice<UInt8>) {
    var number = 0
    guard !digits.isEmpty else { return nil }
    for byte in digits {
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
      number = number * 10 + Int(byte - UInt8(ascii: "0"))
    }
    self = number
  }
}
