import Values

/// Counts the contributions of one attempt.
struct RoundCounting {
  let round: Round
  let truth: RoundTruth?
  let contributions: [Contribution]

  var result: RoundResult {
    guard contributions.count >= max(1, round.policy.minimumGroup) else {
      return .tooFew(minimum: max(1, round.policy.minimumGroup))
    }
    switch round.kind {
    case .opening, .talk, .pause, .customers: return .countOnly
    case .practice, .ownPlace:
      return marks(contributions.compactMap { if case .rating(let mark) = $0 { (mark, nil) } else { nil } })
    case .checkOut:
      return marks(
        contributions.compactMap { if case .checkOut(let mark, let word) = $0 { (mark, word) } else { nil } })
    case .guessScore: return guesses
    case .guessSplit: return .options(shares)
    case .rankUnits: return .options(ranking)
    case .strengths: return .options(picks)
    case .values: return .options(ratings.sorted(by: Self.largestGapFirst))
    case .competition: return .options(ratings)
    case .promotership: return .options(choices(counted { if case .choice(let ids) = $0 { ids } else { nil } }))
    case .conversation: return .options(choices(counted { if case .seen(let ids, _) = $0 { ids } else { nil } }))
    case .sortComments, .readScore: return .sorting(sorting)
    case .voice, .smallSteps, .dataDive: return .words(words { $0.texts })
    case .brainstorm: return .words(ideas)
    case .dots, .driverBet: return .options(dots)
    case .impactEffort: return .placements(placements)
    case .consent: return .consent(consent)
    case .commitment: return .commitments(commitments)
    case .ask: return .asks(asks)
    case .huddle: return .huddles(huddles)
    case .translation: return .options(translation)
    }
  }

  private var handedIn: Int { contributions.count }

  // MARK: One number

  private var guesses: RoundResult {
    let given = contributions.compactMap { contribution -> (value: Double, confidence: Int?)? in
      if case .guess(let value, let confidence) = contribution { (value, confidence) } else { nil }
    }
    guard let spread = Spread(given.map(\.value)) else { return .tooFew(minimum: round.policy.minimumGroup) }
    let found = truth?.value
    let confidences = given.compactMap(\.confidence)
    let sureAndWrong = given.count { guess in
      guard let found, let confidence = guess.confidence else { return false }
      return confidence >= 4 && !found.holds(guess.value)
    }
    return .guesses(
      RoundResult.Guesses(
        dots: given.map(\.value).sorted(), spread: spread, gap: found.map { spread.median - $0.value },
        isGapCertain: found.map { !$0.holds(spread.median) } ?? false,
        sureButWrong: found == nil || confidences.count < round.policy.minimumGroup
          ? nil : Double(sureAndWrong) / Double(confidences.count),
        meanConfidence: confidences.count < round.policy.minimumGroup
          ? nil : Double(confidences.reduce(0, +)) / Double(confidences.count)))
  }

  private func marks(_ given: [(mark: Int, word: String?)]) -> RoundResult {
    guard !given.isEmpty else { return .tooFew(minimum: round.policy.minimumGroup) }
    let scale = round.scale?.steps ?? Array(1...5)
    return .marks(
      RoundResult.Marks(
        tallies: scale.map { mark in RoundResult.Marks.Tally(mark: mark, count: given.count { $0.mark == mark }) },
        mean: Double(given.reduce(0) { $0 + $1.mark }) / Double(given.count),
        words: Self.counted(given.compactMap(\.word))))
  }

  // MARK: Options

  /// The numbers that each option was given.
  private func numbers(_ marks: (Contribution) -> [Contribution.Mark]) -> [ID<RoundOption>: [Int]] {
    var numbers: [ID<RoundOption>: [Int]] = [:]
    for contribution in contributions {
      for mark in marks(contribution) { numbers[mark.option, default: []].append(mark.value) }
    }
    return numbers
  }

  private var shares: [RoundResult.OptionResult] {
    let given = numbers { if case .shares(let marks) = $0 { marks } else { [] } }
    return round.options.map { option in
      let numbers = (given[option.id] ?? []).map(Double.init)
      let mean = numbers.isEmpty ? 0 : numbers.reduce(0, +) / Double(numbers.count)
      let found = truth?.option(option.id)?.line
      return RoundResult.OptionResult(
        option.id, value: mean, spread: Spread(numbers), count: numbers.count, gap: found.map { mean - $0.value },
        isRight: found.map { $0.holds(mean) })
    }
  }

  /// In the group's order, by the mean place that each was given.
  private var ranking: [RoundResult.OptionResult] {
    let orders = contributions.compactMap { if case .ranking(let order) = $0 { order } else { nil } }
    let lines = round.options.map { option -> RoundResult.OptionResult in
      let places = orders.compactMap { $0.firstIndex(of: option.id).map { Double($0 + 1) } }
      let mean = places.isEmpty ? 0 : places.reduce(0, +) / Double(places.count)
      let found = truth?.option(option.id)
      return RoundResult.OptionResult(
        option.id, value: mean, spread: Spread(places), count: places.count,
        isTiedWithAbove: found.map(isTiedWithAbove) ?? false)
    }.sorted { ($0.value, $0.option) < ($1.value, $1.option) }
    return lines.enumerated().map { place, line in
      guard let found = truth?.option(line.option), let best = found.bestRank, let worst = found.worstRank else {
        return line
      }
      return RoundResult.OptionResult(
        line.option, value: line.value, spread: line.spread, count: line.count,
        isRight: (best...max(best, worst)).contains(place + 1),
        isTiedWithAbove: line.isTiedWithAbove)
    }
  }

  /// Whether the one above it in the real order could as well stand below it.
  private func isTiedWithAbove(_ found: RoundTruth.Option) -> Bool {
    guard let options = truth?.options, let place = options.firstIndex(of: found), place > 0 else { return false }
    let above = options[place - 1]
    if let low = above.line?.low, let high = found.line?.high { return low <= high }
    return found.bestRank.map { $0 <= place } ?? false
  }

  private var picks: [RoundResult.OptionResult] {
    var strengths: [ID<RoundOption>: Int] = [:]
    var improvements: [ID<RoundOption>: Int] = [:]
    for case .picks(let strong, let weak) in contributions {
      for id in strong { strengths[id, default: 0] += 1 }
      for id in weak { improvements[id, default: 0] += 1 }
    }
    return round.options.map { option in
      let (strong, weak) = (strengths[option.id] ?? 0, improvements[option.id] ?? 0)
      let isRight: Bool? =
        switch truth?.option(option.id)?.label {
        case RoundTruth.Label.strength: strong > weak
        case RoundTruth.Label.improvement: weak > strong
        default: nil
        }
      return RoundResult.OptionResult(
        option.id, value: Double(strong) / Double(max(1, handedIn)), count: strong, second: weak,
        skipped: handedIn - strong - weak, isRight: isRight)
    }
  }

  private var ratings: [RoundResult.OptionResult] {
    let given = numbers { if case .ratings(let marks) = $0 { marks } else { [] } }
    return round.options.map { option in
      let numbers = (given[option.id] ?? []).map(Double.init)
      // A median of two or three is somebody's own mark.
      guard let spread = Spread(numbers), numbers.count >= round.policy.minimumGroup else {
        return RoundResult.OptionResult(option.id, value: 0, count: 0, skipped: handedIn)
      }
      let found = truth?.option(option.id)
      return RoundResult.OptionResult(
        option.id, value: spread.median, spread: spread, count: numbers.count, skipped: handedIn - numbers.count,
        gap: round.kind == .values ? found?.line.map { spread.median - $0.value } : nil,
        isRight: found?.label.flatMap { Self.isRight(spread.median, $0) })
    }
  }

  private static func isRight(_ median: Double, _ label: String) -> Bool? {
    switch label {
    case RoundTruth.Label.better: median > 0
    case RoundTruth.Label.worse: median < 0
    case RoundTruth.Label.alike: median == 0
    default: nil
    }
  }

  private static func largestGapFirst(_ one: RoundResult.OptionResult, _ other: RoundResult.OptionResult) -> Bool {
    (abs(other.gap ?? 0), one.option) < (abs(one.gap ?? 0), other.option)
  }

  private func counted(_ ids: (Contribution) -> [ID<RoundOption>]?) -> [ID<RoundOption>: Int] {
    var counts: [ID<RoundOption>: Int] = [:]
    for contribution in contributions {
      for id in ids(contribution) ?? [] { counts[id, default: 0] += 1 }
    }
    return counts
  }

  private func choices(_ counts: [ID<RoundOption>: Int]) -> [RoundResult.OptionResult] {
    round.options.map { option in
      let count = counts[option.id] ?? 0
      return RoundResult.OptionResult(
        option.id, value: Double(count) / Double(max(1, handedIn)), count: count, skipped: handedIn - count)
    }
  }

  /// From most to fewest dots, equal ones in the order of the round.
  private var dots: [RoundResult.OptionResult] {
    let given = numbers { if case .dots(let marks) = $0 { marks } else { [] } }
    let byOption = round.options.enumerated().map { place, option in
      let numbers = given[option.id] ?? []
      let all = numbers.map(Double.init) + [Double](repeating: 0, count: max(0, handedIn - numbers.count))
      return (
        place,
        RoundResult.OptionResult(
          option.id, value: Double(numbers.reduce(0, +)), spread: Spread(all), count: numbers.count,
          skipped: handedIn - numbers.count,
          isRight: truth?.option(option.id).map { $0.label == RoundTruth.Label.top })
      )
    }
    return byOption.sorted { ($1.1.value, $0.0) < ($0.1.value, $1.0) }.map(\.1)
  }

  private var translation: [RoundResult.OptionResult] {
    let given = numbers { if case .translation(_, let marks, _) = $0 { marks } else { [] } }
    let focus = counted { if case .translation(_, _, let focus) = $0 { focus } else { nil } }
    return round.options.map { option in
      let numbers = (given[option.id] ?? []).map(Double.init)
      return RoundResult.OptionResult(
        option.id, value: Spread(numbers)?.median ?? 0, spread: Spread(numbers), count: numbers.count,
        second: focus[option.id] ?? 0, skipped: handedIn - numbers.count)
    }
  }
}
