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

  /// Hands portions out so that no two workers ever have rows of the same position on the period axis, for work on tables
  /// that are too large to give each worker its own.
  static func shareByPeriod(_ scan: Scan, work: (Scan.Portion, Sieve) -> Void) {
    let byPeriod = Dictionary(grouping: scan.portions, by: \.period).sorted { $0.key < $1.key }.map(\.value)
    let next = Atomic(0)
    run(min(count(for: scan.rowCount), max(1, byPeriod.count))) { _ in
      let sieve = Sieve(scan)
      while true {
        let period = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard period < byPeriod.count else { return }
        for portion in byPeriod[period] { work(portion, sieve) }
      }
    }
  }
}
