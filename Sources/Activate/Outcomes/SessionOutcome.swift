import People
public import Values

/// What a session decided, promised and asked: what the level below works with, and the improvement route takes up.
public struct SessionOutcome: Hashable, Sendable {
  public let session: Session
  public private(set) var themes: [Theme] = []
  public private(set) var mandate: Mandate?
  public private(set) var focus: [UnitFocus] = []
  public private(set) var actions: [TeamAction] = []
  public private(set) var asks: [SessionAsk] = []
  public private(set) var huddles: [SessionHuddle] = []
  /// How many if-then plans were made.
  public private(set) var commitments = CommitmentTally()
  /// Those that their makers shared with the team, without who checks on them.
  public private(set) var shared: [CommitmentWords] = []
  public let blindSpots: [BlindSpot]
  /// The ids of what the improvement route has taken up.
  public let takenUp: Set<String>

  /// - Parameter items: in the order in which they were written down.
  public init(_ session: Session, items: [OutcomeItem], blindSpots: [BlindSpot] = [], takenUp: Set<String> = []) {
    self.session = session
    self.items = items
    self.blindSpots = blindSpots
    self.takenUp = takenUp
    var plans: [SessionCommitment] = []
    for item in items {
      switch item {
      case .theme(let theme): themes.append(theme)
      case .mandate(let found): mandate = found
      case .focus(let found): focus.append(found)
      case .action(let action): actions.append(action)
      case .ask(let ask): asks.append(ask)
      case .commitment(let plan): plans.append(plan)
      case .huddle(let huddle): huddles.append(huddle)
      }
    }
    commitments = CommitmentTally(plans)
    shared = plans.map(\.words).filter { $0.visibility == .team }.map { words in
      var words = words
      words.buddy = nil
      return words
    }
  }

  /// Everything that was written down, as it is kept.
  let items: [OutcomeItem]

  /// The themes that everyone stands behind.
  public var agreed: [Theme] { themes.filter { $0.state == .agreed } }

  /// What a session of this level still misses before it can end as committed.
  public enum Gap: Hashable, Sendable {
    case noTheme
    /// A theme without a sponsor, a measure or a day.
    case themeMisses(ID<Theme>, title: String, [Theme.Part])
    case noMandate
    /// No owner or first date on the management's agenda.
    case noPlaceOnTheAgenda
    case noFocus
    case noAction

    public var message: Message {
      switch self {
      case .noTheme: Message("rounds.gap.noTheme")
      case .themeMisses(_, let title, let parts):
        Message(
          "rounds.gap.themeMisses",
          ["theme": .text(title), "parts": .list(parts.map { .phrase("rounds.themePart.\($0.rawValue)") })])
      case .noMandate: Message("rounds.gap.noMandate")
      case .noPlaceOnTheAgenda: Message("rounds.gap.noPlaceOnTheAgenda")
      case .noFocus: Message("rounds.gap.noFocus")
      case .noAction: Message("rounds.gap.noAction")
      }
    }
  }

  /// Empty where the session may end as committed; else it can only end as unfinished.
  public var gaps: [Gap] {
    switch session.level {
    case .strategic:
      var gaps: [Gap] = agreed.isEmpty ? [.noTheme] : []
      gaps += agreed.filter { !$0.missing.isEmpty }.map { .themeMisses($0.id, title: $0.title, $0.missing) }
      if let mandate {
        if mandate.agendaOwnerName.isEmpty || mandate.firstOn == nil { gaps.append(.noPlaceOnTheAgenda) }
      } else {
        gaps.append(.noMandate)
      }
      return gaps
    case .tactical: return focus.isEmpty ? [.noFocus] : []
    case .operational: return actions.isEmpty && commitments.made == 0 ? [.noAction] : []
    }
  }

  /// What the improvement route can still take up.
  public var isPending: Bool {
    session.ending == .committed
      && (agreed.map(\.id.text) + focus.map(\.id.text) + actions.map(\.id.text) + asks.map(\.id.text))
        .contains { !takenUp.contains($0) }
  }
}
