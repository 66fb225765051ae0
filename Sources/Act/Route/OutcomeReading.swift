import Activate
import People
import Persistence
import Values

/// Reads what sessions decided as lines of the route: the same for the page that shows them and for the step that makes them.
struct OutcomeReading {
  let db: any Connection
  let member: Member
  let day: Day

  private var organisation: ID<Organisation> { member.organisation.id }

  func lines(of outcome: SessionOutcome) throws -> [DecidedOutcome.Line] {
    try outcome.agreed.map { try ambition($0, outcome) }
      + outcome.focus.map { try translation($0, outcome) }
      + outcome.actions.map { try action($0, outcome) } + outcome.asks.map { try ask($0, outcome) }
  }

  private func ambition(_ theme: Theme, _ outcome: SessionOutcome) throws -> DecidedOutcome.Line {
    let unit = outcome.session.unit
    let owner = try worker(theme.sponsor, theme.sponsorName, in: unit)
    let due = theme.by.flatMap { $0 > day ? $0 : nil }
    let isTaken = try find(ID(theme.id.text)) != nil
    return DecidedOutcome.Line(
      id: theme.id.text, kind: .ambition,
      text: theme.customerOutcome.isEmpty ? theme.title : theme.customerOutcome, unit: unit, ambition: nil,
      owner: owner, ownerName: theme.sponsorName, due: due, isTaken: isTaken,
      gaps: gaps(
        owner, due, member.may(.setAmbitions, on: unit), [.stops: theme.stop.allSatisfy(\.isWhitespace)]))
  }

  private func translation(_ focus: UnitFocus, _ outcome: SessionOutcome) throws -> DecidedOutcome.Line {
    let ambition = try find(ID(focus.theme.text))
    let isTaken = try db.translations(in: organisation).find(ID(focus.theme.text), focus.unit) != nil
    // What the same session decided comes onto the route first, in the same step.
    let theme = outcome.agreed.first { $0.id == focus.theme }
    let owner = try leader(of: focus.unit)
    let due = (ambition?.due ?? theme?.by).flatMap { $0 > day ? $0 : nil }
    let isServing = theme != nil || ambition.map { $0.state == .going } == true
    return DecidedOutcome.Line(
      id: focus.id.text, kind: focus.isForUs ? .translation : .notForUs,
      text: focus.note.isEmpty ? ambition?.outcome ?? theme?.customerOutcome ?? "" : focus.note, unit: focus.unit,
      ambition: ID(focus.theme.text), owner: owner, ownerName: "", due: due, isTaken: isTaken,
      gaps: gaps(owner, due, member.may(.translateRoute, on: focus.unit), [.ambition: !isServing]))
  }

  private func action(_ action: TeamAction, _ outcome: SessionOutcome) throws -> DecidedOutcome.Line {
    let owner = try worker(action.owner, action.ownerName, in: action.unit)
    let isTaken = try !db.actions(in: organisation).those([ID(action.id.text)]).isEmpty
    // A session looks further or nearer than an action may: its day is brought to two to six weeks.
    let due = action.by.map {
      min(max($0, day.adding(days: Action.days.lowerBound)), day.adding(days: Action.days.upperBound))
    }
    return DecidedOutcome.Line(
      id: action.id.text, kind: .action, text: action.what, unit: action.unit,
      ambition: action.theme.map { ID($0.text) }, owner: owner, ownerName: action.ownerName, due: due,
      isTaken: isTaken, gaps: gaps(owner, due, member.may(.takeActions, on: action.unit), [:]))
  }

  private func ask(_ ask: SessionAsk, _ outcome: SessionOutcome) throws -> DecidedOutcome.Line {
    let owner = try answerer(of: ask)
    let isTaken = try db.asks(in: organisation).exists(ID(ask.id.text))
    let due = max(ask.answerBy, day.adding(days: 1))
    let words = [ask.words.what, ask.words.why, ask.words.otherwise ?? ""]
      .filter { !$0.allSatisfy(\.isWhitespace) }.joined(separator: " – ")
    return DecidedOutcome.Line(
      id: ask.id.text, kind: .ask, text: words, unit: ask.unit, ambition: nil, owner: owner,
      ownerName: ask.words.to ?? "", due: due, isTaken: isTaken,
      gaps: gaps(owner, due, member.may(.takeActions, on: ask.unit), [:]))
  }

  private func gaps(
    _ owner: ID<Person>?, _ due: Day?, _ isAllowed: Bool, _ others: [DecidedOutcome.Line.Gap: Bool]
  ) -> Set<DecidedOutcome.Line.Gap> {
    var gaps = Set(others.filter(\.value).keys)
    if owner == nil { gaps.insert(.owner) }
    if due == nil { gaps.insert(.day) }
    if !isAllowed { gaps.insert(.authority) }
    return gaps
  }

  private func find(_ id: ID<Ambition>) throws -> Ambition? { try db.ambitions(in: organisation).those([id])[id] }

  /// Who was chosen, where they work here still; else who has the name that was written down.
  private func worker(_ person: ID<Person>?, _ name: String, in unit: ID<Unit>) throws -> ID<Person>? {
    if let person, let found = try db.people(in: organisation).those([person])[person], found.works(on: day) {
      return person
    }
    let wanted = name.lowercased().filter { !$0.isWhitespace }
    guard !wanted.isEmpty else { return nil }
    let units = member.tree.path(to: unit).map(\.id) + member.tree.children(of: unit).map(\.id)
    let named = try db.people(in: organisation).holders(on: units, on: day).filter {
      $0.name.lowercased().filter { !$0.isWhitespace } == wanted
    }
    return named.count == 1 ? named.first?.id : nil
  }

  private func leader(of unit: ID<Unit>) throws -> ID<Person>? {
    try holder(of: unit) { $0.role == .manager }
  }

  /// The nearest above who answers on that level; on the first level, who answers for the whole.
  private func answerer(of ask: SessionAsk) throws -> ID<Person>? {
    let above = member.tree.path(to: ask.unit).map(\.id).dropLast()
    let path = ask.to == .strategic ? Array(above.prefix(1)) : above.reversed()
    for unit in path.isEmpty ? [ask.unit] : Array(path) {
      if let found = try holder(of: unit, { $0.role.abilities.contains(.answerAsks) }) { return found }
    }
    return nil
  }

  private func holder(of unit: ID<Unit>, _ isFit: (Grant) -> Bool) throws -> ID<Person>? {
    let people = db.people(in: organisation)
    return try people.holders(on: [unit], on: day, limit: 20).first { person in
      try people.grants(of: person.id, on: day).contains { $0.unit == unit && isFit($0) }
    }?.id
  }
}
