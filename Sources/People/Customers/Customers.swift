public import Persistence
public import Values

/// The customers of an organisation, each with the employee who owns the relation and the unit that serves it.
public struct Customers: Sendable {
  /// One page of a list, by name.
  public struct Page: Sendable {
    public let customers: [Customer]
    /// How many the member may see in all, whatever was searched.
    public let count: Int
    /// Where the next page begins; nothing on the last one.
    public let next: Place?

    public init(
      customers: [Customer], count: Int, next: Place?
    ) {
      self.customers = customers
      self.count = count
      self.next = next
    }
  }

  /// A place in the list, after a customer.
  public struct Place: Hashable, Sendable {
    public let key: String
    public let id: ID<Customer>

    /// For a link.
    public var text: String { "\(id.text)~\(key)" }

    public init(key: String, id: ID<Customer>) {
      self.key = key
      self.id = id
    }

    /// Reads what `text` writes.
    public init?(text: String) {
      guard let end = text.firstIndex(of: "~") else { return nil }
      self.init(key: String(text[text.index(after: end)...]), id: ID(String(text[..<end])))
    }
  }

  /// A customer with the names behind its ids.
  public struct Portrait: Sendable {
    public let customer: Customer
    public let owner: Person?
    public let unit: Unit?
    public let mayBeChanged: Bool

    public init(
      customer: Customer, owner: Person?, unit: Unit?, mayBeChanged: Bool
    ) {
      self.customer = customer
      self.owner = owner
      self.unit = unit
      self.mayBeChanged = mayBeChanged
    }
  }

  private static let pageSize = 50
  let database: any Database
  let world: World

  public init(database: any Database, world: World) {
    self.database = database
    self.world = world
  }

  public func page(_ words: String = "", after place: Place? = nil, by member: Member) async throws -> Page {
    let reach = CustomerReach(of: member)
    guard !reach.isEmpty else { throw NotAllowed() }
    let words = Form.line(words)
    return try await database.read { db in
      let table = db.customers(in: member.organisation.id)
      let found = try table.page(
        words, within: reach, after: place.map { ($0.key, $0.id) }, limit: Self.pageSize + 1)
      let shown = Array(found.prefix(Self.pageSize))
      let next = found.count > shown.count ? shown.last : nil
      return Page(
        customers: shown, count: try table.count(within: reach),
        next: next.map { Place(key: CustomerTable.searchKey($0.name), id: $0.id) })
    }
  }

  public func find(_ id: ID<Customer>, by member: Member) async throws -> Portrait {
    try await database.read { db in
      let customer = try db.customer(id, for: member)
      return Portrait(
        customer: customer, owner: try customer.owner.map { try db.people(in: member.organisation.id).find($0) },
        unit: try customer.unit.map { try db.units(in: member.organisation.id).find($0) },
        mayBeChanged: member.manages(customer))
    }
  }

  /// The people who can own a customer: who works here today, by name.
  public func owners(by member: Member) async throws -> [Person] {
    try member.must(.manageCustomers)
    let today = member.today(world)
    return try await database.read { try $0.people(in: member.organisation.id).all() }
      .filter { $0.works(on: today) }
      .sorted { ($0.name.folded, $0.id.text) < ($1.name.folded, $1.id.text) }
  }

  public func add(_ draft: CustomerDraft, by member: Member) async throws -> Customer {
    try member.must(.manageCustomers)
    let customer = Customer(
      id: world.id(), kind: draft.kind, name: draft.name, email: draft.email, language: draft.language,
      code: draft.code, owner: draft.owner, unit: draft.unit)
    if let unit = customer.unit, member.tree.unit(unit) == nil { throw NotFound() }
    guard member.manages(customer) else {
      throw Rejection("unit", Message("people.customers.otherUnit"))
    }
    try await database.write { db in
      let table = db.customers(in: member.organisation.id)
      guard try table.find(code: customer.code) == nil else {
        throw Rejection("code", Message("people.customers.codeTaken", ["code": .text(customer.code)]))
      }
      try db.check(customer, in: member.organisation.id)
      try table.save(customer)
      try db.record("customer.added", about: customer.id, by: member, world)
    }
    return customer
  }

  public func change(_ id: ID<Customer>, to draft: CustomerDraft, by member: Member) async throws {
    try await change(id, by: member, as: "customer.changed") { db, customer in
      customer.kind = draft.kind
      customer.name = draft.name
      customer.email = draft.email
      customer.language = draft.language
      customer.code = draft.code
      customer.owner = draft.owner
      customer.unit = draft.unit
      guard member.manages(customer) else { throw Rejection("unit", Message("people.customers.otherUnit")) }
      try db.check(customer, in: member.organisation.id)
    }
  }

  /// Never invited again.
  public func unsubscribe(_ id: ID<Customer>, by member: Member) async throws {
    let now = world.now()
    try await change(id, by: member, as: "customer.unsubscribed") { _, customer in
      customer.unsubscribedAt = customer.unsubscribedAt ?? now
    }
  }

  /// The customer asked to be invited again.
  public func subscribe(_ id: ID<Customer>, by member: Member) async throws {
    try await change(id, by: member, as: "customer.subscribed") { _, customer in customer.unsubscribedAt = nil }
  }

  private func change(
    _ id: ID<Customer>, by member: Member, as verb: String,
    _ body: @escaping @Sendable (any Connection, inout Customer) throws -> Void
  ) async throws {
    try await database.write { db in
      var customer = try db.customer(id, for: member)
      guard member.manages(customer) else { throw NotAllowed() }
      try body(db, &customer)
      try db.customers(in: member.organisation.id).update(customer)
      try db.record(verb, about: id, by: member, world)
    }
  }
}

extension Member {
  /// Manages customers of that unit; a customer without one is managed from the top.
  func manages(_ customer: Customer) -> Bool {
    if let unit = customer.unit, tree.unit(unit) != nil { return may(.manageCustomers, on: unit) }
    return CustomerReach(of: self) == .all
  }
}

extension Connection {
  fileprivate func customer(_ id: ID<Customer>, for member: Member) throws -> Customer {
    let customer = try customers(in: member.organisation.id).find(id)
    guard CustomerReach(of: member).contains(customer), !customer.isErased else { throw NotFound() }
    return customer
  }

  /// Owner and unit are of this organisation: ids come in from forms.
  fileprivate func check(_ customer: Customer, in organisation: ID<Organisation>) throws {
    if let owner = customer.owner { _ = try people(in: organisation).find(owner) }
    if let unit = customer.unit { _ = try units(in: organisation).find(unit) }
  }
}
