internal import Values

/// In which order a date such as `03/04/2026` is written. It is asked when the file doesn't tell, never guessed.
public enum DateOrder: String, Sendable, Codable, CaseIterable {
  case yearMonthDay, dayMonthYear, monthDayYear
  /// A spreadsheet's day number, such as 43290.53.
  case dayNumber
}

/// A date or moment as a cell has it, without its meaning in a time zone.
struct MomentCell: Equatable {
  var day: Day
  var secondsOfDay = 0
  var milliseconds = 0
  var hasTime = false
  /// Seconds east of Greenwich, where the cell states them.
  var offset: Int?

  /// How the digits of a date stand, before the order is known.
  struct Shape: Equatable {
    var first: Int
    var second: Int
    var isYearFirst: Bool
    /// The two words of a date with a month's name tell all.
    var isNamed = false
  }

  /// Reads a cell in this order; nil if it isn't a date in it.
  static func read(_ bytes: UnsafeBufferPointer<UInt8>, order: DateOrder) -> MomentCell? {
    if order == .dayNumber { return dayNumber(bytes) }
    var walk = MomentWalk(bytes: bytes)
    guard let (first, second, third) = walk.threeNumbers() else { return nil }
    let day: Day?
    if first.width == 4 {
      day = Day(year: first.value, month: second.value, day: third.value)
    } else {
      let year = third.width == 2 ? (third.value < 70 ? 2_000 : 1_900) + third.value : third.value
      guard third.width == 4 || third.width == 2 else { return nil }
      switch order {
      case .dayMonthYear: day = Day(year: year, month: second.value, day: first.value)
      case .monthDayYear: day = Day(year: year, month: first.value, day: second.value)
      case .yearMonthDay, .dayNumber: return nil
      }
    }
    guard let day else { return nil }
    var moment = MomentCell(day: day)
    guard walk.readTime(into: &moment) else { return nil }
    return moment
  }

  /// What the date's digits tell of their order; nil if the cell is no date in digits.
  static func shape(_ bytes: UnsafeBufferPointer<UInt8>) -> Shape? {
    guard bytes.count >= 6, bytes.count <= 40, let start = bytes.first, start >= 0x30, start <= 0x39 else { return nil }
    var walk = MomentWalk(bytes: bytes)
    guard let (first, second, third) = walk.threeNumbers() else { return nil }
    var moment = MomentCell(day: Day(daysSince1970: 0))
    guard walk.readTime(into: &moment) else { return nil }
    if first.width == 4 {
      guard Day(year: first.value, month: second.value, day: third.value) != nil else { return nil }
      return Shape(first: first.value, second: second.value, isYearFirst: true)
    }
    guard third.width == 4 || third.width == 2, max(first.value, second.value) <= 31 else { return nil }
    guard min(first.value, second.value) <= 12, min(first.value, second.value) >= 1 else { return nil }
    return Shape(first: first.value, second: second.value, isYearFirst: false)
  }

  private static func dayNumber(_ bytes: UnsafeBufferPointer<UInt8>) -> MomentCell? {
    guard let serial = NumberCell.read(bytes, hasDecimalComma: bytes.contains(UInt8(ascii: ","))) else { return nil }
    guard serial >= 1, serial < 110_000 else { return nil }
    let milliseconds = Int((serial * 86_400_000).rounded())
    let seconds = (milliseconds % 86_400_000 + 500) / 1_000
    var moment = MomentCell(day: Day(daysSince1970: milliseconds / 86_400_000 - 25_569))
    moment.secondsOfDay = min(seconds, 86_399)
    moment.hasTime = serial != serial.rounded()
    return moment
  }
}

/// One walk over the bytes of a date.
private struct MomentWalk {
  let bytes: UnsafeBufferPointer<UInt8>
  var index = 0

  init(bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  private var byte: UInt8? { index < bytes.count ? bytes[index] : nil }

  mutating func number(upTo digits: Int = 4) -> (value: Int, width: Int)? {
    var value = 0
    var width = 0
    while let digit = byte, digit >= 0x30, digit <= 0x39, width < digits {
      value = value * 10 + Int(digit - 0x30)
      width += 1
      index += 1
    }
    return width == 0 ? nil : (value, width)
  }

  mutating func took(_ character: Unicode.Scalar) -> Bool {
    guard byte == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  mutating func threeNumbers() -> ((value: Int, width: Int), (value: Int, width: Int), (value: Int, width: Int))? {
    guard let first = number(), let separator = byte, "-/.".utf8.contains(separator) else { return nil }
    index += 1
    guard let second = number(upTo: 2), byte == separator else { return nil }
    index += 1
    guard let third = number() else { return nil }
    guard first.width == 4 || first.width <= 2 else { return nil }
    return (first, second, third)
  }

  /// ` 13:05`, `T13:05:00.123Z`, ` 1:05:00 PM`, ` 13:05:00+02:00`, ` 1:05:00 PM GMT+2`, or nothing at all.
  mutating func readTime(into moment: inout MomentCell) -> Bool {
    if byte == nil { return true }
    guard took("T") || took(" ") || took(",") else { return false }
    while took(" ") {}
    if byte == nil { return true }
    guard let hour = number(upTo: 2), took(":"), let minute = number(upTo: 2), minute.value < 60 else { return false }
    var second = 0
    if took(":") {
      guard let read = number(upTo: 2), read.value < 61 else { return false }
      second = min(read.value, 59)
      if took(".") || took(",") {
        guard let fraction = number(upTo: 3) else { return false }
        moment.milliseconds =
          fraction.width == 1 ? fraction.value * 100 : fraction.width == 2 ? fraction.value * 10 : fraction.value
        while number() != nil {}
      }
    }
    var hours = hour.value
    while took(" ") {}
    if let letter = byte.map({ $0 | 0x20 }), letter == UInt8(ascii: "a") || letter == UInt8(ascii: "p") {
      index += 1
      guard let next = byte, next | 0x20 == UInt8(ascii: "m"), (1...12).contains(hours) else { return false }
      index += 1
      hours = hours % 12 + (letter == UInt8(ascii: "p") ? 12 : 0)
      while took(" ") {}
    }
    guard hours < 24 else { return false }
    moment.secondsOfDay = hours * 3_600 + minute.value * 60 + second
    moment.hasTime = true
    return readOffset(into: &moment)
  }

  private mutating func readOffset(into moment: inout MomentCell) -> Bool {
    if byte == nil { return true }
    if took("Z") {
      moment.offset = 0
      return byte == nil
    }
    for name in ["UTC", "GMT"] {
      let word = Array(name.utf8)
      guard index + 3 <= bytes.count, bytes[index..<index + 3].elementsEqual(word) else { continue }
      index += 3
      moment.offset = 0
    }
    if byte == nil { return moment.offset != nil }
    let sign = took("+") ? 1 : took("-") ? -1 : 0
    guard sign != 0, let hours = number(upTo: 2), hours.value <= 14 else { return false }
    _ = took(":")
    let minutes = number(upTo: 2)?.value ?? 0
    guard minutes < 60, byte == nil else { return false }
    moment.offset = sign * (hours.value * 3_600 + minutes * 60)
    return true
  }
}
