import Activate
import People
import Values

/// What a session decided and promised, as it reads afterwards.
struct DecidedParts {
  let outcome: SessionOutcome
  let unitName: (ID<Unit>) -> String
  /// What the themes that the session knew are called.
  let themes: [ID<Theme>: String]

  var all: [SessionReportPage.Decided] {
    [
      part("themes", outcome.themes.map(theme)), part("mandate", outcome.mandate.map { [mandate($0)] } ?? []),
      part("focus", outcome.focus.map(focus)), part("actions", outcome.actions.map(action)),
      part("asks", outcome.asks.map(ask)), part("huddle", outcome.huddles.map(huddle)),
      part("commitments", commitments),
    ].filter { !$0.cards.isEmpty }
  }

  private func part(_ key: String, _ cards: [SceneCard]) -> SessionReportPage.Decided {
    SessionReportPage.Decided(title: Message("sessionreport.decided.\(key)"), cards: cards)
  }

  private func theme(_ theme: Theme) -> SceneCard {
    var more: [Message] = []
    if let measure = theme.measureName, !measure.isEmpty {
      more.append(Message("rounds.theme.measure", ["measure": .localized(measure)]))
    }
    if !theme.sponsorName.isEmpty { more.append(Message("rounds.theme.sponsor", ["name": .text(theme.sponsorName)])) }
    if !theme.stop.isEmpty { more.append(Message("rounds.theme.stop", ["what": .text(theme.stop)])) }
    if !theme.firstSteps.isEmpty { more.append(Message("rounds.theme.steps", ["what": .text(theme.firstSteps)])) }
    if let day = theme.by { more.append(Message("rounds.theme.by", ["day": .day(day)])) }
    if let consent = theme.consent { more.append(RevealScene.fingers(consent.counts)) }
    more += (theme.consent?.objections ?? []).map { Message("sessionreport.objection", ["text": .text($0)]) }
    return SceneCard(
      .verbatim(theme.title), note: theme.customerOutcome.isEmpty ? nil : .verbatim(theme.customerOutcome),
      worth: theme.state == .parked ? Message("sessiondecision.parked") : nil, more: more)
  }

  private func mandate(_ mandate: Mandate) -> SceneCard {
    var more = [Message("rounds.mandate.days", ["count": .count(mandate.answerDays)])]
    if let first = mandate.firstOn, !mandate.agendaOwnerName.isEmpty {
      more.append(
        Message(
          "rounds.mandate.\(mandate.rhythm.rawValue)", ["name": .text(mandate.agendaOwnerName), "day": .day(first)]))
    }
    return SceneCard(.verbatim(mandate.mayDecide), more: more)
  }

  private func focus(_ focus: UnitFocus) -> SceneCard {
    let title = themes[focus.theme] ?? ""
    return SceneCard(
      title.isEmpty ? .verbatim(unitName(focus.unit)) : .verbatim(title), kicker: .verbatim(unitName(focus.unit)),
      note: focus.note.isEmpty ? nil : .verbatim(focus.note),
      worth: focus.isForUs
        ? Message("sessionreport.contribution", ["count": .count(focus.contribution)])
        : Message("sessiondecision.contribution.0"))
  }

  private func action(_ action: TeamAction) -> SceneCard {
    SceneCard(
      .verbatim(action.what),
      note: action.ownerName.isEmpty || action.by == nil
        ? Message("sessiondecision.actionMisses")
        : Message(
          "sessiondecision.actionLine",
          ["name": .text(action.ownerName), "day": action.by.map { .day($0) } ?? .text("–")]),
      worth: action.isInsideMandate ? nil : Message("sessiondecision.inside.no"))
  }

  private func ask(_ ask: SessionAsk) -> SceneCard {
    SceneCard(
      .verbatim(ask.words.what), kicker: Message("sessionplan.level.\(ask.to.rawValue)"),
      note: Message("session.scene.because", ["why": .text(ask.words.why)]),
      worth: Message("sessiondecision.answerBy", ["day": .day(ask.answerBy)]))
  }

  private func huddle(_ huddle: SessionHuddle) -> SceneCard {
    SceneCard(
      Message(
        "session.scene.huddle",
        [
          "weekday": .phrase("session.weekdays.\(huddle.weekday)"),
          "time": .text("\(huddle.hour):\(huddle.minute < 10 ? "0" : "")\(huddle.minute)"),
        ]), note: Message("sessionreport.firstOn", ["day": .day(huddle.firstOn)]))
  }

  /// How many, and those that their makers shared; never whose.
  private var commitments: [SceneCard] {
    guard outcome.commitments.made > 0 else { return [] }
    let count = SceneCard(
      Message("sessionreport.commitments", ["count": .count(outcome.commitments.made)]),
      note: Message("sessionreport.rehearsed", ["count": .count(outcome.commitments.rehearsed)]))
    return [count]
      + outcome.shared.map { words in
        SceneCard(Message("session.scene.ifThen", ["when": .text(words.when), "then": .text(words.then)]))
      }
  }
}
