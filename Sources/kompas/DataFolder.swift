import Foundation
import Values

/// The folder in which Kompas keeps what it must not lose: the database, the key that signs forms, imported files.
struct DataFolder: Sendable {
  let path: String

  var database: String { path + "/kompas.sqlite" }
  var settings: String { path + "/kompas.json" }
  var imports: String { path + "/imports" }
  /// Who was erased, to do it again when an older backup comes back.
  var erased: String { path + "/erased.jsonl" }
  /// Where the columns lie from which Kompas starts: they can always be made again.
  var columns: String { path + "/columns" }
  /// Stands only in a folder that was made for a demo: without it nobody can sign in with one click.
  var demoMark: String { path + "/this-is-a-demo" }

  var exists: Bool { FileManager.default.fileExists(atPath: database) }
  var isDemo: Bool { FileManager.default.fileExists(atPath: demoMark) }

  func make() throws {
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    try FileManager.default.createDirectory(atPath: imports, withIntermediateDirectories: true)
  }

  /// The installation's own secret of 32 bytes, made the first time.
  func secret() throws -> [UInt8] {
    let file = path + "/secret"
    if let kept = FileManager.default.contents(atPath: file), kept.count == 32 { return [UInt8](kept) }
    var generator = SystemRandomNumberGenerator()
    let made = (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) }
    guard
      FileManager.default.createFile(atPath: file, contents: Data(made), attributes: [.posixPermissions: 0o600])
    else { throw CocoaError(.fileWriteUnknown) }
    return made
  }
}
