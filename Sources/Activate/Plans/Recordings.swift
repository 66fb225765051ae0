public import People
public import Persistence
public import Values

/// Customers' voices for sessions: brought in by who runs them, heard by who is in the round, gone when the customer says so.
public struct Recordings: Sendable {
  let database: any Database
  let world: World

  public init(database: any Database, world: World) {
    self.database = database
    self.world = world
  }

  /// Those that may be heard in a unit: made for it, or for one that it lies in.
  public func all(for unit: ID<Unit>, by member: Member) async throws -> [Recording] {
    try member.must(.runSessions, on: unit)
    return try await database.read { db in
      try db.recordings(in: member.organisation.id).all().filter { member.tree.contains(unit, within: $0.unit) }
    }
  }

  public func bring(_ draft: RecordingDraft, for unit: ID<Unit>, by member: Member) async throws -> Recording {
    try member.must(.runSessions, on: unit)
    let recording = Recording(
      id: world.id(), unit: unit, format: draft.format, language: draft.language, transcript: draft.transcript,
      permission: draft.permission, madeAt: world.now())
    try await database.write { [world] db in
      try db.recordings(in: member.organisation.id).insert(recording, sound: draft.file)
      try db.append(
        Event("recording.brought", in: member.organisation.id, by: member.person, about: recording.id, world: world))
    }
    return recording
  }

  /// Takes a recording away for good: the customer no longer allows it.
  public func remove(_ id: ID<Recording>, by member: Member) async throws {
    try await database.write { [world] db in
      let recordings = db.recordings(in: member.organisation.id)
      let recording = try recordings.find(id)
      try member.must(.runSessions, on: recording.unit)
      try recordings.delete(id)
      try db.append(
        Event("recording.removed", in: member.organisation.id, by: member.person, about: id, world: world))
    }
  }

  /// The sound, for whoever is shown a round that holds it; else it isn't there.
  public func sound(
    of id: ID<Recording>, in round: Round, of organisation: ID<Organisation>
  ) async throws -> (format: Recording.Format, bytes: [UInt8]) {
    guard round.options.contains(where: { $0.recording == id }) else { throw NotFound() }
    return try await database.read { db in
      let recordings = db.recordings(in: organisation)
      return (try recordings.find(id).format, try recordings.sound(of: id))
    }
  }

  /// The sound, for whoever chooses what a group hears.
  public func sound(
    of id: ID<Recording>, by member: Member
  ) async throws -> (format: Recording.Format, bytes: [UInt8]) {
    try await database.read { db in
      let recordings = db.recordings(in: member.organisation.id)
      let recording = try recordings.find(id)
      let mayHear = member.units(for: .runSessions).contains { unit in
        member.tree.contains(unit.id, within: recording.unit) || member.tree.contains(recording.unit, within: unit.id)
      }
      guard mayHear else { throw NotFound() }
      return (recording.format, try recordings.sound(of: id))
    }
  }
}
