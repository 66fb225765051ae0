public import Listen
import Localization
import People
public import Values

/// Says the mails of Listen in their reader's language: plain text that reads well by itself, and the same as HTML.
public struct ListenLetters: Sendable {
  private let renderer: Renderer
  private let origin: Origin

  public init(renderer: Renderer, origin: Origin) {
    self.renderer = renderer
    self.origin = origin
  }

  public func compose(_ mail: ListenMail) -> Mail {
    switch mail {
    case .invitation(let letter):
      write(letter, subject: "answer.mail.subject", text: "answer.mail.text", id: "invitation")
    case .reminder(let letter):
      write(letter, subject: "answer.mail.reminder.subject", text: "answer.mail.reminder.text", id: "reminder")
    case .answersCame(let person, let organisation, let count, let key):
      tell(person, of: organisation.name, count: count, key: key)
    }
  }

  private func write(_ letter: ListenMail.Letter, subject: String, text: String, id: String) -> Mail {
    let book = renderer.book(letter.language, zone: Zone(letter.organisation.timeZone) ?? .amsterdam)
    let organisation = ["organisation": Message.Fact.text(letter.organisation.name)]
    let out = origin.text + Link.unsubscribe(letter.token).path
    var lines = [
      book.say(Message("answer.mail.hello", ["name": .text(letter.customer.name)])),
      book.say(Message(text, organisation)),
    ]
    let introduction = letter.document.introduction?.text(in: letter.language) ?? ""
    if id == "invitation", !introduction.isEmpty { lines[1] += " " + introduction }
    var after: [String] = []
    if let day = letter.lastDay { after.append(book.say(Message("answer.mail.until", ["day": .day(day)]))) }
    if letter.document.asksToBeNamed { after.append(book.say(Message("answer.mail.named"))) }
    let page = LetterSheet(
      language: letter.language, before: lines, link: origin.text + Link.answer(letter.token).path,
      button: book.say(Message("answer.mail.button")), after: after.isEmpty ? [] : [after.joined(separator: " ")],
      regards: [book.say(Message("answer.mail.regards")), letter.organisation.name],
      stop: (book.say(Message("answer.mail.stop")), out))
    return Mail(
      to: letter.customer.email ?? "", toName: letter.customer.name, subject: book.say(Message(subject, organisation)),
      text: page.text, html: page.html, unsubscribe: out, messageID: "\(id).\(letter.invitation)")
  }

  private func tell(_ person: Person, of organisation: String, count: Int, key: String) -> Mail {
    let book = renderer.book(person.language)
    let subject = book.say(Message("answer.mail.owner.subject", ["count": .count(count)]))
    let page = LetterSheet(
      language: person.language,
      before: [
        book.say(Message("answer.mail.hello", ["name": .text(person.name)])),
        subject + ". " + book.say(Message("answer.mail.owner.text")),
      ], link: origin.text + Link.home.path, button: "Kompas", after: [], regards: [organisation], stop: nil)
    return Mail(
      to: person.email, toName: person.name, subject: subject, text: page.text, html: page.html,
      messageID: key.replacing("/", with: "."))
  }
}
