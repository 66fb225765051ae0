public import Act
import Localization
import People
public import Values

/// Says the mails of follow-up and gestures in their reader's language.
public struct CareLetters: Sendable {
  private let renderer: Renderer
  private let origin: Origin

  public init(renderer: Renderer, origin: Origin) {
    self.renderer = renderer
    self.origin = origin
  }

  public func compose(_ mail: CareMail) -> Mail {
    switch mail {
    case .late(let person, let organisation, let count, let key):
      late(person, of: organisation.name, count: count, key: key)
    case .ask(let letter): ask(letter)
    }
  }

  private func late(_ person: Person, of organisation: String, count: Int, key: String) -> Mail {
    let book = renderer.book(person.language)
    let subject = book.say(Message("followUps.mail.late.subject", ["count": .count(count)]))
    let sheet = LetterSheet(
      language: person.language,
      before: [
        book.say(Message("answer.mail.hello", ["name": .text(person.name)])),
        subject + ". " + book.say(Message("followUps.mail.late.text")),
      ], link: origin.text + Link.stuckFollowUps.path, button: book.say(Message("followUps.mail.late.button")),
      after: [], regards: [organisation], stop: nil)
    return Mail(
      to: person.email, toName: person.name, subject: subject, text: sheet.text, html: sheet.html,
      messageID: key.replacing("/", with: "."))
  }

  private func ask(_ letter: CareMail.Letter) -> Mail {
    let language = letter.customer.language
    let book = renderer.book(language, zone: Zone(letter.organisation.timeZone) ?? .amsterdam)
    let kind = letter.ask.kind.rawValue
    let facts: [String: Message.Fact] = [
      "organisation": .text(letter.organisation.name),
      "colleague": .text(letter.colleague ?? letter.organisation.name),
    ]
    let sheet = LetterSheet(
      language: language,
      before: [
        book.say(Message("answer.mail.hello", ["name": .text(letter.customer.name)])),
        book.say(Message("followUps.mail.\(kind).text", facts)),
      ], link: origin.text + Link.customerAsk(letter.token).path,
      button: book.say(Message("followUps.mail.\(kind).button")), after: [book.say(Message("followUps.mail.named"))],
      regards: [book.say(Message("answer.mail.regards")), letter.organisation.name], stop: nil)
    return Mail(
      to: letter.customer.email ?? "", toName: letter.customer.name,
      subject: book.say(Message("followUps.mail.\(kind).subject", facts)), text: sheet.text, html: sheet.html,
      messageID: "ask.\(letter.ask.id)")
  }
}
