import HTTPTypes
import Hummingbird
import Logging
import Values

/// What went wrong and what to do now. One page for every kind of error.
struct ErrorPage: Page {
  static let template = "kit/error"
  let title: Message
  let explanation: Message
  let problems: [Line]
  /// To tell to whoever runs this installation; only where something is broken.
  let requestID: String?
  let home: Link

  struct Line: ViewModel { let text: Message }

  init(_ verdict: Verdict, _ visit: Visit) {
    self.init(verdict, requestID: visit.requestID)
  }

  private init(_ verdict: Verdict, requestID: String) {
    title = verdict.title
    explanation = verdict.explanation
    problems = verdict.problems.map { Line(text: $0) }
    self.requestID = verdict.isFault ? requestID : nil
    home = .home
  }

  func answer(_ visit: Visit, _ status: HTTPResponse.Status, _ logger: Logger) throws -> Response {
    try visit.respond(with: self, status: status, logger: logger)
  }

  static let examples: [String: ErrorPage] = [
    "not found": ErrorPage(Verdict(.notFound, "kit.errors.notFound"), requestID: ""),
    "not allowed": ErrorPage(Verdict(.forbidden, "kit.errors.notAllowed"), requestID: ""),
    "not signed in": ErrorPage(Verdict(.unauthorized, "kit.errors.notSignedIn"), requestID: ""),
    "foreign form": ErrorPage(Verdict(.forbidden, "kit.errors.foreignForm"), requestID: ""),
    "not possible": ErrorPage(Verdict(.methodNotAllowed, "kit.errors.notPossible"), requestID: ""),
    "unreadable": ErrorPage(Verdict(.badRequest, "kit.errors.unreadable"), requestID: ""),
    "too large": ErrorPage(Verdict(.contentTooLarge, "kit.errors.tooLarge"), requestID: ""),
    "too many": ErrorPage(Verdict(.tooManyRequests, "kit.errors.tooMany"), requestID: ""),
    "busy": ErrorPage(Verdict(.serviceUnavailable, "kit.errors.busy"), requestID: ""),
    "too often": ErrorPage(
      Verdict(
        .tooManyRequests, "kit.errors.tooMany", explanation: ComesTooOften(pace: .exports, seconds: 600).message),
      requestID: ""),
    "full": ErrorPage(Verdict(.serviceUnavailable, "kit.errors.full"), requestID: ""),
    "fault": ErrorPage(
      Verdict(.internalServerError, "kit.errors.fault", isFault: true), requestID: "6f1c2a90e3d84b7786a3c41d55f0b2aa"
    ),
    "refusal": ErrorPage(
      Verdict(.conflict, "kit.errors.refusal", explanation: .verbatim("Een gesloten onderzoek blijft gesloten.")),
      requestID: ""
    ),
    "rejection": ErrorPage(
      Verdict(
        .unprocessableContent, "kit.errors.rejection",
        problems: [Message("kit.problems.missing"), Message("kit.problems.tooLong", ["count": .count(200)])]
      ),
      requestID: ""
    ),
  ]
}

/// A form that can't be taken as it is, with everything that was typed, ready to be sent again.
struct ResendPage: Page {
  static let template = "kit/resend"
  let title: Message
  let explanation: Message
  let action: String
  let fields: [Kept]
  let signIn: Link?

  struct Kept: ViewModel { let name, value: String }

  init(_ visit: Visit, form: Form, isSignedOut: Bool) {
    self.init(path: visit.path, form: form, isSignedOut: isSignedOut)
  }

  private init(path: String, form: Form, isSignedOut: Bool) {
    title = Message(isSignedOut ? "kit.resend.signedOut.title" : "kit.resend.stale.title")
    explanation = Message(isSignedOut ? "kit.resend.signedOut.text" : "kit.resend.stale.text")
    action = path
    fields = form.fields
      .filter { $0.name != "csrf" && !$0.name.lowercased().contains("password") }
      .map { Kept(name: $0.name, value: $0.value) }
    signIn = isSignedOut ? .signIn : nil
  }

  func answer(_ visit: Visit, _ status: HTTPResponse.Status, _ logger: Logger) throws -> Response {
    try visit.respond(with: self, status: status, logger: logger)
  }

  static let examples: [String: ResendPage] = [
    "signed out": ResendPage(path: "/surveys", form: Form([("title", "Klanten 2026")]), isSignedOut: true),
    "stale": ResendPage(path: "/surveys", form: Form([("title", "Klanten <2026>")]), isSignedOut: false),
  ]
}
