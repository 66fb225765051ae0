public import Values

extension RoundKind {
  /// With how many people talk, one after the other: pairs and then fours, or threes with a role each. Empty where everyone stays
  /// where they are.
  public var groupSizes: [Int] {
    switch self {
    case .brainstorm: [2, 4]
    case .conversation: [3]
    case .smallSteps, .dataDive: [2]
    default: []
    }
  }
}

/// Who sits with whom in one round, for each size that it asks for.
public struct RoundGroups: Sendable, Hashable {
  public struct Setting: Sendable, Hashable {
    public let size: Int
    public let groups: RoomGroups
  }

  public let settings: [Setting]
  let people: Set<String>

  /// - Parameters:
  ///   - people: everyone who takes part with their table. Ids tell when somebody joined.
  ///   - begun: when the round began: who joined later changes nobody else's group.
  public init(_ people: [(id: String, table: Int?)], sizes: [Int], begun: Instant?) {
    let ordered = people.sorted { $0.id < $1.id }
    let first = ordered.filter { person in
      guard let begun, let joined = Self.moment(of: person.id) else { return true }
      return joined <= begun
    }
    let early = Set(first.map(\.id))
    settings = sizes.map { size in
      var groups = RoomGroups(first, size: size)
      for person in ordered where !early.contains(person.id) { groups.join(person.id, table: person.table) }
      return Setting(size: size, groups: groups)
    }
    self.people = Set(people.map(\.id))
  }

  /// The moment in an id of version 7; nothing where it is none.
  private static func moment(of id: String) -> Instant? {
    let digits = id.filter { $0 != "-" }
    guard digits.count == 32, digits.dropFirst(12).first == "7", let value = Int64(digits.prefix(12), radix: 16) else {
      return nil
    }
    return Instant(milliseconds: value)
  }
}
