internal import Foundation
internal import Values

/// Makes moments of what a clock on the wall showed, remembering the offset of the hour before: rows come in order.
struct LocalClock {
  private let zone: TimeZone
  private var lastHour = Int.min
  private var lastOffset = 0

  /// Nil for a zone that isn't known.
  init?(zone name: String) {
    guard let zone = name == "UTC" ? TimeZone(secondsFromGMT: 0) : TimeZone(identifier: name) else { return nil }
    self.zone = zone
  }

  mutating func instant(_ moment: MomentCell) -> Instant {
    let local = moment.day.daysSince1970 * 86_400 + moment.secondsOfDay
    let offset = moment.offset ?? self.offset(atLocal: local)
    return Instant(milliseconds: Int64(local - offset) * 1_000 + Int64(moment.milliseconds))
  }

  private mutating func offset(atLocal seconds: Int) -> Int {
    let hour = seconds / 3_600
    if hour == lastHour { return lastOffset }
    // The offset at the local time taken for UTC, then at the moment that this gives: right but for the doubled hour,
    // where either is.
    let guess = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
    let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds - guess)))
    (lastHour, lastOffset) = (hour, offset)
    return offset
  }
}
