import Listen
import People
import Values

/// What was decided, as something to read on a screen and a phone.
extension Theme {
  /// As what a group decides on: its title, what customers will notice, and what it takes.
  var option: RoundOption {
    RoundOption(
      id: ID(id.text), text: PlanMaking.plain(title),
      note: customerOutcome.isEmpty ? nil : PlanMaking.plain(customerOutcome), more: facts)
  }

  /// The same for the level below, to read.
  var card: RoundCard {
    RoundCard(
      id: id.text, title: PlanMaking.plain(title),
      lines: (customerOutcome.isEmpty ? [] : [PlanMaking.plain(customerOutcome)]) + facts)
  }

  private var facts: [Wording] {
    var facts: [Wording] = []
    if let measureName, !measureName.isEmpty {
      facts.append(.phrase("rounds.theme.measure", ["measure": .localized(measureName)]))
    }
    if !sponsorName.isEmpty { facts.append(.phrase("rounds.theme.sponsor", ["name": .text(sponsorName)])) }
    if !stop.isEmpty { facts.append(.phrase("rounds.theme.stop", ["what": .text(stop)])) }
    if !firstSteps.isEmpty { facts.append(.phrase("rounds.theme.steps", ["what": .text(firstSteps)])) }
    if let by { facts.append(.phrase("rounds.theme.by", ["day": .day(by)])) }
    return facts
  }
}

extension Mandate {
  /// As what a group decides on.
  var option: RoundOption { RoundOption(id: "mandate", text: PlanMaking.plain(mayDecide), more: facts) }

  var card: RoundCard {
    RoundCard(id: "mandate", title: .phrase("rounds.card.mandate"), lines: [PlanMaking.plain(mayDecide)] + facts)
  }

  private var facts: [Wording] {
    var facts: [Wording] = [.phrase("rounds.mandate.days", ["count": .count(answerDays)])]
    if let firstOn, !agendaOwnerName.isEmpty {
      facts.append(
        .phrase("rounds.mandate.\(rhythm.rawValue)", ["name": .text(agendaOwnerName), "day": .day(firstOn)]))
    }
    return facts
  }
}

extension DecidedAbove {
  /// What a group reads first: the themes that it works on, and what it may decide itself.
  var cards: [RoundCard] {
    themes.map { theme in
      var card = theme.card
      // What the unit said that it does for it.
      card.lines += focus.filter { $0.theme == theme.id && $0.isForUs && !$0.note.isEmpty }.map {
        .phrase("rounds.theme.focus", ["what": .text($0.note)])
      }
      return card
    } + (mandate.map { [$0.card] } ?? [])
  }
}

extension SessionPlan {
  /// Takes in what the level above decided since this plan was made. What the facilitator arranged stays.
  mutating func take(_ decided: DecidedAbove) {
    for place in steps.indices {
      switch steps[place].slot {
      case .routeInShort where !decided.cards.isEmpty: steps[place].round.cards = decided.cards
      case .opening where level == .operational: steps[place].round.cards = decided.cards
      case .translation where !decided.themes.isEmpty:
        steps[place].round.options = decided.themes.map(\.option)
        steps[place].round.optionsFrom = nil
      case .myPlan, .leaderPlan:
        if !decided.themes.isEmpty { steps[place].round.options = decided.themes.map(\.option) }
      case .asks, .upward:
        if let days = decided.mandate?.answerDays { steps[place].tell(days: days) }
      default: break
      }
    }
  }
}

extension PlanStep {
  /// The day count that stands in its words.
  fileprivate mutating func tell(days: Int) {
    func told(_ wording: Wording) -> Wording {
      guard case .phrase(let message) = wording, message.facts["days"] != nil else { return wording }
      return .phrase(Message(message.key, message.facts.merging(["days": .count(days)]) { _, new in new }))
    }
    round.question = told(round.question)
    round.help = round.help.map(told)
    for line in script.indices { script[line].text = told(script[line].text) }
  }
}
