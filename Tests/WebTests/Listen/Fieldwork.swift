import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Listen
import People
import Persistence
import Schema
import TestKit
import Testing
import Understand
import Values

@testable import Web

/// De Linde with an open wave of the survey after contact, and the routes on it.
struct Fieldwork: Sendable {
  let database: any Database
  let clock = TestClock()
  let world: World
  let site: Site
  let listen: ListenRooms
  let people: PeopleRoom
  let member: Member
  let waves: Waves
  let link: String
  let wave: ID<Wave>
  let token: Token

  /// - Parameters:
  ///   - proxies: how many proxies stand before the site.
  ///   - wrapping: puts something between the rooms and the database.
  init(
    template: SurveyTemplate = .afterContact, proxies: Int = 0,
    wrapping: (any Database, TestClock) -> any Database = { base, _ in base }
  ) async throws {
    let database = wrapping(try await Engine.sqlite.make(Schema.migrations), clock)
    let world = World.test(clock: clock)
    let today = clock.now.day
    let organisation = Organisation(id: "linde", name: "De <Linde>", language: .nl, createdAt: clock.now)
    let whole = Unit(id: "whole", name: "De Linde", code: "L")
    member = try await database.write { db in
      try db.organisations.insert(organisation)
      try db.units(in: organisation.id).insert(whole, below: nil, from: today)
      let people = db.people(in: organisation.id)
      try people.insert(Person(id: "ria", name: "Ria", email: "ria@linde.test", language: .nl))
      try people.grant(Grant(.researcher, on: whole.id), to: "ria", from: today)
      try db.customers(in: organisation.id).save(
        Customer(
          id: "c1", kind: .person, name: "Klaas", email: "klaas@voorbeeld.test", language: .en, code: "K1",
          owner: "ria", unit: whole.id))
      guard let member = try people.member("ria", on: today) else { throw NotFound() }
      return member
    }
    let open = OpenWaves(database: database, world: world)
    let surveys = Surveys(database: database, world: world, waves: open)
    let waves = Waves(database: database, world: world, waves: open)
    let survey = try await surveys.begin(from: template, by: member)
    wave = try await waves.plan(
      WaveDraft(name: "Nu", opensOn: today, hasOpenLink: true), of: survey, by: member)
    _ = try await waves.open(wave, asking: RosterChoice(), by: member)
    link = try #require(try await waves.find(wave, by: member).wave.openLink)
    let token = world.newToken()
    try await database.write { db in
      try db.run("UPDATE invitations SET token_hash = \(token.hash), sent_at = \(world.now())")
    }
    self.token = token
    self.database = database
    self.world = world
    self.waves = waves
    let member = member
    let origin = try #require(Origin(TestSite.origin))
    site = Site(
      origin: origin, secret: Array(repeating: 1, count: 32), renderer: TestSite.renderer, world: world,
      member: { $0 == TestSite.token ? member : nil }, proxies: proxies,
      passing: { ($0 as? DatabaseError)?.kind == .full ? .full : nil })
    listen = ListenRooms(database: database, world: world, open: open)
    people = PeopleRoom(
      database: database, world: world, hashing: try PasswordHashing(cost: PasswordHashing.Cost(memory: 64, passes: 1)),
      uploads: TemporaryFolder.make(), forgetting: Schema.forgetting)
  }

  func count(_ table: String) async throws -> Int {
    try await database.read { try $0.value(SQL(stringLiteral: "SELECT COUNT(*) FROM \(table)"), as: Int.self) ?? 0 }
  }

  func run(_ body: @escaping @Sendable (Client) async throws -> Void) async throws {
    let library = ResearchLibrary(database: database)
    let readings = Readings(database: database, library: library, world: world)
    let imports = Imports(
      database: database, world: world, folder: .temporary(), onApplied: { _, _ in })
    let rooms = Rooms(
      people: people, listen: listen, imports: imports, readings: readings,
      care: CareRooms(database: database, world: world),
      home: HomeDesk(database: database, readings: readings, world: world),
      activate: ActivateRooms(database: database, world: world, readings: readings),
      route: RouteRooms(database: database, readings: readings, library: library, world: world))
    try await Application(router: site.routes(rooms)).test(.router) { try await body(Client(client: $0)) }
  }
}

/// A browser without a script and without a memory.
struct Client {
  let client: any TestClientProtocol

  struct Answer {
    let status: HTTPResponse.Status
    let html: String
    let location: String
    let cookie: String?
    let retryAfter: String?
  }

  func get(_ path: String, _ headers: HTTPFields = [:]) async throws -> Answer {
    try await client.execute(uri: path, method: .get, headers: headers) { Answer($0) }
  }

  func post(_ path: String, _ body: String, _ headers: HTTPFields = [:]) async throws -> Answer {
    var headers = headers
    headers[.contentType] = "application/x-www-form-urlencoded"
    return try await client.execute(uri: path, method: .post, headers: headers, body: ByteBuffer(string: body)) {
      Answer($0)
    }
  }
}

extension Client.Answer {
  init(_ response: TestResponse) {
    status = response.status
    html = String(buffer: response.body)
    location = response.headers[.location] ?? ""
    cookie = response.headers[.setCookie]
    retryAfter = response.headers[.retryAfter]
  }
}
