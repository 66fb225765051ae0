import Foundation
import HTTPTypes
import Hummingbird
import Localization
import Logging
import Values

/// The only place where an error becomes a status and a page. Errors carry facts; the sentences are phrases.
struct ErrorPages {
  let site: Site

  func response(for error: any Error, _ visit: Visit, _ request: Request, _ logger: Logger) throws -> Response {
    let verdict = verdict(on: error)
    if verdict.isFault {
      logger.error("fault", metadata: ["error": "\(error)", "path": "\(request.uri.path)"])
    }
    if wantsJSON(request) { return problem(verdict, visit) }
    switch error {
    case is NotSignedIn:
      guard visit.form.fields.isEmpty else {
        return try ResendPage(visit, form: visit.form, isSignedOut: true).answer(visit, .forbidden, logger)
      }
      let back = request.method == .get ? visit.path : nil
      return Response(
        status: .seeOther, headers: [.location: Link.signIn.with("next", back).path, .contentLength: "0"]
      )
    case let stale as StaleForm:
      return try ResendPage(visit, form: stale.form, isSignedOut: false).answer(visit, .forbidden, logger)
    default:
      var response = try ErrorPage(verdict, visit).answer(visit, verdict.status, logger)
      response.headers[.retryAfter] = verdict.retryAfter.map(String.init)
      return response
    }
  }

  private func verdict(on error: any Error) -> Verdict {
    switch error {
    case let refusal as any Refusal where refusal.waitSeconds != nil:
      Verdict(
        .tooManyRequests, "kit.errors.tooMany", explanation: refusal.message, retryAfter: refusal.waitSeconds)
    case let refusal as any Refusal: Verdict(.conflict, "kit.errors.refusal", explanation: refusal.message)
    case let rejection as Rejection:
      Verdict(
        .unprocessableContent, "kit.errors.rejection",
        problems: rejection.problems.sorted { $0.key < $1.key }.map(\.value))
    case is NotFound: Verdict(.notFound, "kit.errors.notFound")
    case is NotAllowed: Verdict(.forbidden, "kit.errors.notAllowed")
    case is NotSignedIn: Verdict(.unauthorized, "kit.errors.notSignedIn")
    case is ForeignForm, is StaleForm: Verdict(.forbidden, "kit.errors.foreignForm")
    case let error as any HTTPResponseError: verdict(on: error.status)
    default: verdict(on: site.passing(error))
    }
  }

  private func verdict(on passing: Passing?) -> Verdict {
    switch passing {
    case .busy: Verdict(.serviceUnavailable, "kit.errors.busy", retryAfter: Int.random(in: 1...5))
    case .full: Verdict(.serviceUnavailable, "kit.errors.full", retryAfter: 60)
    case nil: Verdict(.internalServerError, "kit.errors.fault", isFault: true)
    }
  }

  private func verdict(on status: HTTPResponse.Status) -> Verdict {
    switch status.code {
    case 404: Verdict(.notFound, "kit.errors.notFound")
    case 405: Verdict(status, "kit.errors.notPossible")
    case 413: Verdict(status, "kit.errors.tooLarge")
    case 415: Verdict(status, "kit.errors.notPossible")
    case 429: Verdict(status, "kit.errors.tooMany", retryAfter: 30)
    case 503: Verdict(status, "kit.errors.busy", retryAfter: Int.random(in: 1...5))
    case 400..<500: Verdict(status, "kit.errors.unreadable")
    default: Verdict(status, "kit.errors.fault", isFault: true)
    }
  }

  private func wantsJSON(_ request: Request) -> Bool {
    request.uri.path.hasPrefix("/api/") || request.headers[.accept]?.hasPrefix("application/json") == true
  }

  /// RFC 9457.
  private func problem(_ verdict: Verdict, _ visit: Visit) -> Response {
    struct Problem: Encodable {
      let title: String
      let status: Int
      let detail: String
      let problems: [String]
      let requestId: String
    }
    let book = visit.book
    let problem = Problem(
      title: book.say(verdict.title), status: verdict.status.code, detail: book.say(verdict.explanation),
      problems: verdict.problems.map(book.say), requestId: visit.requestID
    )
    var headers: HTTPFields = [.contentType: "application/problem+json"]
    headers[.retryAfter] = verdict.retryAfter.map(String.init)
    do {
      let json = try JSONEncoder().encode(problem)
      return Response(status: verdict.status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: json)))
    } catch {
      return Response(status: verdict.status, headers: headers)
    }
  }
}

/// What an error means for the reader.
struct Verdict: Sendable {
  let status: HTTPResponse.Status
  let title: Message
  let explanation: Message
  let problems: [Message]
  let retryAfter: Int?
  let isFault: Bool

  /// - Parameter key: of the phrases `key.title` and, unless another explanation is given, `key.text`.
  init(
    _ status: HTTPResponse.Status, _ key: String, explanation: Message? = nil, problems: [Message] = [],
    retryAfter: Int? = nil, isFault: Bool = false
  ) {
    self.status = status
    title = Message(key + ".title")
    self.explanation = explanation ?? Message(key + ".text")
    self.problems = problems
    self.retryAfter = retryAfter
    self.isFault = isFault
  }
}
