import Foundation
import Localization
import Testing
import Values

@testable import Web

/// Every example of every page, in both languages.
private struct Showing: Sendable, CustomTestStringConvertible {
  let page: any Page
  let name: String
  let language: Language

  var testDescription: String { "\(type(of: page)) \(name) \(language)" }

  static let all: [Showing] = Gallery.pages.flatMap { type in
    type.anyExamples.sorted { $0.key < $1.key }.flatMap { name, page in
      Language.allCases.map { Showing(page: page, name: name, language: $0) }
    }
  }
}

private let sources = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../Sources/Web")
  .standardized

private func files(_ ending: String) throws -> [(path: String, text: String)] {
  let found = FileManager.default.enumerator(atPath: sources.path())?.compactMap { $0 as? String } ?? []
  return try found.filter { $0.hasSuffix(ending) }.sorted()
    .map { ($0, try String(contentsOf: sources.appending(path: $0), encoding: .utf8)) }
}

@Suite struct TemplateTests {
  @Test(arguments: Showing.all) private func everyNameInATemplateMeansSomething(showing: Showing) throws {
    let (html, problems) = try TestSite.render(showing.page, showing.language)
    #expect(problems.isEmpty)
    #expect(html.hasPrefix("<!doctype html>"))
    #expect(html.contains("<html lang=\"\(showing.language.rawValue)\">"))
    #expect(html.utf8.count < 200_000)
  }

  @Test(arguments: Showing.all) private func everyPageHasOneMainHeadingAndUniqueIDs(showing: Showing) throws {
    let html = try TestSite.render(showing.page, showing.language).html
    #expect(html.ranges(of: "<h1").count == 1)
    let ids = html.matches(of: /\sid="([^"]*)"/).map { String($0.output.1) }
    #expect(
      ids.count == Set(ids).count,
      "ids that stand twice: \(Dictionary(grouping: ids, by: \.self).filter { $1.count > 1 }.keys)")
    #expect(!html.contains(" style="), "the policy of the site blocks style attributes")
    #expect(!html.contains("<script>") && html.matches(of: /\son[a-z]+="/).isEmpty)
  }

  @Test func everyPageIsInTheGalleryWithExamples() throws {
    let listed = Set(Gallery.pages.map { "\($0)" })
    for (path, text) in try files(".swift") {
      for match in text.matches(of: /struct (\w+): (?:\w+, )*Page\b/) {
        #expect(listed.contains(String(match.output.1)), "\(path): \(match.output.1) is not in Gallery.pages")
      }
    }
    for page in Gallery.pages { #expect(!page.anyExamples.isEmpty, "\(page) has no examples") }
  }

  @Test func triplesBracesOnlyHoldNamesOfHTML() throws {
    for (path, text) in try files(".mustache") {
      for match in text.matches(of: /\{\{\{\s*([\w.]+)\s*\}\}\}|\{\{&\s*([\w.]+)/) {
        let name = match.output.1 ?? match.output.2 ?? ""
        #expect(name.hasSuffix("HTML"), "\(path): {{{\(name)}}}")
      }
    }
  }

  /// Mustache prints a misspelt name after a dot as nothing, so dots are for the two names that notice.
  @Test func dotsInTemplatesLeadToPhrasesOrTheSite() throws {
    for (path, text) in try files(".mustache") {
      for match in text.matches(of: /\{\{[#^\/&]?\s*(\w+)\.[\w.]+\s*\}\}/) {
        #expect(["t", "site"].contains(String(match.output.1)), "\(path): \(match.output.0)")
      }
    }
  }

  @Test func everyPostingFormCarriesItsProof() throws {
    for (path, text) in try files(".mustache") {
      for piece in text.split(separator: "<form ").dropFirst() {
        let form = piece.prefix(while: { $0 != "\u{0}" }).components(separatedBy: "</form>")[0]
        guard form.contains("method=\"post\"") else { continue }
        let isUpload = form.contains("multipart/form-data")
        let isCookieless = form.contains("data-cookieless")
        #expect(
          isUpload ? form.contains("csrf={{site.proof}}") : isCookieless || form.contains("{{>parts/proof}}"),
          "\(path): a form without {{>parts/proof}}"
        )
      }
    }
  }

  @Test func aPageCanBeOneFileThatNeedsNothingElse() throws {
    for page in ChartsPage.examples.values {
      let (html, problems) = try TestSite.renderer.paper(page, book: TestSite.renderer.book(.nl))
      #expect(problems.isEmpty)
      #expect(html.contains("@layer tokens") && !html.contains("/assets/") && !html.contains("<script"))
    }
  }

  @Test func aRoleSeesOnlyTheVerbsThatItCanUse() throws {
    let open = Verb.allCases.filter { $0.isOpen(to: TestSite.alice) }
    #expect(open == [.understand, .act, .anchor])
    let html = try TestSite.render(try #require(ErrorPage.examples["fault"]), .nl).html
    #expect(html.contains("Begrijpen</a>") && !html.contains("Luisteren</a>"))
  }

  @Test func aMisspeltNameIsFound() throws {
    struct Wrong: Page {
      static let template = "kit/error"
      static let examples: [String: Wrong] = [:]
      let title = Message("kit.gallery.title")
    }
    let problems = try TestSite.render(Wrong(), .nl).problems
    #expect(problems.contains("nobody defined {{explanation}}"))
  }

  @Test func aNumberWithoutDecimalsIsFound() {
    let frame = Frame(book: TestSite.renderer.book(.nl))
    #expect(frame.said(7.6, as: "mean") is Absent)
    #expect(frame.said("<b>", as: "chartHTML") as? SafeHTML == SafeHTML(safe: "&lt;b&gt;"))
    #expect(frame.problems.count == 2)
  }

  @Test func anAbsentValueEndsTheSearch() throws {
    struct Inner: ViewModel { let title: String? }
    let scope = Scope(Inner(title: nil), in: Frame(book: TestSite.renderer.book(.nl)))
    #expect(scope.child(named: "title") is Absent)
    #expect(scope.child(named: "other") == nil)
  }
}

@Suite struct PhraseFileTests {
  @Test func bothLanguagesHaveTheSameKeysAndPlaceholders() {
    let nl = TestSite.renderer.phrases.placeholders(.nl)
    let en = TestSite.renderer.phrases.placeholders(.en)
    #expect(Set(nl.keys).subtracting(en.keys).isEmpty, "only in Dutch")
    #expect(Set(en.keys).subtracting(nl.keys).isEmpty, "only in English")
    for (key, names) in nl { #expect(en[key] == names, "\(key) holds other names") }
  }

  /// Keys that Swift writes as a whole; those that it puts together are met by the examples.
  @Test func everyMessageHasAPhrase() throws {
    let known = TestSite.renderer.phrases.placeholders(.nl)
    let features = Set(known.keys.compactMap { $0.split(separator: ".").first })
    let root = sources.appending(path: "..").standardized
    let paths = FileManager.default.enumerator(atPath: root.path())?.compactMap { $0 as? String } ?? []
    var count = 0
    for path in paths where path.hasSuffix(".swift") || path.hasSuffix(".mustache") {
      let text = try String(contentsOf: root.appending(path: path), encoding: .utf8)
      let inSwift = text.matches(of: /(?:Message\(|say\(|\.phrase\()\s*"([a-zA-Z]\w*(?:\.\w+)+)"/).map {
        String($0.output.1)
      }
      let inTemplates =
        path.hasSuffix(".mustache") ? text.matches(of: /\{\{t\.([\w.]+)\}\}/).map { String($0.output.1) } : []
      for key in inSwift + inTemplates where features.contains(key.prefix { $0 != "." }) {
        count += 1
        let isKnown = ["", ".one", ".title"].contains { known[key + $0] != nil }
        #expect(isKnown, "\(path): no phrase \(key)")
      }
    }
    #expect(count > 40)
  }

  @Test func noKeyStandsTwiceInAFile() throws {
    for (path, text) in try files(".json") {
      let keys = text.matches(of: /"([a-zA-Z0-9_.-]+)"\s*:\s*"/).map { String($0.output.1) }
      #expect(keys.count == Set(keys).count, "\(path)")
    }
  }

  /// A key may also be used by its beginning, where its end comes from an enumeration: `"kit.verbs.\(rawValue)"`.
  @Test func everyKeyIsUsed() throws {
    let root = sources.appending(path: "..").standardized
    let paths = FileManager.default.enumerator(atPath: root.path())?.compactMap { $0 as? String } ?? []
    var words: Set<String> = []
    var beginnings: Set<String> = []
    for path in paths where path.hasSuffix(".swift") || path.hasSuffix(".mustache") {
      let text = try String(contentsOf: root.appending(path: path), encoding: .utf8)
      for match in text.matches(of: /[a-zA-Z]\w*(?:\.\w+)+/) { words.insert(String(match.output)) }
      for match in text.matches(of: /"([a-zA-Z]\w*(?:\.\w+)*\.)\\\(/) { beginnings.insert(String(match.output.1)) }
    }
    for key in TestSite.renderer.phrases.placeholders(.nl).keys {
      var bare = key
      for ending in [".one", ".other", ".title", ".text"] where bare.hasSuffix(ending) { bare.removeLast(ending.count) }
      let isUsed =
        words.contains(key) || words.contains(bare) || words.contains("t." + key)
        || beginnings.contains { key.hasPrefix($0) }
      #expect(isUsed, "\(key) is used nowhere")
    }
  }
}
