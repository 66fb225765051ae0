public import Activate
public import People
import Persistence
public import Values

extension Commitments {
  /// The if-then plans that the member made in a session with the phone that came in by this entrance. Throws `NotFound` where the
  /// session is another organisation's, or the phone made none.
  public func plans(of entrance: Participants.Entrance, by member: Member) async throws -> [OwnPlan] {
    let plans = try await database.read { try $0.ownPlans(of: entrance) }
    guard entrance.organisation == member.organisation.id, !plans.isEmpty else { throw NotFound() }
    try member.must(.takeActions)
    return plans
  }

  /// What a plan of a session says, to be looked over before it is kept.
  public func draft(of plan: OwnPlan, among buddies: [Person]) -> CommitmentDraft {
    let words = plan.plan.words
    let name = words.buddy.map { $0.lowercased().filter { !$0.isWhitespace } } ?? ""
    // A first name is how people write down a colleague; two of that name are for the maker to choose from.
    let named = buddies.filter { person in
      let full = person.name.lowercased()
      return full.filter { !$0.isWhitespace } == name || full.split(separator: " ").first.map(String.init) == name
    }
    return CommitmentDraft(
      cue: Commitment.Cue(words.cue), ifText: words.when, thenText: words.then, confidence: words.confidence,
      buddy: named.count == 1 ? named[0].id : nil, visibility: Commitment.Visibility(words.visibility))
  }

  /// Takes a plan along to the member's own commitments: asked after 7 and 30 days from the session on. It is their own act with
  /// their own phone; done twice, it is done. Says whether it is new.
  ///
  /// Throws a `Rejection` with the fields `if`, `then`, `confidence` and `buddy`.
  @discardableResult
  public func keep(
    _ id: ID<SessionCommitment>, of entrance: Participants.Entrance, as draft: CommitmentDraft, by member: Member
  ) async throws -> Bool {
    let (commitment, now) = (world.id(Commitment.self), world.now())
    _ = try await plans(of: entrance, by: member)
    return try await database.write { [world] db in
      guard let found = try db.ownPlans(of: entrance).first(where: { $0.plan.id == id }) else { throw NotFound() }
      guard !found.isTaken else { return false }
      var draft = draft
      // The ambition that was made of a theme has its id.
      draft.ambition = try found.plan.theme.flatMap { theme in
        try db.ambitions(in: member.organisation.id).those([ID(theme.text)]).keys.first
      }
      let unit = entrance.session.unit
      try db.make(
        draft, in: member.may(.takeActions, on: unit) ? unit : member.homeUnit ?? unit, as: commitment, by: member,
        at: now, madeOn: member.organisation.day(of: found.madeAt), world)
      try db.outcomes(in: member.organisation.id).take([id.text], at: now)
      return true
    }
  }
}

extension Commitment.Cue {
  /// The same, as a session calls it.
  fileprivate init(_ cue: CommitmentWords.Cue) {
    self =
      switch cue {
      case .timeAndPlace: .timeAndPlace
      case .taskMoment: .momentInWork
      case .customerSignal: .customerSignal
      }
  }
}

extension Commitment.Visibility {
  fileprivate init(_ visibility: CommitmentWords.Visibility) {
    self =
      switch visibility {
      case .me: .me
      case .buddy: .buddy
      case .team: .team
      }
  }
}
