public import Values

extension Contribution {
  /// Reads what somebody filled in for a round.
  ///
  /// Fields by kind: `rating`; `value` and `confidence`; `mark.ID`; `rank.ID` (or `order` repeated); `pick.ID` with `strength`
  /// or `improvement`; `choice` repeated; `label.ID` and `answer`; `text` repeated and `picked`; `impact.ID` and `effort.ID`;
  /// `fist.ID` and `reason.ID`; `seen` repeated and `scenario`; `cue when then theme confidence buddy check visibility
  /// rehearsed`; `what why to otherwise`; `weekday` and `time`; `rating` and `word`; `unit`, `mark.ID` and `focus` repeated.
  ///
  /// - Parameter today: the day on which the session is held, from which a check may be fourteen days away.
  public init(_ fields: ContributionFields, for round: Round, today: Day) throws(ContributionRejection) {
    var reader = ContributionReader(fields, round)
    let contribution = reader.contribution(today: today)
    try reader.check()
    guard let contribution else { throw ContributionRejection(problems: ["": .missing]) }
    self = contribution
  }
}

extension ContributionReader {
  /// Nothing where the round takes none, or where something is wrong with it.
  fileprivate mutating func contribution(today: Day) -> Contribution? {
    switch round.kind {
    case .opening, .talk, .pause: return nil
    case .practice, .ownPlace: return whole("rating", in: wholeScale).map(Contribution.rating)
    case .guessScore: return guess()
    case .guessSplit: return shares()
    case .rankUnits: return ranking()
    case .strengths: return picks()
    case .values, .competition:
      let marks = marks("mark", in: wholeScale, isOptional: round.scale?.mayBeSkipped ?? true)
      return .ratings(marks)
    case .promotership:
      return .choice(ticked("choice", among: round.options, atMost: round.limits.picks, isRequired: true))
    case .sortComments: return sorting(withAnswer: false)
    case .readScore: return sorting(withAnswer: true)
    case .voice, .smallSteps, .dataDive, .customers: return words()
    case .brainstorm: return ideas()
    case .dots, .driverBet: return dots()
    case .impactEffort: return placements()
    case .consent: return fists()
    case .conversation:
      let seen = ticked("seen", among: round.options, atMost: round.options.count, isRequired: false)
      return .seen(seen, scenario: text("scenario", isRequired: false))
    case .commitment: return commitment(today: today)
    case .ask:
      guard let what = text("what"), let why = text("why") else { return nil }
      return .ask(
        AskWords(
          what: what, why: why, to: text("to", isRequired: false), otherwise: text("otherwise", isRequired: false)))
    case .huddle: return huddle()
    case .checkOut:
      guard let rating = whole("rating", in: wholeScale) else { return nil }
      return .checkOut(rating, word: text("word", isRequired: false))
    case .translation: return translation()
    }
  }

  private var wholeScale: ClosedRange<Int> {
    guard let scale = round.scale, scale.low <= scale.high, abs(scale.low) < 1_000, abs(scale.high) < 1_000 else {
      return 1...5
    }
    return Int(scale.low)...Int(scale.high)
  }

  private mutating func guess() -> Contribution? {
    let value = number("value", round.scale ?? RoundScale(-100...100))
    let confidence = optionalWhole("confidence", in: 1...5)
    return value.map { .guess($0, confidence: confidence) }
  }

  private mutating func shares() -> Contribution? {
    let marks = marks("mark", in: 0...100, isOptional: true)
    let sum = marks.reduce(0) { $0 + $1.value }
    guard sum == 100 else {
      reject("mark", .sumIsNot100(sum))
      return nil
    }
    // Every option has a share, also those that were left at nothing.
    return .shares(
      round.options.map { option in marks.first { $0.option == option.id } ?? Contribution.Mark(option.id, 0) })
  }

  /// By a place for each option, or by the options in their order.
  private mutating func ranking() -> Contribution? {
    let order = fields.all("order").map { ID<RoundOption>($0) }
    if !order.isEmpty {
      guard Set(order) == Set(round.options.map(\.id)), order.count == round.options.count else {
        reject("order", .unknownOption)
        return nil
      }
      return .ranking(order)
    }
    guard !round.options.isEmpty else { return nil }
    var byPlace: [Int: ID<RoundOption>] = [:]
    for option in round.options {
      guard let place = whole("rank.\(option.id)", in: 1...round.options.count) else { continue }
      if byPlace[place] != nil { reject("rank.\(option.id)", .placeTakenTwice) }
      byPlace[place] = option.id
    }
    guard byPlace.count == round.options.count else { return nil }
    return .ranking(byPlace.sorted { $0.key < $1.key }.map(\.value))
  }

  private mutating func picks() -> Contribution? {
    var strengths: [ID<RoundOption>] = []
    var improvements: [ID<RoundOption>] = []
    for option in round.options {
      switch fields["pick.\(option.id)"] {
      case "": continue
      case RoundTruth.Label.strength: strengths.append(option.id)
      case RoundTruth.Label.improvement: improvements.append(option.id)
      default: reject("pick.\(option.id)", .unknownOption)
      }
    }
    if strengths.isEmpty, improvements.isEmpty { reject("pick", .missing) }
    if max(strengths.count, improvements.count) > round.limits.picks { reject("pick", .tooMany(round.limits.picks)) }
    return .picks(strengths: strengths, improvements: improvements)
  }

  private mutating func sorting(withAnswer: Bool) -> Contribution? {
    var sorted: [Contribution.Sorted] = []
    for option in round.options where !isAnswer(option) {
      let field = "label.\(option.id)"
      let typed = fields[field]
      if typed.isEmpty { continue }
      guard let label = round.labels.first(where: { $0.id.text == typed }) else {
        reject(field, .unknownOption)
        continue
      }
      sorted.append(Contribution.Sorted(option.id, label.id))
    }
    if sorted.isEmpty, round.options.contains(where: { !$0.isAnswer }) { reject("label", .missing) }
    guard withAnswer, round.options.contains(where: isAnswer) else { return .sorting(sorted, answer: nil) }
    let answer = ticked("answer", among: round.options.filter(isAnswer), atMost: 1, isRequired: true)
    return .sorting(sorted, answer: answer.first)
  }

  private func isAnswer(_ option: RoundOption) -> Bool { option.isAnswer }

  private mutating func words() -> Contribution? {
    let texts = texts("text")
    if texts.isEmpty { reject("text", .missing) }
    return .texts(texts, picked: nil)
  }

  private mutating func ideas() -> Contribution? {
    let texts = texts("text")
    let picked = text("picked", isRequired: false)
    if texts.isEmpty, picked == nil { reject("text", .missing) }
    return .texts(texts, picked: picked)
  }

  private mutating func dots() -> Contribution? {
    let limits = round.limits
    let marks = marks("mark", in: 0...max(0, limits.dotsPerOption), isOptional: true).filter { $0.value > 0 }
    let given = marks.reduce(0) { $0 + $1.value }
    if given > limits.dots { reject("mark", .tooManyDots(given: given, allowed: limits.dots)) }
    if given == 0 { reject("mark", .missing) }
    return .dots(marks)
  }

  private mutating func placements() -> Contribution? {
    var placements: [Contribution.Placement] = []
    for option in round.options {
      let impact = optionalWhole("impact.\(option.id)", in: wholeScale)
      let effort = optionalWhole("effort.\(option.id)", in: wholeScale)
      if let impact, let effort {
        placements.append(Contribution.Placement(option.id, impact: impact, effort: effort))
      } else if impact != nil || effort != nil {
        reject(impact == nil ? "impact.\(option.id)" : "effort.\(option.id)", .missing)
      }
    }
    if placements.isEmpty { reject("impact", .missing) }
    return .placements(placements)
  }

  private mutating func fists() -> Contribution? {
    var fists: [Contribution.Fist] = []
    for option in round.options {
      guard let fingers = whole("fist.\(option.id)", in: 0...5) else { continue }
      let reason = text("reason.\(option.id)", isRequired: false)
      if fingers < 3, reason == nil { reject("reason.\(option.id)", .reasonMissing) }
      fists.append(Contribution.Fist(option.id, fingers: fingers, reason: fingers < 3 ? reason : nil))
    }
    return fists.isEmpty ? nil : .fists(fists)
  }

  private mutating func commitment(today: Day) -> Contribution? {
    let cue: CommitmentWords.Cue? = one("cue")
    let when = text("when")
    let then = text("then")
    let confidence = whole("confidence", in: 1...5)
    let visibility: CommitmentWords.Visibility? = one("visibility", otherwise: .buddy)
    let theme = ticked("theme", among: round.options, atMost: 1, isRequired: false).first
    let check = self.check(today: today)
    guard let cue, let when, let then, let confidence, let visibility else { return nil }
    return .commitment(
      CommitmentWords(
        cue: cue, when: when, then: then, theme: theme, confidence: confidence,
        buddy: text("buddy", isRequired: false), check: check, visibility: visibility,
        isRehearsed: !fields["rehearsed"].isEmpty))
  }

  /// The day of the first check: a week away where nothing was filled in.
  private mutating func check(today: Day) -> Day? {
    let typed = fields["check"]
    guard !typed.isEmpty else { return today.adding(days: 7) }
    guard let day = Day(text: typed) else {
      reject("check", .unknownOption)
      return nil
    }
    if day > today.adding(days: CommitmentWords.mostDaysToCheck) {
      reject("check", .checkTooLate(days: CommitmentWords.mostDaysToCheck))
    }
    if day < today { reject("check", .checkInThePast) }
    return day
  }

  private mutating func huddle() -> Contribution? {
    let weekday = whole("weekday", in: 0...6)
    let parts = fields["time"].split(separator: ":").map { Int($0) }
    guard parts.count >= 2, let hour = parts[0], let minute = parts[1], (0...23).contains(hour),
      (0...59).contains(minute)
    else {
      reject("time", fields["time"].isEmpty ? .missing : .noNumber)
      return nil
    }
    return weekday.map { .huddle(weekday: $0, hour: hour, minute: minute) }
  }

  private mutating func translation() -> Contribution? {
    let units = round.labels
    let unit = ticked("unit", among: units, atMost: 1, isRequired: !units.isEmpty).first
    let marks = marks("mark", in: wholeScale, isOptional: true)
    let focus = ticked("focus", among: round.options, atMost: round.limits.picks, isRequired: false)
    if marks.isEmpty { reject("mark", .missing) }
    return .translation(unit: unit, marks, focus: focus)
  }
}
