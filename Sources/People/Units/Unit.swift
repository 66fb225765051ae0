public import Values

/// A part of an organisation: the whole, a region, a branch, a team. Its place in the tree has a period of validity of its own.
public struct Unit: Hashable, Sendable {
  public let id: ID<Unit>
  public var name: String
  /// The organisation's own short name for it, unique within the organisation; imports refer to it.
  public var code: String

  public init(id: ID<Unit>, name: String, code: String) {
    self.id = id
    self.name = name
    self.code = code
  }
}

/// Where a unit hangs, and when.
public struct UnitPlacement: Hashable, Sendable {
  public let unit: ID<Unit>
  /// Nothing for the whole organisation.
  public let parent: ID<Unit>?
  public let validity: Validity

  public init(unit: ID<Unit>, parent: ID<Unit>?, validity: Validity) {
    self.unit = unit
    self.parent = parent
    self.validity = validity
  }
}
