public import People
public import Persistence
public import Values

/// What an ambition means for one unit; or why it is not for that unit, which is an answer too.
public struct Translation: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable, CaseIterable, SQLColumn {
    case focus
    case notForUs
  }

  public let ambition: ID<Ambition>
  public let unit: ID<Unit>
  public var kind: Kind
  /// The unit's focus, or its reason.
  public var text: String
  public var owner: ID<Person>?
  public var due: Day
  public var edition: Edition

  public init(
    ambition: ID<Ambition>, unit: ID<Unit>, kind: Kind, text: String, owner: ID<Person>?, due: Day, edition: Edition
  ) {
    self.ambition = ambition
    self.unit = unit
    self.kind = kind
    self.text = text
    self.owner = owner
    self.due = due
    self.edition = edition
  }
}

/// What somebody filled in about a translation.
public struct TranslationDraft: Hashable, Sendable {
  public var kind: Translation.Kind?
  public var text: String
  public var owner: ID<Person>?
  public var due: Day?

  public init(kind: Translation.Kind?, text: String, owner: ID<Person>?, due: Day?) {
    self.kind = kind
    self.text = text
    self.owner = owner
    self.due = due
  }

  /// Throws a `Rejection` with the fields `says`, `text`, `carrier` and `until`.
  func checked(after day: Day) throws(Rejection) -> (kind: Translation.Kind, text: String, owner: ID<Person>, due: Day)
  {
    var filling = Filling()
    let kind = filling.chosen("says", kind)
    let text = filling.text("text", text, most: 1_000)
    let owner = filling.chosen("carrier", owner)
    let due = filling.chosen("until", due)
    if let due, due <= day { filling.reject("until", "route.form.inThePast") }
    try filling.check()
    guard let kind, let owner, let due else { throw Rejection([:]) }
    return (kind, text, owner, due)
  }
}
