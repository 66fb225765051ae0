/// A calendar day, without a time zone.
public struct Day: Hashable, Sendable, Comparable, Codable {
  public let daysSince1970: Int

  public init(daysSince1970: Int) {
    self.daysSince1970 = daysSince1970
  }

  /// Nothing where the calendar has no such day.
  ///
  /// The day number is Howard Hinnant's `days_from_civil`, proleptic Gregorian.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1 else { return nil }
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    self.init(daysSince1970: era * 146_097 + dayOfEra - 719_468)
    guard self.civil == (year, month, day) else { return nil }
  }

  /// Year, month 1…12 and day 1…31.
  public var civil: (year: Int, month: Int, day: Int) {
    let shifted = daysSince1970 + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// `2026-11-21`
  public var text: String {
    let (year, month, day) = civil
    // A text has four digits for the year: days beyond are for counting only.
    return String(unsafeUninitializedCapacity: 10) { bytes in
      bytes.write(min(max(year, 0), 9_999), digits: 4, at: 0)
      bytes[4] = UInt8(ascii: "-")
      bytes.write(month, digits: 2, at: 5)
      bytes[7] = UInt8(ascii: "-")
      bytes.write(day, digits: 2, at: 8)
      return 10
    }
  }

  /// Reads what `text` writes, and nothing else.
  public init?(text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      let year = Int(digits: bytes[0..<4]), let month = Int(digits: bytes[5..<7]), let day = Int(digits: bytes[8..<10])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// 0 Monday … 6 Sunday.
  public var weekday: Int { ((daysSince1970 + 3) % 7 + 7) % 7 }

  /// Midnight of this day in UTC.
  public var start: Instant { Instant(milliseconds: Int64(daysSince1970) * 86_400_000) }

  public func adding(days: Int) -> Day { Day(daysSince1970: daysSince1970 + days) }

  public static func < (left: Day, right: Day) -> Bool { left.daysSince1970 < right.daysSince1970 }
}

/// The days on which something holds: from its first day up to, and without, its last.
public struct Validity: Hashable, Sendable, Codable {
  public let from: Day
  /// The first day on which it no longer holds; nothing while it holds on.
  public let until: Day?

  public init(from: Day, until: Day? = nil) {
    self.from = from
    self.until = until
  }

  public func holds(on day: Day) -> Bool {
    day >= from && until.map { day < $0 } ?? true
  }
}
