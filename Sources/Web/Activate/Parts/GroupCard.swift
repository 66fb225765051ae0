import Activate
import Values

/// Whom somebody talks with: a shape and a colour to look for, said in words and drawn.
struct GroupCard: ViewModel {
  let heading: Message
  let mark: Message
  let table: Message?
  let count: Message
  /// The names of the drawing's shape and colour.
  let shape: String
  let colour: String
  /// What they play, turn by turn.
  let turns: [Said]
  let hasTurns: Bool

  init(_ setting: RoundGroups.Setting, _ group: RoomGroups.Group, of person: String? = nil, in round: Round) {
    heading = Message("session.group.size.\(setting.size)")
    mark = Message(
      group.mark.number == 1 ? "session.group.mark" : "session.group.markNumber",
      ["mark": .phrase(group.mark.name.key), "number": .count(group.mark.number)])
    table = group.table.map { Message("session.group.table", ["table": .count($0)]) }
    let isAlone = person != nil && group.members.count == 1
    count = Message(isAlone ? "session.group.alone" : "session.group.people", ["count": .count(group.members.count)])
    shape = group.mark.shape.rawValue
    colour = group.mark.colour.rawValue
    turns =
      person.map { person in
        round.kind != .conversation
          ? []
          : (0..<3).compactMap { turn -> Said? in
            guard let role = setting.groups.role(of: person, turn: turn),
              let card = round.cards.first(where: { $0.id == role })
            else { return nil }
            return Said(Message("session.group.turn", ["turn": .count(turn + 1), "role": card.title.fact]))
          }
      } ?? []
    hasTurns = !turns.isEmpty
  }

  /// The groups of one person.
  static func own(_ groups: RoundGroups?, of person: ID<Participant>, in snapshot: SessionSnapshot) -> [GroupCard] {
    guard let groups, let view = snapshot.round, view.isTalkedAbout else { return [] }
    return groups.settings.compactMap { setting in
      setting.groups.group(of: person.text).map { GroupCard(setting, $0, of: person.text, in: view.round) }
    }
  }

  /// All groups of the first size, for the room to see; nothing where there are more than one can find one's own among.
  static func all(_ groups: RoundGroups?, in snapshot: SessionSnapshot) -> [GroupCard] {
    guard let setting = groups?.settings.first, let view = snapshot.round, view.isTalkedAbout,
      (2...most).contains(setting.groups.groups.count)
    else { return [] }
    return setting.groups.groups.map { GroupCard(setting, $0, in: view.round) }
  }

  private static let most = 16
}

extension SessionSnapshot.RoundView {
  /// Whether people sit together over it now.
  fileprivate var isTalkedAbout: Bool { [.briefing, .open, .discussing].contains(state) }
}
