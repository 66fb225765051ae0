@testable import People
import Persistence
import TestKit
import Testing
import Values

/// Two organisations in one installation, with a cast that has names: Anna administers the whole of Zorggroep De Linde, Bram
/// manages Noord, Carla works in team Noord-1, Dirk administers Zuid only. Mallory belongs to another organisation.
struct Company {
  static let password = "blauwe giraf op de fiets"
  let engine: Engine
  let database: any Database
  let clock = TestClock()
  let outbox = TestOutbox()
  let world: World
  let hashing: PasswordHashing
  let organisation: Organisation
  let other: Organisation
  let whole: Unit
  let north: Unit
  let northTeam: Unit
  let south: Unit
  let otherWhole: Unit
  let anna: Person
  let bram: Person
  let carla: Person
  let dirk: Person
  let mallory: Person

  init(_ engine: Engine) async throws {
    self.engine = engine
    database = try await engine.make(.people + [.createEventsAndJobs, .createImportDrafts])
    let world = World.test(clock: clock, outbox: outbox)
    self.world = world
    hashing = try PasswordHashing(cost: PasswordHashing.Cost(memory: 64, passes: 1))
    let hash = try await hashing.hash(Self.password)
    let start = clock.now.day.adding(days: -400)

    func organisation(_ name: String) -> Organisation {
      Organisation(id: world.id(), name: name, language: .nl, createdAt: world.now())
    }
    func unit(_ name: String) -> Unit { Unit(id: world.id(), name: name, code: name.lowercased()) }
    func person(_ name: String) -> Person {
      Person(
        id: world.id(), name: name, email: "\(name.lowercased())@example.nl", language: .nl, account: world.id())
    }
    let (linde, elders) = (organisation("De Linde"), organisation("Elders"))
    let (whole, north, northTeam, south) = (unit("Linde"), unit("Noord"), unit("Noord-1"), unit("Zuid"))
    let otherWhole = unit("Elders")
    let cast = ["Anna", "Bram", "Carla", "Dirk", "Mallory"].map(person)
    let grants = [
      Grant(.administrator, on: whole.id), Grant(.manager, on: north.id), Grant(.employee, on: northTeam.id),
      Grant(.administrator, on: south.id), Grant(.administrator, on: otherWhole.id),
    ]
    try await database.write { db in
      try db.organisations.insert(linde)
      try db.organisations.insert(elders)
      for (unit, parent) in [(whole, nil), (north, whole.id), (northTeam, north.id), (south, whole.id)] {
        try db.units(in: linde.id).insert(unit, below: parent, from: start)
      }
      try db.units(in: elders.id).insert(otherWhole, below: nil, from: start)
      for (person, grant) in zip(cast, grants) {
        let home = person.name == "Mallory" ? elders.id : linde.id
        guard let account = person.account else { continue }
        try db.accounts.insert(Account(id: account, email: person.email, passwordHash: hash), at: world.now())
        try db.people(in: home).insert(person)
        try db.people(in: home).grant(grant, to: person.id, from: start)
      }
    }
    (self.organisation, other) = (linde, elders)
    (self.whole, self.north, self.northTeam, self.south, self.otherWhole) = (whole, north, northTeam, south, otherWhole)
    (anna, bram, carla, dirk, mallory) = (cast[0], cast[1], cast[2], cast[3], cast[4])
  }

  var today: Day { clock.now.day }
  var signIns: SignIns { SignIns(database: database, world: world, hashing: hashing) }
  var passwords: Passwords { Passwords(database: database, world: world, hashing: hashing) }
  var invitations: Invitations { Invitations(database: database, world: world, hashing: hashing) }
  var colleagues: Colleagues { Colleagues(database: database, world: world) }
  var units: Units { Units(database: database, world: world) }
  var customers: Customers { Customers(database: database, world: world) }

  /// The person as a member, today.
  func member(_ person: Person) async throws -> Member {
    let home = person.id == mallory.id ? other.id : organisation.id
    let today = today
    return try #require(try await database.read { try $0.people(in: home).member(person.id, on: today) })
  }

  func attempt(
    _ person: Person, _ password: String = Company.password, from address: String = "192.0.2.1"
  )
    -> SignIns.Attempt
  {
    SignIns.Attempt(email: person.email, password: password, address: address, device: "Test")
  }

  /// Signs somebody in who works in one organisation.
  func enter(_ person: Person, with signIns: SignIns) async throws -> Token {
    guard case .signedIn(let token) = try await signIns.signIn(attempt(person)) else {
      throw NotFound()
    }
    return token
  }

  /// Does the work that waits, as the runner of jobs does, and gives the links in the mails.
  func mails() async throws -> [Token] {
    let jobs = PeopleJobs(database: database, world: world) { mail in
      switch mail {
      case .invitation(let to, _, _, let link, _): Mail.test(to.email, link.secret)
      case .reset(let to, _, _, let link, _): Mail.test(to.email, link.secret)
      case .passwordChanged(let to, _, _, _): Mail.test(to.email, "")
      }
    }
    let payloads = try await database.write { db in
      let payloads = try db.rows("SELECT payload FROM jobs WHERE kind = \(PeopleJob.kind) ORDER BY id").map {
        try $0("payload", as: String.self)
      }
      try db.run("DELETE FROM jobs")
      return payloads
    }
    let before = outbox.sent.count
    for payload in payloads { try await jobs.run(PeopleJob(payload: payload)) }
    return outbox.sent.dropFirst(before).compactMap { Token($0.text) }
  }

  func events() async throws -> [String] {
    let id = organisation.id
    return try await database.read { try $0.events(in: id).map(\.kind).reversed() }
  }
}

extension Mail {
  fileprivate static func test(_ to: String, _ text: String) -> Mail {
    Mail(to: to, toName: "", subject: "", text: text, messageID: "")
  }
}
