import Synchronization
import Values

/// A clock that the telling of a story moves, and ids that are the same each time.
final class DemoClock: Sendable {
  private let moment = Mutex(Instant(milliseconds: 0))
  private let ids: Mutex<DemoIDs>

  init(seed: UInt64) {
    ids = Mutex(DemoIDs(seed: seed))
  }

  /// To nine o'clock in the morning of that day, or later. Each call is a little later than the one before.
  func move(to day: Day, hour: Int = 9) {
    moment.withLock { $0 = max($0, day.start.adding(hours: hour)) }
  }

  var world: World {
    World(
      now: { [self] in
        moment.withLock { moment in
          moment = moment.adding(seconds: 7)
          return moment
        }
      },
      newID: { [self] in
        let now = moment.withLock { $0 }
        return ids.withLock { $0.make(String.self, at: now).text }
      },
      newToken: { Token(bytes: [UInt8](repeating: 1, count: 32)) }, send: { _ in throw NotAllowed() })
  }
}
