public import Persistence
public import Values

/// An if-then plan as its maker finds it after the session: on the phone with which they made it, and nowhere else.
public struct OwnPlan: Hashable, Sendable {
  public let plan: SessionCommitment
  public let madeAt: Instant
  /// Whether they took it along to their own commitments.
  public let isTaken: Bool

  public init(plan: SessionCommitment, madeAt: Instant, isTaken: Bool) {
    self.plan = plan
    self.madeAt = madeAt
    self.isTaken = isTaken
  }
}

extension Participants {
  /// What somebody promised themselves in a session that ended.
  public func plans(of entrance: Entrance) async throws -> [OwnPlan] {
    try await database.read { try $0.ownPlans(of: entrance) }
  }
}

extension Connection {
  /// The plans of the phone that came in, once the session ended and wrote them down. Plans are made in a round that is named, so
  /// this needs no key of the session, which is gone by then; what was handed in without a name stays nobody's.
  public func ownPlans(of entrance: Participants.Entrance) throws -> [OwnPlan] {
    guard entrance.session.phase == .ended, let participant = entrance.participant else { return [] }
    return try outcomes(in: entrance.organisation).plans(in: entrance.session.id)
      .filter { $0.plan.maker == participant.id.text }
  }
}
