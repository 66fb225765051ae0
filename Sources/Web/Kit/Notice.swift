import Foundation
import Localization
import Values

/// What an action did, said once on the next page, with the way back where there is one.
struct Notice: ViewModel {
  let message: Message
  let undo: Link?

  init(message: Message, undo: Link? = nil) {
    self.message = message
    self.undo = undo
  }
}

extension Notice {
  private struct Letter: Codable {
    let key: String
    let texts: [String: String]
    let counts: [String: Int]
    let undo: String?
  }

  /// Written for a cookie, sealed, so that nobody can put words in our mouth.
  func cookie(_ site: Site) -> String {
    var texts: [String: String] = [:]
    var counts: [String: Int] = [:]
    let book = site.renderer.book(.nl)
    for (name, fact) in message.facts {
      if case .count(let count) = fact {
        counts[name] = count
      } else {
        texts[name] = String(book.write(fact).prefix(200))
      }
    }
    do {
      let json = try JSONEncoder().encode(Letter(key: message.key, texts: texts, counts: counts, undo: undo?.path))
      let text = json.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
      return text + "." + site.seal("notice " + text)
    } catch {
      // Texts and counts always encode; a notice that doesn't is not worth an error page.
      return ""
    }
  }

  init?(cookie: String, site: Site) {
    let parts = cookie.split(separator: ".")
    guard parts.count == 2, site.isSeal(String(parts[1]), of: "notice \(parts[0])") else { return nil }
    var base64 = String(parts[0]).replacing("-", with: "+").replacing("_", with: "/")
    base64 += String(repeating: "=", count: (4 - base64.count % 4) % 4)
    guard let json = Data(base64Encoded: base64) else { return nil }
    do {
      let letter = try JSONDecoder().decode(Letter.self, from: json)
      var facts = letter.texts.mapValues { Message.Fact.text($0) }
      for (name, count) in letter.counts { facts[name] = .count(count) }
      self.init(message: Message(letter.key, facts), undo: letter.undo.flatMap { Link(local: $0) })
    } catch {
      return nil
    }
  }
}
