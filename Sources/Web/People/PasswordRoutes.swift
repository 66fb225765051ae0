import HTTPTypes
import Hummingbird
import People
import Values

/// A forgotten password: the address, the mail, another password.
struct PasswordRoutes {
  let passwords: Passwords

  var routes: RouteCollection<GuestContext> {
    RouteCollection(context: GuestContext.self)
      .get("forgotten", use: forgotten)
      .post("forgotten", use: forget)
      .get("reset/:token", use: showReset)
      .post("reset/:token", use: reset)
  }

  @Sendable func forgotten(_ request: Request, _ context: GuestContext) throws -> Response {
    try Self.forgottenPage(Form(), [:]).response(context)
  }

  @Sendable func forget(_ request: Request, _ context: GuestContext) async throws -> Response {
    let email = context.form["email"]
    guard Address.isPlausible(Address.normal(email)) else {
      let page = Self.forgottenPage(context.form, ["email": Message("people.form.noAddress")])
      return try page.response(context, status: .unprocessableContent)
    }
    do {
      try await passwords.forget(email, from: context.address)
      return try Self.sentPage.response(context)
    } catch let refusal as SignInRefused {
      return try Self.forgottenPage(context.form, ["email": refusal.message]).response(context, status: refusal.status)
        .waiting(refusal)
    }
  }

  @Sendable func showReset(_ request: Request, _ context: GuestContext) async throws -> Response {
    do {
      let token = try context.token
      return try Self.resetPage(try await passwords.address(for: token), token, [:]).response(context)
    } catch is SignInRefused {
      return try Self.oldLinkPage(.forgotten).response(context, status: .conflict)
    }
  }

  @Sendable func reset(_ request: Request, _ context: GuestContext) async throws -> Response {
    let token = try context.token
    do {
      try await passwords.reset(to: context.form.secret("password"), with: token)
      return .redirect(to: .signIn, saying: Message("people.password.changed"), context)
    } catch is SignInRefused {
      return try Self.oldLinkPage(.forgotten).response(context, status: .conflict)
    } catch let rejection as Rejection {
      let page = Self.resetPage(try await passwords.address(for: token), token, rejection.problems)
      return try page.response(context, status: .unprocessableContent)
    }
  }

  static func forgottenPage(_ form: Form, _ problems: [String: Message]) -> DoorPage {
    DoorPage(
      title: Message("people.forgotten.title"), lead: Message("people.forgotten.lead"),
      sheet: FormSheet(
        to: .forgotten,
        [
          .field(
            Field(
              "email", Message("people.signIn.email"), kind: .email, form: form, problems: problems, isRequired: true,
              autocomplete: "username"))
        ], button: Message("people.forgotten.button"), problems: problems, cancel: .signIn), other: nil)
  }

  static let sentPage = DoorPage(
    title: Message("people.forgotten.sentTitle"), lead: Message("people.forgotten.sentLead"), sheet: nil,
    other: Action(Message("people.signIn.back"), .signIn))

  static func oldLinkPage(_ link: Link) -> DoorPage {
    DoorPage(
      title: Message("people.links.oldTitle"), lead: Message("people.links.oldLead"), sheet: nil,
      other: Action(Message("people.forgotten.button"), link))
  }

  static func resetPage(_ address: String, _ token: Token, _ problems: [String: Message]) -> DoorPage {
    DoorPage(
      title: Message("people.reset.title"), lead: Message("people.reset.lead", ["email": .text(address)]),
      sheet: FormSheet(
        to: .reset(token), [.field(.newPassword(problems))], button: Message("people.reset.button"),
        problems: problems), other: nil)
  }
}

extension Field {
  static func newPassword(_ problems: [String: Message]) -> Field {
    Field(
      "password", Message("people.password.new"), kind: .password, hint: Message("people.password.hint"),
      problems: problems, isRequired: true, autocomplete: "new-password")
  }
}

extension GuestContext {
  /// The secret in the path.
  var token: Token {
    get throws {
      guard let token = parameters.get("token").flatMap({ Token($0) }) else { throw SignInRefused.linkNoLongerWorks }
      return token
    }
  }
}
