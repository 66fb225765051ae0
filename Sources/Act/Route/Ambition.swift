public import Listen
public import People
public import Persistence
public import Values

/// What the organisation, or a part of it, wants customers to notice: with the measure by which that shows, somebody who stands
/// for it, what stops to make room, and a date.
public struct Ambition: Hashable, Sendable {
  public enum State: String, Hashable, Sendable, CaseIterable, SQLColumn {
    case going
    /// Ended, and customers notice.
    case reached
    /// Ended for another reason.
    case ended
  }

  public let id: ID<Ambition>
  /// For which part of the organisation it holds: this unit and everything below it.
  public let unit: ID<Unit>
  /// What customers will notice.
  public var outcome: String
  public var measure: RouteMeasure?
  /// Nothing where the person was erased.
  public var sponsor: ID<Person>?
  /// What we stop doing to make room.
  public var stops: String
  public let setOn: Day
  public var due: Day
  public var state: State
  /// What was said at its end.
  public var closing: String?
  public var endedOn: Day?
  /// The session in which it was chosen.
  public let source: String?
  public var edition: Edition

  public init(
    id: ID<Ambition>, unit: ID<Unit>, outcome: String, measure: RouteMeasure?, sponsor: ID<Person>?, stops: String,
    setOn: Day, due: Day, state: State = .going, closing: String? = nil, endedOn: Day? = nil, source: String? = nil,
    edition: Edition
  ) {
    self.id = id
    self.unit = unit
    self.outcome = outcome
    self.measure = measure
    self.sponsor = sponsor
    self.stops = stops
    self.setOn = setOn
    self.due = due
    self.state = state
    self.closing = closing
    self.endedOn = endedOn
    self.source = source
    self.edition = edition
  }
}

/// The figure by which an ambition shows: one scored question of one survey, wave after wave.
public struct RouteMeasure: Hashable, Sendable {
  public let survey: ID<Survey>
  public let key: AnswerKey

  public init(survey: ID<Survey>, key: AnswerKey) {
    self.survey = survey
    self.key = key
  }

  /// For a form: `survey~key`.
  public var text: String { "\(survey.text)~\(key.text)" }

  /// Reads what `text` writes.
  public init?(text: String) {
    guard let end = text.firstIndex(of: "~") else { return nil }
    self.init(
      survey: ID(String(text[..<end])), key: AnswerKey(text: String(text[text.index(after: end)...])))
  }
}

/// What somebody filled in about an ambition.
public struct AmbitionDraft: Hashable, Sendable {
  public var outcome: String
  public var measure: RouteMeasure?
  public var sponsor: ID<Person>?
  public var stops: String
  public var due: Day?
  public var source: String?
  /// Comments of customers that led to it.
  public var comments: [ID<Comment>]

  public init(
    outcome: String, measure: RouteMeasure?, sponsor: ID<Person>?, stops: String, due: Day?, source: String? = nil,
    comments: [ID<Comment>] = []
  ) {
    self.outcome = outcome
    self.measure = measure
    self.sponsor = sponsor
    self.stops = stops
    self.due = due
    self.source = source
    self.comments = comments
  }

  public init(_ ambition: Ambition) {
    self.init(
      outcome: ambition.outcome, measure: ambition.measure, sponsor: ambition.sponsor, stops: ambition.stops,
      due: ambition.due, source: ambition.source)
  }

  /// Throws a `Rejection` with the fields `outcome`, `stops`, `sponsor` and `until`: nothing without an owner and a date.
  func checked(after day: Day) throws(Rejection) -> (draft: AmbitionDraft, sponsor: ID<Person>, due: Day) {
    var filling = Filling()
    var draft = self
    draft.outcome = filling.text("outcome", outcome, most: 1_000)
    draft.stops = filling.text("stops", stops, most: 1_000)
    let sponsor = filling.chosen("sponsor", sponsor)
    let due = filling.chosen("until", due)
    if let due, due <= day { filling.reject("until", "route.form.inThePast") }
    try filling.check()
    guard let sponsor, let due else { throw Rejection([:]) }
    return (draft, sponsor, due)
  }
}
