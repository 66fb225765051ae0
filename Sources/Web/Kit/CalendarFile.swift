import HTTPTypes
import Hummingbird
import NIOCore
import Values

/// One meeting as a calendar file (RFC 5545): opened by any calendar, at the right moment in any time zone.
struct CalendarFile {
  let text: String

  /// - Parameters:
  ///   - id: the same for two makings of the same meeting, so that a calendar replaces the one that it has.
  ///   - about: what stands in its description: a link, mostly.
  ///   - everyWeeks: nothing for a meeting that is held once.
  init(
    id: String, title: String, about: String, from: Instant, minutes: Int, everyWeeks: Int? = nil, made: Instant
  ) {
    var lines = [
      "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Kompas//Kompas//NL", "METHOD:PUBLISH", "BEGIN:VEVENT",
      "UID:\(Self.escaped(id))@kompas", "DTSTAMP:\(Self.moment(made))", "DTSTART:\(Self.moment(from))",
      "DTEND:\(Self.moment(from.adding(minutes: minutes)))",
    ]
    if let everyWeeks { lines.append("RRULE:FREQ=WEEKLY;INTERVAL=\(everyWeeks)") }
    lines += [
      "SUMMARY:\(Self.escaped(title))", "DESCRIPTION:\(Self.escaped(about))", "END:VEVENT", "END:VCALENDAR",
    ]
    text = lines.map { Self.folded($0) + "\r\n" }.joined()
  }

  func response(named name: String) -> Response {
    let bytes = ByteBuffer(string: text)
    return Response(
      status: .ok,
      headers: [
        .contentType: "text/calendar; charset=utf-8", .contentLength: String(bytes.readableBytes),
        .contentDisposition: "attachment; filename=\"\(name)\"",
      ], body: ResponseBody(byteBuffer: bytes))
  }

  /// `20261130T083000Z`
  private static func moment(_ moment: Instant) -> String {
    let text = moment.text
    return text.prefix(10).filter { $0 != "-" } + "T" + text.dropFirst(11).prefix(8).filter { $0 != ":" } + "Z"
  }

  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "\\", ";", ",": escaped += "\\\(character)"
      case _ where character.isNewline: escaped += "\\n"
      default: escaped.append(character)
      }
    }
    return escaped
  }

  /// At most 75 bytes on a line; what follows begins with a space.
  private static func folded(_ line: String) -> String {
    var folded = ""
    var bytes = 0
    for character in line {
      let size = String(character).utf8.count
      if bytes + size > 73 {
        folded += "\r\n "
        bytes = 1
      }
      folded.append(character)
      bytes += size
    }
    return folded
  }
}
