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

  private func split(_ options: [RoundResult.OptionResult]) -> Scene {
    let kinds = Dictionary(
      options.compactMap { line in Stance.Kind(rawValue: line.option.text).map { ($0, line) } },
      uniquingKeysWith: { first, _ in first })
    func row(_ key: String, _ count: Int, _ share: (RoundResult.OptionResult) -> Double?) -> SplitBar.Row? {
      guard let detractor = kinds[.detractor].flatMap(share), let passive = kinds[.passive].flatMap(share),
        let promoter = kinds[.promoter].flatMap(share)
      else { return nil }
      return SplitBar.Row(
        name: Message(key), count: count, detractors: detractor / 100, passives: passive / 100,
        promoters: promoter / 100)
    }
    let n = truth?.options.compactMap(\.line?.n).max() ?? 0
    let rows = [
      row("session.scene.we", handedIn) { $0.value },
      row("session.scene.customers", n) { truth?.option($0.option)?.line?.value },
    ].compactMap { $0 }
    // The sentence says the same whole percents as the bars.
    func percent(_ place: Int, _ kind: Stance.Kind?, _ value: Double) -> Message.Fact {
      let part = rows.count > place ? rows[place].parts.first { $0.kind == kind } : nil
      return .percent(part.map { Double($0.percent) / 100 } ?? value / 100, decimals: 0)
    }
    let largest = options.max { abs($0.gap ?? 0) < abs($1.gap ?? 0) }
    let heading =
      largest.flatMap { line in
        truth?.option(line.option)?.line.map { real in
          let kind = Stance.Kind(rawValue: line.option.text)
          return Message(
            line.gap ?? 0 < 0 ? "session.scene.splitMore" : "session.scene.splitFewer",
            [
              "what": kind.map { .phrase("charts.kinds.\($0.rawValue)") } ?? fact(line.option),
              "ours": percent(0, kind, line.value), "real": percent(1, kind, real.value),
            ])
        }
      } ?? Message("session.scene.splitAlone")
    return Scene(
      heading, fine: n > 0 ? [Message("session.scene.answers", ["count": .count(n)])] : [],
      drawing: rows.isEmpty ? nil : SplitBar(title: round.title.message, rows: rows))
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
      BarsChart.Row(
        name: name(line.option), value: Double(max(line.count, line.second)),
        said: .text("▲ \(line.count)  ▼ \(line.second)"),
        note: label(line.option).map { Message("session.scene.really.\($0)") }, isRight: line.isRight == true)
    }
    return Scene(
      judged.isEmpty
        ? Message("session.scene.picksAlone")
        : Message("session.scene.picks", ["count": .count(right), "total": .count(judged.count)]),
      fine: [Message("session.scene.picksKey")],
      drawing: BarsChart(
        title: round.title.message, what: Message("session.chart.chosen"), rows: rows, full: Double(handedIn)))
  }

  private func values(_ options: [RoundResult.OptionResult]) -> Scene {
    let measured = options.filter { $0.count > 0 }
    let measure = Measure.mark((round.scale?.low ?? 1)...(round.scale?.high ?? 10), decimals: 1)
    let rows = measured.map { line in
      DotRows.Row(
        name: name(line.option),
        readings: [
          truth?.option(line.option)?.line.map { Reading($0.value, low: $0.low, high: $0.high) }, Reading(line.value),
        ])
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
      drawing: rows.isEmpty
        ? nil
        : DotRows(
          title: round.title.message, measure: measure,
          series: [Message("session.scene.customers"), Message("session.scene.we")], rows: rows))
  }

  private func competition(_ options: [RoundResult.OptionResult]) -> Scene {
    let cards = options.map { line in
      SceneCard(
        name(line.option),
        note: line.count == 0
          ? Message("session.scene.nobodyKnew")
          : Message(
            "session.scene.rival",
            [
              "ours": .signed(line.value, decimals: line.value == line.value.rounded() ? 0 : 1),
              "unknown": .count(line.skipped),
            ]),
        worth: truth?.option(line.option)?.label.map { Message("session.scene.really.\($0)") })
    }
    let judged = options.filter { $0.isRight != nil }
    return Scene(
      judged.isEmpty
        ? Message("session.scene.competitionAlone")
        : Message(
          "session.scene.competition",
          ["count": .count(judged.count { $0.isRight == true }), "total": .count(judged.count)]),
      cards: cards)
  }

  private func bars(_ options: [RoundResult.OptionResult]) -> Scene {
    let isDots = round.kind == .dots || round.kind == .driverBet
    let isTranslation = round.kind == .translation
    func number(_ line: RoundResult.OptionResult) -> Int {
      isDots ? Int(line.value) : isTranslation ? line.second : line.count
    }
    let sorted = round.kind == .conversation ? options : options.sorted { number($0) > number($1) }
    let rows = sorted.map { line in
      BarsChart.Row(
        name: name(line.option), value: Double(number(line)), said: .count(number(line)),
        note: truth?.option(line.option)?.label.map { Message("session.scene.really.\($0)") },
        isRight: line.isRight ?? (number(line) == sorted.map(number).max() && truth == nil))
    }
    let heading: Message =
      sorted.first.flatMap { first -> Message? in
        guard number(first) > 0, !sorted.dropFirst().contains(where: { number($0) == number(first) }) else {
          return nil
        }
        return Message(
          "session.scene.most.\(round.kind.rawValue)", ["what": fact(first.option), "count": .count(number(first))])
      } ?? Message("session.scene.mostShared", ["round": round.title.fact])
    return Scene(
      round.kind == .conversation ? Message("session.scene.seen", ["count": .count(handedIn)]) : heading,
      drawing: BarsChart(
        title: round.title.message, what: Message("session.chart.\(isDots ? "dots" : "people")"), rows: rows,
        full: isDots ? nil : Double(handedIn)))
  }
}
