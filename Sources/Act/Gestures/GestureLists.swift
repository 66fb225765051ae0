public import People
import Persistence
public import Values

/// A list of gestures that the page of the day begins, and that can be read to its end.
public enum GestureList: String, Hashable, Sendable, CaseIterable {
  /// What one plans oneself.
  case planned
  /// What one did oneself and of which it was not said yet how it was.
  case unfelt
  /// What moved a 7 to a 9 or 10.
  case stories
  /// What colleagues did.
  case shared
  /// What one could do: the organisation's own ideas, the most used first.
  case ideas
}

/// Where a page of what colleagues did ends.
public struct GesturePlace: Hashable, Sendable {
  public let doneAt: Instant
  public let id: ID<Gesture>

  public init(doneAt: Instant, id: ID<Gesture>) {
    self.doneAt = doneAt
    self.id = id
  }

  /// For a link: `moment~id`.
  public var text: String { "\(doneAt.milliseconds)~\(id)" }

  /// Reads what `text` writes.
  public init?(text: String) {
    let parts = text.split(separator: "~", maxSplits: 1)
    guard parts.count == 2, let milliseconds = Int64(parts[0]) else { return nil }
    self.init(doneAt: Instant(milliseconds: milliseconds), id: ID(String(parts[1])))
  }
}

extension Gestures {
  /// How many days back it is asked how it was.
  static let unfeltDays = 30
  static let storyDays = 500

  /// A page of one of the lists.
  public struct ListPage: Sendable {
    public let lines: [GestureLine]
    public let ideas: [GestureIdea]
    /// Where the next page begins; nothing on the last one.
    public let next: GesturePlace?

    public init(lines: [GestureLine], ideas: [GestureIdea] = [], next: GesturePlace? = nil) {
      self.lines = lines
      self.ideas = ideas
      self.next = next
    }
  }

  /// One list. What colleagues did goes on page after page; of the others there are never more than fit on one.
  public func list(_ list: GestureList, after place: GesturePlace? = nil, by member: Member) async throws -> ListPage {
    try member.must(.readWhole)
    let now = world.now()
    let today = member.organisation.day(of: now)
    return try await database.read { db in
      let table = db.gestures(in: member.organisation.id)
      func page(_ gestures: [Gesture], next: GesturePlace? = nil) throws -> ListPage {
        ListPage(lines: try db.lines(of: gestures, for: member), next: next)
      }
      switch list {
      case .planned: return try page(table.planned(by: member.person, limit: Self.listed))
      case .unfelt:
        return try page(
          table.done(by: member.person, since: today.adding(days: -Self.unfeltDays), limit: Self.listed)
            .filter { $0.feeling == nil })
      case .stories: return try page(table.stories(since: now.adding(days: -Self.storyDays), limit: Self.listed))
      case .shared:
        let found = try table.shared(after: place, limit: Self.listed + 1)
        let shown = Array(found.prefix(Self.listed))
        let last = found.count > shown.count ? shown.last : nil
        return try page(
          shown, next: last.flatMap { last in last.doneAt.map { GesturePlace(doneAt: $0, id: last.id) } })
      case .ideas:
        return ListPage(lines: [], ideas: try db.gestureRooms(in: member.organisation.id).ideas(limit: 50))
      }
    }
  }
}
