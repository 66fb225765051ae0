import Localization
public import People
public import Values

/// Says the mails of People in their readers' language: plain text, with one address to go to.
public struct PeopleMails: Sendable {
  let site: Site

  public init(site: Site) {
    self.site = site
  }

  /// The mail, ready to be sent.
  public func compose(_ mail: PeopleMail) -> Mail {
    switch mail {
    case .invitation(let person, let organisation, let inviter, let link, let until):
      say(
        "people.mails.invitation", in: person.language, to: person.email, person.name,
        [
          "name": .text(person.name), "organisation": .text(organisation.name),
          "inviter": .text(inviter ?? organisation.name), "day": .day(until.day),
          "link": .text(site.address(of: .invitation(link))),
        ], id: link.hash)
    case .reset(let account, let name, let language, let link, _):
      say(
        "people.mails.reset", in: language, to: account.email, name,
        ["name": .text(name), "link": .text(site.address(of: .reset(link)))], id: link.hash)
    case .passwordChanged(let account, let name, let language, let moment):
      say(
        "people.mails.changed", in: language, to: account.email, name,
        ["name": .text(name), "at": .moment(moment), "link": .text(site.address(of: .forgotten))],
        id: "\(account.id.text)-\(moment.milliseconds)")
    }
  }

  private func say(
    _ key: String, in language: Language, to address: String, _ name: String, _ facts: [String: Message.Fact],
    id: String
  ) -> Mail {
    let book = site.renderer.book(language)
    return Mail(
      to: address, toName: name, subject: book.say(Message(key + ".title", facts)),
      text: book.say(Message(key + ".text", facts)), messageID: id)
  }
}

extension Site {
  /// An address that works outside the site, in a mail.
  func address(of link: Link) -> String { origin.text + link.path }
}
