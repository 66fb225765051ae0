import Synchronization
import Values

/// Lets everyone through at their pace. Kept in memory, for each node by itself.
///
/// Of each who it remembers one moment: the one at which everything they took has been waited for (GCRA: the virtual scheduling of
/// ATM, ITU-T I.371). They may be ahead of the clock by their burst.
final class Turnstile: Sendable {
  /// Beyond so many, those whose moment has passed are forgotten.
  private let most: Int
  private let moments = Mutex<[Turn: Int64]>([:])

  init(most: Int = 50_000) {
    self.most = most
  }

  /// Of how many it remembers something.
  var count: Int { moments.withLock(\.count) }

  /// Counts a turn; gives the seconds that are to be waited where it is too soon, and then counts nothing.
  func take(_ turn: Turn, at now: Instant) -> Int? {
    moments.withLock { moments in
      if let wait = Self.wait(moments[turn], turn.pace, now) { return wait }
      moments[turn] = max(moments[turn] ?? 0, now.milliseconds) + turn.pace.step
      if moments.count > most { Self.forget(&moments, most, now) }
      return nil
    }
  }

  /// The seconds to be waited before a next turn, without counting one.
  func wait(_ turn: Turn, at now: Instant) -> Int? {
    moments.withLock { Self.wait($0[turn], turn.pace, now) }
  }

  private static func wait(_ moment: Int64?, _ pace: Pace, _ now: Instant) -> Int? {
    guard let moment else { return nil }
    let ahead = moment - now.milliseconds - Int64(pace.burst - 1) * pace.step
    return ahead > 0 ? Int((ahead + 999) / 1_000) : nil
  }

  private static func forget(_ moments: inout [Turn: Int64], _ most: Int, _ now: Instant) {
    moments = moments.filter { $0.value > now.milliseconds }
    // So many at once are no people: counting begins anew rather than taking all memory.
    if moments.count > most { moments = [:] }
  }
}

extension Pace {
  /// Milliseconds that one turn costs.
  fileprivate var step: Int64 { Int64(seconds) * 1_000 / Int64(count) }
}

/// Somebody comes too often.
struct ComesTooOften: Refusal {
  let pace: Pace
  let seconds: Int

  var waitSeconds: Int? { seconds }

  var message: Message {
    let isExport = pace == .exports || pace == .namedExports
    let unit = seconds < 60 ? "seconds" : "minutes"
    return Message(
      "kit.errors.tooMany.\(isExport ? "exports" : "requests").\(unit)",
      ["count": .count(seconds < 60 ? seconds : (seconds + 59) / 60)])
  }
}
