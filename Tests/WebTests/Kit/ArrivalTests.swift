import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Localization
import Logging
import People
import Testing
import Values

@testable import Web

private struct Closed: Refusal {
  var message: Message { .verbatim("Een gesloten onderzoek blijft gesloten.") }
}

private struct Broken: Error {}
private struct Busy: Error {}

private func withSite(
  isDemo: Bool = false, _ test: @Sendable (any TestClientProtocol) async throws -> Void
) async throws {
  let made = TestSite.make(isDemo: isDemo, passing: { $0 is Busy ? .busy : nil })
  let site = try #require(made)
  let router = site.router()
  let guests = router.group(context: GuestContext.self)
  guests.get("hello") { _, context in "\(context.visit.language) \(context.visit.member?.name ?? "nobody")" }
  guests.get("refused") { _, _ -> String in throw Closed() }
  guests.get("rejected") { _, _ -> String in throw Rejection("title", Message("kit.problems.missing")) }
  guests.get("absent") { _, _ -> String in throw NotFound() }
  guests.get("forbidden") { _, _ -> String in throw NotAllowed() }
  guests.get("broken") { _, _ -> String in throw Broken() }
  guests.get("busy") { _, _ -> String in throw Busy() }
  guests.get("api/broken") { _, _ -> String in throw Broken() }
  guests.get("done") { _, context in
    Response.redirect(to: Link("hello"), saying: .verbatim("Bewaard."), undo: Link("undo"), context)
  }
  guests.post("a/answer") { _, context in context.form.text("why") }
  let members = router.group(context: MemberContext.self)
  members.get("own") { _, context in context.member.name }
  members.post("own") { _, context in context.form["title"] }
  try await Application(router: router).test(.router, test)
}

private let sameOrigin: HTTPFields = {
  var fields: HTTPFields = [.contentType: "application/x-www-form-urlencoded", .origin: TestSite.origin]
  fields[.cookie] = TestSite.cookie
  return fields
}()

@Suite struct ArrivalTests {
  @Test func theLanguageComesFromTheCookieThenTheMemberThenTheBrowser() async throws {
    try await withSite { client in
      let cases: [(HTTPFields, String)] = [
        ([:], "nl nobody"),
        ([.acceptLanguage: "fr-BE, en-GB;q=0.8, nl;q=0.5"], "en nobody"),
        ([.cookie: "__Host-l=en"], "en nobody"),
        ([.cookie: TestSite.cookie, .acceptLanguage: "en"], "nl \(TestSite.alice.name)"),
        ([.cookie: TestSite.cookie + "; __Host-l=en"], "en \(TestSite.alice.name)"),
      ]
      for (headers, greeting) in cases {
        try await client.execute(uri: "/hello", method: .get, headers: headers) {
          #expect(String(buffer: $0.body) == greeting)
        }
      }
    }
  }

  @Test func behindTheSignInThereIsAlwaysSomeone() async throws {
    try await withSite { client in
      try await client.execute(uri: "/own", method: .get) { response in
        #expect(response.status == .seeOther)
        #expect(response.headers[.location] == "/sign-in?next=%2Fown")
      }
      try await client.execute(uri: "/own", method: .get, headers: [.cookie: TestSite.cookie]) { response in
        #expect(String(buffer: response.body) == TestSite.alice.name)
        #expect(response.headers[.cacheControl] == "no-store")
      }
      try await client.execute(
        uri: "/own", method: .get, headers: [.cookie: "__Host-s=\(String(repeating: "x", count: 43))"]
      ) {
        #expect($0.status == .seeOther)
      }
    }
  }

  @Test func everyAnswerCarriesItsSecurityHeaders() async throws {
    try await withSite { client in
      for path in ["/hello", "/nowhere", "/broken", "/own"] {
        try await client.execute(uri: path, method: .get) { response in
          let policy = response.headers[.contentSecurityPolicy] ?? ""
          #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"))
          #expect(!policy.contains("unsafe"))
          #expect(response.headers[.xContentTypeOptions] == "nosniff")
          #expect(response.headers[.strictTransportSecurity] != nil)
          #expect(response.headers[HTTPField.Name("Referrer-Policy")!] == "no-referrer")
        }
      }
    }
  }

  @Test(arguments: [
    ("/refused", 409, "Een gesloten onderzoek"), ("/rejected", 422, "Vul dit in"),
    ("/absent", 404, "Deze pagina is er niet"),
    ("/nowhere", 404, "Deze pagina is er niet"), ("/forbidden", 403, "Dit mag jouw rol niet"),
    ("/broken", 500, "Er ging iets mis bij ons"), ("/busy", 503, "Het is even druk"),
  ]) func everyErrorHasItsStatusAndItsPage(path: String, status: Int, sentence: String) async throws {
    try await withSite { client in
      try await client.execute(uri: path, method: .get) { response in
        #expect(response.status.code == status)
        let html = String(buffer: response.body)
        #expect(html.contains(sentence))
        #expect(!html.contains("Broken"))
        #expect((response.headers[.retryAfter] != nil) == (status == 503))
      }
    }
  }

  @Test func aProgramIsToldAboutErrorsInJSON() async throws {
    try await withSite { client in
      try await client.execute(uri: "/api/broken", method: .get) { response in
        #expect(response.headers[.contentType] == "application/problem+json")
        #expect(String(buffer: response.body).contains("\"status\":500"))
      }
    }
  }

  @Test func aFormOfAnotherSiteIsRefused() async throws {
    try await withSite { client in
      let proof = "csrf=\(TestSite.proof)&title=x"
      for (name, value, status) in [
        ("Sec-Fetch-Site", "cross-site", 403), ("Sec-Fetch-Site", "same-site", 403),
        ("Sec-Fetch-Site", "same-origin", 200),
        ("Origin", "https://elsewhere.test", 403), ("Origin", "null", 403), ("Origin", TestSite.origin, 200),
        ("X-Nothing", "", 403),
      ] {
        let headers: HTTPFields = [
          .cookie: TestSite.cookie, .contentType: "application/x-www-form-urlencoded", HTTPField.Name(name)!: value,
        ]
        try await client.execute(uri: "/own", method: .post, headers: headers, body: ByteBuffer(string: proof)) {
          #expect($0.status.code == status, "\(name): \(value)")
        }
      }
    }
  }

  @Test func aFormWithoutItsProofIsShownAgainWithAllThatWasTyped() async throws {
    try await withSite { client in
      try await client.execute(
        uri: "/own", method: .post, headers: sameOrigin,
        body: ByteBuffer(string: "csrf=old&title=Klanten+%3C3&password=geheim")
      ) { response in
        #expect(response.status == .forbidden)
        let html = String(buffer: response.body)
        #expect(html.contains("value=\"Klanten &lt;3\"") && html.contains(TestSite.proof) && !html.contains("geheim"))
      }
      var signedOut = sameOrigin
      signedOut[.cookie] = nil
      try await client.execute(
        uri: "/own", method: .post, headers: signedOut, body: ByteBuffer(string: "title=Klanten")
      ) { response in
        #expect(response.status == .forbidden)
        #expect(String(buffer: response.body).contains("intussen afgemeld"))
      }
      try await client.execute(
        uri: "/own", method: .post, headers: sameOrigin,
        body: ByteBuffer(string: "csrf=\(TestSite.proof)&title=Klanten")
      ) { #expect(String(buffer: $0.body) == "Klanten") }
    }
  }

  @Test func anAnswerNeedsNoCookieAndReadsNone() async throws {
    try await withSite { client in
      try await client.execute(
        uri: "/a/answer", method: .post,
        headers: [.contentType: "application/x-www-form-urlencoded", .cookie: TestSite.cookie],
        body: ByteBuffer(string: "why=Goed%0D%0Aen+snel")
      ) { #expect(String(buffer: $0.body) == "Goed\nen snel") }
    }
  }

  @Test func aHugeFormIsRefusedBeforeItIsRead() async throws {
    try await withSite { client in
      try await client.execute(
        uri: "/own", method: .post, headers: sameOrigin, body: ByteBuffer(repeating: UInt8(ascii: "x"), count: 70_000)
      ) { #expect($0.status == .contentTooLarge) }
    }
  }

  @Test func aNoticeIsSaidOnceAndCantBeForged() async throws {
    try await withSite(isDemo: true) { client in
      let cookie = try await client.execute(uri: "/done", method: .get) { $0.headers[.setCookie] ?? "" }
      let pair = String(cookie.prefix { $0 != ";" })
      try await client.execute(uri: "/_pages", method: .get, headers: [.cookie: pair]) { response in
        #expect(String(buffer: response.body).contains("Bewaard."))
        #expect(response.headers[.setCookie]?.contains("Max-Age=0") == true)
      }
      try await client.execute(uri: "/_pages", method: .get, headers: [.cookie: pair.replacing("=e", with: "=f")]) {
        response in
        #expect(!String(buffer: response.body).contains("Bewaard."))
      }
    }
  }

  @Test func theLanguageSwitchStaysOnThePageAndOnThisSite() async throws {
    try await withSite { client in
      for (next, place) in [
        ("/hello?x=1", "/hello?x=1"), ("https://elsewhere.test", "/"), ("//elsewhere.test", "/"), ("/\\x", "/"),
      ] {
        var form = sameOrigin
        form[.cookie] = nil
        try await client.execute(
          uri: "/language", method: .post, headers: form,
          body: ByteBuffer(string: "language=en&next=\(next.replacing("?", with: "%3F").replacing("=", with: "%3D"))")
        ) { response in
          #expect(response.headers[.location] == place)
          #expect(response.headers[.setCookie]?.hasPrefix("__Host-l=en") == true)
        }
      }
    }
  }

  @Test func stylesMayBeKeptForGood() async throws {
    try await withSite { client in
      let link = try #require(TestSite.renderer.assets["style.css"]).address
      try await client.execute(uri: link.path, method: .get) { response in
        #expect(response.status == .ok)
        #expect(response.headers[.cacheControl] == "public, max-age=31536000, immutable")
      }
      try await client.execute(uri: "/assets/style.0000.css", method: .get) { #expect($0.status == .notFound) }
    }
  }

  @Test func theGalleryIsOnlyThereInADemo() async throws {
    try await withSite { client in
      try await client.execute(uri: "/_pages", method: .get) { #expect($0.status == .notFound) }
    }
    try await withSite(isDemo: true) { client in
      try await client.execute(uri: "/_pages/en/ErrorPage/busy", method: .get) {
        #expect(String(buffer: $0.body).contains("It is busy right now"))
      }
    }
  }
}
