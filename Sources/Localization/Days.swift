public import Values

private let months: [Language: [String]] = [
  .nl: [
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
  ],
  .en: [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ],
]

private let shortMonths: [Language: [String]] = [
  .nl: ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"],
  .en: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
]

private let weekdays: [Language: [String]] = [
  .nl: ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"],
  .en: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
]

extension Phrasebook {
  /// `21 november 2026`
  public func day(_ day: Day) -> String {
    let (year, month, date) = day.civil
    return "\(date)\u{a0}\(name(month, in: months)) \(year)"
  }

  /// `21 nov`, with the year where it isn't this one.
  public func shortDay(_ day: Day, today: Day? = nil) -> String {
    let (year, month, date) = day.civil
    let text = "\(date)\u{a0}\(name(month, in: shortMonths))"
    return today?.civil.year == year ? text : text + "\u{a0}\(year)"
  }

  /// `zaterdag 21 november`
  public func dayOfWeek(_ day: Day) -> String {
    let (_, month, date) = day.civil
    return "\((weekdays[language] ?? [])[day.weekday]) \(date)\u{a0}\(name(month, in: months))"
  }

  /// `november 2026`
  public func month(_ day: Day) -> String {
    let (year, month, _) = day.civil
    return "\(name(month, in: months)) \(year)"
  }

  /// `21 november 2026, 14:05`, on the clock of this zone.
  public func moment(_ moment: Instant) -> String {
    "\(day(zone.day(of: moment))), \(time(moment))"
  }

  /// `14:05`
  public func time(_ moment: Instant) -> String {
    let (hour, minute) = zone.time(of: moment)
    return "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
  }

  private func name(_ month: Int, in names: [Language: [String]]) -> String {
    (names[language] ?? [])[month - 1]
  }
}
