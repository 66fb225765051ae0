import Foundation

/// The project's own files, as its rules see them.
enum Project {
  static let root: URL = {
    var folder = URL(filePath: #filePath).deletingLastPathComponent()
    while folder.path != "/", !FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path) {
      folder.deleteLastPathComponent()
    }
    return folder
  }()

  struct File: Sendable {
    /// From the root: `Sources/People/Units/Unit.swift`.
    let path: String
    let text: String

    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
    /// The room that it is in: `People`.
    var room: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }
    var name: String { path.split(separator: "/").last.map(String.init) ?? "" }
  }

  static func swiftFiles(in folder: String) throws -> [File] {
    let base = root.appending(path: folder)
    guard let walk = FileManager.default.enumerator(at: base, includingPropertiesForKeys: nil) else { return [] }
    return try walk.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }.map { url in
      File(
        path: folder + url.path.dropFirst(base.path.count), text: try String(contentsOf: url, encoding: .utf8))
    }.sorted { $0.path < $1.path }
  }
}
