import Foundation
import Synchronization
public import Values

/// How much is free on the disk on which a path lies.
public struct DiskRoom: Sendable {
  /// Bytes that are kept free: below that nothing more is written.
  public let reserve: Int64
  let free: @Sendable () -> Int64?

  /// - Parameter free: bytes that are free now; nothing where that can't be told, which counts as enough.
  public init(reserve: Int64, free: @escaping @Sendable () -> Int64?) {
    self.reserve = reserve
    self.free = free
  }

  /// The disk on which this folder lies.
  public init(reserve: Int64, at folder: String) {
    self.init(reserve: reserve) {
      var found = statvfs()
      guard statvfs(folder, &found) == 0 else { return nil }
      return Int64(found.f_bavail) * Int64(found.f_frsize)
    }
  }
}

/// A database that stops writing before its disk is full, and goes on by itself once there is room: until then what is there can
/// be read, copied and tidied up.
public struct SparingDatabase: Database {
  private let base: any Database
  private let room: DiskRoom
  private let look: Look
  private let now: @Sendable () -> Instant

  public init(_ base: any Database, room: DiskRoom, now: @escaping @Sendable () -> Instant) {
    self.base = base
    self.room = room
    self.now = now
    look = Look()
  }

  public var dialect: Dialect { base.dialect }

  public func read<Value: Sendable>(
    _ body: @escaping @Sendable (any Connection) throws -> Value
  ) async throws -> Value {
    try await base.read(body)
  }

  public func readInGroup<Value: Sendable>(
    _ body: @escaping @Sendable (any Connection) throws -> Value
  ) async throws -> Value {
    try await base.readInGroup(body)
  }

  public func write<Value: Sendable>(
    _ body: @escaping @Sendable (any Connection) throws -> Value
  ) async throws -> Value {
    try makeSureOfRoom()
    return try await base.write(body)
  }

  public func writeInGroup<Value: Sendable>(
    _ body: @escaping @Sendable (any Connection) throws -> Value
  ) async throws -> Value {
    try makeSureOfRoom()
    return try await base.writeInGroup(body)
  }

  public func writeAlone<Value: Sendable>(
    _ body: @escaping @Sendable (any Connection) throws -> Value
  ) async throws -> Value {
    try makeSureOfRoom()
    return try await base.writeAlone(body)
  }

  public func announcements(on topic: String) -> AsyncStream<Announcement> { base.announcements(on: topic) }
  public func backUp(to path: String) async throws { try await base.backUp(to: path) }
  public func close() async throws { try await base.close() }

  /// Asks the disk at most once a second.
  private func makeSureOfRoom() throws {
    let now = now()
    let hasRoom = look.last.withLock { last in
      if let last, last.at <= now, now < last.at.adding(seconds: 1) { return last.hasRoom }
      let hasRoom = room.free().map { $0 >= room.reserve } ?? true
      last = (now, hasRoom)
      return hasRoom
    }
    guard hasRoom else { throw DatabaseError(.full, detail: "less than \(room.reserve) bytes are free") }
  }

  private final class Look: Sendable {
    let last = Mutex<(at: Instant, hasRoom: Bool)?>(nil)
  }
}
