public import Foundation

/// The files that come with the assignment and not with the project: `$KOMPAS_SHARED`, else `shared` beside the project.
///
/// Tests that need them say so: `@Test(.enabled(if: Shared.has("data/sfo-airport-2017"), Shared.missing))`.
public enum Shared {
  public static let missing = "The shared files are not on this machine; see KOMPAS_SHARED."

  /// A folder or file in it, or nothing where it is absent.
  public static func folder(named path: String) -> URL? {
    guard let root else { return nil }
    let found = root.appending(path: path)
    return FileManager.default.fileExists(atPath: found.path) ? found : nil
  }

  public static func has(_ path: String) -> Bool { folder(named: path) != nil }

  private static let root: URL? = {
    if let given = ProcessInfo.processInfo.environment["KOMPAS_SHARED"] { return URL(filePath: given) }
    return Project.root?.deletingLastPathComponent().appending(path: "shared")
  }()
}

/// The project that the tests belong to.
public enum Project {
  /// The folder with `Package.swift` and `Sources`, `$KOMPAS_ROOT` where it is given, or nothing where the sources are gone.
  public static let root: URL? = {
    if let given = ProcessInfo.processInfo.environment["KOMPAS_ROOT"] { return URL(filePath: given) }
    var folder = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    while folder.path != "/" {
      if FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path) { return folder }
      folder.deleteLastPathComponent()
    }
    return nil
  }()
}
