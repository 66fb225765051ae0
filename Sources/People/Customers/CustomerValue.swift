public import Values

/// What the organisation promises its customers, such as 'dichtbij' (close by). Surveys ask how customers experience each.
public struct CustomerValue: Hashable, Sendable {
  public let id: ID<CustomerValue>
  public var name: LocalizedText

  public init(id: ID<CustomerValue>, name: LocalizedText) {
    self.id = id
    self.name = name
  }
}
