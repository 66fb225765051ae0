import Foundation
public import Listen
public import People
public import Persistence
public import Values

/// What a customer does with the one question that they were mailed: answer it with a tap, or want to be named no longer.
public struct CustomerAsks: Sendable {
  /// What a link opens. Looking changes nothing: scanners of mail look too.
  public struct Place: Hashable, Sendable {
    public let organisation: Organisation
    public let language: Language
    public let kind: CustomerAsk.Kind
    /// Who spoke with them, or did something for them.
    public let colleague: String?
    public let answer: CustomerAsk.Answer?
    public let words: String
    public let isExpired: Bool
  }

  let database: any Database
  let world: World

  public init(database: any Database, world: World) {
    self.database = database
    self.world = world
  }

  public func find(_ token: Token) async throws -> Place {
    let now = world.now()
    return try await database.read { try $0.place(of: token, at: now).place }
  }

  /// Keeps an answer; a later tap replaces it. 'Not solved' opens the follow-up again.
  ///
  /// Throws `NotFound` where the link leads nowhere or the answer is not one of this question's, `CustomerAskIsOver`.
  public func answer(_ token: Token, _ answer: CustomerAsk.Answer, words: String = "") async throws -> Place {
    let now = world.now()
    let words = String(words.trimmingCharacters(in: .whitespacesAndNewlines).prefix(CustomerAsk.longest))
    return try await database.write { [world] db in
      let (place, organisation, ask) = try db.place(of: token, at: now)
      guard answer.kind == ask.kind else { throw NotFound() }
      guard !place.isExpired else { throw CustomerAskIsOver() }
      // A second tap on the same answer keeps the words that came with the first.
      let kept = words.isEmpty && ask.answer == answer ? ask.words : words
      if ask.answer != answer || ask.words != kept {
        try db.customerAsks(in: organisation).answer(ask.id, answer, words: kept, at: now)
        try db.take(answer, words: kept, to: ask, isNew: ask.answer != answer, in: organisation, world)
      }
      return try db.place(of: token, at: now).place
    }
  }

  /// A customer who agreed to be named in the answers of this receipt wants it no longer. Done twice, it is done.
  ///
  /// Throws `NotFound` where they aren't a customer's.
  public func withdraw(_ receipt: Receipt, in organisation: ID<Organisation>) async throws {
    try await database.write { [world] db in
      let response = try db.responses(in: organisation).find(receipt.response)
      guard let customer = response.customer else { throw NotFound() }
      guard response.mayBeNamed else { return }
      try db.withdrawNames(of: customer, in: organisation, by: nil, world)
    }
  }

  /// The customer wants to be named no longer.
  public func withdraw(_ token: Token) async throws -> Place {
    let now = world.now()
    return try await database.write { [world] db in
      let (place, organisation, ask) = try db.place(of: token, at: now)
      try db.withdrawNames(of: ask.customer, in: organisation, by: nil, world)
      return place
    }
  }
}

/// The link was mailed too long ago to be answered still.
public struct CustomerAskIsOver: Refusal, Hashable {
  public init() {}
  public var message: Message { Message("followUps.ask.isOver") }
}

extension Connection {
  fileprivate func place(
    of token: Token, at moment: Instant
  ) throws -> (place: CustomerAsks.Place, organisation: ID<Organisation>, ask: CustomerAsk) {
    guard let (organisation, ask) = try customerAsk(behind: token) else { throw NotFound() }
    let person: ID<Person>? =
      switch ask.kind {
      case .solved: try ask.followUp.flatMap { try followUps(in: organisation).find($0).owner }
      case .gesture: try ask.gesture.map { try gestures(in: organisation).find($0).maker }
      }
    let place = CustomerAsks.Place(
      organisation: try organisations.find(organisation),
      language: try customers(in: organisation).find(ask.customer).language, kind: ask.kind,
      colleague: try person.map { try people(in: organisation).find($0).name }, answer: ask.answer, words: ask.words,
      isExpired: ask.isExpired(at: moment))
    return (place, organisation, ask)
  }

  /// What an answer changes.
  fileprivate func take(
    _ answer: CustomerAsk.Answer, words: String, to ask: CustomerAsk, isNew: Bool, in organisation: ID<Organisation>,
    _ world: World
  ) throws {
    let nobody: ID<Person>? = nil
    if let gesture = ask.gesture {
      try gestures(in: organisation).react(answer, words: words, to: gesture)
    }
    if let id = ask.followUp, isNew, answer == .unsolved {
      var followUp = try followUps(in: organisation).find(id)
      let before = followUp.version
      followUp.reopen(within: 2, from: try organisations.find(organisation).day(of: world.now()))
      if followUp.version != before { try followUps(in: organisation).update(followUp) }
    }
    guard isNew else { return }
    try append(
      Event(
        "customer.answered", in: organisation, by: nobody, about: ID<CustomerAsk>?.some(ask.id),
        facts: ["answer": answer.rawValue], world: world))
  }

  /// A customer withdraws their consent: their answers lose their name, follow-ups are closed and blanked, gestures are
  /// unlinked. Done twice, it is done.
  func withdrawNames(
    of customer: ID<Customer>, in organisation: ID<Organisation>, by person: ID<Person>?, _ world: World
  ) throws {
    try responses(in: organisation).withdrawNames(of: customer)
    for var followUp in try followUps(in: organisation).all(of: customer) where followUp.state != .withdrawn {
      followUp.withdraw()
      try followUps(in: organisation).update(followUp)
    }
    try gestures(in: organisation).unlink(customer)
    try customerAsks(in: organisation).blank(customer)
    try append(Event("consent.withdrawn", in: organisation, by: person, about: customer, world: world))
  }
}
