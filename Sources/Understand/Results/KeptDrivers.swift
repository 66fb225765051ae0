import Synchronization

/// The driver readings that were made of a survey, as long as the rows that they are of stay the same. Two hundred replicates of
/// a Shapley value cost more than everything else on a page together, and a closed wave changes no more.
final class KeptDrivers: Sendable {
  private struct Kept {
    let state: [Int]
    let reading: DriverReading?
  }

  private static let most = 1_000
  private let kept = Mutex<[Selection: Kept]>([:])

  /// The reading of a selection whose rows have been through this.
  func reading(
    _ selection: Selection, in state: [Int], make: () throws -> DriverReading?
  ) rethrows -> DriverReading? {
    if let known = kept.withLock({ $0[selection] }), known.state == state { return known.reading }
    let made = try make()
    kept.withLock { kept in
      if kept.count >= Self.most { kept.removeAll() }
      kept[selection] = Kept(state: state, reading: made)
    }
    return made
  }
}
