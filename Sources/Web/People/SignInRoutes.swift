import HTTPTypes
import Hummingbird
import People
import Values

/// In and out.
struct SignInRoutes {
  let signIns: SignIns
  /// Only where the program was started for a demo.
  let demo: DemoSignIns?
  /// Where there was no organisation when the program started: to say how one begins.
  let waiting: Installation?

  var routes: RouteCollection<GuestContext> {
    let routes = RouteCollection(context: GuestContext.self)
      .get("sign-in", use: show)
      .post("sign-in", use: signIn)
      .post("sign-in/choice", use: choose)
    if demo != nil {
      routes.get("demo", use: show).post("demo/sign-in", use: enterDemo)
    }
    return routes
  }

  var memberRoutes: RouteCollection<MemberContext> {
    RouteCollection(context: MemberContext.self).post("sign-out", use: signOut)
  }

  @Sendable func show(_ request: Request, _ context: GuestContext) async throws -> Response {
    let next = Form(query: request.uri.query)["next"]
    guard context.visit.member == nil else { return .redirect(to: Link(local: next) ?? .home, context) }
    return try await page(next: next).response(context)
  }

  @Sendable func signIn(_ request: Request, _ context: GuestContext) async throws -> Response {
    let form = context.form
    do {
      let attempt = SignIns.Attempt(
        email: form["email"], password: form.secret("password"), address: context.address, device: request.device)
      switch try await signIns.signIn(attempt) {
      case .signedIn(let token): return begun(with: token, context)
      case .chooses(let token, let places):
        return try ChoicePage(places, token: token, next: form["next"]).response(context)
      }
    } catch let refusal as SignInRefused {
      let page = try await page(next: form["next"], form: form, problems: ["email": refusal.message])
      return try page.response(context, status: refusal.status).waiting(refusal)
    } catch let busy as TooBusy {
      let message = Message("people.signIn.busy")
      var response = try await page(next: form["next"], form: form, problems: ["email": message])
        .response(context, status: .serviceUnavailable)
      response.headers[.retryAfter] = String(busy.retryAfter)
      return response
    }
  }

  @Sendable func choose(_ request: Request, _ context: GuestContext) async throws -> Response {
    guard let choice = Token(context.form.secret("token")), let person = context.form.id("person", of: Person.self)
    else { throw NotFound() }
    do {
      return begun(with: try await signIns.choose(person, with: choice, device: request.device), context)
    } catch let refusal as SignInRefused {
      let page = try await page(next: context.form["next"], problems: ["email": refusal.message])
      return try page.response(context, status: .conflict)
    }
  }

  @Sendable func enterDemo(_ request: Request, _ context: GuestContext) async throws -> Response {
    guard let demo, let person = context.form.id("person", of: Person.self) else { throw NotFound() }
    return begun(with: try await demo.signIn(as: person, device: request.device), context)
  }

  @Sendable func signOut(_ request: Request, _ context: MemberContext) async throws -> Response {
    if let token = context.visit.signIn, let visit = try await signIns.visit(token) {
      try await signIns.end(visit.signIn.id, by: visit)
    }
    var response = Response.redirect(to: .signIn, saying: Message("people.signIn.out"), context)
    response.forgetSignIn(context.visit)
    return response
  }

  private func begun(with token: Token, _ context: GuestContext) -> Response {
    var response = Response.redirect(to: Link(local: context.form["next"]) ?? .home, context)
    response.carry(signIn: token, context.visit)
    return response
  }

  private func page(next: String, form: Form = Form(), problems: [String: Message] = [:]) async throws -> SignInPage {
    SignInPage(
      doors: try await demo?.doors() ?? [], isDemo: demo != nil, isEmpty: try await waiting?.isEmpty() ?? false,
      next: Link(local: next)?.path ?? "", form: form,
      problems: problems)
  }
}

extension SignInRefused {
  var status: HTTPResponse.Status {
    switch self {
    case .wrongAddressOrPassword: .unprocessableContent
    case .tooManyAttempts: .tooManyRequests
    case .linkNoLongerWorks: .conflict
    }
  }
}

extension Response {
  /// Also says when it may be tried again, where waiting is what it needs.
  func waiting(_ refusal: any Refusal) -> Response {
    var response = self
    response.headers[.retryAfter] = refusal.waitSeconds.map(String.init)
    return response
  }
}

extension Request {
  /// What the browser calls itself, in a few words, to recognise a sign-in by: `Firefox, Linux`.
  var device: String {
    let agent = headers[.userAgent] ?? ""
    let browsers = [
      ("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"),
    ]
    let systems = [
      ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS", "macOS"),
      ("Linux", "Linux"),
    ]
    let names = [browsers, systems].compactMap { $0.first { agent.contains($0.0) }?.1 }
    return names.isEmpty ? String(agent.prefix(40)) : names.joined(separator: ", ")
  }
}
