public import Values

/// What a password must be: long, and not what everybody thinks of first. Nothing about capitals or signs.
public enum PasswordRules {
  /// In characters; the longest is there so that hashing has a bound.
  public static let length = 12...128

  /// Takes a password that may be used, or throws what is wrong with it beside the field `password`.
  ///
  /// - Parameter context: names that a guesser would try: of the organisation, of the person, the address.
  public static func check(_ password: String, context: [String]) throws(Rejection) {
    let count = password.count
    guard count >= length.lowerBound else {
      throw Rejection("password", Message("people.password.tooShort", ["count": .count(length.lowerBound)]))
    }
    guard count <= length.upperBound, password.utf8.count <= 4 * length.upperBound else {
      throw Rejection("password", Message("people.password.tooLong", ["count": .count(length.upperBound)]))
    }
    guard !isEasilyGuessed(password, context: context) else {
      throw Rejection("password", Message("people.password.easilyGuessed"))
    }
  }

  /// Whether few letters are left of it once well-known words, names from the context, rows of keys, counting and
  /// repetition are taken out: as it was typed, or with the letters that its signs stand for.
  static func isEasilyGuessed(_ password: String, context: [String]) -> Bool {
    let names = context.flatMap { name in
      name.folded.split { !$0.isLetter && !$0.isNumber }.map(String.init).filter { $0.count >= 3 }
    }
    let words = (names + CommonPasswords.words).sorted { $0.count > $1.count }
    return hasLittleOfItsOwn(password.folded, beside: words)
      || hasLittleOfItsOwn(undisguised(password.folded), beside: words.map(undisguised))
  }

  private static func hasLittleOfItsOwn(_ text: String, beside words: [String]) -> Bool {
    let rest = words.reduce(text) { $0.replacing($1, with: " ") }.filter(\.isLetter)
    return Set(rest).count < 5 || surprises(in: rest) < 5
  }

  /// Signs that neither repeat one of the two before them nor continue a run.
  private static func surprises(in text: String) -> Int {
    let codes = text.unicodeScalars.map { Int($0.value) }
    return codes.indices.filter { place in
      guard place > 0 else { return true }
      let step = codes[place] - codes[place - 1]
      let repeats = step == 0 || (place > 1 && codes[place] == codes[place - 2])
      return !repeats && abs(step) != 1
    }.count
  }

  /// Letters behind the signs that people write for them.
  private static func undisguised(_ text: String) -> String {
    let letters: [Character: Character] = [
      "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i",
    ]
    return String(text.map { letters[$0] ?? $0 })
  }
}
