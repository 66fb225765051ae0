public import Listen
public import People
public import Persistence
import Understand
public import Values

/// Opens a follow-up for a response of somebody who agreed to be named, where a rule asks for it.
public struct FollowUpOpening: Sendable {
  let database: any Database
  let world: World

  public init(database: any Database, world: World) {
    self.database = database
    self.world = world
  }

  /// Several of one moment, in one transaction.
  public func hear(_ named: [NamedResponse], in organisation: ID<Organisation>) async throws {
    try await database.write { [world] db in
      for one in named { try db.hear(one.response, in: organisation, world) }
    }
  }

  /// Done twice, it is done once. Nothing where the response is gone, or is not to be linked to a name any more.
  public func hear(_ named: NamedResponse, in organisation: ID<Organisation>) async throws {
    try await database.write { [world] db in try db.hear(named.response, in: organisation, world) }
  }
}

extension Connection {
  /// The same within a transaction.
  func hear(_ id: ID<Response>, in organisation: ID<Organisation>, _ world: World) throws {
    let response: Response
    do { response = try responses(in: organisation).find(id) } catch is NotFound { return }
    guard response.mayBeNamed, let customer = response.customer else { return }
    guard try followUps(in: organisation).find(response: id) == nil else { return }
    let today = try organisations.find(organisation).day(of: world.now())
    let owner = try customers(in: organisation).find(customer)
    let document = try surveys(in: organisation).document(of: response.survey, version: response.version)
    let earlier = try responses(in: organisation).all(of: customer)
      .first { $0.mayBeNamed && $0.survey == response.survey && $0.submittedAt < response.submittedAt }
    let unit = response.unit ?? owner.unit
    let path = try unit.map { try care(in: organisation).path(to: $0, on: today) } ?? []
    let words = response.comments(recommendation: nil).map { SaidWords(text: $0.text, language: $0.language) }
    let frame = try topics(in: organisation).all()
    let heard = HeardResponse(
      score: document.score(of: response), earlier: earlier.flatMap { document.score(of: $0) },
      promotership: document.promotership(of: response), units: path
    ) { topic in
      frame.first { $0.id == topic && !$0.isRetired }.map { topic in
        words.contains { topic.rule.holds(of: $0.text, in: $0.language) }
      } ?? false
    }
    try gestures(in: organisation).hear(of: customer, heard, at: response.submittedAt)
    guard let rule = try followUps(in: organisation).rules().first(for: heard) else { return }
    let person = try receiver(rule, response.owner ?? owner.owner, path, on: today, in: organisation)
    try open(
      OpenedFollowUp(
        customer: customer, response: id, unit: unit, owner: person, rule: rule, heard: heard,
        term: WorkingDays.after(today, rule.days)), in: organisation, world)
  }

  /// Who owns the relation, as long as they work here and are not to pass it on; else the unit's manager.
  private func receiver(
    _ rule: FollowUpRule, _ owner: ID<Person>?, _ path: [ID<Unit>], on day: Day, in organisation: ID<Organisation>
  ) throws -> ID<Person>? {
    if rule.receiver == .owner, let owner, try people(in: organisation).find(owner).works(on: day) { return owner }
    return try care(in: organisation).manager(along: path, on: day)
  }

  private func open(_ opened: OpenedFollowUp, in organisation: ID<Organisation>, _ world: World) throws {
    let table = followUps(in: organisation)
    let nobody: ID<Person>? = nil
    let (heard, rule) = (opened.heard, opened.rule)
    // One customer is called once: what they say again while nobody spoke with them joins what is open.
    if var open = try table.all(of: opened.customer).first(where: { $0.state == .open }) {
      open.goOn(
        with: opened.response, rule.reason, topic: rule.topic, score: heard.score, earlier: heard.earlier,
        heard.promotership, term: opened.term)
      try table.update(open)
      try append(Event("followUp.wentOn", in: organisation, by: nobody, about: open.id, world: world))
      return
    }
    let followUp = FollowUp(
      id: world.id(), customer: opened.customer, response: opened.response, unit: opened.unit, owner: opened.owner,
      reason: rule.reason, topic: rule.topic, score: heard.score, earlier: heard.earlier,
      promotership: heard.promotership, openedAt: world.now(), term: opened.term)
    try table.insert(followUp)
    try append(Event("followUp.opened", in: organisation, by: nobody, about: followUp.id, world: world))
  }
}

/// What a rule made of a response.
private struct OpenedFollowUp {
  let customer: ID<Customer>
  let response: ID<Response>
  let unit: ID<Unit>?
  let owner: ID<Person>?
  let rule: FollowUpRule
  let heard: HeardResponse
  let term: Day
}

extension SurveyDocument {
  /// The recommendation, or else the grade, that somebody gave.
  public func score(of response: Response) -> Int? {
    for kind in [Question.Kind.recommendation, .grade] {
      if let question = question(kind), let number = response.answers.number(AnswerKey(question.id)) {
        return Int(number.rounded(.down))
      }
    }
    return nil
  }

  /// Only a recommendation makes somebody a promoter, passive or detractor.
  public func promotership(of response: Response) -> Promotership? {
    question(.recommendation).flatMap { response.answers.number(AnswerKey($0.id)) }
      .flatMap(Promotership.init(recommendation:))
  }
}
