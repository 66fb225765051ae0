public import Foundation
import Testing

/// A disk so small that it is soon full. Only root may mount one.
public struct SmallDisk {
  public let folder: URL

  /// Cancels the test where this account may not mount one.
  public init(megabytes: Int) throws {
    folder = TemporaryFolder.make()
    let status = try Self.run("mount", ["-t", "tmpfs", "-o", "size=\(megabytes)m", "tmpfs", folder.path])
    if status != 0 { try Test.cancel("This account may not mount a small disk.") }
  }

  /// Bytes that are free.
  public var free: Int {
    var found = statvfs()
    return statvfs(folder.path, &found) == 0 ? Int(found.f_bavail) * Int(found.f_frsize) : 0
  }

  public func remove() {
    do {
      let status = try Self.run("umount", ["--lazy", folder.path])
      #expect(status == 0)
    } catch {
      Issue.record(error)
    }
  }

  private static func run(_ program: String, _ arguments: [String]) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [program] + arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.start()
    process.awaitEnd()
    return process.terminationStatus
  }
}
