public import Persistence
public import Values

extension Migration {
  static let createPeople = Migration("0003 create people") { words in
    [
      """
      CREATE TABLE accounts (
        id TEXT PRIMARY KEY NOT NULL,
        email TEXT NOT NULL,
        password_hash TEXT,
        created_at TEXT NOT NULL,
        CONSTRAINT uq_accounts__email UNIQUE (email)
      )\(words.strict)
      """,
      """
      CREATE TABLE people (
        id TEXT PRIMARY KEY NOT NULL,
        organisation_id TEXT NOT NULL CONSTRAINT fk_people_organisation REFERENCES organisations (id) ON DELETE CASCADE,
        account_id TEXT CONSTRAINT fk_people_account REFERENCES accounts (id),
        name TEXT NOT NULL CONSTRAINT ck_people_name CHECK (length(name) BETWEEN 1 AND 200),
        email TEXT NOT NULL,
        language TEXT NOT NULL CONSTRAINT ck_people_language CHECK (language IN ('nl', 'en')),
        left_on TEXT,
        CONSTRAINT uq_people__organisation_id__email UNIQUE (organisation_id, email)
      )\(words.strict)
      """,
      "CREATE INDEX ix_people__account_id ON people (account_id)",
      """
      CREATE TABLE roles (
        organisation_id TEXT NOT NULL CONSTRAINT fk_roles_organisation REFERENCES organisations (id) ON DELETE CASCADE,
        person_id TEXT NOT NULL CONSTRAINT fk_roles_person REFERENCES people (id) ON DELETE CASCADE,
        unit_id TEXT NOT NULL CONSTRAINT fk_roles_unit REFERENCES units (id) ON DELETE CASCADE,
        role TEXT NOT NULL,
        valid_from TEXT NOT NULL,
        valid_until TEXT,
        CONSTRAINT uq_roles__person_id__unit_id__role__valid_from PRIMARY KEY (person_id, unit_id, role, valid_from)
      )\(words.strict)
      """,
      "CREATE INDEX ix_roles__organisation_id ON roles (organisation_id)",
      "CREATE INDEX ix_roles__unit_id ON roles (unit_id)",
    ]
  }
}

extension Migration {
  /// Who left is found without going through everyone; and everyone in parts.
  public static let findWhoLeft = Migration("0006 find who left") { _ in
    [
      "CREATE INDEX ix_people__left_on ON people (organisation_id, left_on) WHERE left_on IS NOT NULL",
      "CREATE INDEX ix_people__organisation_id__id ON people (organisation_id, id)",
    ]
  }
}

extension Connection {
  public func people(in organisation: ID<Organisation>) -> PersonTable {
    PersonTable(db: self, organisation: organisation)
  }
}

/// The people of one organisation and their roles.
public struct PersonTable {
  let db: any Connection
  let organisation: ID<Organisation>

  public func find(_ id: ID<Person>) throws -> Person {
    guard let row = try db.row("\(Self.select) WHERE organisation_id = \(organisation) AND id = \(id)") else {
      throw NotFound()
    }
    return try Person(row)
  }

  public func find(email: String) throws -> Person? {
    try db.row("\(Self.select) WHERE organisation_id = \(organisation) AND email = \(email.lowercased())")
      .map(Person.init)
  }

  public func all() throws -> [Person] {
    try db.rows("\(Self.select) WHERE organisation_id = \(organisation) ORDER BY id").map(Person.init)
  }

  /// These people by their ids; who doesn't exist (any more) is left out.
  public func those(_ ids: some Sequence<ID<Person>>) throws -> [ID<Person>: Person] {
    let wanted = Array(Set(ids))
    guard !wanted.isEmpty else { return [:] }
    let found = try db.rows(
      "\(Self.select) WHERE organisation_id = \(organisation) AND id IN \(.list(wanted))"
    ).map(Person.init)
    return Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Who holds a role on one of these units themselves, on a day, by name: at most so many.
  public func holders(on units: [ID<Unit>], on day: Day, limit: Int = 200) throws -> [Person] {
    try db.rows(
      """
      \(Self.select)
      WHERE organisation_id = \(organisation) AND (left_on IS NULL OR left_on > \(day)) AND id IN (
        SELECT person_id FROM roles
        WHERE unit_id IN \(.list(units)) AND valid_from <= \(day) AND (valid_until IS NULL OR valid_until > \(day))
      )
      ORDER BY name, id
      LIMIT \(limit)
      """
    ).map(Person.init)
  }

  /// Who works on a day, in the order of their ids, after one of them: to go through everyone in parts.
  public func working(on day: Day, after last: ID<Person>?, limit: Int) throws -> [Person] {
    try db.rows(
      """
      \(Self.select)
      WHERE organisation_id = \(organisation) AND id > \(last ?? "") AND (left_on IS NULL OR left_on > \(day))
      ORDER BY id
      LIMIT \(limit)
      """
    ).map(Person.init)
  }

  /// Who doesn't work here any more on a day, the last to leave first: at most a thousand.
  public func whoLeft(on day: Day) throws -> [ID<Person>] {
    try db.rows(
      """
      SELECT id FROM people
      WHERE organisation_id = \(organisation) AND left_on IS NOT NULL AND left_on <= \(day)
      ORDER BY left_on DESC
      LIMIT 1000
      """
    ).map { try $0("id") }
  }

  public func insert(_ person: Person) throws {
    try refusingTakenAddress(of: person) {
      try db.run(
        """
        INSERT INTO people (id, organisation_id, account_id, name, email, language, left_on)
        VALUES (\(person.id), \(organisation), \(person.account), \(person.name), \(person.email.lowercased()),
          \(person.language), \(person.leftOn))
        """)
    }
    try db.organisations.touch(organisation)
  }

  public func update(_ person: Person) throws {
    try refusingTakenAddress(of: person) {
      try db.run(
        """
        UPDATE people
        SET account_id = \(person.account), name = \(person.name), email = \(person.email.lowercased()),
          language = \(person.language), left_on = \(person.leftOn)
        WHERE organisation_id = \(organisation) AND id = \(person.id)
        """)
    }
    try db.organisations.touch(organisation)
  }

  private func refusingTakenAddress(of person: Person, _ body: () throws -> Void) throws {
    do {
      try body()
    } catch let error as DatabaseError where error.kind == .uniqueViolation("uq_people__organisation_id__email") {
      throw Rejection("email", Message("people.people.emailTaken", ["email": .text(person.email)]))
    }
  }

  /// How many who work here never began: they have no account yet.
  func countWithoutAccount() throws -> Int {
    try db.value(
      """
      SELECT COUNT(*) FROM people
      WHERE account_id IS NULL AND organisation_id = \(organisation) AND left_on IS NULL
      """) ?? 0
  }

  /// The roles that a person holds on a day.
  public func grants(of person: ID<Person>, on day: Day) throws -> [Grant] {
    try db.rows(
      """
      SELECT role, unit_id FROM roles
      WHERE organisation_id = \(organisation) AND person_id = \(person)
        AND valid_from <= \(day) AND (valid_until IS NULL OR valid_until > \(day))
      ORDER BY unit_id, role
      """
    ).map { Grant(try $0("role"), on: try $0("unit_id")) }
  }

  /// All roles that hold on a day, by person.
  public func grants(on day: Day) throws -> [ID<Person>: [Grant]] {
    var grants: [ID<Person>: [Grant]] = [:]
    let rows = try db.rows(
      """
      SELECT person_id, role, unit_id FROM roles
      WHERE organisation_id = \(organisation) AND valid_from <= \(day) AND (valid_until IS NULL OR valid_until > \(day))
      ORDER BY person_id, unit_id, role
      """)
    for row in rows {
      grants[try row("person_id"), default: []].append(Grant(try row("role"), on: try row("unit_id")))
    }
    return grants
  }

  /// The units on which each person ever had a role.
  func unitsEver() throws -> [ID<Person>: Set<ID<Unit>>] {
    var units: [ID<Person>: Set<ID<Unit>>] = [:]
    for row in try db.rows("SELECT DISTINCT person_id, unit_id FROM roles WHERE organisation_id = \(organisation)") {
      units[try row("person_id"), default: []].insert(try row("unit_id"))
    }
    return units
  }

  public func grant(_ grant: Grant, to person: ID<Person>, from day: Day) throws {
    try db.run(
      """
      INSERT INTO roles (organisation_id, person_id, unit_id, role, valid_from, valid_until)
      VALUES (\(organisation), \(person), \(grant.unit), \(grant.role), \(day), NULL)
      ON CONFLICT (person_id, unit_id, role, valid_from) DO UPDATE SET valid_until = NULL
      """)
    try db.organisations.touch(organisation)
  }

  public func revoke(_ grant: Grant, from person: ID<Person>, on day: Day) throws {
    try revoke(
      "person_id = \(person) AND unit_id = \(grant.unit) AND role = \(grant.role)", from: day)
  }

  /// All roles of a person end.
  public func revokeAll(of person: ID<Person>, from day: Day) throws {
    try revoke("person_id = \(person)", from: day)
  }

  /// All roles on a unit end.
  public func revokeAll(on unit: ID<Unit>, from day: Day) throws {
    try revoke("unit_id = \(unit)", from: day)
  }

  private func revoke(_ which: SQL, from day: Day) throws {
    try db.run("DELETE FROM roles WHERE organisation_id = \(organisation) AND \(which) AND valid_from >= \(day)")
    try db.run(
      """
      UPDATE roles SET valid_until = \(day)
      WHERE organisation_id = \(organisation) AND \(which) AND (valid_until IS NULL OR valid_until > \(day))
      """)
    try db.organisations.touch(organisation)
  }

  /// Every role that a person held, holds or is going to hold, the latest first.
  public func periods(of person: ID<Person>) throws -> [RolePeriod] {
    try db.rows(
      """
      SELECT role, unit_id, valid_from, valid_until FROM roles
      WHERE organisation_id = \(organisation) AND person_id = \(person)
      ORDER BY valid_from DESC, unit_id, role
      """
    ).map { row in
      RolePeriod(
        grant: Grant(try row("role"), on: try row("unit_id")),
        validity: Validity(from: try row("valid_from"), until: try row.optional("valid_until")))
    }
  }

  /// Somebody who asks, with their roles and the organisation as it is on that day; nothing once they have left.
  public func member(_ person: ID<Person>, on day: Day) throws -> Member? {
    let found = try find(person)
    guard found.works(on: day) else { return nil }
    return Member(
      person: found.id, name: found.name, email: found.email, language: found.language,
      organisation: try db.organisations.find(organisation), grants: try grants(of: person, on: day),
      tree: try db.units(in: organisation).tree(on: day))
  }

  private static let select: SQL = "SELECT id, account_id, name, email, language, left_on FROM people"
}

extension Person {
  fileprivate init(_ row: Row) throws {
    self.init(
      id: try row("id"), name: try row("name"), email: try row("email"), language: try row("language"),
      account: try row.optional("account_id"), leftOn: try row.optional("left_on"))
  }
}
