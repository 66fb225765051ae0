public import Values

/// How far an ambition is in one unit, or in many: kept up to date by each change, so that no page counts actions.
public struct RouteTally: Hashable, Sendable {
  /// Units that made it their focus.
  public var focuses: Int
  /// Units that said why it isn't for them.
  public var refusals: Int
  public var going: Int
  public var done: Int
  public var learned: Int
  public var stopped: Int
  /// The last day on which something moved.
  public var lastMoved: Day?

  public init(
    focuses: Int = 0, refusals: Int = 0, going: Int = 0, done: Int = 0, learned: Int = 0, stopped: Int = 0,
    lastMoved: Day? = nil
  ) {
    self.focuses = focuses
    self.refusals = refusals
    self.going = going
    self.done = done
    self.learned = learned
    self.stopped = stopped
    self.lastMoved = lastMoved
  }

  public var translated: Int { focuses + refusals }
  public var actions: Int { going + done + learned + stopped }
  /// Done or learned of: what came to a result.
  public var finished: Int { done + learned }

  public static func + (left: RouteTally, right: RouteTally) -> RouteTally {
    RouteTally(
      focuses: left.focuses + right.focuses, refusals: left.refusals + right.refusals, going: left.going + right.going,
      done: left.done + right.done, learned: left.learned + right.learned, stopped: left.stopped + right.stopped,
      lastMoved: [left.lastMoved, right.lastMoved].compactMap(\.self).max())
  }

  mutating func count(_ state: Action.State, _ step: Int) {
    switch state {
    case .going: going += step
    case .done: done += step
    case .learned: learned += step
    case .stopped: stopped += step
    }
  }

  mutating func count(_ kind: Translation.Kind, _ step: Int) {
    switch kind {
    case .focus: focuses += step
    case .notForUs: refusals += step
    }
  }
}
