import Listen
import People
import Values

extension PlanMaking {
  /// What a place is filled with, or why it can't be.
  mutating func filled(_ slot: PlanSlot) -> Result<Filling, Missing> {
    do {
      return .success(try filling(slot))
    } catch {
      return .failure(error)
    }
  }

  private mutating func filling(_ slot: PlanSlot) throws(Missing) -> Filling {
    switch slot {
    // A team begins with what the levels above decided.
    case .opening: return Filling(cards: material.level == .operational ? material.cards : [])
    case .practice, .pause, .checkOut, .own, .teamSessions, .asks, .upward, .huddle, .customers, .smallSteps,
      .brainstorm, .moves:
      return Filling()
    case .guess, .ourUnit, .ourScore: return try guess(slot)
    case .split: return try split()
    case .voice: return try voice()
    case .strengths: return try strengths()
    case .values: return try values()
    case .competition: return try competition()
    case .ambition: return ambition()
    case .levers: return try levers()
    case .dots: return Filling(optionsFrom: .ideas(of: "brainstorm"), limits: RoundLimits(dots: 4))
    case .moveDots: return Filling(optionsFrom: .ideas(of: "moves"))
    case .stepDots: return Filling(optionsFrom: .ideas(of: "smallSteps"))
    case .grid: return Filling(optionsFrom: .mostDots(of: "dots", count: 6))
    case .moveGrid: return Filling(optionsFrom: .mostDots(of: "moveDots", count: 6))
    case .route: return Filling(optionsFrom: .themes, attempts: 2)
    case .mandate:
      return Filling(
        options: [RoundOption(id: "mandate", text: .phrase("rounds.option.mandate", facts))], optionsFrom: .mandate,
        attempts: 2)
    case .myPlan, .leaderPlan: return Filling(options: material.themes)
    case .routeInShort: return Filling(cards: material.cards)
    case .ourPlace: return try ourPlace()
    case .ownPlace: return try ownPlace()
    case .dataDive: return try dataDive()
    case .driverBet: return try driverBet()
    case .sortComments: return try sortComments()
    case .translation:
      return Filling(
        options: material.themes, labels: material.unitLines.map { RoundOption(id: $0.id, text: Self.plain($0.name)) },
        optionsFrom: material.themes.isEmpty ? .themes : nil)
    case .readScore: return try readScore()
    case .conversation: return conversation()
    }
  }

  static func plain(_ text: String) -> Wording { .typed(LocalizedText(nl: text, en: text)) }

  private func guess(_ slot: PlanSlot) throws(Missing) -> Filling {
    guard let first = material.scores.first else { throw Missing(.noScore) }
    guard material.hasEnough else { throw Missing(.tooFewAnswers) }
    // On the floor a grade speaks more directly than an NPS.
    let score = slot == .ourScore ? material.scores.first { $0.figure == .grade } ?? first : first
    var facts = facts
    facts["low"] = .number(score.low, decimals: 0)
    facts["high"] = .number(score.high, decimals: 0)
    facts["name"] = .localized(score.name)
    var source = source
    source["measure"] = score.measure
    return Filling(
      question: .phrase("rounds.question.guess.\(score.figure.rawValue)", facts),
      help: .phrase("rounds.help.guess.\(score.figure.rawValue)", facts),
      scale: RoundScale(score.low...score.high, decimals: score.figure.decimals), figure: score.figure, attempts: 2,
      truth: RoundTruth(figure: score.figure, value: score.line, source: source))
  }

  private func split() throws(Missing) -> Filling {
    guard !material.split.isEmpty else { throw Missing(.noScore) }
    guard material.hasEnough else { throw Missing(.tooFewAnswers) }
    return Filling(
      options: material.split.map { RoundOption(id: $0.id, text: $0.name) }, figure: .percent,
      truth: RoundTruth(
        figure: .percent, options: material.split.map { RoundTruth.Option($0.id, line: $0.line) }, source: source))
  }

  private func strengths() throws(Missing) -> Filling {
    guard !material.drivers.isEmpty else { throw Missing(.noDrivers) }
    guard material.drivers.contains(where: { $0.label != nil }) else { throw Missing(.tooFewAnswers) }
    let picks = min(3, max(1, material.drivers.count / 2))
    return Filling(
      help: material.areDriversOfWhole ? .phrase("rounds.help.ofWhole", facts) : nil, options: byName(material.drivers),
      limits: RoundLimits(picks: picks), truth: truth(material.drivers))
  }

  private func values() throws(Missing) -> Filling {
    guard !material.values.isEmpty else { throw Missing(.noValues) }
    guard material.hasEnough else { throw Missing(.tooFewAnswers) }
    return Filling(
      options: options(material.values), scale: RoundScale(material.valueScale, mayBeSkipped: true), figure: .mean,
      truth: truth(material.values, figure: .mean))
  }

  private func competition() throws(Missing) -> Filling {
    guard !material.rivals.isEmpty else { throw Missing(.noCompetitors) }
    guard material.rivals.contains(where: { $0.label != RoundTruth.Label.tooFew }) else {
      throw Missing(.tooFewAnswers)
    }
    return Filling(
      options: material.rivals.map { item in
        RoundOption(
          id: item.id, text: .typed(item.name),
          note: item.rival.map { .phrase("rounds.option.beside", ["rival": .localized($0)]) })
      }, figure: .mean, truth: truth(material.rivals, figure: .mean))
  }

  /// Repair, lift or grow: beside each the share of customers that it is about.
  private func ambition() -> Filling {
    let ways = [("repair", "detractor"), ("lift", "passive"), ("grow", "promoter")]
    let shares = ways.compactMap { way, part -> RoundTruth.Option? in
      material.split.first { $0.id.text == part }.map { RoundTruth.Option(ID(way), line: $0.line) }
    }
    return Filling(
      options: ways.map { RoundOption(id: ID($0.0), text: .phrase("rounds.option.\($0.0)")) },
      limits: RoundLimits(picks: 1),
      truth: shares.isEmpty ? nil : RoundTruth(figure: .percent, options: shares, source: source))
  }

  private func levers() throws(Missing) -> Filling {
    guard material.levers.count >= 2 else { throw Missing(.noTopics) }
    return Filling(
      options: material.levers.map { RoundOption(id: $0.id, text: .typed($0.name)) }, figure: .percent,
      truth: RoundTruth(
        figure: .percent,
        options: material.levers.map { RoundTruth.Option($0.id, line: $0.promoters, second: $0.detractors) },
        source: source))
  }

  private func ourPlace() throws(Missing) -> Filling {
    // More than ten can't be put in order on a phone.
    let lines = material.unitLines.prefix(10)
    guard lines.count >= 2 else { throw Missing(.tooFewUnits) }
    return Filling(
      options: lines.map { RoundOption(id: $0.id, text: Self.plain($0.name)) }.sorted { $0.id < $1.id },
      truth: RoundTruth(
        figure: material.scores.first?.figure,
        options: lines.map {
          RoundTruth.Option($0.id, line: $0.line, bestRank: $0.bestRank, worstRank: $0.worstRank)
        }, source: source))
  }

  /// The same without names. Units are letters from the highest figure to the lowest; how many answers one has and its margin stay
  /// out of it, because whoever works there knows how many customers each unit has. Of two, each would know the other.
  private func ownPlace() throws(Missing) -> Filling {
    let lines = material.unitLines
    guard (3...RoundScale.mostSteps).contains(lines.count) else { throw Missing(.tooFewUnits) }
    var facts = facts
    facts["count"] = .count(lines.count)
    let all = lines.reduce(0) { $0 + $1.line.n }
    return Filling(
      question: .phrase("rounds.question.ownPlace", facts),
      scale: RoundScale(
        1...Double(lines.count), lowLabel: .phrase("rounds.scale.highest"), highLabel: .phrase("rounds.scale.lowest")),
      truth: RoundTruth(
        figure: material.scores.first?.figure,
        options: zip(RoundTruth.letters, lines).map { letter, line in
          RoundTruth.Option(
            ID(letter), line: RoundTruth.Line(value: line.line.value, low: nil, high: nil, n: all),
            bestRank: line.bestRank, worstRank: line.worstRank)
        }, source: source))
  }

  /// Two strengths, two improvement points and two surprises, each with its number, margin and n.
  private func dataDive() throws(Missing) -> Filling {
    let strong = material.drivers.filter { $0.label == RoundTruth.Label.strength }.prefix(2)
    let weak = material.drivers.filter { $0.label == RoundTruth.Label.improvement }.prefix(2)
    let known = Set((strong + weak).map(\.id))
    let surprises = (material.drivers + material.values).filter { $0.apart != nil && !known.contains($0.id) }
      .sorted { (abs($1.apart ?? 0), $0.id) < (abs($0.apart ?? 0), $1.id) }.prefix(2)
    let cards =
      strong.map { card($0, "strength") } + weak.map { card($0, "improvement") }
      + surprises.map { card($0, "surprise") }
    guard !cards.isEmpty else { throw Missing(material.drivers.isEmpty ? .noDrivers : .tooFewAnswers) }
    return Filling(
      help: material.areDriversOfWhole ? .phrase("rounds.help.ofWhole", facts) : .phrase("rounds.help.dataDive", facts),
      cards: cards)
  }

  private func card(_ item: PlanMaterial.Item, _ kind: String) -> RoundCard {
    var lines: [Wording] = [.phrase("rounds.card.\(kind)")]
    var figure: [String: Message.Fact] = ["value": .number(item.line.value, decimals: 1), "n": .count(item.line.n)]
    if let margin = item.line.margin {
      // Of a thousand answers the margin is small, and never nothing.
      figure["margin"] = .number(margin, decimals: margin < 0.05 ? 2 : 1)
      lines.append(.phrase("rounds.card.figure", figure))
    } else {
      lines.append(.phrase("rounds.card.figureWithoutMargin", figure))
    }
    if let apart = item.apart {
      lines.append(
        .phrase(apart > 0 ? "rounds.card.above" : "rounds.card.below", ["gap": .number(abs(apart), decimals: 1)]))
    }
    if item.line.n < 30 { lines.append(.phrase("rounds.card.small")) }
    return RoundCard(id: item.id.text, title: .typed(item.name), lines: lines)
  }

  private func driverBet() throws(Missing) -> Filling {
    guard !material.drivers.isEmpty else { throw Missing(.noDrivers) }
    let weighed = material.drivers.filter { $0.importance != nil }
    guard weighed.count >= 3 else { throw Missing(.tooFewAnswers) }
    return Filling(
      options: byName(weighed),
      truth: RoundTruth(
        figure: .percent,
        options: weighed.enumerated().map { place, item in
          RoundTruth.Option(
            item.id, label: place < 2 ? RoundTruth.Label.top : nil, second: (item.importance ?? 0) * 100)
        }, source: source))
  }

  // MARK: Items

  /// In an order that tells nothing: by name.
  private func byName(_ items: [PlanMaterial.Item]) -> [RoundOption] {
    options(items).sorted { name($0) < name($1) }
  }

  private func name(_ option: RoundOption) -> String {
    if case .typed(let text) = option.text { text.text(in: .nl).folded } else { option.id.text }
  }

  private func options(_ items: [PlanMaterial.Item]) -> [RoundOption] {
    items.map { RoundOption(id: $0.id, text: .typed($0.name)) }
  }

  private func truth(_ items: [PlanMaterial.Item], figure: RoundFigure? = nil) -> RoundTruth {
    RoundTruth(
      figure: figure,
      options: items.map {
        RoundTruth.Option($0.id, line: $0.line, label: $0.label, second: $0.importance.map { $0 * 100 })
      }, source: source)
  }
}
