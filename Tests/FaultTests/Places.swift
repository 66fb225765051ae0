import Foundation
import TestKit
import Testing

/// A PostgreSQL of the test's own, that may be killed.
struct PrivateServer {
  let address: String
  private let folder: URL

  init() throws {
    guard ProcessInfo.processInfo.environment[Engine.postgresVariable] != nil, let root = Project.root else {
      try Test.cancel("No PostgreSQL to test with: \(Engine.postgresVariable) is not set. See scripts/postgres.")
    }
    let shared = FileManager.default.isWritableFile(atPath: "/dev/shm") ? "/dev/shm" : "/tmp"
    folder = URL(filePath: shared).appending(path: "kompas-fault-\(ProcessInfo.processInfo.processIdentifier)")
    let output = Pipe()
    let status = try run(root.appending(path: "scripts/postgres").path, ["start", folder.path], output: output)
    try #require(status == 0)
    address = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  func crash() throws { try control("crash") }
  func resume() throws { try control("resume") }

  func remove() {
    do { try control("stop") } catch { Issue.record(error) }
  }

  private func control(_ command: String) throws {
    let root = try #require(Project.root)
    let status = try run(root.appending(path: "scripts/postgres").path, [command, folder.path])
    try #require(status == 0, "scripts/postgres \(command)")
  }
}

/// Runs a short program to its end and gives its exit status.
private func run(_ program: String, _ arguments: [String], output: Pipe? = nil) throws -> Int32 {
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = [program] + arguments
  process.standardOutput = output ?? FileHandle.nullDevice
  process.standardError = FileHandle.nullDevice
  process.standardInput = FileHandle.nullDevice
  try process.start()
  process.awaitEnd()
  return process.terminationStatus
}
