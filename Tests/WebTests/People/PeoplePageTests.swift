import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import People
import TestKit
import Testing
import Values

@testable import Web

/// Pages of People as a browser meets them.
@Suite struct PeoplePageTests {
  private struct Answer: Sendable {
    let status: Int
    let headers: HTTPFields
    let body: String
  }

  private func ask(
    _ world: AccessWorld, _ method: HTTPRequest.Method, _ path: String, form: String = "", cookie: String? = nil,
    type: String = "application/x-www-form-urlencoded"
  ) async throws -> Answer {
    var headers: HTTPFields = [.origin: "https://localhost", .contentType: type]
    headers[.cookie] = cookie
    let fields = headers
    return try await Application(router: world.router).test(.router) { client in
      try await client.execute(uri: path, method: method, headers: fields, body: ByteBuffer(string: form)) {
        Answer(status: $0.status.code, headers: $0.headers, body: String(buffer: $0.body))
      }
    }
  }

  private func cookie(_ answer: Answer) -> String? {
    answer.headers[values: .setCookie].first { $0.hasPrefix("__Host-s=") }.map { String($0.prefix { $0 != ";" }) }
  }

  @Test func signingInSetsACookieThatOnlyTheServerReads() async throws {
    let world = try await AccessWorld.make()
    let wrong = try await ask(world, .post, "/sign-in", form: "email=a%40b.nl&password=wrong&next=/organisation")
    #expect(wrong.status == 422 && cookie(wrong) == nil)
    #expect(wrong.body.contains("value=\"a@b.nl\"") && !wrong.body.contains("wrong&quot;"))
    let good = try await ask(
      world, .post, "/sign-in", form: "email=known%40example.nl&password=blauwe+giraf+op+de+fiets&next=/organisation")
    #expect(good.status == 303 && good.headers[.location] == "/organisation")
    let set = try #require(good.headers[values: .setCookie].first { $0.hasPrefix("__Host-s=") })
    for word in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"] { #expect(set.contains(word), "\(word): \(set)") }
    let page = try await ask(world, .get, "/organisation", cookie: cookie(good))
    #expect(page.status == 200 && page.body.contains("team-north"))
  }

  @Test func nobodyIsSentOnToAnotherSite() async throws {
    let world = try await AccessWorld.make()
    for next in ["https%3A%2F%2Fevil.example", "%2F%2Fevil.example", "%2F%5Cevil.example"] {
      let answer = try await ask(
        world, .post, "/sign-in", form: "email=known%40example.nl&password=blauwe+giraf+op+de+fiets&next=\(next)")
      #expect(answer.status == 303 && answer.headers[.location] == "/")
    }
  }

  @Test func aForeignFormSignsNobodyIn() async throws {
    let world = try await AccessWorld.make()
    let body = ByteBuffer(string: "email=known%40example.nl&password=blauwe+giraf+op+de+fiets")
    let status = try await Application(router: world.router).test(.router) { client in
      try await client.execute(
        uri: "/sign-in", method: .post,
        headers: [.origin: "https://evil.example", .contentType: "application/x-www-form-urlencoded"], body: body
      ) { $0.status.code }
    }
    #expect(status == 403)
  }

  @Test func aListIsLookedAtBeforeItGoesInAndNobodyElseSeesIt() async throws {
    let world = try await AccessWorld.make()
    let admin = AccessWorld.token(.administrator, isTop: true)
    let proof = world.site.seal("form " + admin.secret)
    let upload = [
      "--edge", "Content-Disposition: form-data; name=\"kind\"", "", "customers", "--edge",
      "Content-Disposition: form-data; name=\"file\"; filename=\"k.csv\"", "Content-Type: text/csv", "",
      "Klantnummer;Naam;Onderdeel\n900;<b>Bakker</b>;team-south\n901;;nergens\n", "--edge--", "",
    ].joined(separator: "\r\n")
    let sent = try await ask(
      world, .post, "/organisation/import?csrf=\(proof)", form: upload, cookie: "__Host-s=\(admin.secret)",
      type: "multipart/form-data; boundary=edge")
    #expect(sent.status == 303)
    let place = try #require(sent.headers[.location])
    let preview = try await ask(world, .get, place, cookie: "__Host-s=\(admin.secret)")
    #expect(preview.status == 200 && preview.body.contains("&lt;b&gt;Bakker") && preview.body.contains("nergens"))
    let other = AccessWorld.token(.researcher, isTop: true)
    #expect(try await ask(world, .get, place, cookie: "__Host-s=\(other.secret)").status == 404)
    let done = try await ask(world, .post, place, form: "csrf=\(proof)", cookie: "__Host-s=\(admin.secret)")
    #expect(done.status == 303 && done.headers[.location] == "/organisation/customers")
    let list = try await ask(world, .get, "/organisation/customers?q=900", cookie: "__Host-s=\(admin.secret)")
    #expect(list.body.contains("&lt;b&gt;Bakker"))
  }

  @Test(arguments: Language.allCases) func mailsCarryTheirLinkAndNoLooseEnds(_ language: Language) async throws {
    let site = try await AccessWorld.make().site
    let person = Person(id: "p", name: "Eva", email: "eva@example.nl", language: language)
    let token = Token(bytes: Array(repeating: 3, count: 32))
    let organisation = Organisation(id: "o", name: "De Linde", language: .nl, createdAt: site.world.now())
    let account = Account(id: "a", email: "eva@example.nl")
    let mails = PeopleMails(site: site)
    for (mail, link) in [
      (
        PeopleMail.invitation(to: person, organisation: organisation, by: "Anna", link: token, until: site.world.now()),
        "https://localhost/invitation/\(token.secret)"
      ),
      (
        .reset(to: account, name: "Eva", language: language, link: token, until: site.world.now()),
        "https://localhost/reset/\(token.secret)"
      ),
      (
        .passwordChanged(to: account, name: "Eva", language: language, at: site.world.now()),
        "https://localhost/forgotten"
      ),
    ] {
      let said = mails.compose(mail)
      #expect(said.to == "eva@example.nl" && said.text.contains(link))
      #expect(!said.text.contains("{") && !said.subject.contains("{") && !said.subject.contains("\n"))
      #expect(!said.messageID.contains(token.secret), "the secret is in the link and nowhere else")
    }
  }
}
