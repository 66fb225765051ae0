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
    return try await SQLiteDatabase(path: data.database)
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
      newID: { UUIDVersion7.make() },
      newToken: {
        var generator = SystemRandomNumberGenerator()
        return Token(bytes: (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) })
      },
      send: send)
  }
}

/// Ids that sort by the moment they were made (RFC 9562 §5.7).
enum UUIDVersion7 {
  static func make() -> String {
    var generator = SystemRandomNumberGenerator()
    let time = UInt64(Date().timeIntervalSince1970 * 1_000)
    let high = time << 16 | 0x7000 | (generator.next() & 0x0fff)
    let low = generator.next() & 0x3fff_ffff_ffff_ffff | 0x8000_0000_0000_0000
    let digits = hex(high) + hex(low)
    func part(_ from: Int, _ count: Int) -> Substring { digits.dropFirst(from).prefix(count) }
    return "\(part(0, 8))-\(part(8, 4))-\(part(12, 4))-\(part(16, 4))-\(part(20, 12))"
  }

  private static func hex(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
