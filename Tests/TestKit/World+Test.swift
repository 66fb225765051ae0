import Synchronization
public import Testing
public import Values

/// A clock that moves when the test says so.
public final class TestClock: Sendable {
  private let moment: Mutex<Instant>

  /// Starts on Saturday 21 November 2026 at noon, UTC.
  public init(_ start: Instant = Day(daysSince1970: 20_778).start.adding(hours: 12)) {
    moment = Mutex(start)
  }

  public var now: Instant { moment.withLock { $0 } }

  public func set(_ moment: Instant) { self.moment.withLock { $0 = moment } }
  public func advance(seconds: Int) { moment.withLock { $0 = $0.adding(seconds: seconds) } }
  public func advance(minutes: Int) { advance(seconds: minutes * 60) }
  public func advance(hours: Int) { advance(minutes: hours * 60) }
  public func advance(days: Int) { advance(hours: days * 24) }
}

/// The mails that were handed to the relay.
public final class TestOutbox: Sendable {
  private let mails = Mutex<[Mail]>([])

  public init() {}

  public var sent: [Mail] { mails.withLock { $0 } }

  public func take(_ mail: Mail) { mails.withLock { $0.append(mail) } }
}

extension World {
  /// A world that stands still: a clock that only the test moves, ids and tokens that are counted, and no way out. A mail
  /// fails the test unless there is an outbox for it.
  public static func test(
    clock: TestClock = TestClock(), outbox: TestOutbox? = nil, sourceLocation: SourceLocation = #_sourceLocation
  ) -> World {
    let count = Count()
    return World(
      now: { clock.now },
      newID: { count.nextID() },
      newToken: { Token(bytes: count.nextBytes()) },
      send: { mail in
        guard let outbox else {
          Issue.record("No mail was expected: \(mail.subject)", sourceLocation: sourceLocation)
          return
        }
        outbox.take(mail)
      }
    )
  }
}

private final class Count: Sendable {
  private let last = Mutex(0)

  func next() -> Int {
    last.withLock {
      $0 += 1
      return $0
    }
  }

  /// Shaped like a UUID of version 7, and sorted as they were made.
  func nextID() -> String {
    let digits = String(next(), radix: 16)
    return "01900000-0000-7000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
  }

  func nextBytes() -> [UInt8] {
    let number = UInt64(next())
    return [UInt8](repeating: 7, count: 24) + (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) }
  }
}
