/// Answers in words that stand on a scale, and words that stand for no answer.
enum VerbalScale {
  /// From low to high. Where a middle is missing, the scale is one of an even number of steps.
  private static let scales: [[[String]]] = [
    // Agreement.
    [
      [
        "strongly disagree", "totally disagree", "helemaal oneens", "helemaal mee oneens", "zeer oneens",
        "zeer mee oneens",
        "completely disagree",
      ],
      ["disagree", "somewhat disagree", "oneens", "mee oneens"],
      [
        "neutral", "neither agree nor disagree", "neither disagree nor agree",
        "neither agree or disagree", "neutraal", "niet eens, niet oneens",
        "niet eens/niet oneens", "noch eens, noch oneens", "undecided",
      ],
      ["agree", "somewhat agree", "eens", "mee eens"],
      [
        "strongly agree", "totally agree", "helemaal eens", "helemaal mee eens", "zeer eens", "zeer mee eens",
        "completely agree",
      ],
    ],
    [
      ["strongly disagree"], ["disagree"], ["somewhat disagree", "slightly disagree"],
      ["neither agree nor disagree", "neutral"], ["somewhat agree", "slightly agree"], ["agree"], ["strongly agree"],
    ],
    // Satisfaction.
    [
      ["very dissatisfied", "very unsatisfied", "extremely dissatisfied", "not at all satisfied", "zeer ontevreden"],
      ["dissatisfied", "somewhat dissatisfied", "unsatisfied", "ontevreden"],
      [
        "neutral", "neither satisfied nor dissatisfied", "neither satisfied nor unsatisfied", "neutraal",
        "niet tevreden, niet ontevreden", "niet tevreden/niet ontevreden",
      ],
      ["satisfied", "somewhat satisfied", "tevreden"],
      ["very satisfied", "extremely satisfied", "completely satisfied", "zeer tevreden"],
    ],
    // How often.
    [
      ["never", "nooit"], ["rarely", "seldom", "zelden"], ["sometimes", "occasionally", "soms", "af en toe"],
      ["often", "frequently", "vaak", "regelmatig"], ["always", "altijd"],
    ],
    [
      ["never", "nooit"], ["sometimes", "soms"], ["often", "vaak"], ["very often", "heel vaak", "zeer vaak"],
      ["always", "altijd"],
    ],
    // How likely.
    [
      ["very unlikely", "extremely unlikely", "zeer onwaarschijnlijk"],
      ["unlikely", "somewhat unlikely", "onwaarschijnlijk"],
      ["neutral", "neither likely nor unlikely", "neutraal"], ["likely", "somewhat likely", "waarschijnlijk"],
      ["very likely", "extremely likely", "zeer waarschijnlijk"],
    ],
    // How easy.
    [
      ["very difficult", "zeer moeilijk", "heel moeilijk"], ["difficult", "somewhat difficult", "moeilijk"],
      ["neutral", "neither easy nor difficult", "neutraal"], ["easy", "somewhat easy", "makkelijk", "gemakkelijk"],
      ["very easy", "zeer makkelijk", "zeer gemakkelijk", "heel makkelijk"],
    ],
    // How good.
    [
      ["very poor", "terrible", "very bad", "zeer slecht"], ["poor", "bad", "slecht"],
      ["fair", "average", "acceptable", "neutral", "matig", "redelijk", "neutraal"], ["good", "goed"],
      ["excellent", "very good", "uitstekend", "zeer goed"],
    ],
    [
      ["unacceptable"], ["below average"], ["average"], ["above average"], ["outstanding"],
    ],
    [
      ["very unfavorably"], ["somewhat unfavorably"], ["neither favorably nor unfavorably (neutral)", "neutral"],
      ["somewhat favorably"], ["very favorably"],
    ],
    // Beside something else.
    [
      ["much worse", "veel slechter"], ["somewhat worse", "worse", "slechter", "iets slechter"],
      ["about the same", "the same", "ongeveer hetzelfde", "hetzelfde"],
      ["somewhat better", "better", "beter", "iets beter"], ["much better", "veel beter"],
    ],
    // How important.
    [
      ["not at all important", "helemaal niet belangrijk"],
      ["slightly important", "not important", "not very important", "niet belangrijk"],
      ["moderately important", "somewhat important", "neutral", "neutraal", "enigszins belangrijk"],
      ["important", "belangrijk"], ["very important", "extremely important", "zeer belangrijk"],
    ],
  ]

  private static let notApplicable: Set<String> = [
    "n/a", "n.a.", "n.v.t.", "nvt", "not applicable", "niet van toepassing", "does not apply", "don't know",
    "dont know",
    "don’t know", "do not know", "i don't know", "i don’t know", "weet niet", "weet ik niet", "geen mening",
    "no opinion",
    "not sure", "unsure", "no answer", "prefer not to say", "prefer not to answer", "unfamiliar (n/a)", "unfamiliar",
    "not applicable to my job", "never used or visited",
  ]

  private static let blank: Set<String> = [
    "blank", "(blank)", "null", "#n/a", "#null!", "na", "nan", "-", "--", ".", "missing", "no response", "leeg",
  ]

  static func meansNotApplicable(_ text: String) -> Bool { notApplicable.contains(normalised(text)) }

  static func meansBlank(_ text: String) -> Bool { blank.contains(normalised(text)) }

  /// The step of every word, if all of them stand on one scale, and the scale's length.
  /// - Parameter others: words of the same question's other rows, which tell between scales that share words.
  static func steps(of words: [String], among others: Set<String> = []) -> (steps: [String: Double], length: Int)? {
    if !others.isEmpty, let all = steps(of: words + others.subtracting(words)) {
      return (all.steps.filter { words.contains($0.key) }, all.length)
    }
    let normal = words.map { ($0, normalised($0)) }
    guard Set(normal.map(\.1)).count >= 2 else { return nil }
    for scale in scales {
      var steps: [String: Double] = [:]
      for (word, text) in normal {
        guard let step = scale.firstIndex(where: { $0.contains(text) }) else { break }
        steps[word] = Double(step + 1)
      }
      guard steps.count == words.count, Set(steps.values).count >= 2 else { continue }
      return (steps, scale.count)
    }
    return nil
  }

  /// `0 - Not at all satisfied`, `5 = top`, `10 (best)`, `3. Neutral`: the number in front.
  static func leadingNumber(_ text: String) -> Double? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard !digits.isEmpty, digits.count <= 3, let number = Double(digits) else { return nil }
    let rest = text.dropFirst(digits.count).drop { $0 == " " }
    guard let mark = rest.first else { return number }
    guard "-–—=:.(".contains(mark) else { return nil }
    let words = HeaderText.trimmed(rest.dropFirst())
    // "1 - 50" and "1-5" are ranges, "3.5" is a number: none of them is a step with a label.
    guard let start = words.first, start.isLetter || start == "(" || start == "\"" else { return nil }
    return number
  }

  private static func normalised(_ text: String) -> String {
    text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
