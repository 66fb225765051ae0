public import Values

/// A calendar file (RFC 5545) that any calendar takes in: huddles and check dates.
public struct CalendarFile: Hashable, Sendable {
  public struct Entry: Hashable, Sendable {
    public enum Moment: Hashable, Sendable {
      case wholeDay(Day)
      /// On the clock of whoever opens it, in whichever zone that is.
      case at(Day, hour: Int, minute: Int, minutes: Int)
    }

    /// The same in every file that tells of it, so that a calendar replaces what it knows.
    public var uid: String
    public var moment: Moment
    public var isWeekly: Bool
    public var title: String
    public var text: String

    public init(uid: String, moment: Moment, isWeekly: Bool = false, title: String, text: String = "") {
      self.uid = uid
      self.moment = moment
      self.isWeekly = isWeekly
      self.title = title
      self.text = text
    }
  }

  public var entries: [Entry]

  public init(_ entries: [Entry]) {
    self.entries = entries
  }

  /// The weekly huddle of a team.
  public init(_ huddle: SessionHuddle, title: String, text: String = "") {
    self.init([
      Entry(
        uid: huddle.id.text,
        moment: .at(huddle.firstOn, hour: huddle.hour, minute: huddle.minute, minutes: huddle.minutes), isWeekly: true,
        title: title, text: text)
    ])
  }

  /// The days on which somebody is asked what came of their plan.
  ///
  /// - Parameter session: the day of the session.
  public init(_ commitment: SessionCommitment, after session: Day, title: String, text: String) {
    self.init(
      commitment.checkDays(after: session).enumerated().map { place, day in
        Entry(uid: "\(commitment.id).\(place + 1)", moment: .wholeDay(day), title: title, text: text)
      })
  }

  /// The file: lines of at most 75 bytes that end in CR LF, in UTF-8.
  ///
  /// - Parameter stamp: the moment at which it is made.
  public func text(stamp: Instant) -> String {
    // The method is that of the mail which carries it: whoever gets it isn't asked for an answer (RFC 5546).
    var lines = [
      "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Kompas//Kompas//NL", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
    ]
    for entry in entries {
      lines += ["BEGIN:VEVENT", "UID:\(Self.escaped(entry.uid))@kompas", "DTSTAMP:\(Self.utc(stamp))"]
      switch entry.moment {
      case .wholeDay(let day):
        lines += ["DTSTART;VALUE=DATE:\(Self.digits(day))", "DTEND;VALUE=DATE:\(Self.digits(day.adding(days: 1)))"]
      case .at(let day, let hour, let minute, let minutes):
        lines += [
          "DTSTART:\(Self.digits(day))T\(Self.two(hour))\(Self.two(minute))00", "DURATION:PT\(max(1, minutes))M",
        ]
      }
      if entry.isWeekly { lines.append("RRULE:FREQ=WEEKLY") }
      lines.append("SUMMARY:\(Self.escaped(entry.title))")
      if !entry.text.isEmpty { lines.append("DESCRIPTION:\(Self.escaped(entry.text))") }
      lines.append("END:VEVENT")
    }
    lines.append("END:VCALENDAR")
    return lines.map { Self.folded($0) + "\r\n" }.joined()
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing(";", with: "\\;").replacing(",", with: "\\,")
      .replacing("\r\n", with: "\\n").replacing("\n", with: "\\n").replacing("\r", with: "\\n")
  }

  /// A long line goes on in the next, which begins with a space. No character is cut in two, but one that is longer than a line.
  private static func folded(_ line: String) -> String {
    var folded = ""
    var length = 0
    func append(_ piece: String) {
      if length + piece.utf8.count > 75 {
        folded += "\r\n "
        length = 1
      }
      folded += piece
      length += piece.utf8.count
    }
    for character in line {
      if character.utf8.count <= 74 {
        append(String(character))
      } else {
        for scalar in character.unicodeScalars { append(String(scalar)) }
      }
    }
    return folded
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
  private static func digits(_ day: Day) -> String { day.text.replacing("-", with: "") }

  private static func utc(_ moment: Instant) -> String {
    let text = moment.text
    return text.prefix(19).replacing("-", with: "").replacing(":", with: "") + "Z"
  }
}
