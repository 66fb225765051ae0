import Act
public import Listen
public import People
public import Persistence
public import Values

/// How far each level carries it: measured, not asked.
public struct AdoptionReading: Hashable, Sendable {
  /// So many of so many.
  public struct Share: Hashable, Sendable {
    public let count: Int
    public let of: Int

    public init(_ count: Int, of whole: Int) {
      self.count = count
      self.of = whole
    }
  }

  public struct Line: Hashable, Sendable {
    public let level: Level
    /// People of this level who opened the results of the latest wave.
    public let read: Share
    /// Units of this level that made something of what was chosen above; nothing for the top.
    public let translated: Share?
    /// Actions of units of this level that came to a result, of those whose day is past or that ended.
    public let finished: Share
    /// Teams that held their fifteen minutes in the last two weeks; only for the front line.
    public let huddled: Share?
    /// Meetings that were held, of those that were planned in the last half year; only for levels that meet.
    public let met: Share?
  }

  public let wave: Wave?
  public let lines: [Line]
  public let today: Day
}

/// Measures adoption, and remembers who read results: never what they thought of them.
public struct Adoption: Sendable {
  let database: any Database
  let world: World

  public init(database: any Database, world: World) {
    self.database = database
    self.world = world
  }

  /// Somebody opened the results of a wave on a level. Written once for each.
  public func noteReading(of wave: ID<Wave>, on level: Level, by member: Member) async throws {
    let organisation = member.organisation.id
    let isKnown = try await database.read { try $0.readMarks(in: organisation).has(member.person, wave, level) }
    guard !isKnown else { return }
    let today = member.today(world)
    do {
      try await database.write { try $0.readMarks(in: organisation).insert(member.person, wave, level, on: today) }
    } catch let error as DatabaseError where error.kind == .full {
      // Reading goes on where the mark of it finds no room.
    }
  }

  /// The whole organisation, level by level: open to everyone who works here.
  public func reading(by member: Member) async throws -> AdoptionReading {
    try member.must(.readWhole)
    let organisation = member.organisation.id
    let today = world.now().day
    let tree = member.tree
    return try await database.read { db in
      let wave = try db.waves(in: organisation).all().first { $0.kind == .periodic && $0.state != .planned }
      let marks = db.readMarks(in: organisation)
      let people = try marks.people(on: today)
      let readers = try wave.map { try marks.readers(of: $0.id) } ?? [:]
      let going = try db.ambitions(in: organisation).all(.going)
      let counts = try marks.actionCounts(before: today)
      let huddles = try marks.huddledUnits(since: today.adding(days: -14))
      let series = try db.meetings(in: organisation).series(of: tree.units.map(\.id))
      let lines = try Level.allCases.map { level in
        let units = tree.units(of: level)
        let asked = units.flatMap { unit in
          going.filter {
            tree.contains(unit.id, within: $0.unit) && $0.unit != unit.id && tree.parent(of: unit.id)?.id == $0.unit
          }
          .map { (ambition: $0.id, unit: unit.id) }
        }
        let said = try db.translations(in: organisation).kinds(of: going.map(\.id), in: units.map(\.id))
        let own = units.map { counts[$0.id] ?? AdoptionReading.Share(0, of: 0) }
        let held = try series.filter { meeting in units.contains { $0.id == meeting.unit } }.map { meeting in
          let due = meeting.earlier(than: today, count: 6)
          return AdoptionReading.Share(
            due.count - (try db.skipped(meeting, before: today, in: organisation).count), of: due.count)
        }
        return AdoptionReading.Line(
          level: level, read: AdoptionReading.Share(readers[level] ?? 0, of: people[level] ?? 0),
          translated: level == .strategic || asked.isEmpty
            ? nil : AdoptionReading.Share(asked.count { said[$0.ambition]?[$0.unit] != nil }, of: asked.count),
          finished: own.sum,
          huddled: level == .operational
            ? AdoptionReading.Share(units.count { huddles.contains($0.id) }, of: units.count) : nil,
          met: held.isEmpty ? nil : held.sum)
      }
      return AdoptionReading(wave: wave, lines: lines, today: today)
    }
  }
}

extension [AdoptionReading.Share] {
  fileprivate var sum: AdoptionReading.Share {
    AdoptionReading.Share(reduce(0) { $0 + $1.count }, of: reduce(0) { $0 + $1.of })
  }
}

extension UnitTree {
  /// The top is strategic, units without units below them are operational, and what lies between is tactical.
  public func level(of unit: ID<Unit>) -> Level {
    if depth(of: unit) == 0 { return .strategic }
    return children(of: unit).isEmpty ? .operational : .tactical
  }

  fileprivate func units(of level: Level) -> [Unit] { units.filter { self.level(of: $0.id) == level } }
}
