public import Act
import Activate
public import Anchor
import Localization
import People
public import Values

/// Says the weekly digest and the mail before a meeting in their reader's language: plain text that reads well by itself.
public struct RouteLetters: Sendable {
  private let renderer: Renderer
  private let origin: Origin

  public init(renderer: Renderer, origin: Origin) {
    self.renderer = renderer
    self.origin = origin
  }

  public func compose(_ digest: Digest) -> Mail {
    let book = renderer.book(digest.person.language, zone: Zone(digest.organisation.timeZone) ?? .amsterdam)
    let today = digest.week
    let count = ["count": Message.Fact.count(digest.lines.count)]
    let lines = digest.lines.map { line in
      let (message, link) = Self.said(line, today)
      return (book.say(message), origin.text + link.path)
    }
    return letter(
      to: digest.person, book, subject: book.say(Message("route.mail.subject", count)),
      lead: book.say(Message("route.mail.lead", count)), lines: lines, organisation: digest.organisation.name,
      id: digest.key)
  }

  public func compose(_ mail: MeetingMail) -> Mail {
    let zone = Zone(mail.organisation.timeZone) ?? .amsterdam
    let book = renderer.book(mail.to.language, zone: zone)
    let link = origin.text + Link.meeting(mail.series.id, mail.day).path
    let facts: [String: Message.Fact] = [
      "name": .text(mail.series.name), "day": .day(mail.day), "time": .text(ClockTime.text(mail.series.minute)),
      "unit": .text(mail.unit.name),
    ]
    var lines: [(String, String)] = []
    if let question = mail.question {
      lines.append((book.say(Message("agenda.mail.question", ["text": .text(question)])), link))
    }
    if mail.stuck > 0 { lines.append((book.say(Message("agenda.mail.stuck", ["count": .count(mail.stuck)])), link)) }
    if mail.asks > 0 { lines.append((book.say(Message("agenda.mail.asks", ["count": .count(mail.asks)])), link)) }
    if lines.isEmpty { lines.append((book.say(Message("agenda.mail.ready")), link)) }
    var letter = letter(
      to: mail.to, book, subject: book.say(Message("agenda.mail.subject", facts)),
      lead: book.say(Message("agenda.mail.lead", facts)), lines: lines, organisation: mail.organisation.name,
      id: mail.key)
    letter.calendar = CalendarFile(mail.series, on: mail.day, link: link).text(stamp: mail.day.start)
    return letter
  }

  private func letter(
    to person: Person, _ book: Phrasebook, subject: String, lead: String, lines: [(text: String, link: String)],
    organisation: String, id: String
  ) -> Mail {
    let hello = book.say(Message("answer.mail.hello", ["name": .text(person.name)]))
    let text =
      ([hello, lead] + lines.map { "• \($0.text)\n  \($0.link)" } + [organisation + " · Kompas"])
      .joined(separator: "\n\n") + "\n"
    let items = lines.map { line in
      """
      <li style="margin:0 0 12px"><a href="\(SafeHTML.escape(line.link))" style="color:#0b5c63">\
      \(SafeHTML.escape(line.text))</a></li>
      """
    }.joined()
    let html = """
      <!doctype html><html lang="\(book.language.rawValue)"><meta charset="utf-8"><body style="margin:0;padding:24px;\
      max-width:34em;font:16px/1.5 sans-serif;color:#171c24"><p>\(SafeHTML.escape(hello))</p><p>\
      \(SafeHTML.escape(lead))</p><ul style="padding-left:20px">\(items)</ul><p style="color:#565d68">\
      \(SafeHTML.escape(organisation)) · Kompas</p></body></html>
      """
    return Mail(
      to: person.email, toName: person.name, subject: subject, text: text, html: html,
      messageID: id.replacing("/", with: "."))
  }

  private static func said(_ line: Digest.Line, _ today: Day) -> (Message, Link) {
    switch line {
    case .action(let action):
      (
        Message(
          action.due < today ? "route.mail.actionLate" : "route.mail.action",
          ["title": .text(action.title), "day": .day(action.due)]), .action(action.id)
      )
    case .ask(let ask):
      (
        Message(
          ask.answerBy < today ? "route.mail.askLate" : "route.mail.ask",
          ["text": .text(ask.text), "day": .day(ask.answerBy)]), .ask(ask.id)
      )
    case .ambition(let ambition):
      (
        Message("route.mail.ambition", ["outcome": .text(ambition.outcome), "day": .day(ambition.due)]),
        .ambition(ambition.id)
      )
    case .translation(let translation, let ambition):
      (
        Message("route.mail.translation", ["text": .text(translation.text), "day": .day(translation.due)]),
        .ambition(ambition.id, from: translation.unit)
      )
    case .check(let check, let commitment):
      (
        Message(
          "route.mail.check",
          ["after": .count(check.after), "if": .text(commitment.ifText), "then": .text(commitment.thenText)]),
        .commitments
      )
    case .ownerless(let action):
      (Message("route.mail.ownerless", ["title": .text(action.title)]), .action(action.id))
    case .untranslated(let ambition, let unit):
      (
        Message("route.mail.untranslated", ["outcome": .text(ambition.outcome), "unit": .text(unit.name)]),
        .translation(ambition.id, unit.id)
      )
    }
  }
}
