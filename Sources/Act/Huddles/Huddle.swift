public import People
public import Values

/// A team's fifteen minutes of one week, as they were written down.
public struct Huddle: Hashable, Sendable {
  public let unit: ID<Unit>
  /// The Monday of its week.
  public let week: Day
  /// What the team takes along.
  public var note: String
  /// Who asked for help, with what.
  public var help: String?
  public let writtenBy: ID<Person>?
  public let heldOn: Day

  public init(
    unit: ID<Unit>, week: Day, note: String, help: String?, writtenBy: ID<Person>?, heldOn: Day
  ) {
    self.unit = unit
    self.week = week
    self.note = note
    self.help = help
    self.writtenBy = writtenBy
    self.heldOn = heldOn
  }
}

/// When a team's fifteen minutes are.
public struct HuddleRhythm: Hashable, Sendable {
  /// 0 Monday … 6 Sunday.
  public let weekday: Int
  /// Minutes after midnight.
  public let minute: Int

  public init(weekday: Int, minute: Int) {
    self.weekday = weekday
    self.minute = minute
  }
}

extension Day {
  /// The Monday of this day's week.
  public var monday: Day { adding(days: -weekday) }
}
