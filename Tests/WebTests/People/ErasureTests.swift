import Act
import Anchor
import Foundation
import Listen
import Persistence
import Schema
import Synchronization
import TestKit
import Testing
import Values

@testable import Activate
@testable import People
@testable import Web

/// A person and a customer with names that nobody else has, in a world where they did everything that leaves a trace.
@Suite struct ErasureTests {
  private static let person = "Xanthippe Quist"
  private static let address = "xanthippe@linde.test"
  private static let customer = "Zebedeus Vroegop"
  private static let customerAddress = "zebedeus@klant.test"

  /// What is kept outside of the database.
  private final class Notes: Sendable {
    private let entries = Mutex<[ErasedEntry]>([])

    var all: [ErasedEntry] { entries.withLock { $0 } }

    @Sendable func add(_ entry: ErasedEntry) { entries.withLock { $0.append(entry) } }
  }

  private struct House {
    let database: any Database
    let world: World
    let administrator: Member
    let erasures: Erasures
    let notes = Notes()

    init(_ engine: Engine) async throws {
      database = try await engine.make(Schema.migrations)
      world = World.counting(from: 5_000)
      try await AccessGround.fill(database, hash: "-")
      try await AccessHistory(database: database).write()
      let (world, today) = (world, world.now().day)
      let administrator = try await database.write { db in
        try ErasureTests.leaveTraces(db, world)
        return try db.people(in: "linde").member("administrator-top", on: today)
      }
      self.administrator = try #require(administrator)
      let notes = notes
      erasures = Erasures(database: database, world: world, rooms: Schema.forgetting, note: notes.add)
    }

    /// Every column of every table in which these words stand.
    func places(of words: String) async throws -> [String] {
      try await database.read { db in
        var columns: [(table: String, column: String)] = []
        if db.dialect == .sqlite {
          for row in try db.rows("SELECT name FROM sqlite_master WHERE type = 'table'") {
            let table: String = try row("name")
            for column in try db.rows(SQL(stringLiteral: "PRAGMA table_info(\"\(table)\")")) {
              columns.append((table, try column("name")))
            }
          }
        } else {
          let rows = try db.rows(
            """
            SELECT table_name, column_name FROM information_schema.columns
            WHERE table_schema = 'public' AND data_type IN ('text', 'character varying', 'bytea', 'jsonb', 'tsvector')
            """)
          for row in rows { columns.append((try row("table_name"), try row("column_name"))) }
        }
        return try columns.compactMap { place in
          let text = db.dialect == .sqlite ? "CAST(\"\(place.column)\" AS TEXT)" : "\"\(place.column)\"::text"
          let query = SQL(
            stringLiteral: "SELECT COUNT(*) FROM \"\(place.table)\" WHERE lower(\(text)) LIKE '%\(words)%'")
          return try (db.value(query, as: Int.self) ?? 0) > 0 ? "\(place.table).\(place.column)" : nil
        }.sorted()
      }
    }

    func count(_ table: String) async throws -> Int {
      try await database.read { try $0.value(SQL(stringLiteral: "SELECT COUNT(*) FROM \(table)"), as: Int.self) ?? 0 }
    }
  }

  fileprivate static func leaveTraces(_ db: any Connection, _ world: World) throws {
    var someone = try db.people(in: "linde").find("person-north")
    try db.run(
      "INSERT INTO accounts (id, email, created_at) VALUES (\("acc"), \(address), \(world.now()))")
    (someone.name, someone.email, someone.account) = (person, address, "acc")
    try db.people(in: "linde").update(someone)
    try db.run(
      """
      INSERT INTO sign_ins
        (id, account_id, person_id, organisation_id, token_hash, device, created_at, last_seen_at, expires_at)
      VALUES (\("s"), \("acc"), \("person-north"), \("linde"), \(Token(bytes: Array(repeating: 99, count: 32)).hash),
        \("Test"), \(world.now()), \(world.now()), \(world.now().adding(hours: 1)))
      """)
    try db.outcomes(in: "linde").add(
      .action(TeamAction(id: "named", unit: "team-north", what: "Bellen", ownerName: person)), of: "session-north",
      at: world.now())
    let invitation = "{\"invite\":{\"_0\":\"known\",\"by\":\"\(person)\",\"in\":\"linde\"}}"
    try db.enqueue(Job("people.mail", payload: invitation, key: invitation, world: world))
    for (address, name) in [(address, person), (customerAddress, customer)] {
      let mail = Mail(to: address, toName: name, subject: "Dag \(name)", text: "Dag \(name)", messageID: "m\(address)")
      try db.queue(mail, in: "linde" as ID<Organisation>, key: address, world: world)
    }
    var client = try db.customers(in: "linde").find("customer-north")
    (client.name, client.email, client.code) = (customer, customerAddress, "ZEBEDEUS-1")
    client.owner = "person-north"
    try db.customers(in: "linde").update(client)
    try db.waves(in: "linde").insert(
      Invitation(
        id: "invited", wave: "wave-open", customer: "customer-north", unit: "team-north", owner: "person-north",
        language: .nl, tokenHash: "hash"))
    try db.run(
      """
      UPDATE follow_ups SET said = \("\(customer) was boos") WHERE id = \("follow-up-north")
      """)
    try db.run("UPDATE gestures SET words = \("Kaartje voor \(customer)") WHERE id = \("gesture-north")")
    // What colleagues typed about them, in the places where one can.
    let typed = "Vraag \(person.lowercased()), want \(customer) wacht"
    try db.run("UPDATE session_events SET change = \(typed) WHERE organisation_id = \("linde")")
    try db.run("UPDATE sessions SET title = \(typed) WHERE organisation_id = \("linde")")
    try db.run("UPDATE actions SET effect = \(typed) WHERE organisation_id = \("linde")")
    try db.run("UPDATE huddles SET note = \(typed) WHERE organisation_id = \("linde")")
    try db.run("UPDATE meetings SET question = \(typed) WHERE organisation_id = \("linde")")
    try db.run("UPDATE follow_ups SET promise = \(typed) WHERE organisation_id = \("linde") AND promise IS NOT NULL")
    try db.run("UPDATE responses SET submission = \("i:invited") WHERE id = \("response-north-1")")
  }

  @Test(arguments: Engine.all) func nothingOfAPersonsNameRemainsAndOthersGoOn(engine: Engine) async throws {
    let house = try await House(engine)
    #expect(try await house.places(of: "xanthippe").count >= 6)
    let counted = ["responses", "gestures", "follow_ups", "actions", "people", "customers"]
    var before: [Int] = []
    for table in counted { before.append(try await house.count(table)) }
    try await house.erasures.erase(
      "person-north", handingOverTo: "manager-north", leaving: "Oud-collega", by: house.administrator)
    #expect(try await house.places(of: "xanthippe") == [])
    for (table, count) in zip(counted, before) { #expect(try await house.count(table) == count, "\(table)") }
    let today = house.world.now().day
    try await house.database.read { db in
      let gone = try db.people(in: "linde").find("person-north")
      #expect(gone.name == "Oud-collega" && gone.isErased && !gone.works(on: today))
      #expect(try db.people(in: "linde").grants(of: "person-north", on: today) == [])
      #expect(try db.actions(in: "linde").find("action-north").owner == "manager-north")
      #expect(try db.customers(in: "linde").find("customer-north").owner == "manager-north")
      #expect(try db.followUps(in: "linde").find("follow-up-north").owner == "manager-north")
      #expect(try db.meetings(in: "linde").series("series-north").keeper == "manager-north")
      #expect(try db.value("SELECT COUNT(*) FROM sign_ins WHERE person_id = 'person-north'", as: Int.self) == 0)
      #expect(try db.value("SELECT COUNT(*) FROM events WHERE kind = 'person.erased'", as: Int.self) == 1)
      // What was the person's of another organisation is untouched.
      #expect(try db.actions(in: "elders").find("action-foreign").owner == "person-foreign")
    }
    let colleagues = try await Colleagues(database: house.database, world: house.world).all(by: house.administrator)
    #expect(!colleagues.contains { $0.person.id == "person-north" })
    await #expect(throws: NotFound.self) {
      try await house.erasures.erase("person-north", handingOverTo: nil, leaving: "-", by: house.administrator)
    }
  }

  @Test(arguments: Engine.all) func nothingOfACustomersNameRemainsAndFiguresStay(engine: Engine) async throws {
    let house = try await House(engine)
    #expect(try await house.places(of: "zebedeus").count >= 6)
    let counted = ["responses", "gestures", "follow_ups", "invitations", "comments", "customers"]
    var before: [Int] = []
    for table in counted { before.append(try await house.count(table)) }
    try await house.erasures.erase("customer-north", leaving: "Gewiste klant", by: house.administrator)
    #expect(try await house.places(of: "zebedeus") == [])
    for (table, count) in zip(counted, before) { #expect(try await house.count(table) == count, "\(table)") }
    try await house.database.read { db in
      let response = try db.responses(in: "linde").find("response-north-1")
      #expect(response.customer == nil && !response.mayBeNamed && response.submission == "e:response-north-1")
      #expect(try db.followUps(in: "linde").find("follow-up-north").state == .withdrawn)
      #expect(try db.value("SELECT COUNT(*) FROM events WHERE kind = 'customer.erased'", as: Int.self) == 1)
    }
    let customers = Customers(database: house.database, world: house.world)
    let shown = try await customers.page(by: house.administrator)
    #expect(shown.count == 1 && shown.customers.map(\.id) == ["customer-south"])
    await #expect(throws: NotFound.self) { _ = try await customers.find("customer-north", by: house.administrator) }
  }

  @Test(arguments: Engine.all) func anOlderBackupThatComesBackBringsNobodyBack(engine: Engine) async throws {
    let house = try await House(engine)
    try await house.erasures.erase(
      "person-north", handingOverTo: "manager-north", leaving: "Oud-collega", by: house.administrator)
    try await house.erasures.erase("customer-north", leaving: "Gewiste klant", by: house.administrator)
    #expect(house.notes.all.map(\.id) == ["person-north", "customer-north"])
    let written = String(decoding: try JSONEncoder().encode(house.notes.all), as: UTF8.self).lowercased()
    #expect(!written.contains("xanthippe") && !written.contains("zebedeus"), "the list must not hold what it erases")

    // The same as it was before: a backup of that day.
    let older = try await House(engine)
    #expect(try await older.places(of: "xanthippe").count >= 6)
    let unknown = ErasedEntry(
      kind: .person, id: "never-was", organisation: "linde", by: "administrator-top", heir: nil, replacement: "-")
    let entries = house.notes.all + [unknown]
    #expect(try await older.erasures.again(entries) == RepeatedErasures(applied: 2, left: []))
    #expect(try await older.places(of: "xanthippe") == [])
    #expect(try await older.places(of: "zebedeus") == [])
    let owner = try await older.database.read { try $0.actions(in: "linde").find("action-north").owner }
    #expect(owner == "manager-north")
    #expect(try await older.erasures.again(entries) == RepeatedErasures(), "once is enough")
  }

  @Test func onlyTheWholeNameMakesWay() throws {
    let typed = try #require(TypedName("Jan de Wit", "Oud-collega"))
    #expect(typed.replaced(in: "JAN DE WIT belt; jan de Wit's lijst") == "Oud-collega belt; Oud-collega's lijst")
    #expect(typed.replaced(in: "Jan de Witte en Bjan de Wit") == "Jan de Witte en Bjan de Wit")
    let one = try #require(TypedName("Rosa", "Oud-collega"))
    #expect(one.replaced(in: "Rosa kiest rosa") == "Oud-collega kiest rosa")
    #expect(TypedName("An", "Oud-collega") == nil)
    let quoted = try #require(TypedName("Bo \"Ace\" Li", "X"))
    #expect(quoted.replaced(in: #"{"a":"Bo \"Ace\" Li"}"#) == #"{"a":"X"}"#)
  }

  @Test func onlyWhoManagesThemErasesAndNobodyThemselves() async throws {
    let house = try await House(.sqlite)
    let today = house.world.now().day
    let (south, manager) = try await house.database.write { db in
      try db.people(in: "linde").insert(Person(id: "z", name: "Zuid", email: "z@linde.test", language: .nl))
      try db.people(in: "linde").grant(Grant(.administrator, on: "south"), to: "z", from: today)
      return (
        try db.people(in: "linde").member("z", on: today), try db.people(in: "linde").member("manager-north", on: today)
      )
    }
    let (zuid, noord) = (try #require(south), try #require(manager))
    await #expect(throws: NotFound.self) {
      try await house.erasures.erase("person-north", handingOverTo: nil, leaving: "-", by: zuid)
    }
    await #expect(throws: NotFound.self) { try await house.erasures.erase("customer-north", leaving: "-", by: zuid) }
    await #expect(throws: NotAllowed.self) { try await house.erasures.erase("customer-north", leaving: "-", by: noord) }
    await #expect(throws: Erasures.Refused.oneself) {
      try await house.erasures.erase(
        house.administrator.person, handingOverTo: nil, leaving: "-", by: house.administrator)
    }
    await #expect(throws: Rejection.self) {
      try await house.erasures.erase("person-north", handingOverTo: "nobody", leaving: "-", by: house.administrator)
    }
    #expect(try await house.places(of: "xanthippe").count >= 6)
  }
}
