import Foundation
import Persistence
import Synchronization

/// Backing up and restoring with PostgreSQL's own programs, which know every version of the server.
struct PostgresBackup {
  private let connection: ConnectionString

  init(_ connection: ConnectionString) {
    self.connection = connection
  }

  /// The file appears under its name only when it is whole and on disk.
  func make(at path: String) async throws {
    let unfinished = path + ".unfinished"
    let database = "--dbname=\(connection.withoutPassword)"
    try await run("pg_dump", ["--format=custom", "--no-owner", "--file=\(unfinished)", database])
    try await run("pg_restore", ["--list", "--file=/dev/null", unfinished])
    try FinishedFile.publish(unfinished, as: path)
  }

  func restore(from path: String) async throws {
    try await run(
      "pg_restore",
      ["--no-owner", "--single-transaction", "--exit-on-error", "--dbname=\(connection.withoutPassword)", path])
  }

  private func run(_ program: String, _ arguments: [String]) async throws {
    let process = Foundation.Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    var environment = ProcessInfo.processInfo.environment
    environment["PGPASSWORD"] = connection.password
    process.environment = environment
    let complaints = Pipe()
    process.standardOutput = FileHandle.nullDevice
    process.standardError = complaints
    let status: Int32 = try await withCheckedThrowingContinuation { continuation in
      process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
      do {
        try process.run()
      } catch {
        process.terminationHandler = nil
        continuation.resume(throwing: error)
      }
    }
    guard status == 0 else {
      // These programs say little, so it waits in the pipe.
      let said = String(decoding: complaints.fileHandleForReading.availableData, as: UTF8.self)
      throw DatabaseError(.other, detail: "\(program): \(said)")
    }
  }
}
