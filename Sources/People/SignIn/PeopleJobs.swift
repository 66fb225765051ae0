public import Persistence
public import Values

/// Work that follows on a change of People and is written down in the same transaction.
public enum PeopleJob: Codable, Hashable, Sendable {
  case invite(ID<Person>, in: ID<Organisation>, by: String?)
  case reset(ID<Account>)
  case tellPasswordChanged(ID<Account>, at: Instant)
}

/// Does what was written down: makes the secret only now, so that it never lies in the database, and sends it.
public struct PeopleJobs: Sendable {
  let database: any Database
  let world: World
  let compose: @Sendable (PeopleMail) throws -> Mail

  /// - Parameter compose: says a mail in its reader's language.
  public init(database: any Database, world: World, compose: @escaping @Sendable (PeopleMail) throws -> Mail) {
    self.database = database
    self.world = world
    self.compose = compose
  }

  public func run(_ job: PeopleJob) async throws {
    guard let mail = try await prepare(job) else { return }
    try await world.send(compose(mail))
  }

  /// Nothing where there is nothing left to do: the person left, began already, or is gone.
  private func prepare(_ job: PeopleJob) async throws -> PeopleMail? {
    let now = world.now()
    let token = world.newToken()
    return try await database.write { db in
      do {
        switch job {
        case .invite(let id, let organisation, let inviter):
          let person = try db.people(in: organisation).find(id)
          let today = try db.organisations.find(organisation).day(of: now)
          guard person.account == nil, person.works(on: today) else { return nil }
          let until = try db.oneTimeLinks.invite(id, in: organisation, token: token, at: now)
          return .invitation(
            to: person, organisation: try db.organisations.find(organisation), by: inviter, link: token, until: until)
        case .reset(let id):
          let account = try db.accounts.find(id)
          guard let owner = try db.accounts.owner(of: id, at: now) else { return nil }
          let until = now.adding(minutes: 30)
          try db.oneTimeLinks.drop(.reset, account: id)
          let link = OneTimeLink(
            purpose: .reset, person: nil, account: id, organisation: nil, createdAt: now, expiresAt: until)
          try db.oneTimeLinks.insert(link, token: token)
          return .reset(to: account, name: owner.name, language: owner.language, link: token, until: until)
        case .tellPasswordChanged(let id, let at):
          guard let owner = try db.accounts.owner(of: id, at: now) else { return nil }
          return .passwordChanged(to: try db.accounts.find(id), name: owner.name, language: owner.language, at: at)
        }
      } catch is NotFound {
        return nil
      }
    }
  }
}
