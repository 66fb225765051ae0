import People
import Values

/// Where one signs in; in a demo also with one click, as somebody of each role.
struct SignInPage: Page {
  static let template = "people/sign-in"
  let title = Message("people.signIn.title")
  let isDemo: Bool
  /// Whether nobody works here yet.
  let isEmpty: Bool
  let doors: [Door]
  let doorLink: Link
  let next: String
  let sheet: FormSheet
  let forgotten: Link

  struct Door: ViewModel {
    let person: String
    let name: String
    let role: Message
    let unit: String
  }

  init(
    doors: [DemoSignIns.Door], isDemo: Bool, isEmpty: Bool = false, next: String, form: Form = Form(),
    problems: [String: Message] = [:]
  ) {
    self.isDemo = isDemo
    self.isEmpty = isEmpty
    self.doors = doors.map {
      Door(
        person: $0.person.id.text, name: $0.person.name, role: Message("people.roles.\($0.role.rawValue)"),
        unit: $0.unit.name)
    }
    doorLink = .demoSignIn
    self.next = next
    forgotten = .forgotten
    sheet = FormSheet(
      to: .signIn,
      [
        .field(
          Field(
            "email", Message("people.signIn.email"), kind: .email, form: form, problems: problems, isRequired: true,
            autocomplete: "username")),
        .field(
          Field(
            "password", Message("people.signIn.password"), kind: .password, problems: problems, isRequired: true,
            autocomplete: "current-password")),
      ],
      button: Message("people.signIn.button"), problems: problems, hidden: [("next", next)])
  }

  static let examples: [String: SignInPage] = [
    "nobody yet": SignInPage(doors: [], isDemo: false, isEmpty: true, next: "/"),
    "plain": SignInPage(doors: [], isDemo: false, next: "/"),
    "wrong": SignInPage(
      doors: [], isDemo: false, next: "/", form: Form([("email", "anna@example.nl")]),
      problems: ["email": SignInRefused.wrongAddressOrPassword.message]),
    "wait": SignInPage(
      doors: [], isDemo: false, next: "/", problems: ["email": SignInRefused.tooManyAttempts(seconds: 90).message]),
    "demo": SignInPage(doors: exampleDoors, isDemo: true, next: "/understand"),
  ]

  private static var exampleDoors: [DemoSignIns.Door] {
    Role.allCases.map { role in
      .init(
        person: .example, role: role, unit: Unit(id: "u", name: "Regio Zuidwest-Nederland en Zeeland", code: "zw"),
        organisation: .example)
    }
  }
}

/// Somebody works in several organisations and chooses one.
struct ChoicePage: Page {
  static let template = "people/choice"
  let title = Message("people.choice.title")
  let link: Link
  let token: String
  let next: String
  let places: [Place]

  struct Place: ViewModel {
    let person: String
    let name: String
  }

  init(_ places: [Workplace], token: Token, next: String) {
    link = .choice
    self.token = token.secret
    self.next = next
    self.places = places.map { Place(person: $0.person.text, name: $0.name) }
  }

  static let examples: [String: ChoicePage] = [
    "two": ChoicePage([], token: Token(bytes: [1]), next: "/", names: ["Zorggroep De Linde", "Adviesbureau Van Dijk"])
  ]

  private init(_ places: [Workplace], token: Token, next: String, names: [String]) {
    link = .choice
    self.token = token.secret
    self.next = next
    self.places = names.map { Place(person: $0, name: $0) }
  }
}
