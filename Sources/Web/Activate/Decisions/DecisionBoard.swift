import Activate
import People
import Values

/// On the console: what is decided so far, what the group put first and can be made into a decision, and what is still missing.
struct DecisionBoard: ViewModel {
  let heading: Message
  /// Whether the room is at it now, so that it stands open.
  let isOpen: Bool
  let gaps: [Gap]
  /// While the room decides; at the end they stand in the place of the big button.
  let showsGaps: Bool
  let parts: [Part]

  struct Gap: ViewModel {
    let text: Message
    let link: Link
  }

  struct Part: ViewModel {
    let title: Message
    let lines: [Line]
    let hasLines: Bool
    let offers: [Line]
    let hasOffers: Bool
    let offer: Message?
    let add: Action?
  }

  /// Something that was decided, or could be.
  struct Line: ViewModel {
    let text: Message
    let notes: [Said]
    let link: Link
  }

}

extension DecisionBoard {
  /// - Parameter unitName: what a unit is called.
  init(_ table: DecisionTable, unitName: (ID<Unit>) -> String) {
    let session = table.outcome.session
    let standing = table.state.standing
    heading = Message("sessiondecision.board", ["count": .count(table.outcome.decided)])
    isOpen =
      table.state.next == nil || standing?.round.optionsFrom == .themes || standing?.round.optionsFrom == .mandate
      || [.translation, .ask].contains(standing?.round.kind)
      || standing?.round.kind == .dots && session.level != .strategic
    gaps = table.outcome.gaps.map { Gap(text: $0.message, link: $0.link(in: table)) }
    showsGaps = isOpen && !gaps.isEmpty && table.state.next != nil
    switch session.level {
    case .strategic: parts = [Self.themes(table), Self.mandate(table)]
    case .tactical:
      parts =
        (table.above.themes.isEmpty ? [Self.themes(table)] : [])
        + [Self.focus(table, unitName), Self.actions(table), Self.asks(table)].compactMap { $0 }
    case .operational: parts = [Self.actions(table), Self.asks(table)].compactMap { $0 }
    }
  }

  private static func part(
    _ key: String, lines: [Line], offers: [Line] = [], add: Action? = nil
  ) -> Part {
    Part(
      title: Message("sessiondecision.part.\(key)"), lines: lines, hasLines: !lines.isEmpty, offers: offers,
      hasOffers: !offers.isEmpty, offer: offers.isEmpty ? nil : Message("sessiondecision.offer.\(key)"), add: add)
  }

  private static func themes(_ table: DecisionTable) -> Part {
    let id = table.outcome.session.id
    let themes = table.outcome.themes
    let titles = Set(themes.map { $0.title.lowercased() })
    let isFull = table.outcome.agreed.count >= Theme.most
    return part(
      "themes",
      lines: themes.map { theme in
        var notes: [Message] = []
        if theme.state == .parked { notes.append(Message("sessiondecision.parked")) }
        notes.append(
          theme.missing.isEmpty
            ? Message(
              "sessiondecision.themeLine",
              ["name": .text(theme.sponsorName), "day": theme.by.map { .day($0) } ?? .text("–")])
            : Message("sessiondecision.misses", ["parts": .list(theme.missing.map(\.fact))]))
        return Line(text: .verbatim(theme.title), notes: notes.map { Said($0) }, link: .theme(theme.id, in: id))
      },
      offers: isFull ? [] : offers(table, .theme).filter { !titles.contains($0.title.lowercased()) }.map(\.line),
      add: isFull ? nil : Action(Message("sessiondecision.add.themes"), .decision(.theme, in: id)))
  }

  private static func mandate(_ table: DecisionTable) -> Part {
    let link = Link.decision(.mandate, in: table.outcome.session.id)
    return part(
      "mandate",
      lines: table.outcome.mandate.map { mandate in
        [
          Line(
            text: .verbatim(mandate.mayDecide),
            notes: [Said(Message("rounds.mandate.days", ["count": .count(mandate.answerDays)]))], link: link)
        ]
      } ?? [], add: table.outcome.mandate == nil ? Action(Message("sessiondecision.add.mandate"), link) : nil)
  }

  private static func focus(_ table: DecisionTable, _ unitName: (ID<Unit>) -> String) -> Part? {
    guard !table.themes.isEmpty else { return nil }
    let titles = Dictionary(table.themes.map { ($0.id, $0.title) }, uniquingKeysWith: { first, _ in first })
    return part(
      "focus",
      lines: table.units.map { unit in
        let own = table.outcome.focus.filter { $0.unit == unit }
        return Line(
          text: .verbatim(unitName(unit)),
          notes: own.isEmpty
            ? [Said(Message("sessiondecision.noFocus"))]
            : own.map { focus in
              Said(
                Message(
                  focus.isForUs ? "sessiondecision.focusLine" : "sessiondecision.notForUsLine",
                  [
                    "theme": .text(titles[focus.theme] ?? "–"), "count": .count(focus.contribution),
                    "why": .text(focus.note),
                  ]))
            }, link: .focus(of: unit, in: table.outcome.session.id))
      })
  }

  private static func actions(_ table: DecisionTable) -> Part {
    let id = table.outcome.session.id
    let known = Set(table.outcome.actions.map { $0.what.lowercased() })
    return part(
      "actions",
      lines: table.outcome.actions.map { action in
        Line(
          text: .verbatim(action.what),
          notes: [
            Said(
              action.ownerName.isEmpty || action.by == nil
                ? Message("sessiondecision.actionMisses")
                : Message(
                  "sessiondecision.actionLine",
                  ["name": .text(action.ownerName), "day": action.by.map { .day($0) } ?? .text("–")]))
          ], link: .action(action.id, in: id))
      }, offers: offers(table, .action).filter { !known.contains($0.title.lowercased()) }.map(\.line),
      add: Action(Message("sessiondecision.add.actions"), .decision(.action, in: id)))
  }

  private static func asks(_ table: DecisionTable) -> Part? {
    guard !table.asked.isEmpty || !table.outcome.asks.isEmpty else { return nil }
    let link = Link.decision(.asks, in: table.outcome.session.id)
    return part(
      "asks",
      lines: table.outcome.asks.map { ask in
        Line(
          text: .verbatim(ask.words.what),
          notes: [Said(Message("sessiondecision.answerBy", ["day": .day(ask.answerBy)]))], link: link)
      },
      add: table.asked.isEmpty
        ? nil
        : Action(
          Message(
            table.outcome.asks.isEmpty ? "sessiondecision.add.asks" : "sessiondecision.change.asks",
            ["count": .count(table.asked.count)]), link))
  }

  private static func offers(_ table: DecisionTable, _ kind: DecisionKind) -> [(title: String, line: Line)] {
    table.suggestions.prefix(6).compactMap { option in
      guard case .typed(let text) = option.text else { return nil }
      return (
        text.text(in: .nl),
        Line(
          text: Message("kit.verbatim", ["text": .localized(text)]), notes: [],
          link: .decision(kind, from: option.id, in: table.outcome.session.id))
      )
    }
  }
}

extension Theme.Part {
  var fact: Message.Fact { .phrase("rounds.themePart.\(rawValue)") }
}

extension SessionOutcome {
  /// How many things are decided.
  fileprivate var decided: Int {
    agreed.count + (mandate == nil ? 0 : 1) + focus.count + actions.count + asks.count
  }
}

extension SessionOutcome.Gap {
  /// Where it is filled in.
  func link(in table: DecisionTable) -> Link {
    let session = table.outcome.session.id
    return switch self {
    case .noTheme: .decision(.theme, in: session)
    case .themeMisses(let theme, _, _): .theme(theme, in: session)
    case .noMandate, .noPlaceOnTheAgenda: .decision(.mandate, in: session)
    case .noFocus:
      table.themes.isEmpty
        ? .decision(.theme, in: session) : .focus(of: table.units.first ?? table.outcome.session.unit, in: session)
    case .noAction: .decision(.action, in: session)
    }
  }
}

extension DecisionBoard {
  /// Halfway through a board's decisions.
  static let example = DecisionBoard(
    heading: Message("sessiondecision.board", ["count": .count(1)]), isOpen: true,
    gaps: [Gap(text: SessionOutcome.Gap.noMandate.message, link: .decision(.mandate, in: "session"))], showsGaps: true,
    parts: [
      part(
        "themes",
        lines: [
          Line(
            text: .verbatim("Binnen een dag terugbellen"),
            notes: [Said(Message("sessiondecision.misses", ["parts": .list([Theme.Part.sponsor.fact])]))],
            link: .theme("t1", in: "session"))
        ],
        offers: [
          Line(
            text: .verbatim("Eén vast gezicht voor elke klant"), notes: [],
            link: .decision(.theme, from: "i2", in: "session"))
        ], add: Action(Message("sessiondecision.add.themes"), .decision(.theme, in: "session"))),
      part(
        "mandate", lines: [],
        add: Action(Message("sessiondecision.add.mandate"), .decision(.mandate, in: "session"))),
    ])
}
