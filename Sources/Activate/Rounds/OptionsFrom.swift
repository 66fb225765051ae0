public import Values

/// Where a round gets its options from while the session runs.
public enum OptionsFrom: Hashable, Sendable, Codable {
  /// The ideas that the scribe let through in an earlier round.
  case ideas(of: ID<Round>)
  /// The options with most dots in an earlier round, the first so many; equal ones at the end all come along.
  case mostDots(of: ID<Round>, count: Int)
  /// The themes that the facilitator writes down with the group.
  case themes
  /// The mandate that the facilitator writes down with the group.
  case mandate

  /// The options as they are now; empty where the earlier round has none yet.
  public func options(
    boards: [ID<Round>: IdeaBoard], rounds: [Round], reveals: [ID<Round>: Reveal], themes: [RoundOption]
  ) -> [RoundOption] {
    switch self {
    case .ideas(let round): return boards[round]?.options ?? []
    case .themes: return themes
    case .mandate: return []
    case .mostDots(let id, let count):
      guard let round = rounds.first(where: { $0.id == id }), case .options(let lines) = reveals[id]?.result else {
        return []
      }
      let least = lines.prefix(count).last?.value ?? 0
      let chosen = lines.filter { $0.value > 0 && $0.value >= least }
      return chosen.compactMap { round.option($0.option) }
    }
  }
}

/// Something to read on the phone during a round.
public struct RoundCard: Hashable, Sendable, Codable {
  public let id: String
  public var title: Wording
  public var lines: [Wording]

  public init(id: String, title: Wording, lines: [Wording]) {
    self.id = id
    self.title = title
    self.lines = lines
  }
}
