public import Listen
public import People
public import Persistence
public import Values

/// One small thing that a team does: by one person, in two to six weeks, of which a customer will notice something.
public struct Action: Hashable, Sendable {
  public enum State: String, Hashable, Sendable, CaseIterable, SQLColumn {
    case going
    case done
    /// It didn't work, and we know something that we didn't know.
    case learned
    case stopped
  }

  public let id: ID<Action>
  public let unit: ID<Unit>
  /// What it serves; nothing for what a team began by itself.
  public let ambition: ID<Ambition>?
  public var title: String
  /// What a customer will notice of it.
  public var effect: String
  /// Nothing where the person was erased.
  public var owner: ID<Person>?
  public let begins: Day
  public var due: Day
  public var state: State
  /// What a customer noticed, what was learned, or why it stopped.
  public var result: String?
  public var endedOn: Day?
  public let source: String?
  public var edition: Edition

  public init(
    id: ID<Action>, unit: ID<Unit>, ambition: ID<Ambition>?, title: String, effect: String, owner: ID<Person>?,
    begins: Day, due: Day, state: State = .going, result: String? = nil, endedOn: Day? = nil, source: String? = nil,
    edition: Edition
  ) {
    self.id = id
    self.unit = unit
    self.ambition = ambition
    self.title = title
    self.effect = effect
    self.owner = owner
    self.begins = begins
    self.due = due
    self.state = state
    self.result = result
    self.endedOn = endedOn
    self.source = source
    self.edition = edition
  }

  /// Two to six weeks: long enough for a customer to notice, short enough to remember why.
  public static let days = 14...42

  public func isOverdue(on day: Day) -> Bool { state == .going && due < day }
}

/// What somebody filled in about an action.
public struct ActionDraft: Hashable, Sendable {
  public var ambition: ID<Ambition>?
  public var title: String
  public var effect: String
  public var owner: ID<Person>?
  public var due: Day?
  public var source: String?
  /// Comments of customers that led to it.
  public var comments: [ID<Comment>]

  public init(
    ambition: ID<Ambition>? = nil, title: String, effect: String, owner: ID<Person>?, due: Day?,
    source: String? = nil, comments: [ID<Comment>] = []
  ) {
    self.ambition = ambition
    self.title = title
    self.effect = effect
    self.owner = owner
    self.due = due
    self.source = source
    self.comments = comments
  }

  /// Throws a `Rejection` with the fields `title`, `effect`, `carrier` and `until`.
  func checked(beginning day: Day) throws(Rejection) -> (draft: ActionDraft, owner: ID<Person>, due: Day) {
    var filling = Filling()
    var draft = self
    draft.title = filling.text("title", title, most: 200)
    draft.effect = filling.text("effect", effect, most: 1_000)
    let owner = filling.chosen("carrier", owner)
    let due = filling.chosen("until", due)
    if let due, !Action.days.contains(due.daysSince1970 - day.daysSince1970) {
      filling.reject(
        "until", "route.form.twoToSixWeeks",
        [
          "first": .day(day.adding(days: Action.days.lowerBound)),
          "last": .day(day.adding(days: Action.days.upperBound)),
        ]
      )
    }
    try filling.check()
    guard let owner, let due else { throw Rejection([:]) }
    return (draft, owner, due)
  }
}
