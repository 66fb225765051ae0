import Activate
import People
import Values

extension ExampleSession {
  /// The session after all of these rounds.
  static func ended(_ rounds: [Round]) -> SessionState {
    var changes: [SessionChange] = [
      .lobbyOpened(
        plan: rounds.map { PlannedRound(round: $0, truth: truth(of: $0), seconds: 480) }, wheel: anna,
        hasMandate: true)
    ]
    for round in rounds {
      changes.append(.roundBriefed(round.id))
      guard round.policy.needsContribution else { continue }
      let reveal = Reveal(of: round, truth: truth(of: round), attempts: [contributions(to: round)])
      changes += [
        .roundOpened(round.id, attempt: 1, until: nil), .roundClosed(round.id), .roundRevealed(round.id, reveal),
      ]
      if case .words(let words) = reveal.result {
        changes += words.prefix(4).map { .ideaMoved(round.id, .show($0.id)) }
        if words.count > 2 { changes.append(.ideaMoved(round.id, .merge([words[1].id], into: words[0].id, text: nil))) }
      }
    }
    changes.append(.ended(.committed))
    return SessionState(
      replaying: changes.enumerated().map {
        SessionEvent(seq: $0 + 1, at: begin.adding(seconds: $0 * 70), actor: anna, change: $1)
      })
  }
}

extension ExampleSession {
  /// One of everything that a session can leave behind.
  static let items: [OutcomeItem] = [
    .theme(
      Theme(
        id: "t1", title: "Binnen een dag terugbellen", customerOutcome: "Ik weet waar ik aan toe ben",
        measureName: LocalizedText(nl: "Bereikbaarheid"), sponsorName: "Marijke de Wit",
        stop: "Het wekelijkse belrapport",
        firstSteps: "Twee teams beginnen", by: Day(daysSince1970: 20_868))),
    .mandate(
      Mandate(
        id: "m1", mayDecide: "Alles tot 250 euro per klant", agendaOwnerName: "Marijke de Wit",
        firstOn: Day(daysSince1970: 20_800))),
    .focus(UnitFocus(id: "f1", unit: "south", theme: "t1", contribution: 3, note: "Elke middag een belblok")),
    .focus(UnitFocus(id: "f2", unit: "south", theme: "t2", contribution: 0, note: "Wij hebben geen telefoon")),
    .action(
      TeamAction(
        id: "a1", unit: "south", what: "Bellen voor de klant belt", ownerName: "Omar", by: Day(daysSince1970: 20_806))),
    .ask(
      SessionAsk(
        id: "k1", unit: "south", from: .operational, to: .tactical,
        words: AskWords(what: "Een tweede man aan de telefoon", why: "Klanten wachten nu tien minuten"),
        answerBy: Day(daysSince1970: 20_792))),
    .huddle(
      SessionHuddle(id: "h1", unit: "south", weekday: 0, hour: 8, minute: 30, from: Day(daysSince1970: 20_779))),
    .commitment(
      SessionCommitment(
        id: "c1", unit: "south", maker: "p",
        words: CommitmentWords(
          cue: .timeAndPlace, when: "ik maandag mijn eerste koffie heb", then: "bel ik één klant van vorige week",
          confidence: 4, check: Day(daysSince1970: 20_785), visibility: .team))),
  ]
}
