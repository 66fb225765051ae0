import Foundation
import Testing

/// What the compiler can't keep of docs/architecture.md.
@Suite struct HouseTests {
  /// What each room may import besides Foundation and the standard library. A room that isn't here does not exist.
  private static let mayImport: [String: Set<String>] = [
    "Values": [],
    "Localization": ["Values"],
    "Statistics": [],
    "QMethod": ["Statistics"],
    "Columns": ["CColumnKernels"],
    "TableFiles": ["CLibArchive", "CReadStat", "CXLSXWriter"],
    "Persistence": ["Values"],
    "SQLiteDriver": ["CSQLiteSettings", "GRDB", "GRDBSQLite", "Persistence"],
    "PostgresDriver": ["CLibPQ", "Persistence"],
    "People": ["CArgon2", "Crypto", "Persistence", "TableFiles", "Values"],
    "Listen": ["CStemmer", "Crypto", "People", "Persistence", "TableFiles", "Values"],
    "Understand": ["Columns", "Listen", "People", "Persistence", "Statistics", "TableFiles", "Values"],
    "Activate": ["Crypto", "Listen", "People", "Persistence", "Statistics", "TableFiles", "Understand", "Values"],
    "Act": ["Activate", "Crypto", "Listen", "People", "Persistence", "Statistics", "Understand", "Values"],
    "Anchor": ["Act", "Activate", "Listen", "People", "Persistence", "Statistics", "Understand", "Values"],
    "Schema": ["Act", "Activate", "Anchor", "Jobs", "Listen", "People", "Persistence", "Understand", "Delivery"],
    "Demo": ["Act", "Activate", "Anchor", "Listen", "People", "Persistence", "Understand", "Values"],
    "Jobs": ["Logging", "Persistence", "ServiceLifecycle", "Values"],
    "Delivery": ["CLibCurl", "Jobs", "Persistence", "Values"],
  ]
  private static let everywhere: Set<String> = [
    "Foundation", "Synchronization", "Glibc", "Musl", "Darwin", "Dispatch",
  ]

  @Test func everyRoomImportsOnlyWhatStandsBelowIt() throws {
    for file in try Project.swiftFiles(in: "Sources") {
      guard let allowed = Self.mayImport[file.room] else { continue }
      for line in file.lines {
        guard let imported = Self.imported(line) else { continue }
        #expect(
          allowed.contains(imported) || Self.everywhere.contains(imported), "\(file.path) imports \(imported)")
      }
    }
  }

  @Test func everyRoomIsInThePlan() throws {
    let free: Set = ["Web", "kompas"]
    let rooms = Set(try Project.swiftFiles(in: "Sources").map(\.room))
    #expect(rooms.subtracting(Self.mayImport.keys).subtracting(free) == [], "rooms without a place in the plan")
  }

  @Test func onlyWebAndTheProgramKnowHTTP() throws {
    for file in try Project.swiftFiles(in: "Sources") where file.room != "Web" && file.room != "kompas" {
      #expect(!file.text.contains("import Hummingbird"), "\(file.path)")
    }
  }

  @Test func webAsksUseCasesAndNeverTheDatabase() throws {
    for file in try Project.swiftFiles(in: "Sources/Web") {
      #expect(!file.text.contains("SELECT "), "\(file.path) holds SQL")
    }
  }

  @Test func onlyTablesHoldSQL() throws {
    let verbs = ["People", "Listen", "Understand", "Activate", "Act", "Anchor"]
    for file in try Project.swiftFiles(in: "Sources") where verbs.contains(file.room) {
      guard !file.name.hasSuffix("Table.swift") else { continue }
      let found = file.lines.first { line in
        !line.contains("///") && ["SELECT ", "INSERT INTO ", "UPDATE ", "DELETE FROM "].contains { line.contains($0) }
      }
      #expect(found == nil, "\(file.path): \(found ?? "")")
    }
  }

  @Test func nothingIsLeftForLater() throws {
    for file in try Project.swiftFiles(in: "Sources") {
      for word in ["TO" + "DO", "FIX" + "ME", "fatalError(\"", "try!"] {
        #expect(!file.text.contains(word), "\(file.path) says \(word)")
      }
    }
  }

  private static func imported(_ line: Substring) -> String? {
    let words = line.split(separator: " ")
    guard let place = words.firstIndex(of: "import"), place <= 1, words.count > place + 1,
      place == 0 || ["public", "internal", "private", "package", "@testable", "fileprivate"].contains(words[0])
    else { return nil }
    return words[place + 1].split(separator: ".").first.map(String.init)
  }
}
