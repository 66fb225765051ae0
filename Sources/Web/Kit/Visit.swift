import HTTPTypes
import Hummingbird
import Localization
import Logging
import People
import Values

/// What is known about one request before any handler sees it: the site, the reader's language, who signed in.
struct Visit: Sendable {
  let site: Site
  var book: Phrasebook
  /// Nobody, on the pages that anyone may see.
  let member: Member?
  let signIn: Token?
  /// The path and query that were asked.
  let path: String
  let requestID: String
  /// From where is asked; empty where that says nothing.
  let address: String
  /// Stands in the policy of this answer and in its script tags, and nowhere else.
  let nonce: String
  /// What the previous page did, said once on this one.
  let notice: Notice?
  /// The fields of a posted form; empty for any other request.
  var form = Form()

  var language: Language { book.language }
  var now: Instant { site.world.now() }
  /// The day that it is where the reader works.
  var today: Day { book.zone.day(of: now) }

  /// What a form carries to prove that this site made it for this sign-in.
  var formProof: String { signIn.map { site.seal("form " + $0.secret) } ?? "" }

  func respond(
    with page: any Page, status: HTTPResponse.Status, logger: Logger
  ) throws -> Response {
    let (html, problems) = try site.renderer.render(page, book: book, surroundings: ["site": Surroundings(self, page)])
    for problem in problems {
      logger.warning("template", metadata: ["page": "\(type(of: page).template)", "problem": "\(problem)"])
    }
    let bytes = ByteBuffer(string: html)
    return Response(
      status: status,
      headers: [
        .contentType: "text/html; charset=utf-8",
        .contentLength: String(bytes.readableBytes),
        .contentLanguage: language.rawValue,
      ],
      body: ResponseBody(byteBuffer: bytes)
    )
  }
}

/// A context of a request whose visit is known. Handlers work under one of its conforming types.
protocol VisitContext: RequestContext {
  var visit: Visit { get }
}

extension VisitContext {
  /// The fields of the posted form, proven to be this site's own.
  var form: Form { visit.form }
  var book: Phrasebook { visit.book }
}
