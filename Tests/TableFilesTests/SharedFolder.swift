import Foundation
import TestKit
import Testing

/// The material that lies beside the project. It may be absent; tests that need it are then skipped.
enum SharedFolder {
  private static let path = Shared.folder(named: "data")?.path

  static var isThere: Bool { path != nil }

  static func file(_ name: String) throws -> String { try #require(path) + "/" + name }

  static func reference(_ folder: String) throws -> [String: Any] {
    let data = try Data(contentsOf: URL(fileURLWithPath: file(folder + "/reference.json")))
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }
}

extension Trait where Self == ConditionTrait {
  static var needsShared: Self { .enabled("../shared is not there", { SharedFolder.isThere }) }
}
