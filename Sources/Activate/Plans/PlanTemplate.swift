public import People
import Values

public enum PlanLength: String, Sendable, Hashable, Codable, CaseIterable {
  case full
  case compact
}

/// What a plan is made after: places and minutes, without anybody's results. A kit is one that a facilitator kept.
public struct PlanTemplate: Hashable, Sendable, Codable {
  public struct Step: Hashable, Sendable, Codable {
    public var slot: PlanSlot
    public var minutes: Int
    public var isSkipped: Bool
    /// A round that the facilitator wrote.
    public var own: Round?

    public init(_ slot: PlanSlot, _ minutes: Int, isSkipped: Bool = false, own: Round? = nil) {
      self.slot = slot
      self.minutes = minutes
      self.isSkipped = isSkipped
      self.own = own
    }
  }

  public var level: Level
  public var steps: [Step]

  public init(level: Level, steps: [Step]) {
    self.level = level
    self.steps = steps
  }

  public var minutes: Int { steps.reduce(0) { $0 + ($1.isSkipped ? 0 : $1.minutes) } }

  /// The plan of a level, minute by minute.
  public init(_ level: Level, _ length: PlanLength) {
    self.level = level
    // Units stand beside each other by name only where that was agreed beforehand: then somebody switches that on, and
    // the round without names off.
    steps = Self.minutes(level, length).map { Step($0.0, $0.1, isSkipped: $0.0 == .ourPlace) }
  }

  private static func minutes(_ level: Level, _ length: PlanLength) -> [(PlanSlot, Int)] {
    switch (level, length) {
    case (.strategic, .full):
      [
        (.opening, 2), (.practice, 3), (.guess, 12), (.split, 8), (.voice, 10), (.strengths, 18), (.values, 10),
        (.competition, 10), (.pause, 10), (.ambition, 10), (.brainstorm, 12), (.dots, 6), (.grid, 12), (.route, 25),
        (.mandate, 10), (.myPlan, 5), (.checkOut, 2),
      ]
    case (.strategic, .compact):
      [
        (.opening, 2), (.practice, 3), (.guess, 10), (.voice, 8), (.strengths, 15), (.values, 10), (.brainstorm, 10),
        (.dots, 5), (.grid, 10), (.route, 17), (.mandate, 6), (.myPlan, 3), (.checkOut, 1),
      ]
    case (.tactical, .full):
      [
        (.routeInShort, 5), (.ourUnit, 5), (.ownPlace, 5), (.ourPlace, 5), (.dataDive, 25), (.driverBet, 8),
        (.sortComments, 12), (.pause, 10), (.translation, 18), (.moves, 10), (.moveDots, 5), (.moveGrid, 12),
        (.asks, 10),
        (.teamSessions, 13), (.leaderPlan, 7), (.checkOut, 5),
      ]
    case (.tactical, .compact):
      [
        (.routeInShort, 4), (.ourUnit, 8), (.dataDive, 15), (.driverBet, 6), (.sortComments, 8), (.translation, 14),
        (.moves, 7), (.moveDots, 3), (.asks, 8), (.teamSessions, 9), (.leaderPlan, 5), (.checkOut, 3),
      ]
    case (.operational, .full):
      [
        (.opening, 2), (.practice, 3), (.ourScore, 8), (.readScore, 12), (.customers, 7), (.voice, 6),
        (.conversation, 22), (.smallSteps, 10), (.stepDots, 6), (.myPlan, 8), (.upward, 3), (.huddle, 2),
        (.checkOut, 1),
      ]
    case (.operational, .compact):
      [
        (.opening, 1), (.practice, 3), (.ourScore, 6), (.readScore, 8), (.voice, 4), (.conversation, 16),
        (.smallSteps, 7), (.myPlan, 8), (.upward, 3), (.huddle, 3), (.checkOut, 1),
      ]
    }
  }

  /// The places that a facilitator can add to a plan of this level.
  public static func addable(_ level: Level) -> [PlanSlot] {
    PlanSlot.allCases.filter { slot in
      switch slot {
      case .opening, .own: true
      case .route, .mandate, .ambition: level == .strategic
      case .routeInShort, .translation, .teamSessions, .leaderPlan, .ourUnit, .ownPlace: level == .tactical
      case .ourScore, .customers, .stepDots, .upward: level == .operational
      case .guess: level == .strategic
      default: true
      }
    }
  }
}
