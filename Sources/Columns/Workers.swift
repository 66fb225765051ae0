internal import Dispatch
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The threads that one question is spread over.
enum Workers {
  /// Rows under which a second thread costs more than it saves.
  private static let rowsWorthSharing = 1 << 17
  /// Cells that a worker looks at before it takes more: under that, a second thread costs more than it saves.
  static let cellsWorthSharing = 1 << 12
  /// Counters that a worker adds before it takes more.
  static let countersWorthSharing = 1 << 16
  private static let processors = max(1, min(8, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))

  /// How many workers suit this many rows.
  static func count(for rows: Int) -> Int {
    rows < rowsWorthSharing ? 1 : processors
  }

  /// Runs `body` once for each worker, at the same time, and returns when all are done.
  static func run(_ count: Int, _ body: (Int) -> Void) {
    guard count > 1 else { return body(0) }
    // Not sendable, but safe: this returns only when every call has, and each works on state of its own.
    nonisolated(unsafe) let body = body
    DispatchQueue.concurrentPerform(iterations: count) { body($0) }
  }

  /// Hands the numbers below `count` out, in parts that are worth a thread's while, to whichever worker is free.
  static func divide(_ count: Int, worth: Int, _ body: (Range<Int>) -> Void) {
    let worth = max(1, worth)
    let next = Atomic(0)
    run(min(processors, max(1, count / worth))) { _ in
      while true {
        let first = next.wrappingAdd(worth, ordering: .relaxed).oldValue
        guard first < count else { return }
        body(first..<min(first + worth, count))
      }
    }
  }

  /// Hands portions out one by one to whichever worker is free. `work` gets the worker's own state.
  static func share<State>(
    _ scan: Scan, state: () -> State, work: (inout State, Scan.Portion, Sieve) -> Void
  ) -> [State] {
    let workers = min(count(for: scan.rowCount), max(1, scan.portions.count))
    var states = (0..<workers).map { _ in state() }
    let next = Atomic(0)
    states.withUnsafeMutableBufferPointer { states in
      nonisolated(unsafe) let states = states
      run(workers) { worker in
        let sieve = Sieve(scan)
        while true {
          let portion = next.wrappingAdd(1, ordering: .relaxed).oldValue
          guard portion < scan.portions.count else { return }
          work(&states[worker], scan.portions[portion], sieve)
        }
      }
    }
    return states
  }

  /// Hands the positions of the period axis out, each with its portions, so that no two workers ever have rows of the same
  /// position: for work on tables that are too large to give each worker its own. `open` comes before a position's work.
  static func shareByPeriod(
    _ scan: Scan, periodCount: Int, open: (_ period: Int) -> Void, work: (Scan.Portion, Sieve) -> Void
  ) {
    let byPeriod = Dictionary(grouping: scan.portions, by: \.period)
    let next = Atomic(0)
    run(min(count(for: scan.rowCount), periodCount)) { _ in
      let sieve = Sieve(scan)
      while true {
        let period = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard period < periodCount else { return }
        open(period)
        for portion in byPeriod[period] ?? [] { work(portion, sieve) }
      }
    }
  }
}
