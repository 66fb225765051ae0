import Listen
public import People
public import Persistence
public import Values

/// The customers who are to be spoken to: whose they are, what came of it, and what is stuck.
public struct FollowUps: Sendable {
  /// How many stand on a page of a list.
  public static let pageSize = 25
  /// How many days back the share within the term looks.
  public static let sharedDays = 90

  /// A follow-up with all that it takes to speak with the customer.
  public struct Dossier: Sendable {
    public let followUp: FollowUp
    public let customer: Customer
    public let owner: Person?
    public let guide: ConversationGuide?
    /// What the customer's unit does about what they said.
    public let route: GuideRoute?
    /// What the customer was asked afterwards, the latest first.
    public let asks: [CustomerAsk]
    /// Earlier talks with this customer, the latest first.
    public let earlier: [FollowUp]
    /// Whether who looks is to do it themselves.
    public let isOwn: Bool
    /// Whom it can be handed to; empty where that isn't for who looks.
    public let colleagues: [(id: ID<Person>, name: String)]
    /// After how many days the customer can be asked whether it was solved; nothing where they can't be mailed.
    public let askAfterDays: Int?

    public init(
      followUp: FollowUp, customer: Customer, owner: Person? = nil, guide: ConversationGuide? = nil,
      route: GuideRoute? = nil, asks: [CustomerAsk], earlier: [FollowUp], isOwn: Bool,
      colleagues: [(id: ID<Person>, name: String)],
      askAfterDays: Int? = nil
    ) {
      self.followUp = followUp
      self.customer = customer
      self.owner = owner
      self.guide = guide
      self.route = route
      self.asks = asks
      self.earlier = earlier
      self.isOwn = isOwn
      self.colleagues = colleagues
      self.askAfterDays = askAfterDays
    }
  }

  let database: any Database
  let world: World

  public init(database: any Database, world: World) {
    self.database = database
    self.world = world
  }

  /// What a member is to do themselves, the most urgent first.
  public func own(after place: FollowUpPlace? = nil, by member: Member) async throws -> FollowUpList {
    try member.must(.workWithCustomers)
    let today = member.today(world)
    let organisation = member.organisation.id
    return try await database.read { db in
      let table = db.followUps(in: organisation)
      let found = try table.due(of: member.person, after: place, limit: Self.pageSize + 1)
      return try db.list(found, load: table.load(of: member.person, on: today), in: organisation)
    }
  }

  /// What is late or ownerless in the units that a member manages, the longest overdue first.
  public func stuck(after place: FollowUpPlace? = nil, by member: Member) async throws -> FollowUpList {
    try member.must(.readNamed)
    let today = member.today(world)
    let organisation = member.organisation.id
    let units = member.namedUnits
    return try await database.read { db in
      let table = db.followUps(in: organisation)
      let late = try table.due(before: today, in: units, after: place, limit: Self.pageSize + 1)
      let known = Set(late.map(\.id))
      let ownerless =
        place == nil ? try table.ownerless(in: units, limit: Self.pageSize).filter { !known.contains($0.id) } : []
      return try db.list(ownerless + late, load: table.load(in: units, on: today), in: organisation)
    }
  }

  /// What a member spoke about in the last weeks, the latest first.
  public func talks(by member: Member) async throws -> [FollowUpList.Line] {
    try member.must(.workWithCustomers)
    let since = world.now().adding(days: -28)
    let organisation = member.organisation.id
    return try await database.read { db in
      try db.lines(
        of: db.followUps(in: organisation).talks(of: member.person, since: since, limit: Self.pageSize),
        in: organisation)
    }
  }

  /// How many customers were spoken to within the term in the last three months, in a unit and in each below it. Counts only:
  /// open to everyone who may read the unit's figures.
  public func share(of unit: ID<Unit>, by member: Member) async throws -> FollowUpShare {
    guard let found = member.tree.unit(unit), let range = member.tree.range(of: unit) else { throw NotFound() }
    try member.must(.readUnit, on: unit)
    let today = member.today(world)
    let from = today.adding(days: -Self.sharedDays)
    let organisation = member.organisation.id
    let counts = try await database.read { try $0.followUps(in: organisation).kept(from: from, until: today) }
    func sum(_ units: Range<Int>) -> FollowUpShare.Count {
      units.reduce(FollowUpShare.Count()) { $0 + (counts[member.tree.units[$1].id] ?? FollowUpShare.Count()) }
    }
    let lines = member.tree.children(of: unit).compactMap { child in
      member.tree.range(of: child.id).map { FollowUpShare.Line(unit: child, count: sum($0)) }
    }
    let isTop = member.tree.roots.first?.id == unit
    // What has no unit, or one that is gone, is of the whole.
    let total = isTop ? counts.values.reduce(FollowUpShare.Count(), +) : sum(range)
    return FollowUpShare(
      from: from, until: today, unit: found, total: total, lines: lines.filter { $0.count.ended > 0 })
  }

  /// One follow-up with its guide: for whoever is to do it, and for who manages the unit.
  public func find(_ id: ID<FollowUp>, by member: Member) async throws -> Dossier {
    let organisation = member.organisation.id
    let today = member.today(world)
    return try await database.read { db in
      let followUp = try db.followUp(id, for: member)
      let customer = try db.customers(in: organisation).find(followUp.customer)
      let mayHand = followUp.unit.map { member.may(.readNamed, on: $0) } ?? member.mayReadNamedEverywhere
      let units = followUp.unit.map { [$0] + member.tree.path(to: $0).map(\.id) } ?? member.tree.roots.map(\.id)
      let rules = try db.followUps(in: organisation).rules()
      let found = followUp.state == .withdrawn ? nil : try db.guide(for: followUp, customer, by: member, on: today)
      return Dossier(
        followUp: followUp, customer: customer,
        owner: try followUp.owner.map { try db.people(in: organisation).find($0) },
        guide: found?.guide, route: found?.route,
        asks: followUp.state == .withdrawn ? [] : try db.customerAsks(in: organisation).all(about: id),
        earlier: try db.followUps(in: organisation).all(of: followUp.customer)
          .filter { $0.id != id && $0.talkedAt != nil && $0.state != .withdrawn },
        isOwn: followUp.owner == member.person,
        colleagues: mayHand && followUp.due != nil
          ? try db.care(in: organisation).workers(in: units, on: today) : [],
        askAfterDays: customer.mayBeAsked ? rules.askAfterDays : nil)
    }
  }

  /// Keeps what came of a talk, and has the customer asked later whether it was solved. The same form sent twice is kept once.
  ///
  /// Throws `EditedMeanwhile` where somebody else changed it since `version` was read.
  public func record(_ talk: TalkDraft, on id: ID<FollowUp>, version: Int, by member: Member) async throws {
    let now = world.now()
    let today = member.organisation.day(of: now)
    try await change(id, version, by: member, "followUp.talked", unless: talk.isSame) { db, followUp, world in
      try followUp.record(talk, at: now, on: today)
      let organisation = member.organisation.id
      let asks = db.customerAsks(in: organisation)
      try asks.dropUnsent(about: id)
      let customer = try db.customers(in: organisation).find(followUp.customer)
      guard talk.asksWhetherSolved, customer.mayBeAsked,
        let days = try db.followUps(in: organisation).rules().askAfterDays
      else { return }
      let day = (talk.promise?.on ?? today).adding(days: days)
      let ask = CustomerAsk(
        id: world.id(), kind: .solved, customer: followUp.customer, followUp: id,
        dueAt: max(now, member.organisation.zone.moment(day, hour: 9)))
      try asks.insert(ask)
      try db.later(.ask(ask.id), in: organisation, due: ask.dueAt, world)
    }
  }

  /// Nobody answered the phone.
  public func tried(_ id: ID<FollowUp>, version: Int, by member: Member) async throws {
    let now = world.now()
    try await change(id, version, by: member, "followUp.tried") { _, followUp, _ in try followUp.tried(at: now) }
  }

  /// What was promised was done.
  public func keepPromise(_ id: ID<FollowUp>, version: Int, by member: Member) async throws {
    try await change(id, version, by: member, "followUp.promiseKept", unless: { $0.state == .done }) { _, followUp, _ in
      try followUp.keepPromise()
    }
  }

  /// Hands it to a colleague who works with customers there: for who manages the unit.
  public func hand(_ id: ID<FollowUp>, to person: ID<Person>, version: Int, by member: Member) async throws {
    let today = member.today(world)
    try await change(id, version, by: member, "followUp.handed", unless: { $0.owner == person }) { db, followUp, _ in
      let mayHand = followUp.unit.map { member.may(.readNamed, on: $0) } ?? member.mayReadNamedEverywhere
      guard mayHand else { throw NotAllowed() }
      let organisation = member.organisation.id
      let able = try db.people(in: organisation).grants(of: person, on: today)
        .contains { $0.role.abilities.contains(.workWithCustomers) }
      guard able, try db.people(in: organisation).find(person).works(on: today) else {
        throw FollowUpRefusal.cannotOwn
      }
      try followUp.hand(to: person)
    }
  }

  /// The customer told somebody that they want to be named no longer: everything about them is closed and blanked.
  public func withdraw(_ id: ID<FollowUp>, by member: Member) async throws {
    try await database.write { [world] db in
      let followUp = try db.followUp(id, for: member)
      try db.withdrawNames(of: followUp.customer, in: member.organisation.id, by: member.person, world)
    }
  }

  private func change(
    _ id: ID<FollowUp>, _ version: Int, by member: Member, _ verb: String,
    unless isDone: @escaping @Sendable (FollowUp) -> Bool = { _ in false },
    _ body: @escaping @Sendable (any Connection, inout FollowUp, World) throws -> Void
  ) async throws {
    try await database.write { [world] db in
      var followUp = try db.followUp(id, for: member)
      guard !isDone(followUp) else { return }
      guard followUp.version == version else {
        throw try db.editedMeanwhile(followUp.version, id, in: member.organisation.id)
      }
      try body(db, &followUp, world)
      try db.followUps(in: member.organisation.id).update(followUp)
      try db.append(Event(verb, in: member.organisation.id, by: member.person, about: id, world: world))
    }
  }
}

extension Member {
  /// The units whose customers somebody may read by name; nothing where that is all of them.
  var namedUnits: [ID<Unit>]? {
    if mayReadNamedEverywhere { return nil }
    return tree.units.map(\.id).filter { may(.readNamed, on: $0) }
  }

  /// Also customers without a unit.
  var mayReadNamedEverywhere: Bool {
    !tree.roots.isEmpty && tree.roots.allSatisfy { may(.readNamed, on: $0.id) }
  }
}

extension Customer {
  /// Whether one question can be mailed to them.
  var mayBeAsked: Bool { unsubscribedAt == nil && email?.contains("@") == true }
}

extension Connection {
  /// Whoever is to do it, and who manages the unit, may see a follow-up; for others it does not exist.
  func followUp(_ id: ID<FollowUp>, for member: Member) throws -> FollowUp {
    let followUp = try followUps(in: member.organisation.id).find(id)
    let isOwn = followUp.owner == member.person && member.may(.workWithCustomers)
    let isOfUnit = followUp.unit.map { member.may(.readNamed, on: $0) } ?? member.mayReadNamedEverywhere
    guard isOwn || isOfUnit else { throw NotFound() }
    return followUp
  }

  func list(
    _ found: [FollowUp], load: (due: Int, late: Int), in organisation: ID<Organisation>
  ) throws -> FollowUpList {
    let shown = Array(found.prefix(FollowUps.pageSize))
    let last = found.count > shown.count ? shown.last : nil
    return FollowUpList(
      lines: try lines(of: shown, in: organisation), due: load.due, late: load.late,
      next: last.flatMap { last in last.due.map { FollowUpPlace(due: $0, id: last.id) } })
  }
}
