import Foundation
public import Values

/// What somebody filled in about the organisation.
public struct OrganisationDraft: Sendable, Hashable {
  public let name: String
  public let language: Language
  public let timeZone: String

  /// Throws a `Rejection` with the fields `name` and `timeZone`.
  public init(name: String, language: Language, timeZone: String = "Europe/Amsterdam") throws(Rejection) {
    var form = Form()
    self.name = form.line("name", name, length: 1...200)
    self.language = language
    self.timeZone = timeZone.trimmed
    if TimeZone(identifier: self.timeZone) == nil { form.reject("timeZone", "people.organisation.noTimeZone") }
    try form.check()
  }
}
