import Foundation
import Persistence
import PostgresDriver
import SQLiteDriver
import Values

extension Settings {
  /// Opens the database that the settings name.
  func open() async throws -> any Database {
    if let database { return try await PostgresDatabase(database.value) }
    try data.make()
    do {
      return try await SQLiteDatabase(path: data.database)
    } catch let error as DatabaseError where error.kind == .inUse {
      throw InUse(folder: data.path)
    }
  }
}

/// Another Kompas has the folder open.
struct InUse: Error, CustomStringConvertible {
  let folder: String

  var description: String {
    "\(folder) is in use by another Kompas. Stop that one first, or name another folder with --data."
  }
}

extension World {
  /// The moment that it is.
  @Sendable static func now() -> Instant {
    Instant(milliseconds: Int64((Date().timeIntervalSince1970 * 1_000).rounded(.down)))
  }

  /// The world as it is.
  static func live(send: @escaping @Sendable (Mail) async throws -> Void) -> World {
    World(
      now: now,
      newID: {
        var generator = SystemRandomNumberGenerator()
        return UUIDVersion7.text(at: now(), random: &generator)
      },
      newToken: {
        var generator = SystemRandomNumberGenerator()
        return Token(bytes: (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) })
      },
      send: send)
  }
}
