import Foundation
import Listen
import People
import Persistence
import SQLiteDriver
import Schema
import TestKit
import Testing
import Values

@testable import Web

/// The database that every access world copies: made once, with its organisations, people and sign-ins. What they did there is
/// written down by `AccessHistory`.
actor AccessGround {
  /// Where the files lie that were brought in.
  static let imports = TemporaryFolder.make()
  /// The day of the meetings.
  static let meeting = World.test().now().day.adding(days: 7)

  private var hashes: PasswordHashing?
  private var made: Task<SQLiteDatabase, any Error>?

  var hashing: PasswordHashing {
    get throws {
      let hashing =
        try hashes ?? PasswordHashing(cost: PasswordHashing.Cost(memory: 64, passes: 1), waiting: 1_000)
      hashes = hashing
      return hashing
    }
  }

  /// The files that were brought in, for a world that may take some away.
  static func copyOfImports() throws -> ImportFolder {
    let copy = TemporaryFolder.make().appending(path: "imports")
    try FileManager.default.copyItem(at: imports, to: copy)
    return ImportFolder(path: copy.path)
  }

  func copy() async throws -> any Database {
    let hashing = try hashing
    let making =
      made
      ?? Task {
        let database = try SQLiteDatabase()
        try await database.migrate(Schema.migrations)
        try await Self.fill(database, hash: try await hashing.hash("blauwe giraf op de fiets"))
        try await AccessHistory(database: database).write()
        return database
      }
    made = making
    return try SQLiteDatabase(copyInMemoryOf: try await making.value)
  }

  static func fill(_ database: any Database, hash: String) async throws {
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
        let unit = ID<People.Unit>("team-\(place)")
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
