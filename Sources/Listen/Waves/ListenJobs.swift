import People
public import Persistence
public import Values

/// Does what Listen wrote down: makes the links of invitations, which are secret until then, and hands the mails over.
///
/// A mail and the mark that it is made are one transaction, so a job that is begun again sends nothing twice.
public struct ListenJobs: Sendable {
  private static let batch = 50
  let database: any Database
  let world: World
  let compose: @Sendable (ListenMail) throws -> Mail

  /// - Parameter compose: says a mail in its reader's language.
  public init(database: any Database, world: World, compose: @escaping @Sendable (ListenMail) throws -> Mail) {
    self.database = database
    self.world = world
    self.compose = compose
  }

  /// Does a job of one of the `ListenJob.kinds`; nothing where the wave is gone or over by now.
  public func run(_ job: Job) async throws {
    let organisation = ID<Organisation>(job.organisation)
    do {
      switch ListenJob(job) {
      case .invite(let wave): while try await invite(wave, organisation) > 0 {}
      case .remind(let wave): while try await remind(wave, organisation) > 0 {}
      case .tellOwner(let person): try await tell(person, organisation)
      case .forgetUnfinished(let wave):
        try await database.write { try $0.unfinishedAnswers(in: organisation).removeAll(in: wave) }
      case nil: break
      }
    } catch is NotFound {
      // What it was about was taken away since.
    }
  }

  private func invite(_ id: ID<Wave>, _ organisation: ID<Organisation>) async throws -> Int {
    try await database.write { [world, compose] db in
      let desk = try Desk(id, in: organisation, db, world)
      let invitations = try desk.isOpen ? db.invitations(in: organisation).unsent(in: id, limit: Self.batch) : []
      for invitation in invitations {
        let customer = try db.customers(in: organisation).find(invitation.customer)
        guard customer.mayBeMailed else {
          try db.invitations(in: organisation).remove(invitation.id)
          continue
        }
        let token = world.newToken()
        try db.invitations(in: organisation).markSent(invitation.id, token: token, at: world.now())
        let letter = desk.letter(to: customer, invitation, token)
        try db.queue(compose(.invitation(letter)), in: organisation, key: "invitation/\(invitation.id)", world: world)
      }
      return invitations.count
    }
  }

  private func remind(_ id: ID<Wave>, _ organisation: ID<Organisation>) async throws -> Int {
    let before = world.now().adding(days: -Waves.daysBeforeReminder)
    return try await database.write { [world, compose] db in
      let desk = try Desk(id, in: organisation, db, world)
      let invitations =
        try desk.isOpen
        ? db.invitations(in: organisation).silent(in: id, sentBefore: before, limit: Self.batch) : []
      for invitation in invitations {
        let customer = try db.customers(in: organisation).find(invitation.customer)
        let token = world.newToken()
        try db.invitations(in: organisation).markReminded(invitation.id, token: token, at: world.now())
        guard customer.mayBeMailed else { continue }
        let letter = desk.letter(to: customer, invitation, token)
        try db.queue(compose(.reminder(letter)), in: organisation, key: "reminder/\(invitation.id)", world: world)
      }
      return invitations.count
    }
  }

  /// One mail a day at most, however many customers answered.
  private func tell(_ id: ID<Person>, _ organisation: ID<Organisation>) async throws {
    let now = world.now()
    try await database.write { [world, compose] db in
      let person = try db.people(in: organisation).find(id)
      let home = try db.organisations.find(organisation)
      let today = home.day(of: now)
      guard person.leftOn.map({ today < $0 }) ?? true else { return }
      let count = try db.responses(in: organisation).countNamed(ownedBy: id, since: now.adding(days: -1))
      guard count > 0 else { return }
      let key = "answers/\(id)/\(today.text)"
      let mail = ListenMail.answersCame(
        to: person, organisation: home, count: count, key: key)
      try db.queue(compose(mail), in: organisation, key: key, world: world)
    }
  }
}

/// What all letters of a wave share.
private struct Desk {
  let organisation: Organisation
  let wave: Wave
  let document: SurveyDocument
  let isOpen: Bool

  init(_ id: ID<Wave>, in organisation: ID<Organisation>, _ db: any Connection, _ world: World) throws {
    wave = try db.waves(in: organisation).find(id)
    self.organisation = try db.organisations.find(organisation)
    document = try db.surveys(in: organisation).document(of: wave.survey, version: wave.version)
    isOpen = AskedWave(organisation: self.organisation, wave: wave, document: document).isOpen(at: world.now())
  }

  func letter(to customer: Customer, _ invitation: Invitation, _ token: Token) -> ListenMail.Letter {
    ListenMail.Letter(
      invitation: invitation.id, customer: customer, organisation: organisation, document: document,
      lastDay: wave.closesOn?.adding(days: -1), token: token)
  }
}

extension Customer {
  /// Whether an invitation can be mailed: there is an address and nobody asked us to stop.
  fileprivate var mayBeMailed: Bool { unsubscribedAt == nil && email?.contains("@") == true }
}
