import Listen
public import People
import Persistence
import Values

extension Forgetting {
  /// What Act does when somebody is erased. Of a person, what they carry goes to the heir, and what they promised themselves is
  /// gone; of a customer, follow-ups and gestures stay counted and are blanked, as when their consent is withdrawn.
  public static let act = Forgetting(
    person: { db, erasure in
      let (person, organisation) = (erasure.person.id, erasure.organisation)
      if let heir = erasure.heir {
        // Without an heir it shows among what nobody carries.
        _ = try db.handOver(
          from: person, to: heir, by: erasure.member, at: erasure.world.now(), erasure.world, where: { _ in true })
      }
      try db.followUps(in: organisation).handOver(from: person, to: erasure.heir)
      try db.commitments(in: organisation).forget(person)
      try db.forgetName(erasure, in: TypedWords.act)
    },
    customer: { db, erasure in
      try db.withdrawNames(
        of: erasure.customer.id, in: erasure.organisation, by: erasure.member.person, erasure.world)
      try db.customerAsks(in: erasure.organisation).endLinks(of: erasure.customer.id)
      try db.forgetName(erasure, in: TypedWords.act)
    })
}

extension TypedWords {
  /// Where words of people stand in Act.
  fileprivate static let act = [
    TypedWords("ambitions", "outcome", "stops", "closing"), TypedWords("translations", "text"),
    TypedWords("actions", "title", "effect", "result"), TypedWords("asks", "text", "answer"),
    TypedWords("commitments", "if_text", "then_text"), TypedWords("commitment_checks", "obstacle"),
    TypedWords("huddles", "note", "help"), TypedWords("follow_ups", "said", "promise"),
    TypedWords("gestures", "idea", "words", "learned", "reaction_words"), TypedWords("gesture_rooms", "words"),
    TypedWords("gesture_ideas", "text", most: 500),
  ]
}
