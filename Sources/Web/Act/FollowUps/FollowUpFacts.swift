import Act
import Listen
import Localization
import People
import Values

/// A follow-up in a list: who, why, before when, and what they said.
struct FollowUpLine: ViewModel {
  let link: Link
  let customer: String
  let owner: String?
  let isOwnerless: Bool
  let stance: Stance?
  let reason: Message
  let due: Message?
  let isLate: Bool
  let quote: Quote?

  init(_ line: FollowUpList.Line, today: Day, showsOwner: Bool = false) {
    link = .followUp(line.followUp.id)
    customer = line.customer
    owner = showsOwner ? line.owner : nil
    isOwnerless = showsOwner && line.followUp.owner == nil
    stance = FollowUpFacts.stance(line.followUp)
    reason = FollowUpFacts.reason(line.followUp)
    due = FollowUpFacts.due(line.followUp, today)
    isLate = line.followUp.isLate(on: today)
    quote = line.comments.first.map { Quote($0.text, language: $0.language.rawValue) }
  }
}

enum FollowUpFacts {
  static func stance(_ followUp: FollowUp) -> Stance? {
    followUp.promotership.flatMap { Stance.Kind(rawValue: $0.rawValue) }.map { Stance($0, score: followUp.score) }
  }

  static func reason(_ followUp: FollowUp) -> Message {
    switch followUp.state {
    case .promised: Message("followUps.reason.promised", ["promise": .text(followUp.promise?.text ?? "")])
    case .withdrawn: Message("followUps.reason.withdrawn")
    case .open, .done:
      Message(
        "followUps.reason.\(followUp.reason.rawValue)",
        [
          "score": .count(followUp.score ?? 0), "earlier": .count(followUp.earlier ?? 0),
          "points": .count(abs(followUp.moved ?? 0)),
        ])
    }
  }

  static func due(_ followUp: FollowUp, _ today: Day) -> Message? {
    guard let due = followUp.due else { return nil }
    let days = due.daysSince1970 - today.daysSince1970
    if days < 0 { return Message("followUps.due.late", ["count": .count(-days)]) }
    if days == 0 { return Message("followUps.due.today") }
    return days == 1 ? Message("followUps.due.tomorrow") : Message("followUps.due.on", ["day": .day(due)])
  }

  static func outcome(_ outcome: FollowUp.Outcome?) -> Message {
    outcome.map { Message("followUps.outcome.\($0.rawValue)") } ?? Message("followUps.outcome.none")
  }

  static func answer(_ ask: CustomerAsk) -> Message {
    if let answer = ask.answer { return Message("followUps.answer.\(answer.rawValue)") }
    return ask.sentAt == nil
      ? Message("followUps.ask.planned", ["moment": .moment(ask.dueAt)]) : Message("followUps.ask.waiting")
  }
}
