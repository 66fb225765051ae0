import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Listen
import NIOCore
import People
import Persistence
import Schema
import Synchronization
import TestKit
import Testing
import Understand
import Values

@testable import Web

/// An installation with two organisations, and in one of them somebody of each role, on region Noord and on the whole.
struct AccessWorld {
  private static let ground = AccessGround()
  private static let origin = "https://localhost"

  let database: any Database
  let router: Router<SiteContext>
  let site: Site

  /// The routes, as data.
  var routes: [AccessRoute] {
    router.routes.filter { $0.method != .head }.map { route in
      AccessRoute(method: route.method, path: "\(route.path)".replacing("{", with: ":").replacing("}", with: ""))
    }
  }

  static func make(isDemo: Bool = false) async throws -> AccessWorld {
    let database = try await ground.copy()
    // Not the ids of the ground.
    let world = World.counting(from: 1_000)
    let people = PeopleRoom(
      database: database, world: world, hashing: try await ground.hashing, isDemo: isDemo,
      uploads: TemporaryFolder.make(), forgetting: Schema.forgetting)
    guard let origin = Origin(origin) else { throw NotFound() }
    let library = ResearchLibrary(database: database)
    let readings = Readings(database: database, library: library, world: world)
    let site = Site(
      origin: origin, secret: Array(repeating: 1, count: 32), renderer: TestSite.renderer, world: world,
      member: { try await people.signIns.visit($0)?.member })
    return AccessWorld(
      database: database,
      router: site.routes(
        Rooms(
          people: people,
          listen: ListenRooms(
            database: database, world: world, open: OpenWaves(database: database, world: world)),
          imports: Imports(
            database: database, world: world, folder: try AccessGround.copyOfImports(),
            onApplied: { _, _ in }),
          readings: readings, care: CareRooms(database: database, world: world),
          home: HomeDesk(database: database, readings: readings, world: world),
          activate: ActivateRooms(database: database, world: world, readings: readings),
          route: RouteRooms(database: database, readings: readings, library: library, world: world))),
      site: site)
  }

  /// Goes in with a browser for as long as the body takes.
  func visit(_ body: @escaping @Sendable (AccessVisitor) async throws -> Void) async throws {
    let visitor = AccessVisitor(site: site, database: database)
    try await Application(router: router).test(.router) { client in
      var visitor = visitor
      visitor.client = client
      try await body(visitor)
    }
  }

  /// What somebody got.
  struct Page: Sendable {
    let status: Int
    let location: String?
    let text: String
  }

  /// What a board member, or somebody else, of the whole or of Noord, asks and gets.
  func ask(
    _ path: String, post fields: String? = nil, as role: Role = .board, isTop: Bool = true
  ) async throws -> Page {
    let token = Self.token(role, isTop: isTop)
    let headers: HTTPFields = [
      .origin: Self.origin, .cookie: "__Host-s=\(token.secret)", .contentType: "application/x-www-form-urlencoded",
      .acceptLanguage: "nl",
    ]
    let body = fields.map { "csrf=\(site.seal("form " + token.secret))&" + $0 } ?? ""
    return try await Application(router: router).test(.router) { client in
      try await client.execute(
        uri: path, method: fields == nil ? .get : .post, headers: headers, body: ByteBuffer(string: body)
      ) { Page(status: $0.status.code, location: $0.headers[.location], text: String(buffer: $0.body)) }
    }
  }

  static func token(_ role: Role, isTop: Bool) -> Token {
    let place = (Role.allCases.firstIndex(of: role) ?? 0) * 2 + (isTop ? 1 : 0)
    return Token(bytes: Array(repeating: UInt8(place + 1), count: 32))
  }
}

/// A browser in an access world.
struct AccessVisitor: Sendable {
  struct Answer: Sendable {
    let status: Int
    let location: String?
  }

  let site: Site
  let database: any Database
  var client: (any TestClientProtocol)?

  func ask(_ route: AccessRoute, as role: Role?, about place: AccessPlace) async throws -> Answer {
    guard let client else { throw NotFound() }
    let target = AccessTarget(place)
    let token = role.map { AccessWorld.token($0, isTop: place == .top) }
    let proof = token.map { site.seal("form " + $0.secret) } ?? ""
    var headers: HTTPFields = [.origin: site.origin.text]
    if let token { headers[.cookie] = "__Host-s=\(token.secret)" }
    var path = target.fill(route)
    var body = ""
    let uploads = [
      "POST /organisation/import", "POST /listen/imports", "POST /activate/sessions/:session/recordings",
      "POST /listen/imports/:import/codebook",
    ]
    if route.method != .get, uploads.contains(route.name) {
      headers[.contentType] = "multipart/form-data; boundary=edge"
      path += "?csrf=\(proof)"
      body = AccessTarget.upload
    } else if route.method != .get {
      headers[.contentType] = "application/x-www-form-urlencoded"
      body = target.form(for: route) + "&csrf=\(proof)"
    }
    return try await client.execute(
      uri: path, method: route.method, headers: headers, body: ByteBuffer(string: body)
    ) { Answer(status: Int($0.status.code), location: $0.headers[.location]) }
  }

  /// What was written down so far: every change leaves an event or a job.
  func traces() async throws -> Int {
    try await database.read { db in
      try ["events", "jobs"].map { try db.value(SQL(stringLiteral: "SELECT COUNT(*) FROM \($0)"), as: Int.self) ?? 0 }
        .reduce(0, +)
    }
  }
}

extension World {
  /// A test's world whose ids begin at a number.
  static func counting(from first: Int) -> World {
    var world = World.test()
    let count = Mutex(first)
    world.newID = {
      count.withLock { count in
        count += 1
        return "made-\(count)"
      }
    }
    return world
  }
}
