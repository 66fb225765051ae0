import Foundation
import Synchronization

/// Documents by the text that they are stored as. Every page of results needs some, and decoding one of forty questions takes as
/// long as everything that is counted on the page. Equal texts are equal documents, so that nothing here is ever out of date.
enum DecodedDocuments {
  private static let most = 200
  private static let known = Mutex<[String: SurveyDocument]>([:])

  static func document(_ text: String) throws -> SurveyDocument {
    if let found = known.withLock({ $0[text] }) { return found }
    let decoded = try JSONDecoder().decode(SurveyDocument.self, from: Data(text.utf8))
    known.withLock { known in
      if known.count >= most { known.removeAll() }
      known[text] = decoded
    }
    return decoded
  }
}
