import Synchronization

/// The driver readings that were made of a survey, as long as the rows that they are of stay the same: a closed wave changes no
/// more.
///
/// Where responses keep coming and an analysis takes long (two hundred replicates of a Shapley value), the reading before is
/// given while the next one is made; it says on how many answers it rests.
final class KeptDrivers: Sendable {
  private struct Kept {
    let state: [Int]
    let reading: DriverReading?
    let took: Duration
    var isBeingMade = false
  }

  private static let most = 1_000
  /// What a reader is kept waiting for.
  private static let patience = Duration.milliseconds(40)

  let analyses: KeptAnalyses
  private let kept = Mutex<[Selection: Kept]>([:])

  init(_ analyses: KeptAnalyses) {
    self.analyses = analyses
  }

  /// The reading of a selection whose rows have been through this.
  func reading(
    _ selection: Selection, in state: [Int], make: @escaping @Sendable () throws -> DriverReading?
  ) throws -> DriverReading? {
    let (known, mustBegin) = kept.withLock { kept -> (Kept?, Bool) in
      guard let known = kept[selection] else { return (nil, false) }
      guard known.state != state, known.took > Self.patience, !known.isBeingMade else { return (known, false) }
      kept[selection]?.isBeingMade = true
      return (known, true)
    }
    if let known, known.state == state || known.took > Self.patience {
      if mustBegin { makeLater(selection, in: state, make) }
      return known.reading
    }
    return try makeNow(selection, in: state, make)
  }

  private func makeNow(
    _ selection: Selection, in state: [Int], _ make: () throws -> DriverReading?
  ) throws -> DriverReading? {
    let start = ContinuousClock.now
    let made = try make()
    let took = ContinuousClock.now - start
    kept.withLock { kept in
      if kept.count >= Self.most { kept.removeAll() }
      kept[selection] = Kept(state: state, reading: made, took: took)
    }
    return made
  }

  private func makeLater(
    _ selection: Selection, in state: [Int], _ make: @escaping @Sendable () throws -> DriverReading?
  ) {
    Task(priority: .utility) {
      do {
        _ = try makeNow(selection, in: state, make)
      } catch {
        // The next reader waits for it, and is told what is wrong.
        kept.withLock { $0[selection] = nil }
      }
    }
  }
}
