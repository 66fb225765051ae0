public import People
public import Values

/// What there is to decide on in a session, for whoever writes it down.
public struct DecisionTable: Sendable {
  /// What was written down, with what the rounds brought.
  public let outcome: SessionOutcome
  public let state: SessionState
  public let above: DecidedAbove
  /// Everything that was asked of the level above, to choose from.
  public let asked: [SessionAsk]
  /// Who can stand for something: whoever has a part in the unit, above it or right below it.
  public let people: [Person]

  /// The units that say what they do for a theme.
  public var units: [ID<Unit>] {
    let labels = state.rounds.filter { $0.round.kind == .translation }.flatMap(\.round.labels)
    return labels.isEmpty ? [outcome.session.unit] : labels.map { ID($0.id.text) }
  }

  /// What the group put first so far, from the round that says most: placed by what it brings and costs, else by dots, else the ideas
  /// that were let through.
  public var suggestions: [RoundOption] {
    for standing in state.rounds.reversed() where standing.progress.state != .voided {
      let options = standing.suggestions
      if !options.isEmpty { return options }
    }
    return []
  }

  /// The themes that this session works on: its own, else those of the level above.
  public var themes: [Theme] { outcome.themes.isEmpty ? above.themes : outcome.themes }
}

extension RoundStanding {
  fileprivate var suggestions: [RoundOption] {
    switch progress.reveal?.result {
    case .placements(let placed):
      let fields: [RoundResult.PlacedOption.Field] = [.doNow, .plan, .maybe]
      let ranked = fields.flatMap { field in
        placed.filter { $0.field == field }.sorted {
          ($1.impact.median - $1.effort.median, $0.option) < ($0.impact.median - $0.effort.median, $1.option)
        }
      }
      return ranked.compactMap { round.option($0.option) }
    case .options(let lines) where round.kind == .dots:
      return lines.filter { $0.value > 0 }.compactMap { round.option($0.option) }
    case .words: return [.brainstorm, .smallSteps].contains(round.kind) ? board?.options ?? [] : []
    default: return []
    }
  }
}

extension SessionState {
  /// What shows themes and mandate, as they are written down now, in the rounds that decide on them.
  func showing(themes: [RoundOption], mandate: RoundOption?) throws -> [SessionChange] {
    try rounds.compactMap { standing in
      let wanted: [RoundOption]
      switch standing.round.optionsFrom {
      case .themes: wanted = themes
      case .mandate: wanted = mandate.map { [$0] } ?? standing.round.options
      case .ideas, .mostDots, nil: return nil
      }
      guard wanted != standing.round.options else { return nil }
      switch standing.progress.state {
      case .planned, .briefing: return .optionsSet(standing.id, wanted)
      case .open, .closed:
        let areSame = standing.round.options.allSatisfy { old in
          wanted.contains { $0.id == old.id && $0.text == old.text && $0.note == old.note }
        }
        if !areSame { throw OutcomeRefusal.isBeingDecided }
        return nil
      // What was decided on keeps its place: only its words follow.
      case .revealed, .discussing:
        let reworded = standing.round.options.map { old in wanted.first { $0.id == old.id } ?? old }
        return reworded == standing.round.options ? nil : .optionsSet(standing.id, reworded)
      case .settled, .skipped, .voided: return nil
      }
    }
  }
}
