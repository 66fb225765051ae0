public import Values

/// Who sits with whom: pairs and fours for 1-2-4-All, threes to practise a conversation, within the table where people sit. Nobody
/// is left alone where somebody else is at the table, and who comes late changes nobody else's group.
public struct RoomGroups: Hashable, Sendable {
  /// What a group looks for on each other's phones: a shape and a colour, both said in words.
  public struct Mark: Hashable, Sendable {
    public enum Shape: String, Sendable, Hashable, CaseIterable {
      case circle
      case square
      case triangle
      case star
    }

    public enum Colour: String, Sendable, Hashable, CaseIterable {
      case blue
      case orange
      case green
      case purple
    }

    public let shape: Shape
    public let colour: Colour
    /// Counts on where there are more groups than marks.
    public let number: Int

    init(_ place: Int) {
      let (shapes, colours) = (Shape.allCases, Colour.allCases)
      shape = shapes[place % shapes.count]
      colour = colours[(place / shapes.count + place) % colours.count]
      number = place / (shapes.count * colours.count) + 1
    }

    /// `de blauwe cirkel`, for a sentence.
    public var name: Message { Message("rounds.mark.\(colour.rawValue).\(shape.rawValue)") }
  }

  public struct Group: Hashable, Sendable {
    public let table: Int?
    public let mark: Mark
    public internal(set) var members: [String]
  }

  public private(set) var groups: [Group] = []

  /// - Parameters:
  ///   - people: everyone who takes part with their table, in the order in which they joined.
  ///   - size: 2, 3 or 4.
  public init(_ people: [(id: String, table: Int?)], size: Int) {
    let size = max(2, size)
    for table in Set(people.map(\.table)).sorted(by: { ($0 ?? 0) < ($1 ?? 0) }) {
      let own = people.filter { $0.table == table }.map(\.id)
      var start = 0
      var place = 0
      while start < own.count {
        // One who would be left over sits with the last group.
        let end = own.count - start <= size + 1 ? own.count : start + size
        groups.append(Group(table: table, mark: Mark(place), members: Array(own[start..<end])))
        (start, place) = (end, place + 1)
      }
    }
  }

  /// Who comes late joins the smallest group at their table; at an empty table they begin one.
  public mutating func join(_ person: String, table: Int?) {
    guard !groups.contains(where: { $0.members.contains(person) }) else { return }
    let here = groups.indices.filter { groups[$0].table == table }
    if let smallest = here.min(by: { groups[$0].members.count < groups[$1].members.count }) {
      groups[smallest].members.append(person)
    } else {
      groups.append(Group(table: table, mark: Mark(0), members: [person]))
    }
  }

  public func group(of person: String) -> Group? { groups.first { $0.members.contains(person) } }

  /// What somebody plays in a turn of the conversation, by the id of a `RoundCard`: customer, employee or observer. A fourth
  /// person observes as well.
  ///
  /// - Parameter turn: 0 for the first.
  public func role(of person: String, turn: Int) -> String? {
    guard let group = group(of: person), let place = group.members.firstIndex(of: person) else { return nil }
    let roles = ["customer", "employee", "observer"]
    return roles[min(2, (place + max(0, turn)) % max(group.members.count, 2))]
  }
}
