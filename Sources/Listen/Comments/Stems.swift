import CStemmer
import Foundation
public import Values

/// Words brought back to their stems (Snowball), the same on both engines: 'klachten' finds 'klacht'.
public struct Stems: ~Copyable {
  private let stemmer: OpaquePointer?

  public init(_ language: Language) {
    stemmer = sb_stemmer_new(language == .nl ? "dutch" : "english", "UTF_8")
  }

  deinit {
    sb_stemmer_delete(stemmer)
  }

  /// The stem of each word of a text, in order; words are runs of letters and digits, without accents and capitals.
  public func of(_ text: String) -> [String] {
    text.words.map { stem($0) }
  }

  private func stem(_ word: String) -> String {
    guard let stemmer else { return word }
    let bytes = Array(word.utf8)
    guard let stem = sb_stemmer_stem(stemmer, bytes, Int32(bytes.count)) else { return word }
    let length = Int(sb_stemmer_length(stemmer))
    return String(decoding: UnsafeBufferPointer(start: stem, count: length), as: UTF8.self)
  }
}

extension String {
  /// Runs of letters and digits, without accents and capitals.
  var words: [String] {
    let folded = folded
    guard folded.utf8.allSatisfy({ $0 < 0x80 }) else {
      return folded.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }
    // The same for plain text, without asking Unicode about each character.
    return folded.utf8.split {
      !(UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0)
    }
    .map { String(Substring($0)) }
  }
}
