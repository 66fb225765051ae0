public import Values

/// Where the rules of the route say no.
public enum RouteRefusal: Refusal, Hashable {
  case ambitionHasEnded
  case actionHasEnded
  /// The unit doesn't hang below the one for which the ambition was set.
  case notWithinTheAmbition
  case askIsAnswered
  /// Somebody may hold so many commitments at once.
  case enoughCommitments(Int)
  case commitmentIsOver
  case checkedAlready
  /// This week's huddle was written down by somebody else just now.
  case huddleIsWritten

  public var message: Message {
    switch self {
    case .ambitionHasEnded: Message("route.refusal.ambitionHasEnded")
    case .actionHasEnded: Message("route.refusal.actionHasEnded")
    case .notWithinTheAmbition: Message("route.refusal.notWithinTheAmbition")
    case .askIsAnswered: Message("route.refusal.askIsAnswered")
    case .enoughCommitments(let count): Message("route.refusal.enoughCommitments", ["count": .count(count)])
    case .commitmentIsOver: Message("route.refusal.commitmentIsOver")
    case .checkedAlready: Message("route.refusal.checkedAlready")
    case .huddleIsWritten: Message("route.refusal.huddleIsWritten")
    }
  }
}
