import Synchronization

/// The driver readings that were made of one frame. Its numbers never change, so each is made once: two hundred replicates of
/// a Shapley value cost more than everything else on a page together.
final class KeptDrivers: Sendable {
  private static let most = 1_000
  private let kept = Mutex<[Selection: DriverReading?]>([:])

  func reading(_ selection: Selection, make: () throws -> DriverReading?) rethrows -> DriverReading? {
    if let known = kept.withLock({ $0[selection] }) { return known }
    let made = try make()
    kept.withLock { kept in
      if kept.count >= Self.most { kept.removeAll() }
      kept.updateValue(made, forKey: selection)
    }
    return made
  }
}
