import HTTPTypes
import Hummingbird
import Values

/// Lets in only forms that this site made: a browser must say that it stands on this site, and for someone who signed in the
/// form must carry the proof that belongs to that sign-in.
struct FormProof {
  let site: Site
  let isCookieless: Bool

  /// The most that a form may hold; files go in by upload.
  static let limit = 65_536

  /// - Returns: the fields of the form; empty when it is none.
  /// - Throws: `ForeignForm` when another site made it, `StaleForm` when it belongs to an earlier sign-in.
  func check(_ request: inout Request, _ visit: Visit, _ context: SiteContext) async throws -> Form {
    switch request.method {
    case .get, .head, .options: return Form()
    case .post, .put, .patch, .delete: break
    default: throw HTTPError(.methodNotAllowed)
    }
    if !isCookieless { try comesFromHere(request) }
    let type = request.headers[.contentType] ?? ""
    guard type.hasPrefix("application/x-www-form-urlencoded") else {
      if visit.member != nil, !isProven(by: Self.carried(request), visit) { throw StaleForm(form: Form()) }
      return Form()
    }
    let form = try Form(urlEncoded: try await request.collectBody(upTo: Self.limit))
    if visit.member != nil, !isProven(by: form.secret("csrf"), visit) { throw StaleForm(form: form) }
    return form
  }

  private func comesFromHere(_ request: Request) throws {
    if let name = HTTPField.Name("Sec-Fetch-Site"), let place = request.headers[name] {
      guard place == "same-origin" || place == "none" else { throw ForeignForm() }
    } else {
      guard let origin = request.headers[.origin], site.origin.isSame(as: origin) else { throw ForeignForm() }
    }
  }

  private func isProven(by proof: String, _ visit: Visit) -> Bool {
    guard let signIn = visit.signIn else { return false }
    return site.isSeal(proof, of: "form " + signIn.secret)
  }

  /// What is no form carries the proof beside it: a script in a header, an upload in its address.
  private static func carried(_ request: Request) -> String {
    if let name = HTTPField.Name("X-CSRF"), let proof = request.headers[name] { return proof }
    return request.uri.queryParameters["csrf"].map(String.init) ?? ""
  }
}

/// Another site tried to post here in someone's name.
struct ForeignForm: Error {}

/// The form is ours, but was made for a sign-in that has ended. Nothing typed is lost: it is shown again.
struct StaleForm: Error {
  let form: Form
}
