public import People
public import Persistence
public import Values

/// What people may decide and spend themselves, per unit; how that room is used is seen by those who gave it.
public struct GestureRooms: Sendable {
  /// A unit, the room that was set there, and the one that holds without it.
  public struct Place: Sendable {
    public let unit: Unit
    public let room: GestureRoom?
    public let inherited: UsedRoom?
    public let used: UsedRoom?

    public init(unit: Unit, room: GestureRoom? = nil, inherited: UsedRoom? = nil, used: UsedRoom? = nil) {
      self.unit = unit
      self.room = room
      self.inherited = inherited
      self.used = used
    }
  }

  let database: any Database
  let world: World

  public init(database: any Database, world: World) {
    self.database = database
    self.world = world
  }

  /// The rooms in the units that a member may set them for, with what was used this month.
  public func all(by member: Member) async throws -> [Place] {
    try member.must(.setRoom)
    let now = world.now()
    let units = member.tree.units.filter { member.may(.setRoom, on: $0.id) }
    return try await database.read { db in
      let rooms = try db.gestureRooms(in: member.organisation.id).rooms(in: units.map(\.id))
      let tops = Set(member.units(for: .setRoom).map(\.id))
      // Those where something was said, and the highest, where it can be said first.
      return try units.filter { unit in tops.contains(unit.id) || rooms.contains { $0.unit == unit.id } }
        .map { try db.place($0, for: member, at: now) }
    }
  }

  public func find(_ unit: ID<Unit>, by member: Member) async throws -> Place {
    try member.must(.setRoom, on: unit)
    guard let found = member.tree.unit(unit) else { throw NotFound() }
    let now = world.now()
    return try await database.read { try $0.place(found, for: member, at: now) }
  }

  /// Says what people of a unit, and of what lies below it, may decide and spend themselves.
  ///
  /// Throws a `Rejection` with the fields `each`, `month` and `words`, `EditedMeanwhile`.
  public func set(
    _ unit: ID<Unit>, each: String, month: String, words: String, version: Int, by member: Member
  ) async throws {
    try member.must(.setRoom, on: unit)
    var problems: [String: Message] = [:]
    let (eachCents, monthCents) = (GestureDraft.cents(each), GestureDraft.cents(month))
    if eachCents == nil { problems["each"] = Message("gestures.problem.noAmount") }
    if monthCents == nil { problems["month"] = Message("gestures.problem.noAmount") }
    if let eachCents, let monthCents, eachCents > monthCents {
      problems["month"] = Message("gestures.problem.monthBelowEach")
    }
    if words.unicodeScalars.count > 1_000 {
      problems["words"] = Message("followUps.problem.tooLong", ["count": .count(1_000)])
    }
    guard problems.isEmpty, let eachCents, let monthCents else { throw Rejection(problems) }
    let room = GestureRoom(unit: unit, each: eachCents, month: monthCents, words: words)
    try await database.write { [world] db in
      let table = db.gestureRooms(in: member.organisation.id)
      if let known = try table.rooms(in: [unit]).first, known.version != version,
        (known.each, known.month, known.words) == (eachCents, monthCents, words)
      {
        return
      }
      try table.save(room, over: version)
      try db.append(
        Event("gestureRoom.set", in: member.organisation.id, by: member.person, about: unit, world: world))
    }
  }
}

extension Connection {
  fileprivate func place(_ unit: Unit, for member: Member, at moment: Instant) throws -> GestureRooms.Place {
    let table = gestureRooms(in: member.organisation.id)
    let own = try table.rooms(in: [unit.id]).first
    let above = member.tree.path(to: unit.id).dropLast().map(\.id)
    return GestureRooms.Place(
      unit: unit, room: own,
      inherited: try table.room(along: above).map { try used($0, in: member, at: moment) },
      used: try own.map { try used($0, in: member, at: moment) })
  }
}
