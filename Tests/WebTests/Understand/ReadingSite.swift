import Anchor
import DemoKit
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Listen
import NIOCore
import People
import Persistence
import SQLiteDriver
import Synchronization
import TestKit
import Testing
import Understand
import Values

@testable import Web

/// A site with the demo organisation in which one can ask pages as anybody.
struct ReadingSite: Sendable {
  let database: SQLiteDatabase
  let readings: Readings
  let organisation: Organisation
  let survey: Survey
  let wave: Wave
  let board: Member

  private static let today = Day(daysSince1970: 20_778)

  /// - Parameter isChanging: whether the test changes something, so that it needs a copy of its own.
  static func make(isChanging: Bool = false) async throws -> ReadingSite {
    let (original, organisation) = try await MadeDemo.shared()
    let database = isChanging ? try SQLiteDatabase(copyInMemoryOf: original) : original
    let world = World.test()
    let readings = Readings(database: database, library: ResearchLibrary(database: database), world: world)
    let tree = try await database.read { try $0.units(in: organisation.id).tree(on: today) }
    let board = Member(
      person: "", name: "Operator", email: "", language: .nl, organisation: organisation,
      grants: tree.roots.flatMap { [Grant(.board, on: $0.id), Grant(.manager, on: $0.id)] }, tree: tree)
    let shelf = try #require(try await readings.shelves(by: board).first)
    return ReadingSite(
      database: database, readings: readings, organisation: organisation, survey: shelf.survey,
      wave: try #require(shelf.waves.last), board: board)
  }

  func unit(_ name: String) throws -> People.Unit { try #require(board.tree.units.first { $0.name == name }) }

  /// Somebody of the cast with this role.
  func member(_ role: Role, on unit: People.Unit? = nil) async throws -> Member {
    try await database.read { db in
      let people = db.people(in: organisation.id)
      let found = try people.grants(on: Self.today).sorted { $0.key < $1.key }.first { _, grants in
        grants.contains { $0.role == role && (unit == nil || $0.unit == unit?.id) }
      }
      let person = try #require(found).key
      return try #require(try people.member(person, on: Self.today))
    }
  }

  /// The answer to a request of a member: status, headers and text.
  func ask(
    _ link: Link, as member: Member, post fields: String? = nil
  ) async throws -> (status: Int, headers: HTTPFields, body: ByteBuffer) {
    let origin = try #require(Origin(TestSite.origin))
    let site = Site(
      origin: origin, secret: Array(repeating: 1, count: 32), renderer: TestSite.renderer, world: .test(),
      member: { $0 == TestSite.token ? member : nil })
    let router = site.router()
    let members = router.group(context: MemberContext.self)
    members.addRoutes(
      ResultsRoutes(readings: readings, adoption: Adoption(database: database, world: .test())).routes,
      atPath: "understand")
    members.addRoutes(CommentRoutes(readings: readings).routes, atPath: "understand")
    members.addRoutes(ExportRoutes(readings: readings).routes, atPath: "understand")
    members.addRoutes(TopicRoutes(topics: readings.topics).routes, atPath: "topics")
    return try await Application(router: router).test(.router) { client in
      try await client.execute(
        uri: link.path, method: fields == nil ? .get : .post,
        headers: [
          .contentType: "application/x-www-form-urlencoded", .origin: TestSite.origin, .cookie: TestSite.cookie,
        ], body: ByteBuffer(string: fields.map { "csrf=\(TestSite.proof)&" + $0 } ?? "")
      ) { ($0.status.code, $0.headers, $0.body) }
    }
  }

  /// The text of a page that has to be there.
  func page(_ link: Link, as member: Member) async throws -> String {
    let answer = try await ask(link, as: member)
    #expect(answer.status == 200, "\(link.path)")
    return String(buffer: answer.body)
  }
}
