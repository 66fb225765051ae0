public import Persistence
public import Values

extension Migration {
  static let createCustomers = Migration("0004 create customers") { words in
    [
      """
      CREATE TABLE customers (
        id TEXT PRIMARY KEY NOT NULL,
        organisation_id TEXT NOT NULL
          CONSTRAINT fk_customers_organisation REFERENCES organisations (id) ON DELETE CASCADE,
        kind TEXT NOT NULL CONSTRAINT ck_customers_kind CHECK (kind IN ('organisation', 'person')),
        name TEXT NOT NULL CONSTRAINT ck_customers_name CHECK (length(name) BETWEEN 1 AND 200),
        email TEXT,
        language TEXT NOT NULL CONSTRAINT ck_customers_language CHECK (language IN ('nl', 'en')),
        code TEXT NOT NULL,
        owner_id TEXT CONSTRAINT fk_customers_owner REFERENCES people (id) ON DELETE SET NULL,
        unit_id TEXT CONSTRAINT fk_customers_unit REFERENCES units (id) ON DELETE SET NULL,
        unsubscribed_at TEXT,
        search_key TEXT NOT NULL,
        CONSTRAINT uq_customers__organisation_id__code UNIQUE (organisation_id, code)
      )\(words.strict)
      """,
      "CREATE INDEX ix_customers__organisation_id__search_key ON customers (organisation_id, search_key, id)",
      "CREATE INDEX ix_customers__owner_id ON customers (owner_id)",
      "CREATE INDEX ix_customers__unit_id ON customers (unit_id)",
      """
      CREATE TABLE customer_values (
        id TEXT PRIMARY KEY NOT NULL,
        organisation_id TEXT NOT NULL
          CONSTRAINT fk_customer_values_organisation REFERENCES organisations (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        name_nl TEXT,
        name_en TEXT,
        retired_at TEXT
      )\(words.strict)
      """,
      "CREATE INDEX ix_customer_values__organisation_id ON customer_values (organisation_id)",
    ]
  }
}

extension Connection {
  public func customers(in organisation: ID<Organisation>) -> CustomerTable {
    CustomerTable(db: self, organisation: organisation)
  }
}

/// The customers of one organisation.
public struct CustomerTable {
  let db: any Connection
  let organisation: ID<Organisation>

  public func find(_ id: ID<Customer>) throws -> Customer {
    guard let row = try db.row("\(Self.select) WHERE organisation_id = \(organisation) AND id = \(id)") else {
      throw NotFound()
    }
    return try Customer(row)
  }

  public func find(code: String) throws -> Customer? {
    try db.row("\(Self.select) WHERE organisation_id = \(organisation) AND code = \(code)").map(Customer.init)
  }

  public func all() throws -> [Customer] {
    try db.rows("\(Self.select) WHERE organisation_id = \(organisation) ORDER BY id").map(Customer.init)
  }

  /// A page of customers by name, after `last` (the search key and id of the one before): those whose name starts with
  /// the words, and the one whose number they are.
  public func page(
    _ words: String, within reach: CustomerReach, after last: (key: String, id: ID<Customer>)? = nil, limit: Int
  ) throws -> [Customer] {
    let key = Self.searchKey(words)
    var conditions: [SQL] = ["organisation_id = \(organisation)", reach.condition, Self.isKnown]
    if !key.isEmpty {
      conditions.append("(search_key >= \(key) AND search_key < \(key + "\u{10FFFF}")) OR code = \(words)")
    }
    if let last { conditions.append("(search_key, id) > (\(last.key), \(last.id))") }
    return try db.rows("\(Self.select) WHERE \(.all(conditions)) ORDER BY search_key, id LIMIT \(limit)")
      .map(Customer.init)
  }

  /// Those of one owner.
  public func all(ownedBy person: ID<Person>) throws -> [Customer] {
    try db.rows("\(Self.select) WHERE organisation_id = \(organisation) AND owner_id = \(person) ORDER BY id")
      .map(Customer.init)
  }

  public func count(within reach: CustomerReach = .all) throws -> Int {
    try db.value(
      """
      SELECT COUNT(*) FROM customers
      WHERE organisation_id = \(organisation) AND \(reach.condition) AND \(Self.isKnown)
      """) ?? 0
  }

  /// All customers of one owner get another, or none.
  func handOver(from owner: ID<Person>, to heir: ID<Person>?) throws {
    try db.run(
      "UPDATE customers SET owner_id = \(heir) WHERE organisation_id = \(organisation) AND owner_id = \(owner)")
  }

  /// How many customers one person owns.
  public func count(ownedBy person: ID<Person>) throws -> Int {
    try db.value(
      "SELECT COUNT(*) FROM customers WHERE organisation_id = \(organisation) AND owner_id = \(person)") ?? 0
  }

  /// Makes the customer, or brings the one with this code up to date.
  public func save(_ customer: Customer) throws {
    try db.run(
      """
      INSERT INTO customers
        (id, organisation_id, kind, name, email, language, code, owner_id, unit_id, unsubscribed_at, search_key)
      VALUES (\(customer.id), \(organisation), \(customer.kind), \(customer.name), \(customer.email),
        \(customer.language), \(customer.code), \(customer.owner), \(customer.unit), \(customer.unsubscribedAt),
        \(Self.searchKey(customer.name)))
      ON CONFLICT (organisation_id, code) DO UPDATE
      SET kind = excluded.kind, name = excluded.name, email = excluded.email, language = excluded.language,
        owner_id = excluded.owner_id, unit_id = excluded.unit_id, unsubscribed_at = excluded.unsubscribed_at,
        search_key = excluded.search_key
      """)
  }

  /// Brings a customer up to date by its id, its number too.
  public func update(_ customer: Customer) throws {
    do {
      try db.run(
        """
        UPDATE customers
        SET kind = \(customer.kind), name = \(customer.name), email = \(customer.email),
          language = \(customer.language), code = \(customer.code), owner_id = \(customer.owner),
          unit_id = \(customer.unit), unsubscribed_at = \(customer.unsubscribedAt),
          search_key = \(Self.searchKey(customer.name))
        WHERE organisation_id = \(organisation) AND id = \(customer.id)
        """)
    } catch let error as DatabaseError where error.kind == .uniqueViolation("uq_customers__organisation_id__code") {
      throw Rejection("code", Message("people.customers.codeTaken", ["code": .text(customer.code)]))
    }
  }

  /// How names are found and ordered: folded in Swift, the same on both engines.
  public static func searchKey(_ name: String) -> String {
    String(name.folded.prefix(200))
  }

  /// Whoever was erased is in no list: see `Customer.isErased`.
  private static let isKnown: SQL = "code <> id"

  private static let select: SQL =
    "SELECT id, kind, name, email, language, code, owner_id, unit_id, unsubscribed_at FROM customers"
}

extension Customer {
  fileprivate init(_ row: Row) throws {
    self.init(
      id: try row("id"), kind: try row("kind"), name: try row("name"), email: try row.optional("email"),
      language: try row("language"), code: try row("code"), owner: try row.optional("owner_id"),
      unit: try row.optional("unit_id"), unsubscribedAt: try row.optional("unsubscribed_at"))
  }
}
