import Activate
import Values

/// What everyone sees of a round after its close: the finding as a sentence, the picture that shows it, and what backs it.
struct RevealScene {
  let round: Round
  let result: RoundResult
  let truth: RoundTruth?
  let handedIn: Int
  /// The result of the attempt before this one.
  var earlier: RoundResult?
  /// The ideas that the scribe let through, of a round of own words.
  var ideas: [IdeaBoard.Entry] = []

  var scene: Scene {
    switch result {
    case .tooFew(let minimum):
      Scene(
        Message("session.scene.tooFew"),
        lines: [Message("session.scene.tooFewText", ["count": .count(minimum)])])
    case .countOnly: Scene(Message("session.scene.countOnly", ["count": .count(handedIn)]))
    case .guesses(let guesses): self.guesses(guesses)
    case .options(let options): self.options(options)
    case .placements(let placed): placements(placed)
    case .consent(let lines): consent(lines)
    case .sorting(let sorting): self.sorting(sorting)
    case .words: words
    case .asks(let asks): self.asks(asks)
    case .commitments(let commitments): self.commitments(commitments)
    case .huddles(let wishes): huddles(wishes)
    case .marks(let marks): self.marks(marks)
    }
  }

  func name(_ option: ID<RoundOption>) -> Message { round.option(option)?.text.message ?? .verbatim(option.text) }

  private func fact(_ option: ID<RoundOption>) -> Message.Fact { round.option(option)?.text.fact ?? .text(option.text) }

  /// How many answers there were and where the real value lies.
  private func margin(_ line: RoundTruth.Line, _ measure: Measure) -> Message {
    guard let low = line.low, let high = line.high else {
      return Message("session.scene.answers", ["count": .count(line.n)])
    }
    return Message(
      "session.scene.margin", ["count": .count(line.n), "low": measure.fact(low), "high": measure.fact(high)])
  }

  var measure: Measure {
    switch round.figure ?? truth?.figure {
    case .nps: .nps
    case .grade: .grade
    case .percent: .mark(0...100, decimals: 0)
    case .mean, nil:
      .mark((round.scale?.low ?? 1)...(max(round.scale?.high ?? 5, (round.scale?.low ?? 1) + 1)), decimals: 1)
    }
  }

  // MARK: One number

  private func guesses(_ guesses: RoundResult.Guesses) -> Scene {
    let measure = measure
    let middle = measure.fact(guesses.spread.median)
    let chart = GuessChart(
      title: round.title.message, measure: measure, guesses: guesses.dots, middle: guesses.spread.median,
      real: truth?.value.map { Reading($0.value, low: $0.low, high: $0.high) })
    guard let real = truth?.value, let gap = guesses.gap else {
      return Scene(Message("session.scene.guessAlone", ["ours": middle]), drawing: chart)
    }
    let key =
      !guesses.isGapCertain ? "session.scene.gapNone" : gap > 0 ? "session.scene.gapHigh" : "session.scene.gapLow"
    let written = RoundedGap(guesses.spread.median, real.value, round.figure ?? truth?.figure ?? .mean)
    var lines = [Message(key, ["gap": written.size])]
    if case .guesses(let first) = earlier {
      lines.append(
        Message("session.scene.before", ["before": measure.fact(first.spread.median), "after": middle]))
    }
    var fine = [margin(real, measure)]
    if let share = guesses.sureButWrong, share > 0 {
      fine.append(Message("session.scene.sureButWrong", ["share": .percent(share, decimals: 0)]))
    }
    return Scene(
      Message("session.scene.guess", ["ours": middle, "real": measure.fact(real.value)]), lines: lines, fine: fine,
      drawing: chart)
  }

  // MARK: Several options

  private func options(_ options: [RoundResult.OptionResult]) -> Scene {
    switch round.kind {
    case .guessSplit: split(options)
    case .rankUnits: order(options)
    case .strengths: picks(options)
    case .values: values(options)
    case .competition: competition(options)
    default: bars(options)
    }
  }

  /// The parts of a split from low to high, ours above those of customers. Promoters, passives and detractors have their own words
  /// and colours; marks are named as they are given.
  private func split(_ options: [RoundResult.OptionResult]) -> Scene {
    let lines = WholeSplit.inOrder(options, \.option)
    let kinds = lines.map { Stance.Kind(rawValue: $0.option.text) }
    let isStances = kinds.allSatisfy { $0 != nil }
    let n = truth?.options.compactMap(\.line?.n).max() ?? 0
    let ours = lines.map(\.value)
    let real = lines.compactMap { truth?.option($0.option)?.line?.value }
    let isKnown = real.count == lines.count
    let chart = SplitBar(
      title: round.title.message,
      rows: [SplitBar.Row(name: Message("session.scene.we"), count: handedIn, shares: ours)]
        + (isKnown ? [SplitBar.Row(name: Message("session.scene.customers"), count: n, shares: real)] : []),
      words: isStances ? nil : lines.map { name($0.option) })
    // The sentence says the same whole percents as the bars.
    let (thought, found) = (WholePercents(of: ours).parts, WholePercents(of: real).parts)
    func heading() -> Message {
      guard isKnown, let place = lines.indices.max(by: { abs(lines[$0].gap ?? 0) < abs(lines[$1].gap ?? 0) }) else {
        return Message("session.scene.splitAlone")
      }
      if thought[place] == found[place] { return Message("session.scene.splitNear") }
      let way = thought[place] < found[place] ? "more" : "fewer"
      return Message(
        isStances ? "session.scene.split.\(way)" : "session.scene.splitOfMarks.\(way)",
        [
          "what": kinds[place].map { .phrase("charts.kinds.\($0.rawValue)") } ?? fact(lines[place].option),
          "ours": .percent(Double(thought[place]) / 100, decimals: 0),
          "real": .percent(Double(found[place]) / 100, decimals: 0),
        ])
    }
    return Scene(
      heading(), fine: n > 0 ? [Message("session.scene.answers", ["count": .count(n)])] : [],
      drawing: lines.count == 3 ? chart : nil)
  }

  private func order(_ options: [RoundResult.OptionResult]) -> Scene {
    let real = truth?.options.map(\.option) ?? []
    let rows = options.enumerated().compactMap { place, line in
      real.firstIndex(of: line.option).map {
        OrderChart.Row(
          name: name(line.option), ours: place + 1, real: $0 + 1, isRight: line.isRight ?? true,
          isTiedWithAbove: line.isTiedWithAbove)
      }
    }
    let right = options.count { $0.isRight == true }
    return Scene(
      Message("session.scene.order", ["count": .count(right), "total": .count(options.count)]),
      fine: rows.contains(where: \.isTiedWithAbove) ? [Message("session.scene.tied")] : [],
      drawing: OrderChart(title: round.title.message, rows: rows))
  }

  private func picks(_ options: [RoundResult.OptionResult]) -> Scene {
    func label(_ option: ID<RoundOption>) -> String? { truth?.option(option)?.label }
    let judged = options.filter { $0.isRight != nil }
    let right = judged.count { $0.isRight == true }
    let rows = options.sorted { $0.count - $0.second > $1.count - $1.second }.map { line in
      PicksChart.Row(
        name: name(line.option), strengths: line.count, improvements: line.second,
        note: label(line.option).map { Message("session.chart.label.\($0)") }, isRight: line.isRight == true)
    }
    return Scene(
      judged.isEmpty
        ? Message("session.scene.picksAlone")
        : Message("session.scene.picks", ["count": .count(right), "total": .count(judged.count)]),
      drawing: PicksChart(title: round.title.message, rows: rows, full: handedIn))
  }

  private func values(_ options: [RoundResult.OptionResult]) -> Scene {
    let measured = options.filter { $0.count > 0 }
    let measure = Measure.mark((round.scale?.low ?? 1)...(round.scale?.high ?? 10), decimals: 1)
    let rows = measured.map { line in
      ValuesChart.Row(
        name: name(line.option), ours: line.value,
        real: truth?.option(line.option)?.line.map { Reading($0.value, low: $0.low, high: $0.high) })
    }
    let largest = measured.first { $0.gap != nil }
    let heading =
      largest.flatMap { line in
        truth?.option(line.option)?.line.map {
          Message(
            "session.scene.values",
            ["what": fact(line.option), "ours": measure.fact(line.value), "real": measure.fact($0.value)])
        }
      } ?? Message("session.scene.valuesAlone")
    let n = truth?.options.compactMap(\.line?.n).max()
    let unknown = options.filter { $0.count == 0 }.map { fact($0.option) }
    return Scene(
      heading,
      fine: (n.map { [Message("session.scene.answers", ["count": .count($0)])] } ?? [])
        + (unknown.isEmpty ? [] : [Message("session.scene.unknownValues", ["options": .list(unknown)])]),
      drawing: rows.isEmpty ? nil : ValuesChart(title: round.title.message, measure: measure, rows: rows))
  }

  private func competition(_ options: [RoundResult.OptionResult]) -> Scene {
    let rows = options.map { line in
      let label = truth?.option(line.option)?.label
      return RivalChart.Row(
        name: name(line.option), rival: round.option(line.option)?.note?.message,
        ours: line.count == 0 ? nil : line.value, unknown: line.skipped,
        verdict: label.flatMap { RivalChart.Verdict(rawValue: $0) },
        note: label.map { Message("session.chart.label.\($0)") }, isRight: line.isRight == true)
    }
    let judged = options.filter { $0.isRight != nil }
    return Scene(
      judged.isEmpty
        ? Message("session.scene.competitionAlone")
        : Message(
          "session.scene.competition",
          ["count": .count(judged.count { $0.isRight == true }), "total": .count(judged.count)]),
      drawing: rows.isEmpty ? nil : RivalChart(title: round.title.message, rows: rows))
  }

  /// What the research says of what was chosen: whether it weighs most, how many customers it is about, or how many of those who
  /// recommend and of those who don't write about it.
  private func behind(_ option: ID<RoundOption>) -> Message? {
    guard let found = truth?.option(option) else { return nil }
    if let label = found.label { return Message("session.scene.really.\(label)") }
    guard round.kind == .promotership, let line = found.line else { return nil }
    if let detractors = found.second {
      return Message(
        "session.scene.lever",
        ["up": .percent(line.value / 100, decimals: 0), "down": .percent(detractors / 100, decimals: 0)])
    }
    let ways = ["repair": "detractor", "lift": "passive", "grow": "promoter"]
    let split = WholeSplit(
      (truth?.options ?? []).compactMap { other in
        ways[other.option.text].flatMap { part in other.line.map { (part: part, share: $0.value) } }
      })
    return ways[option.text].flatMap(split.percent).map {
      Message("session.scene.ofCustomers", ["share": .percent(Double($0) / 100, decimals: 0)])
    }
  }

  private var isAboutLevers: Bool {
    round.kind == .promotership && truth?.options.contains { $0.second != nil } == true
  }

  private func bars(_ options: [RoundResult.OptionResult]) -> Scene {
    let isDots = round.kind == .dots || round.kind == .driverBet
    let isTranslation = round.kind == .translation
    func number(_ line: RoundResult.OptionResult) -> Int {
      isDots ? Int(line.value) : isTranslation ? line.second : line.count
    }
    let sorted = round.kind == .conversation ? options : options.sorted { number($0) > number($1) }
    let most = sorted.map(number).max() ?? 0
    let first = most > 0 && sorted.count { number($0) == most } == 1 ? sorted.first { number($0) == most } : nil
    let rows = sorted.map { line in
      BarsChart.Row(
        name: name(line.option), value: Double(number(line)), said: .count(number(line)), note: behind(line.option),
        isRight: line.isRight ?? (line.option == first?.option))
    }
    let heading =
      first.map {
        Message("session.scene.most.\(round.kind.rawValue)", ["what": fact($0.option), "count": .count(most)])
      } ?? Message("session.scene.mostShared", ["round": round.title.fact])
    return Scene(
      round.kind == .conversation ? Message("session.scene.seen", ["count": .count(handedIn)]) : heading,
      fine: isAboutLevers ? [Message("session.scene.leverKey")] : [],
      drawing: BarsChart(
        title: round.title.message, what: Message("session.chart.\(isDots ? "dots" : "people")"), rows: rows,
        full: isDots ? nil : Double(handedIn)))
  }
}
