public import Values

/// What somebody filled in about a customer.
public struct CustomerDraft: Sendable, Hashable {
  public let kind: Customer.Kind
  public let name: String
  public let email: String?
  public let language: Language
  public let code: String
  public let owner: ID<Person>?
  public let unit: ID<Unit>?

  /// Throws a `Rejection` with the fields `name`, `email` and `code`.
  public init(
    kind: Customer.Kind, name: String, email: String, language: Language, code: String, owner: ID<Person>?,
    unit: ID<Unit>?
  ) throws(Rejection) {
    var form = Form()
    self.kind = kind
    self.name = form.line("name", name, length: 1...200)
    self.email = form.address("email", email, isRequired: false)
    self.language = language
    self.code = form.line("code", code, length: 1...60)
    self.owner = owner
    self.unit = unit
    try form.check()
  }
}
