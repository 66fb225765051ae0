import Foundation
import TestKit
import Testing

/// A `kompas` that runs, and what it said so far.
final class Program {
  private let process = Process()
  private let out: URL
  private let err: URL

  init(_ arguments: [String]) throws {
    let program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "kompas").path
    try #require(FileManager.default.isExecutableFile(atPath: program), "kompas was not built: \(program)")
    // Files and no pipes: nobody has to read while it runs.
    let folder = TemporaryFolder.make()
    (out, err) = (folder.appending(path: "out"), folder.appending(path: "err"))
    for file in [out, err] { _ = FileManager.default.createFile(atPath: file.path, contents: nil) }
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: out)
    process.standardError = try FileHandle(forWritingTo: err)
    try process.start()
  }

  deinit { kill() }

  var output: String {
    FileManager.default.contents(atPath: out.path).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
  var errors: String {
    FileManager.default.contents(atPath: err.path).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
  /// The exit code; nil while it runs, and when a signal ended it.
  var status: Int32? {
    process.isRunning || process.terminationReason != .exit ? nil : process.terminationStatus
  }

  /// Whether one line of its progress is like this, within a minute.
  func hears(_ isRight: (String) -> Bool) -> Bool {
    for _ in 0..<6_000 {
      if errors.split(separator: "\n").contains(where: { isRight(String($0)) }) { return true }
      guard process.isRunning else { return false }
      usleep(10_000)
    }
    return false
  }

  func end() -> Program {
    process.awaitEnd()
    return self
  }

  /// As a power failure would.
  func kill() {
    guard process.isRunning else { return }
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.awaitEnd()
  }
}
