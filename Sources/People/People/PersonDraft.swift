public import Values

/// What somebody filled in about a person.
public struct PersonDraft: Sendable, Hashable {
  public let name: String
  public let email: String
  public let language: Language

  /// Throws a `Rejection` with the fields `name` and `email`.
  public init(name: String, email: String, language: Language) throws(Rejection) {
    var form = Form()
    self.name = form.line("name", name, length: 1...200)
    self.email = form.address("email", email, isRequired: true) ?? ""
    self.language = language
    try form.check()
  }
}
