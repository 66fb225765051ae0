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
    },
    customer: { db, erasure in
      try db.withdrawNames(
        of: erasure.customer.id, in: erasure.organisation, by: erasure.member.person, erasure.world)
      try db.customerAsks(in: erasure.organisation).endLinks(of: erasure.customer.id)
    })
}
