import HTTPTypes
import Hummingbird
import People
import Values

/// How an installation in which nobody works yet begins: whoever reads what the program said when it started makes the first
/// organisation, and is its first administrator.
struct BeginRoutes {
  let installation: Installation
  let signIns: SignIns
  /// What the program said; nothing where there was an organisation when it started.
  let secret: Token?

  var routes: RouteCollection<GuestContext> {
    RouteCollection(context: GuestContext.self)
      .get("begin/:token", use: show)
      .post("begin/:token", use: begin)
  }

  @Sendable func show(_ request: Request, _ context: GuestContext) async throws -> Response {
    guard let token = try await open(context) else { return try Self.oldPage.response(context, status: .conflict) }
    return try Self.page(token).response(context)
  }

  @Sendable func begin(_ request: Request, _ context: GuestContext) async throws -> Response {
    guard let token = try await open(context) else { return try Self.oldPage.response(context, status: .conflict) }
    let form = context.form
    do {
      try await installation.begin(
        try Self.organisation(form, context), with: try Self.founder(form, context), password: form.secret("password"))
    } catch let rejection as Rejection {
      let page = Self.page(token, form, rejection.problems)
      return try page.response(context, status: .unprocessableContent)
    } catch is NotFound {
      return try Self.oldPage.response(context, status: .conflict)
    }
    let attempt = SignIns.Attempt(
      email: form["email"], password: form.secret("password"), address: context.address, device: request.device)
    guard case .signedIn(let visit) = try await signIns.signIn(attempt) else {
      return .redirect(to: .signIn, context)
    }
    var response = Response.redirect(to: .home, context)
    response.carry(signIn: visit, context.visit)
    return response
  }

  /// The secret, where it is the right one and nobody was first.
  private func open(_ context: GuestContext) async throws -> Token? {
    guard let secret, let asked = context.parameters.get("token").flatMap({ Token($0) }), asked.hash == secret.hash
    else { return nil }
    return try await installation.isEmpty() ? secret : nil
  }

  private static func organisation(_ form: Form, _ context: GuestContext) throws(Rejection) -> OrganisationDraft {
    do {
      return try OrganisationDraft(name: form["organisation"], language: context.visit.language)
    } catch {
      // The person has a name too.
      throw Rejection(Dictionary(uniqueKeysWithValues: error.problems.map { ($0 == "name" ? "organisation" : $0, $1) }))
    }
  }

  private static func founder(_ form: Form, _ context: GuestContext) throws(Rejection) -> PersonDraft {
    try PersonDraft(name: form["name"], email: form["email"], language: context.visit.language)
  }

  static let oldPage = DoorPage(
    title: Message("people.links.oldTitle"), lead: Message("people.begin.oldLead"), sheet: nil,
    other: Action(Message("people.signIn.back"), .signIn))

  static func page(_ token: Token, _ form: Form = Form(), _ problems: [String: Message] = [:]) -> DoorPage {
    func field(_ name: String, _ kind: Field.Kind = .text, hint: Message? = nil, autocomplete: String) -> FormSheet.Part
    {
      .field(
        Field(
          name, Message("people.begin.\(name)"), kind: kind, form: form, hint: hint, problems: problems,
          isRequired: true,
          autocomplete: autocomplete))
    }
    return DoorPage(
      title: Message("people.begin.title"), lead: Message("people.begin.lead"),
      sheet: FormSheet(
        to: .begin(token),
        [
          field("organisation", autocomplete: "organization"), field("name", autocomplete: "name"),
          field("email", .email, hint: Message("people.begin.emailHint"), autocomplete: "username"),
          .field(.newPassword(problems)),
        ], button: Message("people.begin.button"), problems: problems), other: nil)
  }
}
