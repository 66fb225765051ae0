/// How often each row of a file was seen, where the file has no ids of its own: two respondents may answer the same.
///
/// Exact for the first four million different rows, in at most 64 MB. Further rows are told apart by their place in the file.
struct SeenRows {
  private var slots: [UInt64]
  private var count = 0
  /// Rows that came more than once, which are few.
  private var again: [UInt64: Int] = [:]

  private static let most = 1 << 22

  init() {
    slots = Array(repeating: 0, count: 1 << 12)
  }

  /// A name for this row that is the same each time the file is read.
  mutating func name(_ fingerprint: UInt64, row: Int) -> String {
    // An empty slot holds 0.
    let print = fingerprint == 0 ? 1 : fingerprint
    let digits = String(print, radix: 36)
    guard count < Self.most else { return contains(print) ? more(print, digits) : "\(digits).row\(row)" }
    return insert(print) ? digits : more(print, digits)
  }

  private mutating func more(_ print: UInt64, _ digits: String) -> String {
    let times = again[print, default: 1] + 1
    again[print] = times
    return "\(digits).\(times)"
  }

  private func contains(_ print: UInt64) -> Bool {
    var place = start(print)
    while slots[place] != 0 {
      if slots[place] == print { return true }
      place = (place + 1) & (slots.count - 1)
    }
    return false
  }

  private mutating func insert(_ print: UInt64) -> Bool {
    var place = start(print)
    while slots[place] != 0 {
      if slots[place] == print { return false }
      place = (place + 1) & (slots.count - 1)
    }
    slots[place] = print
    count += 1
    if count * 2 > slots.count { grow() }
    return true
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: 0, count: old.count * 2)
    for print in old where print != 0 {
      var place = start(print)
      while slots[place] != 0 { place = (place + 1) & (slots.count - 1) }
      slots[place] = print
    }
  }

  private func start(_ print: UInt64) -> Int { Int(truncatingIfNeeded: print >> 20) & (slots.count - 1) }
}
