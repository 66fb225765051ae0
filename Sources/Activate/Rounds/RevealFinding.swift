public import Values

extension Reveal {
  /// The result in one sentence: the title of the big screen, and what a screen reader hears first.
  ///
  /// - Parameter round: the round as it was asked, for the names of its options.
  public func finding(of round: Round) -> Message {
    guard let result else { return Message("rounds.finding.nothing") }
    return RevealFinding(reveal: self, round: round).message(result)
  }
}

private struct RevealFinding {
  let reveal: Reveal
  let round: Round

  func message(_ result: RoundResult) -> Message {
    switch result {
    case .tooFew(let minimum): Message("rounds.finding.tooFew", ["minimum": .count(minimum)])
    case .countOnly: Message("rounds.finding.handedIn", ["count": .count(reveal.attempts.last?.handedIn ?? 0)])
    case .guesses(let guesses): guess(guesses)
    case .options(let lines): options(lines)
    case .placements(let placed): placements(placed)
    case .consent(let lines): consent(lines)
    case .sorting(let sorting): self.sorting(sorting)
    case .words(let words): Message("rounds.finding.words", ["count": .count(words.count)])
    case .asks(let asks): Message("rounds.finding.asks", ["count": .count(asks.count)])
    case .commitments(let shared): Message("rounds.finding.commitments", ["count": .count(shared.count)])
    case .huddles(let wishes): huddle(wishes)
    case .marks(let marks) where round.kind == .ownPlace:
      Message(
        "rounds.finding.ownPlace",
        ["above": .count(marks.aboveMiddle), "count": .count(marks.tallies.reduce(0) { $0 + $1.count })])
    case .marks(let marks): Message("rounds.finding.marks", ["mean": .number(marks.mean, decimals: 1)])
    }
  }

  private func guess(_ guesses: RoundResult.Guesses) -> Message {
    let thought = number(guesses.spread.median)
    guard let line = reveal.truth?.value, let gap = guesses.gap else {
      return Message("rounds.finding.guess.only", ["thought": thought])
    }
    let facts: [String: Message.Fact] = [
      "thought": thought, "real": number(line.value), "n": .count(line.n),
      "margin": .number(line.margin ?? 0, decimals: decimals),
    ]
    let way = !guesses.isGapCertain ? "near" : gap > 0 ? "tooHigh" : "tooLow"
    return Message("rounds.finding.guess.\(way)", facts)
  }

  private var decimals: Int { (reveal.truth?.figure ?? reveal.figure)?.decimals ?? 0 }

  /// An NPS carries its sign.
  private func number(_ value: Double) -> Message.Fact {
    (reveal.truth?.figure ?? reveal.figure) == .nps
      ? .signed(value, decimals: decimals) : .number(value, decimals: decimals)
  }

  private func options(_ lines: [RoundResult.OptionResult]) -> Message {
    switch reveal.kind {
    case .guessSplit: largestGap(lines, "split")
    case .values: largestGap(lines, "value")
    case .rankUnits, .strengths, .competition: right(lines)
    case .driverBet: top(lines, "bet")
    case .dots: top(lines, "dots")
    case .promotership: top(lines, "choice")
    case .conversation: top(lines, "seen")
    case .translation: focus(lines)
    default: Message("rounds.finding.handedIn", ["count": .count(reveal.attempts.last?.handedIn ?? 0)])
    }
  }

  private func name(_ id: ID<RoundOption>) -> Message.Fact { round.option(id)?.text.fact ?? .text(id.text) }

  private func largestGap(_ lines: [RoundResult.OptionResult], _ what: String) -> Message {
    let largest = lines.filter { $0.gap != nil && $0.count > 0 }.max { abs($0.gap ?? 0) < abs($1.gap ?? 0) }
    guard let largest, let gap = largest.gap, let found = reveal.truth?.option(largest.option)?.line else {
      return Message("rounds.finding.noTruth")
    }
    if found.holds(largest.value) { return Message("rounds.finding.\(what).near") }
    return Message(
      "rounds.finding.\(what).\(gap > 0 ? "tooHigh" : "tooLow")",
      [
        "option": name(largest.option), "thought": .number(largest.value, decimals: decimals),
        "real": .number(found.value, decimals: decimals),
      ])
  }

  private func right(_ lines: [RoundResult.OptionResult]) -> Message {
    let judged = lines.filter { $0.isRight != nil }
    guard !judged.isEmpty else { return Message("rounds.finding.noTruth") }
    return Message(
      "rounds.finding.right.\(reveal.kind.rawValue)",
      ["right": .count(judged.count { $0.isRight == true }), "count": .count(judged.count)])
  }

  private func top(_ lines: [RoundResult.OptionResult], _ what: String) -> Message {
    let most = lines.map(\.value).max() ?? 0
    let winners = lines.filter { $0.value == most && most > 0 }
    guard let first = winners.first else { return Message("rounds.finding.nothing") }
    if winners.count > 1 {
      return Message("rounds.finding.\(what).shared", ["options": .list(winners.prefix(3).map { name($0.option) })])
    }
    if what == "bet" {
      return Message(
        "rounds.finding.bet.\(first.isRight == true ? "right" : "other")", ["option": name(first.option)])
    }
    return Message(
      "rounds.finding.\(what).one",
      ["option": name(first.option), "dots": .count(Int(first.value)), "people": .count(first.count)])
  }

  private func focus(_ lines: [RoundResult.OptionResult]) -> Message {
    let orphans = lines.filter { $0.second == 0 }
    return orphans.isEmpty
      ? Message("rounds.finding.focus.all")
      : Message("rounds.finding.focus.orphans", ["options": .list(orphans.map { name($0.option) })])
  }

  private func placements(_ placed: [RoundResult.PlacedOption]) -> Message {
    let divided = placed.count(where: \.isDivided)
    if divided > 0 { return Message("rounds.finding.grid.divided", ["count": .count(divided)]) }
    return Message("rounds.finding.grid.doNow", ["count": .count(placed.count { $0.field == .doNow })])
  }

  private func consent(_ lines: [RoundResult.ConsentResult]) -> Message {
    let open = lines.filter { !$0.isConsented }
    return open.isEmpty
      ? Message("rounds.finding.consent.all") : Message("rounds.finding.consent.open", ["count": .count(open.count)])
  }

  private func sorting(_ result: RoundResult.SortingResult) -> Message {
    guard let right = result.right ?? result.answeredRight else { return Message("rounds.finding.noTruth") }
    if case .sorting(let first) = reveal.attempts.first?.result, reveal.attempts.count > 1,
      let before = first.right ?? first.answeredRight
    {
      return Message(
        "rounds.finding.sorting.twice",
        ["before": .percent(before, decimals: 0), "share": .percent(right, decimals: 0)])
    }
    return Message("rounds.finding.sorting.once", ["share": .percent(right, decimals: 0)])
  }

  private func huddle(_ wishes: [RoundResult.HuddleWish]) -> Message {
    guard let first = wishes.first else { return Message("rounds.finding.nothing") }
    let minute = first.minute < 10 ? "0\(first.minute)" : "\(first.minute)"
    return Message(
      "rounds.finding.huddle",
      [
        "weekday": .phrase("rounds.weekday.\(first.weekday)"), "time": .text("\(first.hour):\(minute)"),
        "count": .count(first.count),
      ])
  }
}
