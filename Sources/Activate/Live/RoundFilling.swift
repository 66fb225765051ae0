import Values

/// Rounds that are about what an earlier round brought: the ideas that were let through, the options with most dots.
extension SessionState {
  /// Fills a round that is about to be briefed, with what there is now; nothing where it fills itself, or is filled already.
  func filling(before change: SessionChange) -> SessionChange? {
    guard case .roundBriefed(let id) = change, let round = self[id]?.round, let source = round.optionsFrom,
      source != .themes, source != .mandate, round.options.isEmpty
    else { return nil }
    var boards: [ID<Round>: IdeaBoard] = [:]
    var reveals: [ID<Round>: Reveal] = [:]
    for standing in rounds {
      boards[standing.id] = standing.board
      reveals[standing.id] = standing.progress.reveal
    }
    let options = source.options(boards: boards, rounds: rounds.map(\.round), reveals: reveals, themes: [])
    return options.isEmpty ? nil : .optionsSet(id, options)
  }
}
