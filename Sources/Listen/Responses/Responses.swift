public import People
public import Persistence
public import Values

/// What a respondent can do: come in, keep what was answered so far, and send it off.
public struct Responses: Sendable {
  let database: any Database
  let world: World
  let waves: OpenWaves
  let onCommitted: @Sendable (Response, ID<Organisation>) -> Void

  /// - Parameter onCommitted: told of each response once it is on disk, so that what is counted in memory keeps up.
  public init(
    database: any Database, world: World, waves: OpenWaves,
    onCommitted: @escaping @Sendable (Response, ID<Organisation>) -> Void = { _, _ in }
  ) {
    self.database = database
    self.world = world
    self.waves = waves
    self.onCommitted = onCommitted
  }

  /// Opens a door. Throws `NotFound` where the link leads nowhere. A wave that closed can still be entered, to read that it did.
  public func enter(_ door: Door) async throws -> Entrance {
    switch door {
    case .invitation(let token):
      guard let found = try await database.read({ try $0.invitation(with: token) }) else { throw NotFound() }
      return Entrance(
        asked: try await waves.asked(found.invitation.wave, in: found.organisation), invitation: found.invitation,
        submission: "i:\(found.invitation.id)")
    case .openLink(let link, let key):
      return Entrance(asked: try await waves.asked(behind: link), invitation: nil, submission: "o:\(key.hash)")
    }
  }

  /// The receipt of what was sent off by this door, if it was.
  public func receipt(of entrance: Entrance) async throws -> Receipt? {
    let wave = entrance.asked.wave.id
    let organisation = entrance.asked.organisation.id
    return try await database.read { db in
      try db.responses(in: organisation).find(submission: entrance.submission, wave: wave).map {
        $0.receipt(again: nil)
      }
    }
  }

  /// What was answered so far.
  public func unfinished(of entrance: Entrance) async throws -> UnfinishedAnswers? {
    let wave = entrance.asked.wave.id
    let organisation = entrance.asked.organisation.id
    return try await database.readInGroup {
      try $0.unfinishedAnswers(in: organisation).find(entrance.submission, in: wave)
    }
  }

  /// Keeps what was answered so far, durably; whether it was still needed, which it is not once this was sent off.
  @discardableResult
  public func keep(_ unfinished: UnfinishedAnswers, of entrance: Entrance) async throws -> Bool {
    let now = world.now()
    guard entrance.asked.takesAnswers(at: now) else { throw ListenRefusal.waveIsClosed }
    let wave = entrance.asked.wave.id
    let organisation = entrance.asked.organisation.id
    return try await database.writeInGroup { db in
      try db.unfinishedAnswers(in: organisation).save(unfinished, of: entrance.submission, in: wave, at: now)
    }
  }

  /// Begins anew: what was answered so far is forgotten.
  public func forget(_ entrance: Entrance) async throws {
    let wave = entrance.asked.wave.id
    let organisation = entrance.asked.organisation.id
    try await database.writeInGroup { try $0.unfinishedAnswers(in: organisation).remove(entrance.submission, in: wave) }
  }

  /// Sends answers off. When it returns they are on disk, once, however often they were sent.
  ///
  /// Throws a `Rejection` with the problems by answer key, or `ListenRefusal.waveIsClosed`.
  public func submit(
    _ answers: Answers, language: Language, mayBeNamed: Bool, through entrance: Entrance
  ) async throws -> Receipt {
    let now = world.now()
    let asked = entrance.asked
    let answers = asked.document.asked(of: answers)
    let problems = asked.document.problems(of: answers)
    guard problems.isEmpty else { throw Rejection(problems) }
    guard !answers.isEmpty else { throw Rejection("", Message("answer.problem.nothing")) }
    let response = Response(
      id: world.id(), entrance: entrance, at: now, language: language,
      mayBeNamed: mayBeNamed && entrance.asksToBeNamed, answers: answers)
    // All that can be made before it is made here: in the transaction others wait for it.
    let document = response.answers.document
    let comments = response.stemmedComments(recommendation: asked.recommendation)
    let organisation = asked.organisation.id
    let isInTime = asked.takesAnswers(at: now)
    let receipt = try await database.writeInGroup { [world] db in
      guard isInTime, try db.responses(in: organisation).insertWhileOpen(response, document) else {
        let stored = try db.responses(in: organisation).find(submission: response.submission, wave: response.wave)
        guard let stored else { throw ListenRefusal.waveIsClosed }
        return stored.receipt(again: response)
      }
      try db.follow(response, comments: comments, in: organisation, world)
      return Receipt(
        response: response.id, submittedAt: now, language: language, isRepeated: false, differs: false,
        mayBeNamed: response.mayBeNamed)
    }
    if receipt.isRepeated { return receipt }
    onCommitted(response, organisation)
    return receipt
  }
}

extension Connection {
  /// All that a new response brings along, in its own transaction.
  fileprivate func follow(
    _ response: Response, comments: [(comment: Comment, stems: [String])], in organisation: ID<Organisation>,
    _ world: World
  ) throws {
    for (comment, stems) in comments { try self.comments(in: organisation).insert(comment, stems: stems) }
    if let invitation = response.invitation {
      try invitations(in: organisation).markAnswered(invitation, at: response.submittedAt)
    }
    try unfinishedAnswers(in: organisation).remove(response.submission, in: response.wave)
    // Who answered is nobody's business until they say so: the event has no actor.
    let nobody: ID<Person>? = nil
    try append(Event("response.submitted", in: organisation, by: nobody, about: response.id, world: world))
    if response.mayBeNamed, let owner = response.owner {
      try later(.tellOwner(owner), in: organisation, due: response.submittedAt.adding(minutes: 15), world)
    }
    if response.mayBeNamed, response.customer != nil {
      try tell(NamedResponse(response.id), in: organisation, world)
    }
  }
}

extension Response {
  fileprivate init(
    id: ID<Response>, entrance: Entrance, at now: Instant, language: Language, mayBeNamed: Bool, answers: Answers
  ) {
    let wave = entrance.asked.wave
    self.init(
      id: id, survey: wave.survey, wave: wave.id, version: wave.version, submission: entrance.submission,
      invitation: entrance.invitation?.id, customer: entrance.invitation?.customer,
      unit: entrance.invitation == nil ? wave.openLinkUnit : entrance.invitation?.unit,
      owner: entrance.invitation?.owner, submittedAt: now, language: language, mayBeNamed: mayBeNamed, answers: answers)
  }

  /// The comments with their stems, made before the transaction in which they are stored.
  fileprivate func stemmedComments(recommendation: AnswerKey?) -> [(comment: Comment, stems: [String])] {
    let comments = comments(recommendation: recommendation)
    guard !comments.isEmpty else { return [] }
    let stems = Stems(language)
    return comments.map { ($0, stems.of($0.text)) }
  }

  fileprivate func receipt(again: Response?) -> Receipt {
    Receipt(
      response: id, submittedAt: submittedAt, language: language, isRepeated: true,
      differs: again.map { $0.answers != answers } ?? false, mayBeNamed: mayBeNamed)
  }
}
