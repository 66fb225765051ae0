import Hummingbird
import HummingbirdTesting
import Localization
import People
import Values

@testable import Web

/// A site on which Alice (board of De Linde) is signed in with one known token, and nobody else.
enum TestSite {
  static let origin = "https://localhost"
  static let token = Token(bytes: Array(repeating: 7, count: 32))
  static let now = Instant(milliseconds: 1_795_298_400_000)

  static let renderer: Renderer = {
    do { return try Renderer() } catch { preconditionFailure("The built-in pages can't be read: \(error)") }
  }()

  static let alice: Member = {
    let organisation = Organisation(id: "linde", name: "De Linde Installatie", language: .nl, createdAt: now)
    let whole = Unit(id: "whole", name: "De Linde", code: "L")
    let placement = UnitPlacement(unit: whole.id, parent: nil, validity: Validity(from: now.day))
    return Member(
      person: "alice", name: "Alice van den Bogaerde-Schouten", email: "alice@linde.test", language: .nl,
      organisation: organisation, grants: [Grant(.board, on: whole.id)],
      tree: UnitTree(day: now.day, units: [whole], placements: [placement])
    )
  }()

  static func make(isDemo: Bool = false, passing: @escaping @Sendable (any Error) -> Passing? = { _ in nil }) -> Site? {
    guard let origin = Origin(origin) else { return nil }
    return Site(
      origin: origin, secret: Array(repeating: 1, count: 32), renderer: renderer,
      world: World(now: { now }, newID: { "id" }, newToken: { token }, send: { _ in }), isDemo: isDemo,
      member: { $0 == token ? alice : nil }, passing: passing
    )
  }

  /// The proof that forms of Alice's sign-in carry.
  static var proof: String { make()?.seal("form " + token.secret) ?? "" }

  static var cookie: String { "__Host-s=\(token.secret)" }

  /// The rendered example of a page with what was wrong with it.
  static func render(
    _ page: any Page, _ language: Language, by member: Member? = alice
  ) throws -> (html: String, problems: [String]) {
    guard let site = make() else { throw NotFound() }
    let visit = Visit(
      site: site, book: renderer.book(language), member: member, signIn: token, path: "/x", requestID: "r1",
      address: "",
      nonce: "abc",
      notice: Notice(message: .verbatim("Bewaard."), undo: .home)
    )
    return try renderer.render(page, book: visit.book, surroundings: ["site": Surroundings(visit, page)])
  }
}
