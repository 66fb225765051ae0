import Listen
public import People
public import Persistence
public import Values

/// What people do for one or two customers today: planned, done, felt, applauded, and shared as ideas.
public struct Gestures: Sendable {
  /// After how many days the customer is asked how it was.
  static let daysBeforeAsking = 2
  /// How many of each list the page of the day shows; the rest is behind 'more'.
  public static let handful = 3
  /// How many stand on a page of a list.
  public static let listed = 20

  /// What somebody sees who opens the page of gestures.
  public struct Day: Sendable {
    public let planned: [GestureLine]
    /// Done by oneself, of which it was not said yet how it was.
    public let unfelt: [GestureLine]
    public let suggestions: [Suggestion]
    public let shared: [GestureLine]
    public let stories: [GestureLine]
    public let ideas: [GestureIdea]
    public let room: UsedRoom?
    public let felt: FeltGestures
    public let applause: [(line: GestureLine, from: String, at: Instant)]

    public init(
      planned: [GestureLine], unfelt: [GestureLine], suggestions: [Suggestion], shared: [GestureLine],
      stories: [GestureLine], ideas: [GestureIdea], room: UsedRoom? = nil, felt: FeltGestures,
      applause: [(line: GestureLine, from: String, at: Instant)]
    ) {
      self.planned = planned
      self.unfelt = unfelt
      self.suggestions = suggestions
      self.shared = shared
      self.stories = stories
      self.ideas = ideas
      self.room = room
      self.felt = felt
      self.applause = applause
    }
  }

  /// One gesture, with what the customer and colleagues said of it.
  public struct Portrait: Sendable {
    public let line: GestureLine
    public let room: UsedRoom?
    /// Whether the customer can be asked how it was.
    public let mayAsk: Bool
    public let isAsked: Bool
    public let isIdea: Bool
    /// Whether who looks may make an idea of it.
    public let mayMakeIdea: Bool

    public init(line: GestureLine, room: UsedRoom? = nil, mayAsk: Bool, isAsked: Bool, isIdea: Bool, mayMakeIdea: Bool)
    {
      self.line = line
      self.room = room
      self.mayAsk = mayAsk
      self.isAsked = isAsked
      self.isIdea = isIdea
      self.mayMakeIdea = mayMakeIdea
    }
  }

  let database: any Database
  let world: World

  public init(database: any Database, world: World) {
    self.database = database
    self.world = world
  }

  public func today(by member: Member) async throws -> Day {
    try member.must(.readWhole)
    let now = world.now()
    let organisation = member.organisation.id
    return try await database.read { db in
      let table = db.gestures(in: organisation)
      let worksWithCustomers = member.may(.workWithCustomers)
      let few = Self.handful + 1
      let shared = try table.shared(after: nil, limit: few)
      let today = member.organisation.day(of: now)
      let unfelt = try table.done(by: member.person, since: today.adding(days: -Self.unfeltDays), limit: Self.listed)
        .filter { $0.feeling == nil }
      return Day(
        planned: try db.lines(of: table.planned(by: member.person, limit: few), for: member),
        unfelt: try db.lines(of: Array(unfelt.prefix(few)), for: member),
        suggestions: worksWithCustomers ? try db.suggestions(for: member, now: now) : [],
        shared: try db.lines(of: shared, for: member),
        stories: try db.lines(of: table.stories(since: now.adding(days: -Self.storyDays), limit: few), for: member),
        ideas: try db.gestureRooms(in: organisation).ideas(limit: few),
        room: worksWithCustomers ? try db.room(for: member, at: now) : nil,
        felt: try table.feeling(since: now.adding(days: -90)), applause: try db.applause(for: member, now: now))
    }
  }

  /// The part of one's own day: what is planned, whom one could do something for, and the applause one got.
  public func own(
    by member: Member
  ) async throws -> (
    planned: [GestureLine], suggestions: [Suggestion], applause: [(line: GestureLine, from: String, at: Instant)]
  ) {
    try member.must(.workWithCustomers)
    let now = world.now()
    return try await database.read { db in
      let planned = try db.gestures(in: member.organisation.id).planned(by: member.person, limit: 3)
      return (
        try db.lines(of: planned, for: member), try db.suggestions(for: member, now: now),
        try db.applause(for: member, now: now)
      )
    }
  }

  public func find(_ id: ID<Gesture>, by member: Member) async throws -> Portrait {
    let now = world.now()
    let organisation = member.organisation.id
    return try await database.read { db in
      let gesture = try db.gesture(id, for: member)
      guard let line = try db.lines(of: [gesture], for: member).first else { throw NotFound() }
      let customer = try gesture.customer.map { try db.customers(in: organisation).find($0) }
      return Portrait(
        line: line, room: line.isOwn ? try db.room(for: member, of: gesture.unit, at: now) : nil,
        mayAsk: customer?.mayBeAsked ?? false,
        isAsked: try !db.customerAsks(in: organisation).all(about: id).isEmpty,
        isIdea: try db.gestureRooms(in: organisation).ideas(limit: 200).contains { $0.origin == id },
        mayMakeIdea: gesture.state == .done && !gesture.words.isEmpty && member.knowsCustomer(of: gesture))
    }
  }

  /// A customer for whom something can be done, the room for it, and the ideas.
  public func begin(
    for customer: ID<Customer>, by member: Member
  ) async throws -> (customer: Customer, room: UsedRoom?, ideas: [GestureIdea]) {
    try member.must(.workWithCustomers)
    let now = world.now()
    return try await database.read { db in
      let found = try db.workableCustomer(customer, for: member)
      return (
        found, try db.room(for: member, of: found.unit, at: now),
        try db.gestureRooms(in: member.organisation.id).ideas(limit: 50)
      )
    }
  }

  /// Takes something personal up for a customer. Throws a `Rejection` with the fields of the draft.
  public func plan(
    _ draft: GestureDraft, for customer: ID<Customer>, after followUp: ID<FollowUp>? = nil, by member: Member
  ) async throws -> ID<Gesture> {
    try member.must(.workWithCustomers)
    let id: ID<Gesture> = world.id()
    let organisation = member.organisation.id
    let now = world.now()
    return try await database.write { [world] db in
      let found = try db.workableCustomer(customer, for: member)
      let unit = found.unit ?? member.homeUnit
      try db.check(draft.cost, in: try db.room(for: member, of: unit, at: now), leaving: nil)
      if let followUp { _ = try db.followUp(followUp, for: member) }
      let gesture = Gesture(
        id: id, customer: customer, unit: unit, maker: member.person, followUp: followUp, idea: draft.idea,
        words: draft.words, cost: draft.cost, plannedOn: draft.plannedOn, isShared: draft.isShared,
        before: try db.lastScore(of: customer, in: organisation))
      try db.gestures(in: organisation).insert(gesture)
      if let idea = draft.idea { try db.gestureRooms(in: organisation).countUse(of: idea) }
      try db.append(Event("gesture.planned", in: organisation, by: member.person, about: id, world: world))
      return id
    }
  }

  /// Changes one's own gesture. Throws a `Rejection`, `EditedMeanwhile`.
  public func change(_ id: ID<Gesture>, to draft: GestureDraft, version: Int, by member: Member) async throws {
    let now = world.now()
    try await change(id, version, by: member, "gesture.changed") { db, gesture in
      guard gesture.state != .dropped else { throw GestureRefusal.isDropped }
      try db.check(draft.cost, in: try db.room(for: member, of: gesture.unit, at: now), leaving: id)
      gesture.words = draft.words
      gesture.cost = draft.cost
      gesture.plannedOn = draft.plannedOn
      gesture.isShared = draft.isShared
    }
  }

  /// It was done; the customer is asked how it was, if one wants.
  public func finish(_ id: ID<Gesture>, asksCustomer: Bool, version: Int, by member: Member) async throws {
    let now = world.now()
    let today = member.organisation.day(of: now)
    let organisation = member.organisation.id
    let ask: ID<CustomerAsk> = world.id()
    try await change(id, version, by: member, "gesture.done", unless: { $0.state == .done }) { [world] db, gesture in
      guard gesture.state == .planned else { throw GestureRefusal.isDropped }
      try db.check(gesture.cost, in: try db.room(for: member, of: gesture.unit, at: now), leaving: id)
      gesture.state = .done
      gesture.doneAt = now
      gesture.plannedOn = today
      guard asksCustomer, let customer = gesture.customer,
        try db.customers(in: organisation).find(customer).mayBeAsked
      else { return }
      let due = member.organisation.zone.moment(today.adding(days: Self.daysBeforeAsking), hour: 9)
      try db.customerAsks(in: organisation).insert(
        CustomerAsk(id: ask, kind: .gesture, customer: customer, gesture: id, dueAt: due))
      try db.later(.ask(ask), in: organisation, due: due, world)
    }
  }

  /// It did not come to it, or does after all.
  public func drop(_ id: ID<Gesture>, version: Int, by member: Member) async throws {
    try await change(id, version, by: member, "gesture.dropped", unless: { $0.state == .dropped }) { _, gesture in
      guard gesture.state == .planned else { throw GestureRefusal.isDone }
      gesture.state = .dropped
    }
  }

  public func takeUp(_ id: ID<Gesture>, version: Int, by member: Member) async throws {
    try await change(id, version, by: member, "gesture.takenUp", unless: { $0.state == .planned }) { _, gesture in
      guard gesture.state == .dropped else { throw GestureRefusal.isDone }
      gesture.state = .planned
    }
  }

  /// How it was to do it, and what one learned: mistakes too.
  public func feel(
    _ feeling: Gesture.Feeling?, learned: String, on id: ID<Gesture>, version: Int, by member: Member
  ) async throws {
    if let feeling, [feeling.control, feeling.creativity, feeling.impact].contains(where: { !(1...5).contains($0) }) {
      throw Rejection("feeling", Message("gestures.problem.feeling"))
    }
    let learned = String(learned.prefix(1_000))
    try await change(
      id, version, by: member, "gesture.felt", unless: { $0.feeling == feeling && $0.learned == learned }
    ) { _, gesture in
      guard gesture.state == .done else { throw GestureRefusal.isNotDone }
      gesture.feeling = feeling ?? gesture.feeling
      gesture.learned = learned
    }
  }

  /// Applause of a colleague; once is enough.
  public func applaud(_ id: ID<Gesture>, by member: Member) async throws {
    try member.must(.readWhole)
    let now = world.now()
    try await database.write { [world] db in
      let gesture = try db.gesture(id, for: member)
      guard gesture.maker != member.person else { throw GestureRefusal.isOwn }
      guard gesture.state == .done else { throw GestureRefusal.isNotDone }
      guard try db.gestures(in: member.organisation.id).applaud(gesture, by: member.person, at: now) else { return }
      try db.append(
        Event("gesture.applauded", in: member.organisation.id, by: member.person, about: id, world: world))
    }
  }

  public func takeBackApplause(_ id: ID<Gesture>, by member: Member) async throws {
    try await database.write { db in
      _ = try db.gesture(id, for: member)
      try db.gestures(in: member.organisation.id).takeBack(id, by: member.person)
    }
  }

  /// Puts a good one in the library, in words that others can use. Throws a `Rejection` with the field `idea`.
  public func makeIdea(
    of id: ID<Gesture>, words: String, language: Language, by member: Member
  ) async throws {
    let text = String(words.split(whereSeparator: \.isNewline).joined(separator: " "))
    guard (1...500).contains(text.unicodeScalars.count) else {
      throw Rejection("idea", Message(text.isEmpty ? "gestures.problem.noWords" : "gestures.problem.longIdea"))
    }
    let idea: ID<GestureIdea> = world.id()
    let organisation = member.organisation.id
    try await database.write { [world] db in
      let gesture = try db.gesture(id, for: member)
      guard gesture.state == .done else { throw GestureRefusal.isNotDone }
      guard member.knowsCustomer(of: gesture) else { throw NotAllowed() }
      let table = db.gestureRooms(in: organisation)
      guard try !table.ideas(limit: 200).contains(where: { $0.origin == id }) else { return }
      try table.insert(GestureIdea(id: idea, text: text, language: language, origin: id))
      try db.append(Event("gestureIdea.added", in: organisation, by: member.person, about: idea, world: world))
    }
  }

  private func change(
    _ id: ID<Gesture>, _ version: Int, by member: Member, _ verb: String,
    unless isDone: @escaping @Sendable (Gesture) -> Bool = { _ in false },
    _ body: @escaping @Sendable (any Connection, inout Gesture) throws -> Void
  ) async throws {
    let now = world.now()
    try await database.write { [world] db in
      let organisation = member.organisation.id
      var gesture = try db.gesture(id, for: member)
      // Who manages the unit reads along; it stays the maker's own.
      guard gesture.maker == member.person else { throw NotAllowed() }
      guard !isDone(gesture) else { return }
      guard gesture.version == version else { throw try db.editedMeanwhile(gesture.version, id, in: organisation) }
      try body(db, &gesture)
      gesture.version += 1
      let room = gesture.state == .done ? try db.room(for: member, of: gesture.unit, at: now)?.room.unit : nil
      try db.gestures(in: organisation).update(gesture, room: room)
      try db.append(Event(verb, in: organisation, by: member.person, about: id, world: world))
    }
  }
}
