import Act
public import Activate
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
    /// Units of this level for which a session of the programme was held, by itself or by one that it lies in; nothing where there
    /// is no programme.
    public let held: Share?
    /// Customers of units of this level who were spoken to within the term, of the terms that ended in the last three months; nothing
    /// where none did.
    public let called: Share?
    /// Actions of units of this level that came to a result in the last half year, of those that ended in it or whose day is past.
    public let finished: Share
    /// Teams that held their fifteen minutes in the last two weeks; only for the front line.
    public let huddled: Share?
    /// Meetings that were held, of those that were planned in the last half year; only for levels that meet.
    public let met: Share?
  }

  public let wave: Wave?
  /// The latest, whose sessions are counted.
  public let programme: Programme?
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
    let today = member.today(world)
    let tree = member.tree
    return try await database.read { db in
      let wave = try db.waves(in: organisation).all().first { $0.kind != .continuous && $0.state != .planned }
      let marks = db.readMarks(in: organisation)
      let people = try marks.people(on: today)
      let readers = try wave.map { try marks.readers(of: $0.id, on: today) } ?? [:]
      let going = try db.ambitions(in: organisation).all(.going)
      let counts = try marks.actionCounts(
        since: member.organisation.zone.moment(today.adding(days: -Self.finishedDays)), before: today)
      let programme = try db.programmes(in: organisation).all().first
      let held = try programme.map { try marks.heldUnits(of: $0.id) }
      let called = try db.followUps(in: organisation)
        .kept(from: today.adding(days: -FollowUps.sharedDays), until: today)
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
        let met = try series.filter { meeting in units.contains { $0.id == meeting.unit } }.map { meeting in
          let due = meeting.earlier(than: today, count: 6)
          return AdoptionReading.Share(
            due.count - (try db.skipped(meeting, before: today, in: organisation).count), of: due.count)
        }
        return AdoptionReading.Line(
          level: level, read: AdoptionReading.Share(readers[level] ?? 0, of: people[level] ?? 0),
          translated: level == .strategic || asked.isEmpty
            ? nil : AdoptionReading.Share(asked.count { said[$0.ambition]?[$0.unit] != nil }, of: asked.count),
          held: held.map { held in
            let reached = tree.within(held[level] ?? [])
            return AdoptionReading.Share(units.count { reached.contains($0.id) }, of: units.count)
          }, called: Self.called(called, of: units, on: level), finished: own.sum,
          huddled: level == .operational
            ? AdoptionReading.Share(units.count { huddles.contains($0.id) }, of: units.count) : nil,
          met: met.isEmpty ? nil : met.sum)
      }
      return AdoptionReading(wave: wave, programme: programme, lines: lines, today: today)
    }
  }

  /// How many days back actions are counted.
  static let finishedDays = 182

  /// Customers without a unit are the whole organisation's.
  private static func called(
    _ counts: [ID<Unit>?: FollowUpShare.Count], of units: [Unit], on level: Level
  ) -> AdoptionReading.Share? {
    let own = units.compactMap { counts[$0.id] } + (level == .strategic ? [counts[nil]].compactMap(\.self) : [])
    let sum = own.reduce(FollowUpShare.Count(), +)
    return sum.ended == 0 ? nil : AdoptionReading.Share(sum.kept, of: sum.ended)
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

  /// These units and all that lie in them.
  fileprivate func within(_ tops: Set<ID<Unit>>) -> Set<ID<Unit>> {
    tops.compactMap { range(of: $0) }.reduce(into: []) { found, range in found.formUnion(units[range].map(\.id)) }
  }

  fileprivate func units(of level: Level) -> [Unit] { units.filter { self.level(of: $0.id) == level } }
}
