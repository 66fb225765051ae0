import Foundation
import Testing

/// The material that lies beside the project. It may be absent; tests that need it are then skipped.
enum SharedFolder {
  static let path: String? = {
    if let root = ProcessInfo.processInfo.environment["KOMPAS_ROOT"] {
      let shared = root + "/../shared"
      if FileManager.default.fileExists(atPath: shared) { return shared }
    }
    var folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    while folder.path.count > 1 {
      folder.deleteLastPathComponent()
      let isRoot = FileManager.default.fileExists(atPath: folder.appendingPathComponent("Package.swift").path)
      if isRoot {
        let shared = folder.appendingPathComponent("../shared").standardizedFileURL.path
        if FileManager.default.fileExists(atPath: shared) { return shared }
      }
    }
    return nil
  }()

  static var isThere: Bool { path != nil }

  static func file(_ name: String) throws -> String { try #require(path) + "/data/" + name }

  static func reference(_ folder: String) throws -> [String: Any] {
    let data = try Data(contentsOf: URL(fileURLWithPath: file(folder + "/reference.json")))
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }
}

extension Trait where Self == ConditionTrait {
  static var needsShared: Self { .enabled("../shared is not there", { SharedFolder.isThere }) }
}
