import Values

@testable import Activate

/// Rounds and forms by chance, the same for the same seed.
struct RandomRounds: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed &* 0x9e37_79b9_7f4a_7c15 &+ 1
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  static let today = Day(daysSince1970: 20_778)

  /// A round of a kind with so many options, as a plan would make it.
  static func round(_ kind: RoundKind, options count: Int = 4, policy: RoundPolicy? = nil) -> Round {
    var options = (0..<count).map { RoundOption(id: ID("o\($0)"), text: .typed(LocalizedText(nl: "Optie \($0)"))) }
    if kind == .readScore {
      options += (0..<3).map {
        RoundOption(id: ID("a\($0)"), text: .typed(LocalizedText(nl: "Antwoord \($0)")), isAnswer: true)
      }
    }
    let labels = ["promoter", "passive", "detractor"].map {
      RoundOption(id: ID($0), text: .phrase("rounds.label.\($0)"))
    }
    return Round(
      id: ID("r"), kind: kind, title: .typed(LocalizedText(nl: "Ronde")), question: .typed(LocalizedText(nl: "Vraag")),
      options: options, labels: kind == .translation ? [] : labels,
      scale: kind == .guessScore ? RoundScale(-100...100) : nil, figure: kind == .guessScore ? .nps : nil,
      policy: policy)
  }

  static func truth(_ round: Round) -> RoundTruth? {
    guard round.kind.isHeldAgainstResearch else { return nil }
    let labels = ["strength", "improvement", "better", "promoter"]
    return RoundTruth(
      figure: round.figure, value: .init(value: -4, low: -14, high: 6, n: 210),
      options: round.options.enumerated().map { place, option in
        RoundTruth.Option(
          option.id, line: .init(value: 7.5 - Double(place), low: 7 - Double(place), high: 8 - Double(place), n: 90),
          label: labels[place % labels.count], bestRank: max(1, place), worstRank: place + 2)
      }, answer: round.kind == .readScore ? "a1" : nil)
  }

  /// A form that the round takes.
  mutating func goodForm(_ round: Round) -> [(String, String)] {
    func mark(_ range: ClosedRange<Int>) -> String { "\(Int.random(in: range, using: &self))" }
    let options = round.options.filter { !$0.isAnswer }
    let answers = round.options.filter(\.isAnswer)
    let scale = round.scale.map { Int($0.low)...Int($0.high) }
    switch round.kind {
    case .opening, .talk, .pause: return []
    case .practice, .ownPlace: return [("rating", mark(scale ?? 1...5))]
    case .guessScore: return [("value", mark(scale ?? -100...100)), ("confidence", mark(1...5))]
    case .guessSplit:
      var rest = 100
      return options.enumerated().map { place, option in
        let points = place == options.count - 1 ? rest : Int.random(in: 0...rest, using: &self)
        rest -= points
        return ("mark.\(option.id)", "\(points)")
      }
    case .rankUnits:
      return zip(options, (1...options.count).shuffled(using: &self)).map { ("rank.\($0.id)", "\($1)") }
    case .strengths:
      let order = options.shuffled(using: &self)
      return [("pick.\(order[0].id)", "strength"), ("pick.\(order[1].id)", "improvement")]
    case .values, .competition:
      return options.map { ("mark.\($0.id)", mark(scale ?? 1...5)) }
    case .promotership: return [("choice", options.randomElement(using: &self)?.id.text ?? "")]
    case .sortComments, .readScore:
      let sorted = options.map { ("label.\($0.id)", round.labels.randomElement(using: &self)?.id.text ?? "") }
      return sorted + answers.shuffled(using: &self).prefix(1).map { ("answer", $0.id.text) }
    case .voice, .smallSteps, .dataDive, .customers: return [("text", "Ik bel morgen \(mark(1...3)) klanten")]
    case .brainstorm: return [("text", "Idee \(mark(1...9))"), ("text", "Idee b"), ("picked", "Idee \(mark(1...4))")]
    case .dots, .driverBet:
      return options.shuffled(using: &self).prefix(2).map { ("mark.\($0.id)", "1") }
    case .impactEffort:
      return options.flatMap { [("impact.\($0.id)", mark(1...5)), ("effort.\($0.id)", mark(1...5))] }
    case .consent:
      return options.flatMap { [("fist.\($0.id)", mark(0...5)), ("reason.\($0.id)", "Te weinig tijd \(mark(1...9))")] }
    case .conversation: return options.prefix(2).map { ("seen", $0.id.text) } + [("scenario", "Een boze klant")]
    case .commitment:
      return [
        ("cue", "taskMoment"), ("when", "ik een offerte stuur \(mark(1...9))"), ("then", "bel ik eerst"),
        ("confidence", mark(1...5)), ("visibility", ["me", "buddy", "team"].randomElement(using: &self) ?? "me"),
        ("buddy", "Sam"), ("check", Self.today.adding(days: 10).text), ("rehearsed", "on"),
      ]
    case .ask:
      return [("what", "Mag ik tot 50 euro beslissen \(mark(1...9))"), ("why", "Dan is de klant meteen geholpen")]
    case .huddle: return [("weekday", mark(0...4)), ("time", "09:\(mark(10...59))")]
    case .checkOut: return [("rating", mark(1...5)), ("word", "energie")]
    case .translation:
      let unit = round.labels.randomElement(using: &self).map { [("unit", $0.id.text)] } ?? []
      return unit + options.map { ("mark.\($0.id)", mark(0...3)) } + options.prefix(1).map { ("focus", $0.id.text) }
    }
  }

  /// Anything: known names with strange values, and strange names.
  mutating func anyForm(_ round: Round) -> [(String, String)] {
    let names =
      [
        "value", "confidence", "rating", "text", "picked", "choice", "order", "seen", "answer", "unit", "focus", "cue",
        "when",
        "then", "check", "time", "weekday", "what", "why", "", "mark.", "fist.x",
      ]
      + round.options.flatMap { option in
        ["mark", "rank", "pick", "label", "impact", "effort", "fist", "reason"].map { "\($0).\(option.id)" }
      }
    let values = [
      "", "0", "1", "-1", "5", "6", "7,4", "1e400", "NaN", "inf", "−12", "+8", "99999999999999999999", "o0", "o1",
      "strength", "improvement", "promoter", "2026-12-01", "9999-12-31", "25:99", "09:30", ":", "\u{202E}omgekeerd",
      String(repeating: "é", count: 4_000), "👩‍👩‍👧‍👦", "\0", "=1+1", "0x10", "4.000001", "--3", ".", "-",
    ]
    return (0..<Int.random(in: 0...40, using: &self)).map { _ in
      (names.randomElement(using: &self) ?? "", values.randomElement(using: &self) ?? "")
    }
  }

  mutating func contribution(_ round: Round) throws -> Contribution {
    try Contribution(ContributionFields(goodForm(round)), for: round, today: Self.today)
  }
}
