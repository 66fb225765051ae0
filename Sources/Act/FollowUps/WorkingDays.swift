public import Values

/// The days on which people work in the Netherlands: Monday to Friday, without the public holidays.
public enum WorkingDays {
  /// So many working days after a day: what is promised on Friday within one day is due on Monday.
  public static func after(_ day: Day, _ count: Int) -> Day {
    var found = day
    var left = max(0, count)
    while left > 0 {
      found = found.adding(days: 1)
      if isWorkingDay(found) { left -= 1 }
    }
    return found
  }

  public static func isWorkingDay(_ day: Day) -> Bool {
    day.weekday < 5 && !isHoliday(day)
  }

  /// New year's day, Easter Monday, the king's birthday, Liberation Day each five years, Ascension, Whit Monday, Christmas.
  public static func isHoliday(_ day: Day) -> Bool {
    let (year, month, date) = day.civil
    let sinceEaster = easter(year).map { day.daysSince1970 - $0.daysSince1970 }
    if let sinceEaster, [0, 1, 39, 49, 50].contains(sinceEaster) { return true }
    return switch (month, date) {
    case (1, 1), (12, 25), (12, 26): true
    case (4, 26): day.weekday == 5
    case (4, 27): day.weekday != 6
    case (5, 5): year.isMultiple(of: 5)
    default: false
    }
  }

  /// Easter Sunday of the Gregorian calendar (the anonymous algorithm of Meeus, Jones and Butcher).
  static func easter(_ year: Int) -> Day? {
    let a = year % 19
    let (b, c) = (year / 100, year % 100)
    let (d, e) = (b / 4, b % 4)
    let g = (b - (b + 8) / 25 + 1) / 3
    let h = (19 * a + b - d - g + 15) % 30
    let (i, k) = (c / 4, c % 4)
    let l = (32 + 2 * e + 2 * i - h - k) % 7
    let m = (a + 11 * h + 22 * l) / 451
    let sum = h + l - 7 * m + 114
    return Day(year: year, month: sum / 31, day: sum % 31 + 1)
  }
}
