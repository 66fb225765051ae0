import Values

/// The form of a page that is one form: its fields in order, and its button.
struct FormSheet: ViewModel {
  let link: Link
  let hidden: [Hidden]
  let problems: FormProblems?
  let parts: [Part]
  let button: Message
  let cancel: Link?

  struct Hidden: ViewModel {
    let name: String
    let value: String
  }

  struct Part: ViewModel {
    let field: Field?
    let choice: Choice?

    static func field(_ field: Field) -> Part { Part(field: field, choice: nil) }
    static func choice(_ choice: Choice) -> Part { Part(field: nil, choice: choice) }
  }

  init(
    to link: Link, _ parts: [Part], button: Message, problems: [String: Message] = [:], hidden: [(String, String)] = [],
    cancel: Link? = nil
  ) {
    self.link = link
    self.parts = parts
    self.button = button
    self.cancel = cancel
    self.hidden = hidden.map { Hidden(name: $0.0, value: $0.1) }
    self.problems = FormProblems(problems, of: parts.compactMap(\.field), parts.compactMap(\.choice))
  }
}

/// A form of somebody who signed in, on a page of its own.
struct SheetPage: Page {
  static let template = "people/sheet-page"
  let title: Message
  let lead: Message?
  let tabs: [Tab]
  let sheet: FormSheet

  static let examples: [String: SheetPage] = [
    "a unit": SheetPage(
      title: Message("people.units.add"), lead: nil, tabs: [Tab(Message("people.tabs.units"), .units, isCurrent: true)],
      sheet: FormSheet(
        to: .addedUnits, [.field(Field("name", Message("people.units.name"), isRequired: true))],
        button: Message("people.units.add"), cancel: .units)),
    "with a problem": SheetPage(
      title: Message("people.customers.add"), lead: Message("people.customers.addLead"), tabs: [],
      sheet: FormSheet(
        to: .customers,
        [
          .field(
            Field(
              "code", Message("people.customers.code"),
              problems: ["code": Message("people.customers.codeTaken", ["code": .text("K-100")])], isRequired: true))
        ],
        button: Message("people.customers.add"),
        problems: ["code": Message("people.customers.codeTaken", ["code": .text("K-100")])])),
  ]
}

/// A form of somebody who isn't signed in: a forgotten password, an invitation.
struct DoorPage: Page {
  static let template = "people/door"
  let title: Message
  let lead: Message?
  let sheet: FormSheet?
  let other: Action?

  static let examples: [String: DoorPage] = [
    "forgotten": PasswordRoutes.forgottenPage(Form(), [:]),
    "forgotten without address": PasswordRoutes.forgottenPage(
      Form([("email", "jan")]), ["email": Message("people.form.noAddress")]),
    "sent": PasswordRoutes.sentPage,
    "reset": PasswordRoutes.resetPage("anna@example.nl", Token(bytes: [1]), [:]),
    "reset too short": PasswordRoutes.resetPage(
      "anna@example.nl", Token(bytes: [1]),
      ["password": Message("people.password.tooShort", ["count": .count(12)])]),
    "link is old": PasswordRoutes.oldLinkPage(.forgotten),
    "invitation": InvitationRoutes.page(
      .example, Token(bytes: [1]), ["password": Message("people.password.easilyGuessed")]),
    "an installation begins": BeginRoutes.page(
      Token(bytes: [1]), Form([("name", "Jan")]), ["organisation": Message("people.form.missing")]),
    "invitation of a known account": InvitationRoutes.page(
      .exampleElsewhere, Token(bytes: [1]), ["password": Message("people.invitation.otherPassword")]),
  ]
}
