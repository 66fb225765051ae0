import Foundation
import Persistence
import PostgresDriver
import SQLiteDriver
import Schema
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

extension Settings {
  /// Brings the database up to date; the names of the steps that were taken.
  @discardableResult
  func update(_ database: any Database) async throws -> [String] {
    do {
      return try await database.migrate(Schema.migrations)
    } catch let error as DatabaseError where error.kind == .tooNew {
      throw MadeByAnother(place: self.database == nil ? data.path : "The database", isDemo: isDemo)
    }
  }
}

/// The tables are of another version of Kompas, a newer one as a rule.
struct MadeByAnother: Error, CustomStringConvertible {
  let place: String
  let isDemo: Bool

  var description: String {
    "\(place) was made by another version of Kompas, and this one leaves it as it is. "
      + (isDemo
        ? "Remove that folder to make the demo anew, or name another one with --data."
        : "Use the version that made it, or a newer one.")
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
