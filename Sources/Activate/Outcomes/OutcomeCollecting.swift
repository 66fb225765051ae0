import People
import Values

/// Makes of what a session handed in what it leaves behind. What a person wrote down already is never written over.
struct OutcomeCollecting {
  let session: Session
  let state: SessionState
  /// Of each named round, who handed in what; the last attempt of each.
  let named: [ID<Round>: [(maker: String, contribution: Contribution)]]
  /// The day on which the session was held.
  let day: Day
  /// Days within which an ask upward is answered.
  let answerDays: Int
  let knownThemes: Set<ID<Theme>>

  /// Rounds that count: revealed, and not taken out of the report.
  private var standings: [RoundStanding] { state.rounds.filter { $0.progress.state != .voided } }

  private func reveal(_ standing: RoundStanding) -> Reveal? {
    let reveals = standing.progress.reveals
    return reveals[standing.progress.attempt] ?? reveals.max { $0.key < $1.key }?.value
  }

  /// What is written down already, with what the rounds brought beside it. Where somebody wrote down a unit's focus, an action or the
  /// asks, that is what counts.
  func joined(to written: [OutcomeItem]) -> [OutcomeItem] {
    let ids = Set(written.map(\.id))
    let kinds = Set(written.map(\.kind))
    let units = Set(written.compactMap { item in if case .focus(let focus) = item { focus.unit } else { nil } })
    let brought = items.filter { item in
      switch item {
      case .focus(let focus): !units.contains(focus.unit)
      case .action, .ask: !kinds.contains(item.kind)
      case .theme, .mandate, .commitment, .huddle: !ids.contains(item.id)
      }
    }
    let consents = consents
    return written.map { item in
      guard case .theme(var theme) = item, let consent = consents[theme.id.text] else { return item }
      theme.consent = consent
      theme.state = consent.isConsented ? .agreed : .parked
      return .theme(theme)
    } + brought
  }

  private var items: [OutcomeItem] {
    standings.flatMap { standing -> [OutcomeItem] in
      switch standing.round.kind {
      case .commitment: commitments(standing)
      case .ask: asks(standing)
      case .huddle: huddles(standing)
      case .translation: focus(standing)
      case .dots where standing.id.text.hasPrefix(PlanSlot.stepDots.rawValue): action(standing)
      default: []
      }
    }
  }

  /// By theme: what the group's fingers said.
  var consents: [String: ConsentRecord] {
    var consents: [String: ConsentRecord] = [:]
    for standing in standings where standing.round.kind == .consent {
      guard case .consent(let lines) = reveal(standing)?.result else { continue }
      for line in lines { consents[line.option.text] = ConsentRecord(line) }
    }
    return consents
  }

  var blindSpots: [BlindSpot] {
    var known: Set<String> = []
    return standings.filter { !$0.progress.isReferenceVoided }.flatMap { standing -> [BlindSpot] in
      guard let first = standing.progress.reveals.min(by: { $0.key < $1.key })?.value else { return [] }
      return BlindSpot.found(in: first, unit: session.unit, wave: session.wave)
    }.filter { known.insert($0.measure).inserted }
  }

  private func commitments(_ standing: RoundStanding) -> [OutcomeItem] {
    (named[standing.id] ?? []).compactMap { maker, contribution in
      guard case .commitment(let words) = contribution else { return nil }
      let theme = words.theme.map { ID<Theme>($0.text) }.flatMap { knownThemes.contains($0) ? $0 : nil }
      return .commitment(
        SessionCommitment(
          id: id(standing, maker), unit: session.unit, maker: maker, words: words, theme: theme))
    }
  }

  /// Only as many as a level brings up; with more the group has to choose first.
  private func asks(_ standing: RoundStanding) -> [OutcomeItem] {
    let asks = asked(standing)
    return asks.count <= SessionAsk.most(from: session.level) ? asks.map { .ask($0) } : []
  }

  /// Everything that was asked, to choose from.
  var asked: [SessionAsk] { standings.filter { $0.round.kind == .ask }.flatMap(asked) }

  private func asked(_ standing: RoundStanding) -> [SessionAsk] {
    guard case .asks(let asks) = reveal(standing)?.result, let above = session.level.above else { return [] }
    return asks.enumerated().map { place, words in
      SessionAsk(
        id: id(standing, "\(place)"), unit: session.unit, from: session.level, to: above, words: words,
        answerBy: day.adding(days: answerDays))
    }
  }

  private func huddles(_ standing: RoundStanding) -> [OutcomeItem] {
    guard case .huddles(let wishes) = reveal(standing)?.result, let first = wishes.first else { return [] }
    return [
      .huddle(
        SessionHuddle(
          id: id(standing, "weekly"), unit: session.unit, weekday: first.weekday, hour: first.hour,
          minute: first.minute, from: day.adding(days: 1)))
    ]
  }

  /// What each unit chose; where nobody said for which unit, what the group chose most. Several people of one unit say one thing
  /// together: the themes that most of them chose, each with the middle of what they would contribute.
  private func focus(_ standing: RoundStanding) -> [OutcomeItem] {
    guard case .options(let lines) = reveal(standing)?.result else { return [] }
    var said: [ID<Unit>: [ID<Theme>: [Int]]] = [:]
    for (_, contribution) in named[standing.id] ?? [] {
      guard case .translation(let unit?, let marks, let focus) = contribution else { continue }
      for theme in focus where knownThemes.contains(ID(theme.text)) {
        said[ID(unit.text), default: [:]][ID(theme.text), default: []]
          .append(max(1, marks.first { $0.option == theme }?.value ?? 1))
      }
    }
    let items = said.sorted { $0.key < $1.key }.flatMap { unit, themes in
      themes.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.prefix(UnitFocus.most).map { theme, given in
        OutcomeItem.focus(
          UnitFocus(
            id: UnitFocus.id(of: unit, for: theme, in: session.id), unit: unit, theme: theme,
            contribution: given.sorted()[given.count / 2]))
      }
    }
    if !items.isEmpty { return items }
    let most = lines.filter { $0.second > 0 && knownThemes.contains(ID($0.option.text)) }
      .sorted { ($1.second, $0.option) < ($0.second, $1.option) }.prefix(UnitFocus.most)
    return most.map { line in
      .focus(
        UnitFocus(
          id: UnitFocus.id(of: session.unit, for: ID(line.option.text), in: session.id), unit: session.unit,
          theme: ID(line.option.text), contribution: max(1, Int(line.value.rounded()))))
    }
  }

  /// The one step with most dots; nothing where two have as many.
  private func action(_ standing: RoundStanding) -> [OutcomeItem] {
    guard case .options(let lines) = reveal(standing)?.result, let first = lines.first, first.value > 0,
      lines.dropFirst().first?.value != first.value, case .typed(let text) = standing.round.option(first.option)?.text
    else { return [] }
    let what = text.text(in: .nl)
    return [.action(TeamAction(id: id(standing, "one"), unit: session.unit, what: what))]
  }

  /// The same round makes the same ids, so that collecting twice is once.
  private func id<Thing>(_ standing: RoundStanding, _ part: String) -> ID<Thing> {
    ID("\(session.id).\(standing.id).\(part)")
  }
}
