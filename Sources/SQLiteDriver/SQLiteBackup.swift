import Dispatch
import Foundation
import GRDB
import Persistence

extension SQLiteDatabase {
  public func backUp(to path: String) async throws {
    let writer = writer
    try await Self.onOwnThread {
      let unfinished = path + ".unfinished"
      try Self.removeDatabase(unfinished)
      try Self.translating {
        let copy = try DatabaseQueue(path: unfinished)
        try writer.backup(to: copy)
        try Self.check(copy)
        try copy.close()
      }
      try FinishedFile.publish(unfinished, as: path)
    }
  }

  /// Puts a copy of a backup in the place of a database that no process has open. What was there is kept beside it, under the
  /// name `….before-restore`. Throws where the backup is damaged, and then nothing has changed.
  public static func restore(from backup: String, to path: String) async throws {
    try await onOwnThread {
      let lock = try ProcessLock(path: path + ".lock")
      defer { lock.release() }
      let unfinished = path + ".unfinished"
      try removeDatabase(unfinished)
      try FileManager.default.copyItem(atPath: backup, toPath: unfinished)
      try translating {
        let copy = try DatabaseQueue(path: unfinished)
        try check(copy)
        try copy.close()
      }
      if FileManager.default.fileExists(atPath: path) {
        try setAside(path)
      }
      try FinishedFile.publish(unfinished, as: path)
    }
  }

  /// The log of the old file must never meet the new one, so the old one is made whole before it moves.
  private static func setAside(_ path: String) throws {
    let old = path + ".before-restore"
    try removeDatabase(old)
    for suffix in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: path + suffix) {
      try FileManager.default.moveItem(atPath: path + suffix, toPath: old + suffix)
    }
  }

  private static func removeDatabase(_ path: String) throws {
    for suffix in ["", "-wal", "-shm", "-journal"] where FileManager.default.fileExists(atPath: path + suffix) {
      try FileManager.default.removeItem(atPath: path + suffix)
    }
  }

  private static func check(_ copy: DatabaseQueue) throws {
    let verdict = try copy.read { try String.fetchOne($0, sql: "PRAGMA integrity_check(1)") }
    guard verdict == "ok" else {
      throw Persistence.DatabaseError(.other, detail: "The copy is damaged: \(verdict ?? "no verdict")")
    }
  }

  private static func translating<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as GRDB.DatabaseError {
      throw Persistence.DatabaseError(error)
    }
  }

  /// Copying and checking a file blocks a thread for as long as it takes; it shall not be one that serves requests.
  private static func onOwnThread(_ work: @escaping @Sendable () throws -> Void) async throws {
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global(qos: .utility).async { continuation.resume(with: Result { try work() }) }
    }
  }
}
