import Localization
import Mustache
import Values

/// The outermost object of a rendering, where `t` leads to the phrases. A name that reaches it unknown is a name that nobody
/// defined; it is noted as a problem, which fails a test and is logged in production.
///
/// A class, because Mustache copies values and the problems have to come together. It lives for one rendering, on one thread.
final class Frame: MustacheParent {
  let book: Phrasebook
  /// Names without a meaning, phrases without a text, values that can't be printed.
  private(set) var problems: [String] = []

  init(book: Phrasebook) {
    self.book = book
  }

  func note(_ problem: String) {
    problems.append(problem)
  }

  func child(named name: String) -> Any? {
    if name == "t" { return PhraseName(key: "", frame: self) }
    note("nobody defined {{\(name)}}")
    return nil
  }

  /// A value as Mustache is to print it.
  func said(_ value: Any, as name: String) -> Any {
    let mirror = Mirror(reflecting: value)
    if mirror.displayStyle == .optional {
      guard let inside = mirror.children.first?.value else { return Absent() }
      return said(inside, as: name)
    }
    if name.hasSuffix("HTML") { return html(value, as: name) }
    switch value {
    case let text as String: return text
    case let flag as Bool: return flag
    case let message as Message: return say(message)
    case let fact as Message.Fact: return book.write(fact)
    case let text as LocalizedText: return Words(text, in: book.language)
    case let day as Day: return book.day(day)
    case let moment as Instant: return book.moment(moment)
    case let link as Link: return link.path
    case let language as Language: return language.rawValue
    case let model as any ViewModel: return Scope(model, in: self)
    case let list as [Any]: return list.map { said($0, as: name) }
    case let number as any BinaryInteger: return String(number)
    case is any BinaryFloatingPoint:
      note("{{\(name)}} is a bare number: say with how many decimals")
      return Absent()
    case is any Drawing, is SafeHTML:
      note("{{\(name)}} is HTML: its name has to end in HTML")
      return Absent()
    default:
      note("{{\(name)}} is a \(type(of: value)), which can't be printed")
      return Absent()
    }
  }

  func say(_ message: Message) -> String {
    let sentence = book.say(message)
    if sentence.contains("⟦") { note("no phrase for \(sentence)") }
    return sentence
  }

  /// A name that ends in HTML is printed as it is, so what it holds must be safe; anything else is escaped and noted.
  private func html(_ value: Any, as name: String) -> Any {
    switch value {
    case let html as SafeHTML: return html
    case let drawing as any Drawing: return drawing.drawn(in: book)
    default:
      note("{{\(name)}} holds no SafeHTML")
      return SafeHTML(escaping: String(describing: value))
    }
  }
}

/// Words that exist in one language or in both: the reader's where they can be had. `lang` is there only where they are in
/// another language than the page, for the attribute of that name.
struct Words: MustacheParent, MustacheCustomRenderable {
  private let text: String
  private let lang: String?

  init(_ words: LocalizedText, in language: Language) {
    text = words.text(in: language)
    let spoken = words.language(for: language)
    lang = spoken == language ? nil : spoken.rawValue
  }

  func child(named name: String) -> Any? {
    guard name == "lang" else { return nil }
    return lang.map { $0 as Any } ?? Absent()
  }

  // Mustache escapes strings by itself, but not what renders itself.
  var renderText: String { SafeHTML.escape(text) }
  var isNull: Bool { text.isEmpty }
}

/// The key of a phrase, on its way: `t.surveys.index.title`, one step at a time.
struct PhraseName: MustacheParent, MustacheCustomRenderable {
  let key: String
  let frame: Frame

  func child(named name: String) -> Any? {
    PhraseName(key: key.isEmpty ? name : key + "." + name, frame: frame)
  }

  var renderText: String { frame.say(Message(key)) }
  var isNull: Bool { false }
}

/// A name with names of its own, of which none may be misspelt.
struct Namespace: MustacheParent {
  let name: String
  let scope: Scope
  let frame: Frame

  func child(named inner: String) -> Any? {
    if let value = scope.child(named: inner) { return value }
    frame.note("nobody defined {{\(name).\(inner)}}")
    return nil
  }
}
