import Foundation
import Hummingbird
import Localization
import Mustache
import Values

/// Turns pages into HTML: templates, phrases and the addresses of styles and scripts, read once at the start.
public struct Renderer: Sendable {
  private(set) var templates: MustacheLibrary
  let phrases: Phrases
  let assets: Assets

  /// Reads the templates, phrases and assets that are built in.
  public init() throws {
    let resources = Bundle.module.bundleURL
    phrases = try Phrases(directory: resources.appending(path: "Phrases").path())
    assets = try Assets(directory: resources.appending(path: "Public"))
    templates = try Self.templates(under: resources.appending(path: "Templates"))
  }

  /// What is wrong with what was built in.
  enum Fault: Error {
    case unreadableTemplate(String, any Error)
    case noTemplate(String)
  }

  func book(_ language: Language, zone: Zone = .amsterdam) -> Phrasebook {
    phrases.book(language, zone: zone)
  }

  /// The HTML of a page, and what was wrong with its template or its phrases.
  func render(
    _ page: any Page, book: Phrasebook, surroundings: [String: any ViewModel]
  ) throws -> (html: String, problems: [String]) {
    let frame = Frame(book: book)
    let template = type(of: page).template
    guard let found = templates.getTemplate(named: template) else { throw Fault.noTemplate(template) }
    let around = surroundings.mapValues { Scope($0, in: frame) }
    let stage = Stage(page: Scope(page, in: frame), surroundings: around, frame: frame)
    return (found.render(stage, library: templates), frame.problems)
  }

  /// A page as one file that needs nothing else: to be kept, mailed or printed. Its layout is `paper` instead of the site's.
  func paper(_ page: any Page, book: Phrasebook) throws -> (html: String, problems: [String]) {
    guard let paper = templates.getTemplate(named: "paper") else { throw Fault.noTemplate("paper") }
    var renderer = self
    renderer.templates.register(paper, named: "site")
    let sheet = assets["style.css"].map { String(buffer: $0.bytes) } ?? ""
    return try renderer.render(
      page, book: book,
      surroundings: [
        "site": Paper(language: book.language, title: page.title, window: page.window, styleHTML: SafeHTML(safe: sheet))
      ]
    )
  }

  private struct Paper: ViewModel {
    let language: Language
    let title: Message
    let window: [Message]
    let styleHTML: SafeHTML
  }

  private static func templates(under folder: URL) throws -> MustacheLibrary {
    var library = MustacheLibrary()
    let root = folder.standardizedFileURL.path()
    guard let files = FileManager.default.enumerator(atPath: root) else { throw Fault.noTemplate(root) }
    for case let path as String in files where path.hasSuffix(".mustache") {
      do {
        let text = try String(contentsOfFile: root + "/" + path, encoding: .utf8)
        try library.register(text, named: String(path.dropLast(".mustache".count)))
      } catch {
        throw Fault.unreadableTemplate(path, error)
      }
    }
    return library
  }
}

/// The page, what stands around it under its own names (`site`), and the frame behind them.
private struct Stage: MustacheParent {
  let page: Scope
  let surroundings: [String: Scope]
  let frame: Frame

  func child(named name: String) -> Any? {
    if let value = page.child(named: name) { return value }
    if let scope = surroundings[name] { return Namespace(name: name, scope: scope, frame: frame) }
    return frame.child(named: name)
  }
}
