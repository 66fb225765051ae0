public import People
import Persistence

extension Forgetting {
  /// What Listen does when somebody is erased: a customer's answers stay without a link to them, and what they began and did not
  /// send is gone. The examples that dry runs kept are gone too: a name may be among them.
  public static let listen = Forgetting(
    person: { db, erasure in try db.imports(in: erasure.organisation).forgetExamples() },
    customer: { db, erasure in
      try db.responses(in: erasure.organisation).unlink(erasure.customer.id)
      try db.imports(in: erasure.organisation).forgetExamples()
    })
}
