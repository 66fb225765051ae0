public import Persistence
public import Values

/// A customer: an organisation or a person, with the employee who owns the relation and the unit that serves it.
public struct Customer: Hashable, Sendable {
  public enum Kind: String, Sendable, Hashable, CaseIterable, Codable, SQLColumn {
    case organisation
    case person
  }

  public let id: ID<Customer>
  public var kind: Kind
  public var name: String
  public var email: String?
  public var language: Language
  /// The organisation's own customer number, unique within the organisation; imports refer to it.
  public var code: String
  public var owner: ID<Person>?
  public var unit: ID<Unit>?
  /// From this moment on, never invited again.
  public var unsubscribedAt: Instant?

  public init(
    id: ID<Customer>, kind: Kind, name: String, email: String?, language: Language, code: String,
    owner: ID<Person>? = nil, unit: ID<Unit>? = nil, unsubscribedAt: Instant? = nil
  ) {
    self.id = id
    self.kind = kind
    self.name = name
    self.email = email
    self.language = language
    self.code = code
    self.owner = owner
    self.unit = unit
    self.unsubscribedAt = unsubscribedAt
  }
}
