import People
import Values

/// A link with which somebody begins, to hand over oneself: by chat, on paper, or on one's own screen.
struct InvitationLinkPage: Page {
  static let template = "people/invitation-link"
  let title: Message
  let tabs: [Tab]
  let address: String
  let until: Instant
  let back: Action

  init(_ person: Person, address: String, until: Instant, by member: Member) {
    title = Message("people.people.handOverTitle", ["name": .text(person.name)])
    tabs = OrganisationTabs.tabs(.people, for: member)
    self.address = address
    self.until = until
    back = Action(Message("people.people.handOverBack"), .colleagues)
  }

  static let examples: [String: InvitationLinkPage] = [
    "usual": InvitationLinkPage(
      .example, address: "https://kompas.example.nl/invitation/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
      until: Day(daysSince1970: 20_785).start, by: .example(.administrator))
  ]
}
