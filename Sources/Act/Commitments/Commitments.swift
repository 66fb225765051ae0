public import People
public import Persistence
public import Values

/// If-then commitments: made by somebody for themselves, asked after on day 7 and 30, seen only as chosen.
public struct Commitments: Sendable {
  /// What somebody sees of commitments.
  public struct Reading: Hashable, Sendable {
    public let own: [Commitment]
    public let checks: [ID<Commitment>: [CommitmentCheck]]
    /// The questions that wait.
    public let waiting: [CommitmentCheck]
    /// Of those who chose the member as buddy.
    public let ofBuddies: [Commitment]
    public let people: [ID<Person>: Person]
    public let today: Day
  }

  let database: any Database
  let world: World

  public init(database: any Database, world: World) {
    self.database = database
    self.world = world
  }

  public func own(by member: Member) async throws -> Reading {
    try member.must(.takeActions)
    let today = member.today(world)
    let organisation = member.organisation.id
    return try await database.read { db in
      let table = db.commitments(in: organisation)
      let own = try table.own(member.person, .going)
      let ofBuddies = try table.seenByBuddy(member.person)
      return Reading(
        own: own, checks: try table.checks(of: own.map(\.id)),
        waiting: try table.waiting(for: member.person, on: today), ofBuddies: ofBuddies,
        people: try db.people(in: organisation).those(
          ofBuddies.map(\.person) + own.compactMap(\.buddy)), today: today)
    }
  }

  /// Makes a commitment. Throws a `Rejection` with the fields `if`, `then`, `confidence` and `buddy`.
  public func make(_ draft: CommitmentDraft, in unit: ID<Unit>, by member: Member) async throws -> ID<Commitment> {
    try member.must(.takeActions, on: unit)
    let (id, now) = (world.id(Commitment.self), world.now())
    try await database.write { [world] db in
      try db.make(draft, in: unit, as: id, by: member, at: now, world)
    }
    return id
  }

  /// Answers the question of day 7 or 30, and says what comes next. Only whoever made the commitment can.
  public func check(
    _ id: ID<Commitment>, after: Int, _ answer: CommitmentCheck.Answer?, obstacle: String, then step: CommitmentStep,
    smaller: String = "", by member: Member
  ) async throws {
    let organisation = member.organisation.id
    let now = world.now()
    try await database.write { [world] db in
      let table = db.commitments(in: organisation)
      var commitment = try table.find(id)
      guard commitment.person == member.person else { throw NotFound() }
      guard commitment.state == .going else { throw RouteRefusal.commitmentIsOver }
      guard var check = try table.checks(of: [id])[id]?.first(where: { $0.after == after }),
        check.due <= member.organisation.day(of: now)
      else {
        throw NotFound()
      }
      guard check.answer == nil else { throw RouteRefusal.checkedAlready }
      var filling = Filling()
      check.answer = filling.chosen("answer", answer)
      check.obstacle = filling.optional("obstacle", obstacle)
      if step == .makeSmaller { commitment.thenText = filling.text("smaller", smaller, most: 200) }
      try filling.check()
      try table.answer(check)
      if step == .drop {
        commitment.state = .dropped
      } else if after == Commitment.checkDays.last, answer == .done {
        commitment.state = .kept
      }
      try table.update(commitment)
      // Who it is about stays out of the story: only that somebody looked back.
      try db.append(
        Event(
          "commitment.checked", in: organisation, by: nil as ID<Person>?, about: nil as ID<Commitment>?, world: world))
    }
  }

  /// Gives it up.
  public func drop(_ id: ID<Commitment>, by member: Member) async throws {
    let organisation = member.organisation.id
    try await database.write { db in
      var commitment = try db.commitments(in: organisation).find(id)
      guard commitment.person == member.person else { throw NotFound() }
      commitment.state = .dropped
      try db.commitments(in: organisation).update(commitment)
    }
  }
}

extension Connection {
  /// Makes a commitment within a transaction that does more.
  ///
  /// - Parameter day: when it was promised, from which it is asked after; nothing for today.
  func make(
    _ draft: CommitmentDraft, in unit: ID<Unit>, as id: ID<Commitment>, by member: Member, at now: Instant,
    madeOn day: Day? = nil, _ world: World
  ) throws {
    let organisation = member.organisation.id
    let today = member.organisation.day(of: now)
    let (draft, confidence) = try draft.checked()
    let held = try commitments(in: organisation).own(member.person, .going).count
    guard held < Commitment.most else { throw RouteRefusal.enoughCommitments(Commitment.most) }
    if let buddy = draft.buddy {
      guard buddy != member.person else { throw Rejection("buddy", Message("commitments.form.notYourself")) }
      try mustWork(buddy, as: "buddy", in: member, on: today)
    }
    try commitments(in: organisation).insert(
      Commitment(
        id: id, person: member.person, unit: unit, ambition: draft.ambition, cue: draft.cue, ifText: draft.ifText,
        thenText: draft.thenText, confidence: confidence, buddy: draft.buddy, visibility: draft.visibility,
        madeOn: day ?? today))
    try append(
      Event("commitment.made", in: organisation, by: nil as ID<Person>?, about: nil as ID<Commitment>?, world: world))
  }
}
