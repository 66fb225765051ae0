import Foundation
import Localization
import QMethod
import TestKit
import Testing
import Values

@Suite(.enabled(if: Project.root != nil, "the sources are not on this machine"))
struct QPhraseTests {
  private func phrases() throws -> Phrases {
    let root = try #require(Project.root)
    return try Phrases(directory: root.appending(path: "Sources/kompas/Phrases").path)
  }

  @Test func bothLanguagesHaveTheSameKeysAndPlaceholders() throws {
    let phrases = try phrases()
    let (nl, en) = (phrases.placeholders(.nl), phrases.placeholders(.en))
    #expect(!nl.isEmpty && Set(nl.keys) == Set(en.keys))
    for (key, names) in nl { #expect(en[key] == names, "\(key)") }
  }

  @Test func everyMessageHasAPhraseAndEveryPhraseIsUsed() throws {
    let keys = Set(try phrases().placeholders(.nl).keys)
    let root = try #require(Project.root).appending(path: "Sources/kompas/Commands/Q")
    var used: Set<String> = []
    for name in try FileManager.default.contentsOfDirectory(atPath: root.path) {
      let text = try String(contentsOf: root.appending(path: name), encoding: .utf8)
      used.formUnion(text.matches(of: /"(q\.[\w.]*\w)"/).map { String($0.output.1) })
    }
    used.formUnion(QMalformation.allCases.map { "q.malformed.\($0.rawValue)" })
    #expect(used.subtracting(keys) == [], "messages without a phrase")
    let built = keys.filter { $0.hasPrefix("q.retention.") }
    #expect(keys.subtracting(used).subtracting(built) == [], "phrases that nobody says")
  }
}
