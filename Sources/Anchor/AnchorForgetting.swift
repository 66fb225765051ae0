public import People
import Persistence

extension Forgetting {
  /// What Anchor does when somebody is erased: the meetings that a person keeps go to the heir.
  public static let anchor = Forgetting(
    person: { db, erasure in
      try db.meetings(in: erasure.organisation).handOver(from: erasure.person.id, to: erasure.heir)
      try db.forgetName(erasure, in: TypedWords.anchor)
    },
    customer: { db, erasure in try db.forgetName(erasure, in: TypedWords.anchor) })
}

extension TypedWords {
  /// Where words of people stand in Anchor.
  fileprivate static let anchor = [
    TypedWords("meeting_series", "name"), TypedWords("meetings", "question", "decision"),
    TypedWords("indicators", "name"),
  ]
}
