import People
import Persistence
import Values

extension Connection {
  func gestureRooms(in organisation: ID<Organisation>) -> GestureRoomTable {
    GestureRoomTable(db: self, organisation: organisation)
  }
}

/// What the units of one organisation may decide and spend, and the ideas that they share.
struct GestureRoomTable {
  let db: any Connection
  let organisation: ID<Organisation>

  /// The room that holds at the end of a path of the organisation's units, from the top down: the nearest that was set.
  func room(along path: [ID<Unit>]) throws -> GestureRoom? {
    let rooms = try db.rows(
      """
      SELECT unit_id, each_cents, month_cents, words, version FROM gesture_rooms
      WHERE unit_id IN \(.list(path))
      """
    ).map(GestureRoom.init)
    return path.reversed().lazy.compactMap { unit in rooms.first { $0.unit == unit } }.first
  }

  /// The rooms that were set in these units.
  func rooms(in units: [ID<Unit>]) throws -> [GestureRoom] {
    try db.rows(
      """
      SELECT unit_id, each_cents, month_cents, words, version FROM gesture_rooms
      WHERE unit_id IN \(.list(units)) ORDER BY unit_id
      """
    ).map(GestureRoom.init)
  }

  /// What was spent of a room since a moment, and by how many gestures; without one of them.
  func used(
    _ room: ID<Unit>, since moment: Instant, without left: ID<Gesture>? = nil
  ) throws -> (gestures: Int, cents: Int) {
    let row = try db.row(
      """
      SELECT COUNT(*) AS gestures, COALESCE(SUM(cost), 0) AS cents FROM gestures
      WHERE room_id = \(room) AND done_at >= \(moment) AND id <> \(left?.text ?? "")
      """)
    guard let row else { return (0, 0) }
    return (try row("gestures"), try row("cents"))
  }

  /// Throws `EditedMeanwhile` where somebody else was first.
  func save(_ room: GestureRoom, over version: Int) throws {
    let known = try rooms(in: [room.unit]).first?.version ?? 0
    guard known == version else {
      throw try db.editedMeanwhile(known, room.unit, "gestureRoom.", in: organisation)
    }
    try db.run(
      """
      INSERT INTO gesture_rooms (unit_id, organisation_id, each_cents, month_cents, words, version)
      VALUES (\(room.unit), \(organisation), \(room.each), \(room.month), \(room.words), \(version + 1))
      ON CONFLICT (unit_id) DO UPDATE
      SET each_cents = excluded.each_cents, month_cents = excluded.month_cents, words = excluded.words,
        version = excluded.version
      """)
  }

  /// The organisation's own ideas, the most used first.
  func ideas(limit: Int) throws -> [GestureIdea] {
    try db.rows(
      """
      SELECT id, text, language, origin_id, uses FROM gesture_ideas
      WHERE organisation_id = \(organisation) AND retired_at IS NULL ORDER BY uses DESC, id DESC LIMIT \(limit)
      """
    ).map(GestureIdea.init)
  }

  func idea(_ id: ID<GestureIdea>) throws -> GestureIdea? {
    try db.row(
      """
      SELECT id, text, language, origin_id, uses FROM gesture_ideas
      WHERE organisation_id = \(organisation) AND id = \(id)
      """
    ).map(GestureIdea.init)
  }

  func insert(_ idea: GestureIdea) throws {
    try db.run(
      """
      INSERT INTO gesture_ideas (id, organisation_id, text, language, origin_id, uses, retired_at)
      VALUES (\(idea.id), \(organisation), \(idea.text), \(idea.language), \(idea.origin), \(idea.uses), NULL)
      """)
  }

  func countUse(of idea: ID<GestureIdea>) throws {
    try db.run(
      "UPDATE gesture_ideas SET uses = uses + 1 WHERE organisation_id = \(organisation) AND id = \(idea)")
  }

  func retire(_ idea: ID<GestureIdea>, at moment: Instant) throws {
    try db.run(
      "UPDATE gesture_ideas SET retired_at = \(moment) WHERE organisation_id = \(organisation) AND id = \(idea)")
  }
}

extension GestureRoom {
  fileprivate init(_ row: Row) throws {
    self.init(
      unit: try row("unit_id"), each: try row("each_cents"), month: try row("month_cents"), words: try row("words"),
      version: try row("version"))
  }
}

extension GestureIdea {
  fileprivate init(_ row: Row) throws {
    self.init(
      id: try row("id"), text: try row("text"), language: try row("language"), origin: try row.optional("origin_id"),
      uses: try row("uses"))
  }
}
