import Foundation
import Synchronization
import TestKit
import Testing

/// A `faultbench` that runs, and what it said so far.
final class Victim: Sendable {
  private let process: Process
  private let heard = Mutex(Data())
  private let isSilent = Mutex(false)

  /// - Parameter wrapper: a command that runs it, such as `strace` with its options.
  init(_ arguments: [String], under wrapper: [String] = []) throws {
    let program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "faultbench").path
    try #require(FileManager.default.isExecutableFile(atPath: program), "faultbench was not built: \(program)")
    process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = wrapper + [program] + arguments
    process.standardError = FileHandle.nullDevice
    let output = Pipe()
    process.standardOutput = output
    try process.start()
    let reader = Thread { [self] in
      while true {
        let more = output.fileHandleForReading.availableData
        if more.isEmpty { break }
        heard.withLock { $0 += more }
      }
      isSilent.withLock { $0 = true }
    }
    reader.start()
  }

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
  }

  /// Whole lines only: the last may have been cut off.
  var lines: [[Substring]] {
    let text = heard.withLock { String(decoding: $0, as: UTF8.self) }
    return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map { $0.split(separator: " ") }
  }

  func said(_ word: String) -> [String] {
    lines.filter { $0.first.map(String.init) == word }.compactMap { $0.dropFirst().first.map(String.init) }
  }

  /// Waits until it has said so many words of this kind, or a quarter of a minute.
  func hears(_ word: String, atLeast count: Int = 1) async throws {
    let began = ContinuousClock.now
    while lines.filter({ $0.first.map(String.init) == word }).count < count {
      try #require(ContinuousClock.now - began < .seconds(15), "It said \(lines.count) lines, not \(count) of \(word)")
      try await Task.sleep(for: .milliseconds(2))
    }
  }

  /// Ends it as a power failure would, and hears out what it had said.
  func killNow() async throws {
    kill(process.processIdentifier, SIGKILL)
    try await end()
  }

  /// Waits for its end.
  func end() async throws {
    let began = ContinuousClock.now
    while process.isRunning || !isSilent.withLock({ $0 }) {
      try #require(ContinuousClock.now - began < .seconds(15), "It does not end")
      try await Task.sleep(for: .milliseconds(2))
    }
  }
}

/// How often a fault is repeated: a few times in `make test`, `KOMPAS_FAULT_CYCLES=100` for a release.
let cycles = ProcessInfo.processInfo.environment["KOMPAS_FAULT_CYCLES"].flatMap { Int($0) } ?? 5
