public import People
import Persistence

extension Forgetting {
  /// What Activate does when somebody is erased: a person is on no crew any more, and outcomes no longer say their name.
  public static let activate = Forgetting(
    person: { db, erasure in
      try db.sessions(in: erasure.organisation).leaveCrews(erasure.person.id)
      try db.outcomes(in: erasure.organisation).rename(erasure.person.name, to: erasure.replacement)
      try db.forgetName(erasure, in: TypedWords.activate)
    },
    customer: { db, erasure in try db.forgetName(erasure, in: TypedWords.activate) })
}

extension TypedWords {
  /// Where words of people stand in Activate: what happened in a session keeps its order, only the name makes way.
  fileprivate static let activate = [
    TypedWords("programmes", "name", most: 200), TypedWords("sessions", "title", most: 200),
    TypedWords("sessions", "plan"), TypedWords("session_events", "change"), TypedWords("contributions", "payload"),
    TypedWords("session_outcomes", "document"), TypedWords("blind_spots", "document"),
    TypedWords("session_kits", "name", most: 120), TypedWords("session_kits", "note", "template"),
    TypedWords("recordings", "transcript", "permission"), TypedWords("participants", "name"),
  ]
}

extension OutcomeItem {
  /// The same item with another name where this name stands as that of who carries it; nothing where it doesn't.
  func renaming(_ name: String, to other: String) -> OutcomeItem? {
    func isNamed(_ text: String) -> Bool { text.lowercased() == name.lowercased() }
    switch self {
    case .theme(var theme) where isNamed(theme.sponsorName):
      theme.sponsorName = other
      return .theme(theme)
    case .mandate(var mandate) where isNamed(mandate.agendaOwnerName):
      mandate.agendaOwnerName = other
      return .mandate(mandate)
    case .action(var action) where isNamed(action.ownerName):
      action.ownerName = other
      return .action(action)
    case .ask(var ask) where isNamed(ask.ownerName):
      ask.ownerName = other
      return .ask(ask)
    default: return nil
    }
  }
}
