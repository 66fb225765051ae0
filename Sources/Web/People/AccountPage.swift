import Hummingbird
import People
import Values

/// Oneself: where one is signed in, one's password, the organisations where one works.
struct AccountPage: Page {
  static let template = "people/account"
  let title: Message
  var window: [Message] { [title, Message("kit.window.account")] }
  let email: String
  let roles: [RoleLine]
  let signIns: [Line]
  let hasOthers: Bool
  let endOthers: Link
  let sheet: FormSheet
  let workplaces: [Place]
  let moveLink: Link

  struct RoleLine: ViewModel {
    let role: Message
    let unit: String
  }

  struct Line: ViewModel {
    let device: String
    let lastSeen: Instant
    let began: Instant
    let isThis: Bool
    let link: Link
  }

  struct Place: ViewModel {
    let person: String
    let name: String
  }

  init(
    _ member: Member, signIns: [SignIn], current: ID<SignIn>, workplaces: [(person: ID<Person>, name: String)],
    problems: [String: Message] = [:]
  ) {
    title = .verbatim(member.name)
    email = member.email
    roles = member.grants.compactMap { grant in
      member.tree.unit(grant.unit).map {
        RoleLine(role: Message("people.roles.\(grant.role.rawValue)"), unit: $0.name)
      }
    }
    self.signIns = signIns.map {
      Line(
        device: $0.device, lastSeen: $0.lastSeenAt, began: $0.createdAt, isThis: $0.id == current,
        link: .endedSignIn($0.id))
    }
    hasOthers = signIns.count > 1
    endOthers = .otherSignIns
    self.workplaces = workplaces.filter { $0.person != member.person }
      .map { Place(person: $0.person.text, name: $0.name) }
    moveLink = .ownWorkplace
    sheet = FormSheet(
      to: .ownPassword,
      [
        .field(
          Field(
            "present", Message("people.password.present"), kind: .password, problems: problems, isRequired: true,
            autocomplete: "current-password")), .field(.newPassword(problems)),
      ], button: Message("people.password.button"), problems: problems)
  }

  static let examples: [String: AccountPage] = [
    "one": AccountPage(
      .example(.employee), signIns: [.example("s1")], current: "s1", workplaces: [(Person.example.id, "De Linde")]),
    "several": AccountPage(
      .example(.administrator), signIns: [.example("s1"), .example("s2")], current: "s1",
      workplaces: [(Person.example.id, "De Linde"), ("p9", "Adviesbureau Van Dijk")],
      problems: ["present": Message("people.password.presentWrong")]),
  ]
}

extension SignIn {
  fileprivate static func example(_ id: ID<SignIn>) -> SignIn {
    let now = Organisation.example.createdAt
    return SignIn(
      id: id, account: "a1", person: "p1", organisation: "linde", device: "Firefox, Linux", createdAt: now,
      lastSeenAt: now, expiresAt: now)
  }
}

struct AccountRoutes {
  let signIns: SignIns
  let passwords: Passwords

  var routes: RouteCollection<MemberContext> {
    RouteCollection(context: MemberContext.self)
      .get("account", use: show)
      .post("account/password", use: changePassword)
      .post("account/workplace", use: move)
      .post("account/sign-ins/:signIn/end", use: end)
      .post("account/other-sign-ins/end", use: endOthers)
  }

  @Sendable func show(_ request: Request, _ context: MemberContext) async throws -> Response {
    try await page(try await visit(context)).response(context)
  }

  @Sendable func changePassword(_ request: Request, _ context: MemberContext) async throws -> Response {
    let visit = try await visit(context)
    do {
      let form = context.form
      try await passwords.change(from: form.secret("present"), to: form.secret("password"), by: visit)
      return .redirect(to: .account, saying: Message("people.password.changed"), context)
    } catch let rejection as Rejection {
      return try await page(visit, rejection.problems).response(context, status: .unprocessableContent)
    }
  }

  @Sendable func move(_ request: Request, _ context: MemberContext) async throws -> Response {
    guard let person = context.form.id("person", of: Person.self) else { throw NotFound() }
    let token = try await signIns.move(try await visit(context), to: person)
    var response = Response.redirect(to: .home, context)
    response.carry(signIn: token, context.visit)
    return response
  }

  @Sendable func end(_ request: Request, _ context: MemberContext) async throws -> Response {
    try await signIns.end(try context.parameters.id("signIn", of: SignIn.self), by: try await visit(context))
    return .redirect(to: .account, saying: Message("people.account.ended"), context)
  }

  @Sendable func endOthers(_ request: Request, _ context: MemberContext) async throws -> Response {
    try await signIns.endOthers(by: try await visit(context))
    return .redirect(to: .account, saying: Message("people.account.othersEnded"), context)
  }

  /// The sign-in itself, with which these pages work.
  private func visit(_ context: MemberContext) async throws -> SignIns.Visit {
    guard let token = context.visit.signIn, let visit = try await signIns.visit(token) else { throw NotSignedIn() }
    return visit
  }

  private func page(_ visit: SignIns.Visit, _ problems: [String: Message] = [:]) async throws -> AccountPage {
    AccountPage(
      visit.member, signIns: try await signIns.all(of: visit), current: visit.signIn.id,
      workplaces: try await signIns.workplaces(of: visit).map { ($0.person, $0.name) }, problems: problems)
  }
}
