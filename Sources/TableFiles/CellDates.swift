#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What a number format makes of a number: a day, a moment or a time of day.
enum DateStyle: Sendable {
  case date, dateAndTime, time

  /// The date style of every cell format of a workbook, nil where the format shows a plain number.
  static func read(_ source: ByteSource) throws(TableFileError) -> [DateStyle?] {
    var custom: [Int: DateStyle?] = [:]
    var styles: [DateStyle?] = []
    var isInCellFormats = false
    var reader = XMLReader(source: source)
    while let event = try reader.next() {
      switch event {
      case .start(let name, let attributes):
        switch name.localName {
        case "numFmt":
          if let id = attributes["numFmtId"].flatMap({ Int($0) }) {
            custom[id] = .some(DateStyle(formatCode: attributes["formatCode"] ?? ""))
          }
        case "cellXfs": isInCellFormats = true
        case "xf" where isInCellFormats:
          let id = attributes["numFmtId"].flatMap { Int($0) } ?? 0
          styles.append(custom[id] ?? DateStyle(builtIn: id))
        default: continue
        }
      case .end(let name) where name.localName == "cellXfs": isInCellFormats = false
      case .end, .text: continue
      }
    }
    return styles
  }

  /// ECMA-376 part 1, 18.8.30: the formats that need no code.
  init?(builtIn id: Int) {
    switch id {
    case 14...17, 27...31, 34...36, 50...54, 57, 58: self = .date
    case 18...21, 32, 33, 45...47, 55, 56: self = .time
    case 22: self = .dateAndTime
    default: return nil
    }
  }

  /// Reads a format code such as `dd/mm/yyyy hh:mm`, past its quoted and bracketed parts.
  init?(formatCode: String) {
    var hasDay = false
    var hasTime = false
    var skipsTo: UInt8?
    var skipsNext = false
    for byte in formatCode.utf8 {
      if skipsNext {
        skipsNext = false
        continue
      }
      if let end = skipsTo {
        if byte == end { skipsTo = nil }
        // [h] and [mm] count hours and minutes.
        if end == UInt8(ascii: "]"), byte | 0x20 == UInt8(ascii: "h") { hasTime = true }
        continue
      }
      switch byte {
      case UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "*"): skipsNext = true
      case UInt8(ascii: "\""): skipsTo = byte
      case UInt8(ascii: "["): skipsTo = UInt8(ascii: "]")
      case UInt8(ascii: "y"), UInt8(ascii: "Y"), UInt8(ascii: "d"), UInt8(ascii: "D"): hasDay = true
      case UInt8(ascii: "h"), UInt8(ascii: "H"), UInt8(ascii: "s"), UInt8(ascii: "S"): hasTime = true
      default: continue
      }
    }
    switch (hasDay, hasTime) {
    case (true, true): self = .dateAndTime
    case (true, false): self = .date
    case (false, true): self = .time
    case (false, false): return nil
    }
  }

  /// A spreadsheet's day number as text; nil where it is outside the years 1900-9999.
  func text(_ serial: Double, startsIn1904: Bool) -> String? {
    let serial = startsIn1904 ? serial + 1_462 : serial
    guard serial.isFinite, serial >= 0, serial < 2_958_466 else { return nil }
    let milliseconds = (serial * 86_400_000).rounded()
    var day = Int(milliseconds / 86_400_000)
    let seconds = Int(((milliseconds - Double(day) * 86_400_000) / 1_000).rounded())
    if seconds == 86_400 { day += 1 }
    let clock = CivilDate.clockText(seconds: seconds % 86_400)
    if self == .time, day == 0 { return clock }
    // Spreadsheets believe that 1900 was a leap year: day 60 is their 29 February.
    let days = day - 25_569 + (day < 60 ? 1 : 0)
    let date = CivilDate(daysSince1970: days).text
    return self == .date && seconds == 0 ? date : "\(date) \(clock)"
  }
}

/// A day of the Gregorian calendar.
struct CivilDate {
  let year: Int
  let month: Int
  let day: Int

  /// Howard Hinnant, "chrono-compatible low-level date algorithms": days since 1970-01-01 to year, month, day.
  init(daysSince1970: Int) {
    let shifted = daysSince1970 + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  var text: String { "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))" }

  static func clockText(seconds: Int) -> String {
    "\(padded(seconds / 3_600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))"
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

/// Numbers as text.
enum NumberText {
  /// The shortest text that reads back equal, without an exponent or a needless `.0` where that can be.
  static func shortest(_ number: Double) -> String {
    if number.magnitude < 1e15, number == number.rounded() { return String(Int64(number)) }
    return "\(number)"
  }

  /// Reads the whole text as a number as XML and JSON write it.
  static func parse(_ text: some StringProtocol) -> Double? {
    Double(String(text))
  }
}
