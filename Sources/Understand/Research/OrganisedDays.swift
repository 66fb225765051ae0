import People
import Synchronization
import Values

/// The organisation as it was organised on the days that were asked about, as long as its units and their places stay as they are.
final class OrganisedDays: Sendable {
  private static let most = 50
  private let trees = Mutex<[Day: UnitTree]>([:])

  func tree(on day: Day, make: () -> UnitTree) -> UnitTree {
    if let known = trees.withLock({ $0[day] }) { return known }
    let made = make()
    trees.withLock { trees in
      if trees.count >= Self.most { trees.removeAll() }
      trees[day] = made
    }
    return made
  }
}
