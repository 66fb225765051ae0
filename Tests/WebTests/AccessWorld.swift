import Act
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
  private static let shared = Made()
  private static let origin = "https://localhost"

  let router: Router<SiteContext>
  let site: Site

  /// The routes, as data.
  var routes: [AccessRoute] {
    router.routes.filter { $0.method != .head }.map { route in
      AccessRoute(method: route.method, path: "\(route.path)".replacing("{", with: ":").replacing("}", with: ""))
    }
  }

  static func make(isDemo: Bool = false) async throws -> AccessWorld {
    let database = try await shared.copy()
    let world = World.test()
    let hashing = try await shared.hashing
    let people = PeopleRoom(
      database: database, world: world, hashing: hashing, isDemo: isDemo, uploads: TemporaryFolder.make())
    guard let origin = Origin(origin) else { throw NotFound() }
    let library = ResearchLibrary(database: database)
    let readings = Readings(database: database, library: library, world: world)
    let site = Site(
      origin: origin, secret: Array(repeating: 1, count: 32), renderer: TestSite.renderer, world: world,
      member: { try await people.signIns.visit($0)?.member })
    return AccessWorld(
      router: site.routes(
        Rooms(
          people: people,
          listen: ListenRooms(
            database: database, world: world, open: OpenWaves(database: database, world: world)),
          imports: Imports(
            database: database, world: world, folder: .temporary(),
            onApplied: { _, _ in }),
          readings: readings, care: CareRooms(database: database, world: world),
          home: HomeDesk(database: database, readings: readings, world: world),
          activate: ActivateRooms(database: database, world: world, readings: readings),
          route: RouteRooms(database: database, readings: readings, library: library, world: world))),
      site: site)
  }

  func ask(_ route: AccessRoute, as role: Role?, about place: AccessPlace) async throws -> Int {
    try await response(route, as: role, about: place).status
  }

  func response(
    _ route: AccessRoute, as role: Role?, about place: AccessPlace
  ) async throws -> (status: Int, location: String?) {
    let target = Target(place)
    let token = role.map { Self.token($0, isTop: place == .top) }
    let proof = token.map { site.seal("form " + $0.secret) } ?? ""
    var headers: HTTPFields = [.origin: Self.origin]
    if let token { headers[.cookie] = "__Host-s=\(token.secret)" }
    var path = target.fill(route.path)
    var body = ""
    if route.method != .get, ["POST /organisation/import", "POST /listen/imports"].contains(route.name) {
      headers[.contentType] = "multipart/form-data; boundary=edge"
      path += "?csrf=\(proof)"
      body = Target.upload
    } else if route.method != .get {
      headers[.contentType] = "application/x-www-form-urlencoded"
      body = target.form + "&csrf=\(proof)"
    }
    let (uri, text, fields) = (path, body, headers)
    return try await Application(router: router).test(.router) { client in
      try await client.execute(
        uri: uri, method: route.method, headers: fields, body: ByteBuffer(string: text)
      ) { (status: $0.status.code, location: $0.headers[.location]) }
    }
  }

  static func token(_ role: Role, isTop: Bool) -> Token {
    let place = (Role.allCases.firstIndex(of: role) ?? 0) * 2 + (isTop ? 1 : 0)
    return Token(bytes: Array(repeating: UInt8(place + 1), count: 32))
  }
}

/// What a request is about, by place: the ids in its path and in its form.
private struct Target {
  let unit: String
  let person: String
  let customer: String
  let value: String
  let followUp: String
  let gesture: String

  init(_ place: AccessPlace) {
    let suffix =
      switch place {
      case .own, .top: "north"
      case .other: "south"
      case .foreign: "foreign"
      }
    unit = "team-\(suffix)"
    person = "person-\(suffix)"
    customer = "customer-\(suffix)"
    value = place == .foreign ? "value-foreign" : "value"
    followUp = "follow-up-\(suffix)"
    gesture = suffix == "north" ? Made.gesture.text : "nothing"
  }

  func fill(_ path: String) -> String {
    path.replacing(":unit", with: unit).replacing(":person", with: person).replacing(":customer", with: customer)
      .replacing(":value", with: value).replacing(":survey", with: "nothing").replacing(":wave", with: "nothing")
      .replacing(":topic", with: "reach").replacing(":draft", with: "nothing").replacing(":import", with: "nothing")
      .replacing(":column", with: "1").replacing(
        ":signIn", with: "sign-in-of-another"
      )
      .replacing(":followUp", with: followUp)
      .replacing(":indicator", with: "nothing").replacing(":gesture", with: gesture)
      .replacing(":token", with: String(repeating: "x", count: 43))
  }

  /// One form that is good for all: fields that a route doesn't know are left alone.
  var form: String {
    let parent = unit == "team-foreign" ? "foreign" : unit == "team-south" ? "south" : "north"
    return [
      "name=Nieuwe+naam", "email=new%40example.nl", "language=nl", "role=employee", "unit=\(unit)", "parent=\(parent)",
      "person=\(person)", "code=new-code", "kind=organisation", "owner=", "nl=dichtbij", "en=", "next=/",
      "timeZone=Europe%2FAmsterdam", "password=nobody", "present=nobody",
      "words=snel", "customer=\(customer)", "version=1", "outcome=solved", "plannedOn=2026-11-21", "idea=Kaartje",
      "control=3", "creativity=3", "impact=3",
      "stops=Een+rapport", "sponsor=\(person)", "carrier=\(person)",
      "until=2026-12-15", "title=Bellen", "effect=Een+klant+hoort+iets", "note=We+bellen", "weekday=0", "time=09:30",
      "firstOn=2026-12-01", "everyWeeks=4", "if=een+klant+belt", "then=bel+ik+terug", "confidence=5",
      "cue=momentInWork",
      "visibility=me",
      "token=\(String(repeating: "x", count: 43))",
    ].joined(separator: "&")
  }

  static let upload = [
    "--edge", "Content-Disposition: form-data; name=\"kind\"", "", "customers", "--edge",
    "Content-Disposition: form-data; name=\"file\"; filename=\"k.csv\"", "Content-Type: text/csv", "",
    "code;name\n1;Klant\n", "--edge--", "",
  ].joined(separator: "\r\n")
}

/// The database that every world copies.
private actor Made {
  /// What somebody who manages Noord did for a customer there.
  static let gesture: ID<Gesture> = "care-1"
  private var made: PasswordHashing?
  private var known: String?

  var hashing: PasswordHashing {
    get throws {
      let hashing =
        try made ?? PasswordHashing(cost: PasswordHashing.Cost(memory: 64, passes: 1), waiting: 1_000)
      made = hashing
      return hashing
    }
  }

  private func knownHash() async throws -> String {
    if let known { return known }
    let hash = try await hashing.hash("blauwe giraf op de fiets")
    known = hash
    return hash
  }

  func copy() async throws -> any Database {
    let database = try await Engine.sqlite.make(Schema.migrations)
    try await fill(database)
    try await care(database)
    return database
  }

  /// In each place a customer to speak with; in Noord something that a manager did and did not share.
  private func care(_ database: any Database) async throws {
    var world = World.test()
    let ids = Mutex(0)
    world.newID = {
      ids.withLock { id in
        id += 1
        return "care-\(id)"
      }
    }
    let (now, day) = (world.now(), world.now().day)
    let manager = try await database.write { db in
      for place in ["north", "south", "foreign"] {
        let home: ID<Organisation> = place == "foreign" ? "elders" : "linde"
        try db.surveys(in: home).insert(
          Survey(
            id: ID("survey-\(place)"), state: .archived,
            document: SurveyDocument(title: LocalizedText(nl: "Klanten"), questions: []), createdAt: now))
        try db.waves(in: home).insert(
          Wave(
            id: ID("wave-\(place)"), survey: ID("survey-\(place)"), version: 1, name: "Wave", kind: .periodic,
            state: .planned, opensOn: day))
        let response = Listen.Response(
          id: ID("response-\(place)"), survey: ID("survey-\(place)"), wave: ID("wave-\(place)"), version: 1,
          submission: place, customer: ID("customer-\(place)"), submittedAt: now, language: .nl, mayBeNamed: true,
          answers: Answers())
        try db.responses(in: home).insert(response)
        try db.followUps(in: home).insert(
          FollowUp(
            id: ID("follow-up-\(place)"), customer: ID("customer-\(place)"), response: response.id,
            unit: ID("team-\(place)"), owner: ID("person-\(place)"), reason: .promotership, openedAt: now, term: day))
      }
      return try db.people(in: "linde").member("manager-north", on: day)
    }
    guard let manager else { throw NotFound() }
    let gestures = Gestures(database: database, world: world)
    let draft = try GestureDraft(words: "Kaartje", cost: "", plannedOn: day, isShared: false)
    let id = try await gestures.plan(draft, for: "customer-north", by: manager)
    try await gestures.finish(id, asksCustomer: false, version: 1, by: manager)
  }

  private func fill(_ database: any Database) async throws {
    let hash = try await knownHash()
    let now = World.test().now()
    let day = now.day.adding(days: -400)
    try await database.write { db in
      for id in ["linde", "elders"] as [ID<Organisation>] {
        try db.organisations.insert(Organisation(id: id, name: id.text, language: .nl, createdAt: now))
      }
      for (unit, parent) in [
        ("whole", nil), ("north", "whole"), ("south", "whole"), ("team-north", "north"), ("team-south", "south"),
      ] {
        try db.units(in: "linde").insert(
          Unit(id: ID(unit), name: unit, code: unit), below: parent.map { ID($0) }, from: day)
      }
      try db.units(in: "elders").insert(Unit(id: "foreign", name: "Elders", code: "foreign"), below: nil, from: day)
      try db.units(in: "elders").insert(
        Unit(id: "team-foreign", name: "Team", code: "team-foreign"), below: "foreign", from: day)
      try db.customerValues(in: "linde").insert(
        CustomerValue(id: "value", name: LocalizedText(nl: "snel")), position: 0)
      try db.customerValues(in: "elders").insert(
        CustomerValue(id: "value-foreign", name: LocalizedText(nl: "traag")), position: 0)
      for place in ["north", "south", "foreign"] {
        let home: ID<Organisation> = place == "foreign" ? "elders" : "linde"
        let unit = ID<Unit>("team-\(place)")
        let person = Person(id: ID("person-\(place)"), name: place, email: "\(place)@example.nl", language: .nl)
        try db.people(in: home).insert(person)
        try db.people(in: home).grant(Grant(.employee, on: unit), to: person.id, from: day)
        try db.customers(in: home).save(
          Customer(
            id: ID("customer-\(place)"), kind: .person, name: place, email: nil, language: .nl, code: place, unit: unit)
        )
      }
      // Somebody who can sign in with a password.
      try db.run(
        """
        INSERT INTO accounts (id, email, password_hash, created_at)
        VALUES (\("known"), \("known@example.nl"), \(hash), \(now))
        """)
      let known = Person(id: "known", name: "Known", email: "known@example.nl", language: .nl, account: "known")
      try db.people(in: "linde").insert(known)
      try db.people(in: "linde").grant(Grant(.employee, on: "team-north"), to: known.id, from: day)
      // Somebody manages the whole, whatever the others do to each other.
      let keeper = Person(id: "keeper", name: "Keeper", email: "keeper@example.nl", language: .nl)
      try db.people(in: "linde").insert(keeper)
      try db.people(in: "linde").grant(Grant(.administrator, on: "whole"), to: keeper.id, from: day)
      for role in Role.allCases {
        for isTop in [false, true] { try db.signIn(role, isTop: isTop, from: day, at: now) }
      }
    }
  }
}

extension Connection {
  /// Somebody of that role who signed in, with a token that the test knows.
  fileprivate func signIn(_ role: Role, isTop: Bool, from day: Day, at now: Instant) throws {
    let name = "\(role.rawValue)-\(isTop ? "top" : "north")"
    try run("INSERT INTO accounts (id, email, created_at) VALUES (\(name), \("\(name)@example.nl"), \(now))")
    let person = Person(id: ID(name), name: name, email: "\(name)@example.nl", language: .nl, account: ID(name))
    try people(in: "linde").insert(person)
    try people(in: "linde").grant(Grant(role, on: isTop ? "whole" : "north"), to: person.id, from: day)
    try run(
      """
      INSERT INTO sign_ins
        (id, account_id, person_id, organisation_id, token_hash, device, created_at, last_seen_at, expires_at)
      VALUES (\("sign-in-\(name)"), \(name), \(name), \(ID<Organisation>("linde")),
        \(AccessWorld.token(role, isTop: isTop).hash), \("Test"), \(now), \(now), \(now.adding(hours: 1)))
      """)
  }
}
