import Activate
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Listen
import NIOCore
import NIOPosix
import People
import Persistence
import Schema
import TestKit
import Testing
import Understand
import Values

@testable import Web

/// A session of Noord behind a real socket, with a facilitator at the console.
struct LiveRoom: Sendable {
  let database: any Database
  let clock: TestClock
  let world: World
  let anna: Member
  let session: ID<Session>
  let code: SessionCode
  let rooms: ActivateRooms
  let site: Site

  static let guess: ID<Round> = "guess"

  init() async throws {
    let database = try await Engine.sqlite.make(Schema.migrations)
    let clock = TestClock()
    let world = World.test(clock: clock)
    let today = clock.now.day
    let linde = Organisation(id: "linde", name: "De Linde", language: .nl, createdAt: clock.now)
    let (anna, ria) = try await database.write { db in
      try db.organisations.insert(linde)
      try db.units(in: linde.id).insert(Unit(id: "north", name: "Noord", code: "N"), below: nil, from: today)
      let people = db.people(in: linde.id)
      for (name, role) in [("anna", Role.facilitator), ("ria", .researcher)] {
        try people.insert(Person(id: ID(name), name: name, email: "\(name)@linde.test", language: .nl))
        try people.grant(Grant(role, on: "north"), to: ID(name), from: today)
      }
      return (try #require(try people.member("anna", on: today)), try #require(try people.member("ria", on: today)))
    }
    let open = OpenWaves(database: database, world: world)
    let survey = try await Surveys(database: database, world: world, waves: open).begin(from: .afterContact, by: ria)
    let wave = try await Waves(database: database, world: world, waves: open).plan(
      WaveDraft(name: "Najaar", isContinuous: false, opensOn: today, hasOpenLink: true, openLinkUnit: "north"),
      of: survey, by: ria)
    rooms = ActivateRooms(
      database: database, world: world,
      readings: Readings(database: database, library: ResearchLibrary(database: database), world: world))
    let programme = try await rooms.programmes.begin("Najaar", over: wave, by: anna)
    session = try await rooms.sessions.plan(
      SessionDraft(title: "Teamsessie", level: .operational, unit: "north"), of: programme,
      with: SessionPlan(level: .operational, steps: []), by: anna)
    try await rooms.sessions.openLobby(session, by: anna)
    let round = Round(
      id: Self.guess, kind: .guessScore, title: .phrase("rounds.title"), question: .phrase("rounds.question"),
      scale: RoundScale(1...10, decimals: 1), figure: .grade)
    try await rooms.sessions.command(
      .add(PlannedRound(round: round, seconds: 300), after: nil), expecting: 1, in: session, by: anna)
    code = try await rooms.sessions.session(session, by: anna).code
    let origin = try #require(Origin(TestSite.origin))
    site = Site(
      origin: origin, secret: Array(repeating: 1, count: 32), renderer: TestSite.renderer, world: world,
      member: { $0 == TestSite.token ? anna : nil })
    self.anna = anna
    self.database = database
    self.clock = clock
    self.world = world
  }

  func send(_ commands: SessionCommand...) async throws {
    for command in commands {
      let seq = try await rooms.sessions.find(session, by: anna).state.seq
      try await rooms.sessions.command(command, expecting: seq, in: session, by: anna)
    }
  }

  func run(_ body: @escaping @Sendable (Browser) async throws -> Void) async throws {
    let guests = site.router()
    guests.group(context: GuestContext.self).addRoutes(PhoneRoutes(rooms: rooms).routes, atPath: "s")
      .addRoutes(CheckRoutes().routes, atPath: "check")
    guests.group(context: MemberContext.self)
      .addRoutes(ConsoleRoutes(rooms: rooms).routes, atPath: "activate/sessions")
      .addRoutes(PaperRoutes(rooms: rooms).routes, atPath: "activate/sessions")
      .addRoutes(SessionTables(rooms: rooms).routes, atPath: "activate/sessions")
    let live = rooms.live
    let following = Task { await live.follow { Issue.record("\($0)") } }
    try await Application(router: guests, server: EdgeLimits().server).test(.live) { client in
      try await body(Browser(client: client, port: try #require(client.port), site: site))
      await live.closeAll()
    }
    following.cancel()
  }

  func rows(_ table: String) async throws -> Int {
    try await database.read { try $0.value(SQL(stringLiteral: "SELECT COUNT(*) FROM \(table)")) ?? -1 }
  }
}

/// Phones, screens and consoles, as far as they speak HTTP.
struct Browser: Sendable {
  let client: any TestClientProtocol
  let port: Int
  let site: Site

  func get(_ path: String, cookie: String = "") async throws -> TestResponse {
    try await client.execute(uri: path, method: .get, headers: headers(cookie, isJSON: true))
  }

  func post(
    _ path: String, _ fields: [(String, String)] = [], cookie: String = "", isJSON: Bool = false
  ) async throws -> TestResponse {
    var headers = headers(cookie, isJSON: isJSON)
    headers[.contentType] = "application/x-www-form-urlencoded"
    let proof = site.seal("form " + TestSite.token.secret)
    let form = (fields + [("csrf", proof)]).map { "\($0.0)=\($0.1)" }.joined(separator: "&")
    return try await client.execute(uri: path, method: .post, headers: headers, body: ByteBuffer(string: form))
  }

  /// A phone that joined: its cookie.
  func join(_ code: SessionCode, _ fields: [(String, String)] = []) async throws -> String {
    let response = try await post("/s/\(code)/join", fields)
    #expect(response.status == .seeOther)
    let cookies = response.headers[values: .setCookie].compactMap { $0.split(separator: ";").first }
    return String(try #require(cookies.first { $0.contains("p=") }))
  }

  static let console = "__Host-s=\(TestSite.token.secret)"

  private func headers(_ cookie: String, isJSON: Bool) -> HTTPFields {
    var headers: HTTPFields = [.origin: TestSite.origin]
    if !cookie.isEmpty { headers[.cookie] = cookie }
    if isJSON { headers[.accept] = "application/json" }
    return headers
  }

  /// Opens a live channel and reads until what it got is enough, or it ends.
  func listen(
    _ path: String, cookie: String = "", onOpen: @escaping @Sendable () async throws -> Void = {},
    until isEnough: @escaping @Sendable (String) -> Bool
  ) async throws -> String {
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connect(host: "127.0.0.1", port: port) { channel in
        channel.eventLoop.makeCompletedFuture {
          try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
        }
      }
    return try await channel.executeThenClose { inbound, outbound in
      try await outbound.write(
        ByteBuffer(
          string: "GET \(path) HTTP/1.1\r\nHost: \(TestSite.origin.dropFirst(8))\r\nCookie: \(cookie)\r\n\r\n"))
      var text = ""
      var isOpen = false
      for try await bytes in inbound {
        text += String(buffer: bytes)
        if !isOpen, text.contains("event: ping") {
          isOpen = true
          try await onOpen()
        }
        if isEnough(text) { break }
      }
      return text
    }
  }
}
