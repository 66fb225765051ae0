public import Foundation
import Synchronization

/// Folders for tests, all of them under one that goes when the test process ends.
public enum TemporaryFolder {
  private static let root: URL = {
    let root = FileManager.default.temporaryDirectory
      .appending(path: "kompas-tests-\(ProcessInfo.processInfo.processIdentifier)")
    atexit { TemporaryFolder.removeAll() }
    return root
  }()
  private static let count = Atomic(0)

  /// A new and empty folder.
  public static func make() -> URL {
    let folder = root.appending(path: "\(count.wrappingAdd(1, ordering: .relaxed).newValue)")
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      preconditionFailure("\(folder.path): \(error)")
    }
    return folder
  }

  private static func removeAll() {
    do {
      try FileManager.default.removeItem(at: root)
    } catch {
      FileHandle.standardError.write(Data("left behind: \(root.path)\n".utf8))
    }
  }
}
