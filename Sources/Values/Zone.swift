import Foundation

/// A time zone, by its name in the tz database. An organisation has one; people of that organisation read its days.
public struct Zone: Sendable, Hashable {
  private let timeZone: TimeZone

  /// Nothing where the machine knows no such zone.
  public init?(_ name: String) {
    guard let timeZone = TimeZone(identifier: name) else { return nil }
    self.timeZone = timeZone
  }

  private init(_ timeZone: TimeZone) {
    self.timeZone = timeZone
  }

  public var name: String { timeZone.identifier }

  public static let utc = Zone(.gmt)
  /// Where Kompas is at home. A machine without a tz database reads UTC.
  public static let amsterdam = Zone("Europe/Amsterdam") ?? .utc

  /// Seconds east of Greenwich at that moment.
  public func offset(at moment: Instant) -> Int {
    timeZone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(moment.milliseconds) / 1_000))
  }

  /// The calendar day there at that moment.
  public func day(of moment: Instant) -> Day { moment.adding(seconds: offset(at: moment)).day }

  /// Hour 0…23 and minute there at that moment.
  public func time(of moment: Instant) -> (hour: Int, minute: Int) {
    let local = moment.adding(seconds: offset(at: moment))
    let minutes = Int((local.milliseconds - local.day.start.milliseconds) / 60_000)
    return (minutes / 60, minutes % 60)
  }

  /// The moment at which that day begins there, or a time of that day.
  public func moment(_ day: Day, hour: Int = 0, minute: Int = 0) -> Instant {
    let asIfUTC = day.start.adding(seconds: hour * 3_600 + minute * 60)
    // The offset is asked at the first guess and again at the moment it gives, for days on which the clock changes.
    let guess = asIfUTC.adding(seconds: -offset(at: asIfUTC))
    return asIfUTC.adding(seconds: -offset(at: guess))
  }
}
