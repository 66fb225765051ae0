import Activate
import People
import Values

/// What a group decides on, each with a form of its own.
enum DecisionKind: String, CaseIterable, Sendable {
  case theme, mandate, focus, action, asks
}

extension Link {
  static func decision(_ kind: DecisionKind, in session: ID<Session>) -> Link {
    Link("activate", "sessions", session.text, "decisions", kind.rawValue)
  }

  static func theme(_ id: ID<Theme>, in session: ID<Session>) -> Link {
    .decision(.theme, in: session).with("id", id.text)
  }

  static func action(_ id: ID<TeamAction>, in session: ID<Session>) -> Link {
    .decision(.action, in: session).with("id", id.text)
  }

  /// What a unit says of each theme.
  static func focus(of unit: ID<Unit>, in session: ID<Session>) -> Link {
    .decision(.focus, in: session).with("unit", unit.text)
  }

  /// A theme or an action made of what the group put first.
  static func decision(_ kind: DecisionKind, from option: ID<RoundOption>, in session: ID<Session>) -> Link {
    .decision(kind, in: session).with("from", option.text)
  }
}
