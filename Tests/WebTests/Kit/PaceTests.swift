import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Listen
import NIOCore
import People
import Persistence
import Synchronization
import TestKit
import Testing
import Values

@testable import Web

@Suite struct PaceTests {
  private let pace = Pace(name: "test", burst: 3, count: 6, seconds: 60)

  @Test func aBurstGoesThroughAndThenOneAtATime() {
    let turnstile = Turnstile()
    let clock = TestClock()
    let turn = Turn(pace, of: "a")
    for _ in 1...3 { #expect(turnstile.take(turn, at: clock.now) == nil) }
    #expect(turnstile.take(turn, at: clock.now) == 10)
    #expect(turnstile.take(Turn(pace, of: "b"), at: clock.now) == nil)
    clock.advance(seconds: 9)
    #expect(turnstile.take(turn, at: clock.now) == 1)
    clock.advance(seconds: 1)
    #expect(turnstile.wait(turn, at: clock.now) == nil)
    #expect(turnstile.take(turn, at: clock.now) == nil)
    #expect(turnstile.take(turn, at: clock.now) == 10)
    // Whoever was away begins with a whole burst, and never with more.
    clock.advance(hours: 5)
    for _ in 1...3 { #expect(turnstile.take(turn, at: clock.now) == nil) }
    #expect(turnstile.take(turn, at: clock.now) != nil)
  }

  @Test func overAnHourThePaceIsExact() {
    let turnstile = Turnstile()
    let clock = TestClock()
    var passed = 0
    for _ in 1...3_600 {
      clock.advance(seconds: 1)
      if turnstile.take(Turn(pace, of: "a"), at: clock.now) == nil { passed += 1 }
    }
    #expect((360...363).contains(passed))
  }

  @Test func whoComesWithManyNamesTakesNoMemory() {
    let turnstile = Turnstile(most: 100)
    let clock = TestClock()
    for number in 1...1_000 { _ = turnstile.take(Turn(pace, of: "\(number)"), at: clock.now) }
    #expect(turnstile.count <= 100)
    clock.advance(hours: 1)
    _ = turnstile.take(Turn(pace, of: "later"), at: clock.now)
  }

  @Test(arguments: [
    // Without a known proxy only the connection counts, whatever a client says of itself.
    ("203.0.113.9", 0, "198.51.100.7", "198.51.100.7"), ("203.0.113.9", 0, "127.0.0.1", ""), (nil, 0, "::1", ""),
    (nil, 0, "", ""),
    // With one, what that one added: the last.
    ("203.0.113.9", 1, "127.0.0.1", "203.0.113.9"), ("1.1.1.1, 203.0.113.9", 1, "127.0.0.1", "203.0.113.9"),
    ("1.1.1.1,2.2.2.2, 203.0.113.9 ", 1, "127.0.0.1", "203.0.113.9"),
    ("1.1.1.1, 203.0.113.9, 10.0.0.1", 2, "127.0.0.1", "203.0.113.9"),
    // What is no address says nothing.
    (nil, 1, "10.0.0.1", "10.0.0.1"), ("", 1, "10.0.0.1", "10.0.0.1"), ("unknown", 1, "10.0.0.1", "10.0.0.1"),
    ("203.0.113.9:1234", 1, "10.0.0.1", "10.0.0.1"), ("203.0.113.9 x", 1, "10.0.0.1", "10.0.0.1"),
    ("203.0.113.9,", 1, "10.0.0.1", "10.0.0.1"), ("203.0.113", 1, "10.0.0.1", "10.0.0.1"),
    ("203.0.113.9", 2, "10.0.0.1", "10.0.0.1"), ("999.0.113.9", 1, "10.0.0.1", "10.0.0.1"),
    // Whoever has an IPv6 address has a network full of them.
    ("2001:db8:1:2:3:4:5:6", 1, "10.0.0.1", "20:1:d:b8:0:1:0:2"),
    ("2001:db8:1:2::ffff", 1, "10.0.0.1", "20:1:d:b8:0:1:0:2"), ("::ffff:203.0.113.9", 1, "10.0.0.1", "203.0.113.9"),
  ]) func theAddressOfAClientCanNotBeMadeUp(said: String?, proxies: Int, peer: String, found: String) {
    var headers = HTTPFields()
    if let said, let name = HTTPField.Name("X-Forwarded-For") { headers[name] = said }
    let request = Request(
      head: HTTPRequest(method: .get, scheme: "https", authority: "x", path: "/", headerFields: headers),
      body: RequestBody(buffer: ByteBuffer()))
    #expect(ClientAddress.find(request, peer: peer, proxies: proxies) == found)
  }

  @Test func aRespondentWhoSendsFarTooOftenHearsWhenToComeBackInTheirLanguage() async throws {
    let house = try await Fieldwork()
    try await house.run { client in
      let path = "/a/\(house.token.secret)"
      for _ in 1...Pace.answers.burst { #expect(try await client.post(path, "x=1").status != .tooManyRequests) }
      let dutch = try await client.post(path, "x=1")
      #expect(dutch.status == .tooManyRequests && dutch.retryAfter == "1")
      #expect(dutch.html.contains("Probeer het over 1 seconde opnieuw"))
      let english = try await client.post(path, "x=1", [.acceptLanguage: "en"])
      #expect(english.status == .tooManyRequests && english.html.contains("Try again in 1 second"))
      // Looking stays free, and so is the link of another.
      #expect(try await client.get(path).status == .ok)
      #expect(
        try await client.post("/o/\(house.link)/\(house.world.newToken().secret)", "x=1").status != .tooManyRequests)
      house.clock.advance(seconds: 1)
      #expect(try await client.post(path, "x=1").status != .tooManyRequests)
    }
  }

  @Test func aStrangerIsSlowedDownByTheAddressThatTheProxySaw() async throws {
    let house = try await Fieldwork(proxies: 1)
    try await house.run { client in
      func from(_ address: String) -> HTTPFields {
        HTTPField.Name("X-Forwarded-For").map { [$0: address] } ?? [:]
      }
      for _ in 1...Pace.strangers.burst {
        #expect(try await client.get("/forgotten", from("203.0.113.9")).status == .ok)
      }
      let refused = try await client.get("/forgotten", from("6.6.6.6, 203.0.113.9"))
      #expect(refused.status == .tooManyRequests && refused.retryAfter == "1")
      #expect(try await client.get("/forgotten", from("203.0.113.10")).status == .ok)
    }
  }

  @Test func codesOfSessionsCanNotBeGuessedOneAfterAnother() async throws {
    let house = try await Fieldwork(proxies: 1)
    try await house.run { client in
      let from: HTTPFields = HTTPField.Name("X-Forwarded-For").map { [$0: "203.0.113.9"] } ?? [:]
      for _ in 1...Pace.wrongCodes.burst { #expect(try await client.get("/s/bcdfgh", from).status == .notFound) }
      let refused = try await client.get("/s/bcdfgj", from)
      #expect(refused.status == .tooManyRequests && refused.retryAfter == "30")
      house.clock.advance(seconds: 30)
      #expect(try await client.get("/s/bcdfgj", from).status == .notFound)
    }
  }

  @Test func oneTakesAlongOnlySoManyTablesWithNames() async throws {
    let world = try await AccessWorld.make()
    try await world.visit { visitor in
      let named = AccessRoute(
        method: .get, path: "/understand/:survey/:wave/units/:unit/exports/customers.csv")
      func look(_ route: AccessRoute, at place: AccessPlace = .own, answers status: Int) async throws {
        let found = try await visitor.ask(route, as: .manager, about: place).status
        #expect(found == status, "\(route.name) at \(place)")
      }
      for _ in 1...Pace.namedExports.burst { try await look(named, answers: 200) }
      try await look(named, answers: 429)
      // Tables without names, and somebody else, are counted by themselves.
      let figures = AccessRoute(method: .get, path: "/understand/:survey/:wave/units/:unit/exports/:file")
      try await look(figures, answers: 200)
      try await look(named, at: .top, answers: 200)
    }
  }
}

@Suite struct FullDiskTests {
  @Test func nearlyFullKompasReadsOnAndSaysSoAndGoesOnByItself() async throws {
    let free = Atomic(Int64(1_000))
    let house = try await Fieldwork(wrapping: { base, clock in
      SparingDatabase(
        base, room: DiskRoom(reserve: 500) { free.load(ordering: .relaxed) }, now: { clock.now })
    })
    try await house.run { client in
      let path = "/a/\(house.token.secret)"
      #expect(try await client.post(path, "solved=yes").status != .serviceUnavailable)
      let kept = try await house.count("unfinished_answers")
      free.store(499, ordering: .relaxed)
      house.clock.advance(seconds: 1)
      let refused = try await client.post(path, "solved=no")
      #expect(refused.status == .serviceUnavailable && refused.retryAfter == "60")
      #expect(refused.html.contains("De schijf is bijna vol"))
      #expect(try await client.get(path).status == .ok)
      #expect(try await client.get("/listen/surveys", [.cookie: TestSite.cookie]).status == .ok)
      #expect(try await house.count("unfinished_answers") == kept)
      free.store(500, ordering: .relaxed)
      house.clock.advance(seconds: 1)
      #expect(try await client.post(path, "solved=no").status != .serviceUnavailable)
    }
  }
}
