public import Persistence
public import Values

/// A person who is erased, and who takes over what they carry.
public struct PersonErasure: Sendable {
  public let person: Person
  /// Nothing leaves what they carry without an owner.
  public let heir: ID<Person>?
  /// What stands where their name stood.
  public let replacement: String
  public let member: Member
  public let world: World

  public var organisation: ID<Organisation> { member.organisation.id }
}

/// A customer who is erased.
public struct CustomerErasure: Sendable {
  public let customer: Customer
  /// What stands where their name stood.
  public let replacement: String
  public let member: Member
  public let world: World

  public var organisation: ID<Organisation> { member.organisation.id }
}

extension Connection {
  /// Takes the name of who is erased out of what was typed.
  public func forgetName(_ erasure: PersonErasure, in places: [TypedWords]) throws {
    try replace(erasure.person.name, with: erasure.replacement, in: places, of: erasure.organisation)
  }

  /// Takes the name of who is erased out of what was typed.
  public func forgetName(_ erasure: CustomerErasure, in places: [TypedWords]) throws {
    try replace(erasure.customer.name, with: erasure.replacement, in: places, of: erasure.organisation)
  }
}

/// What a room does when somebody is erased: counts stay, and nothing that says who it was.
public struct Forgetting: Sendable {
  public let person: @Sendable (any Connection, PersonErasure) throws -> Void
  public let customer: @Sendable (any Connection, CustomerErasure) throws -> Void

  public init(
    person: @escaping @Sendable (any Connection, PersonErasure) throws -> Void = { _, _ in },
    customer: @escaping @Sendable (any Connection, CustomerErasure) throws -> Void = { _, _ in }
  ) {
    self.person = person
    self.customer = customer
  }
}
