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

  /// Whether little is left of it once well-known words, names from the context, rows of keys, counting and repetition
  /// are taken out.
  static func isEasilyGuessed(_ password: String, context: [String]) -> Bool {
    let letters = undisguised(password.folded)
    let names = context.flatMap { name in
      name.folded.split { !$0.isLetter && !$0.isNumber }.map { undisguised(String($0)) }.filter { $0.count >= 3 }
    }
    var rest = letters
    for word in (names + CommonPasswords.words).sorted(by: { $0.count > $1.count }) {
      rest = rest.replacing(word, with: " ")
    }
    rest = rest.filter { $0.isLetter }
    // The signs of what is left that a guesser can't count through: not a run (abc, 321) and not a repetition (aaa, xyxy).
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
    let letters: [Character: Character] = ["0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i"]
    return String(text.map { letters[$0] ?? $0 })
  }
}
