public import People
import Persistence

extension Forgetting {
  /// What Anchor does when somebody is erased: the meetings that a person keeps go to the heir.
  public static let anchor = Forgetting(person: { db, erasure in
    try db.meetings(in: erasure.organisation).handOver(from: erasure.person.id, to: erasure.heir)
  })
}
