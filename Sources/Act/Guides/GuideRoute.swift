import Activate
import Listen
public import People
import Persistence
public import Values

/// What the customer's unit does about what this customer said, as the improvement route has it at this moment: what one can tell,
/// and what one may promise. What has nothing to do with this customer isn't here.
public struct GuideRoute: Hashable, Sendable {
  /// Why something on the route is about this customer.
  public enum Touch: Hashable, Sendable {
    /// It was begun on what they wrote.
    case words
    /// It is meant to move what they rated low.
    case rated(ConversationGuide.Rated)
    /// It is meant to move the recommendation or the grade that they gave.
    case score(Int)
  }

  /// Something that goes on.
  public struct Work: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
      case action(ID<Action>)
      /// A unit's focus: what an ambition means there.
      case focus(ID<Ambition>, ID<Unit>)
      case ambition(ID<Ambition>)
    }

    public let kind: Kind
    public let unit: Unit
    public let text: String
    /// What a customer will notice, where that is said.
    public let effect: String?
    public let due: Day
    public let touch: Touch

    public init(kind: Kind, unit: Unit, text: String, effect: String?, due: Day, touch: Touch) {
      self.kind = kind
      self.unit = unit
      self.text = text
      self.effect = effect
      self.due = due
      self.touch = touch
    }
  }

  /// Something that was done.
  public struct Done: Hashable, Sendable {
    public let action: ID<Action>
    public let unit: Unit
    public let title: String
    /// What a customer noticed of it.
    public let result: String
    public let on: Day
    /// Nothing for what the unit did besides.
    public let touch: Touch?

    public init(action: ID<Action>, unit: Unit, title: String, result: String, on: Day, touch: Touch?) {
      self.action = action
      self.unit = unit
      self.title = title
      self.result = result
      self.on = on
      self.touch = touch
    }
  }

  public let work: [Work]
  public let done: [Done]
  /// Since when: the customer's answer before this one, else this one.
  public let since: Day
  /// What units may decide by themselves, as the level above said it in its session.
  public let mayDecide: String?
  /// What may be spent on one gesture, in cents.
  public let maySpend: Int?
  public let today: Day

  /// At most so many of each.
  public static let most = 3

  public init(work: [Work], done: [Done], since: Day, mayDecide: String?, maySpend: Int?, today: Day) {
    self.work = work
    self.done = done
    self.since = since
    self.mayDecide = mayDecide
    self.maySpend = maySpend
    self.today = today
  }

  /// The first ones by rank; those of one rank stay in their order.
  fileprivate static func few<Line>(_ lines: [Line], by rank: (Line) -> Int) -> [Line] {
    lines.enumerated().sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }.prefix(most)
      .map(\.element)
  }

  /// What will be there on a day that is still to come: that can be promised, with its day.
  public var promises: [Work] { work.filter { $0.effect != nil && $0.due >= today } }
}

extension Connection {
  /// - Parameters:
  ///   - response: what the customer answered, who agreed to be named.
  ///   - document: the wording that they answered.
  ///   - before: their answer before this one.
  func guideRoute(
    for followUp: FollowUp, _ response: Response, _ document: SurveyDocument, after before: Response?,
    by member: Member, on today: Day
  ) throws -> GuideRoute {
    let organisation = member.organisation.id
    let own = followUp.unit.map { member.tree.path(to: $0) } ?? []
    let path = own.isEmpty ? member.tree.roots : own
    let touching = try Touching(response, document, self, organisation)
    let going = try ambitions(in: organisation).all(.going).filter { ambition in
      path.contains { $0.id == ambition.unit }
    }
    // The nearest unit first.
    let actions = try path.reversed().flatMap { unit in
      try self.actions(in: organisation).latest(in: unit.id, limit: 20)
    }
    let units = Dictionary(path.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var ambitions = Dictionary(going.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let others = Set(actions.compactMap(\.ambition)).subtracting(ambitions.keys)
    ambitions.merge(try self.ambitions(in: organisation).those(others)) { first, _ in first }
    func touch(_ action: Action) -> GuideRoute.Touch? {
      touching.actions.contains(action.id) ? .words : action.ambition.flatMap { ambitions[$0] }.flatMap(touching.touch)
    }
    var work: [GuideRoute.Work] = []
    for action in actions where action.state == .going {
      guard let touch = touch(action), let unit = units[action.unit] else { continue }
      work.append(
        GuideRoute.Work(
          kind: .action(action.id), unit: unit, text: action.title, effect: action.effect, due: action.due,
          touch: touch))
    }
    let acted = Set(actions.filter { $0.state == .going }.compactMap(\.ambition))
    for ambition in going where !acted.contains(ambition.id) {
      guard let touch = touching.touch(ambition) else { continue }
      let said = try translations(in: organisation).all(of: ambition.id, in: path.map(\.id))
      let nearest = path.reversed().lazy.compactMap { said[$0.id] }.first
      if nearest?.kind == .notForUs { continue }
      if let nearest, let unit = units[nearest.unit] {
        work.append(
          GuideRoute.Work(
            kind: .focus(ambition.id, unit.id), unit: unit, text: nearest.text, effect: nil, due: nearest.due,
            touch: touch))
      } else if let unit = units[ambition.unit] {
        work.append(
          GuideRoute.Work(
            kind: .ambition(ambition.id), unit: unit, text: ambition.outcome, effect: nil, due: ambition.due,
            touch: touch))
      }
    }
    let since = member.organisation.day(of: (before ?? response).submittedAt)
    let done = actions.compactMap { action -> GuideRoute.Done? in
      guard action.state == .done, let on = action.endedOn, on >= since, let unit = units[action.unit] else {
        return nil
      }
      let touch = touch(action)
      // What another level did counts only where it is about this customer.
      guard touch != nil || unit.id == followUp.unit else { return nil }
      return GuideRoute.Done(
        action: action.id, unit: unit, title: action.title, result: action.result ?? action.effect, on: on,
        touch: touch)
    }
    return GuideRoute(
      work: GuideRoute.few(work) { $0.touch.rank },
      done: GuideRoute.few(done) { $0.touch?.rank ?? .max }, since: since,
      mayDecide: try outcomes(in: organisation).mandate { unit in path.contains { $0.id == unit } }?.mayDecide,
      maySpend: try gestureRooms(in: organisation).room(along: path.map(\.id))?.each, today: today)
  }
}

/// What on the route is about one response.
private struct Touching {
  /// Begun on what this customer wrote.
  let actions: Set<ID<Action>>
  private let ambitions: Set<ID<Ambition>>
  private let survey: ID<Survey>
  private let rated: [AnswerKey: ConversationGuide.Rated]
  private let scores: [AnswerKey: Int]

  init(_ response: Response, _ document: SurveyDocument, _ db: any Connection, _ organisation: ID<Organisation>) throws
  {
    let found = try response.comments(recommendation: nil).map {
      try db.routeComments(in: organisation).results(of: $0.id)
    }
    actions = Set(found.flatMap(\.actions))
    ambitions = Set(found.flatMap(\.ambitions))
    survey = response.survey
    rated = Dictionary(
      document.rated(in: response).filter { $0.rated.isLow }.map { ($0.key, $0.rated) },
      uniquingKeysWith: { first, _ in first })
    var scores: [AnswerKey: Int] = [:]
    for kind in [Question.Kind.recommendation, .grade] {
      guard let question = document.question(kind), let number = response.answers.number(AnswerKey(question.id)),
        number < 9
      else { continue }
      scores[AnswerKey(question.id)] = Int(number.rounded(.down))
    }
    self.scores = scores
  }

  func touch(_ ambition: Ambition) -> GuideRoute.Touch? {
    if ambitions.contains(ambition.id) { return .words }
    guard let measure = ambition.measure, measure.survey == survey else { return nil }
    return rated[measure.key].map { .rated($0) } ?? scores[measure.key].map { .score($0) }
  }
}

extension GuideRoute.Touch {
  /// Their own words first, then what they rated lowest.
  fileprivate var rank: Int {
    switch self {
    case .words: 0
    case .rated(let rated): 1 + 100 * rated.score / max(1, rated.highest)
    case .score: 200
    }
  }
}
