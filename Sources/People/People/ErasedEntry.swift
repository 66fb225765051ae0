public import Values

/// That somebody was erased, without who it was: kept outside of the database, so that it can be done again on an older copy.
public struct ErasedEntry: Codable, Sendable, Hashable {
  public enum Kind: String, Codable, Sendable {
    case person, customer
  }

  public let kind: Kind
  public let id: String
  public let organisation: ID<Organisation>
  /// Who erased.
  public let by: ID<Person>
  /// Who took over what a person carried.
  public let heir: ID<Person>?
  /// What stands where the name stood.
  public let replacement: String
}

/// What became of erasures that were applied again.
public struct RepeatedErasures: Sendable, Equatable {
  public var applied = 0
  /// What was not possible, such as that of the only administrator of that day: somebody has to do it by hand.
  public var left: [ErasedEntry] = []
}
