import Listen
import People
public import Persistence
public import Values

/// Work that follows on a change of follow-ups and gestures and is written down in the same transaction.
enum CareJob: Hashable, Sendable {
  /// Mail one question to a customer.
  case ask(ID<CustomerAsk>)

  static let kind = "care.ask"
}

extension Connection {
  func later(_ job: CareJob, in organisation: ID<Organisation>, due: Instant, _ world: World) throws {
    switch job {
    case .ask(let ask):
      try enqueue(Job(CareJob.kind, in: organisation, payload: ask.text, key: ask.text, due: due, world: world))
    }
  }
}

/// Does what follow-up wrote down: opens follow-ups for what customers said, mails questions, tells managers what is late.
///
/// A mail and the mark that it is made are one transaction, so a job that is begun again sends nothing twice.
public struct CareJobs: Sendable {
  /// The kinds that `run` can do.
  public static let kinds = [NamedResponse.jobKind, CareJob.kind]
  /// The job that comes back by itself and does `escalate`.
  public static let escalationKind = "care.escalate"

  let database: any Database
  let world: World
  let compose: @Sendable (CareMail) throws -> Mail

  /// - Parameter compose: says a mail in its reader's language.
  public init(database: any Database, world: World, compose: @escaping @Sendable (CareMail) throws -> Mail) {
    self.database = database
    self.world = world
    self.compose = compose
  }

  /// Does a job of one of the `kinds`; nothing where what it was about is gone.
  public func run(_ job: Job) async throws {
    let organisation = ID<Organisation>(job.organisation)
    do {
      if let named = NamedResponse(job) {
        try await FollowUpOpening(database: database, world: world).hear(named, in: organisation)
      } else if job.kind == CareJob.kind {
        try await ask(ID(job.payload), organisation)
      }
    } catch is NotFound {
      // What it was about was taken away since.
    }
  }

  /// Mails a question, unless what it is about was undone or the customer can't be mailed any more.
  private func ask(_ id: ID<CustomerAsk>, _ organisation: ID<Organisation>) async throws {
    try await database.write { [world, compose] db in
      let ask = try db.customerAsks(in: organisation).find(id)
      guard ask.sentAt == nil else { return }
      let customer = try db.customers(in: organisation).find(ask.customer)
      guard customer.mayBeAsked, let person = try db.asker(of: ask, in: organisation) else { return }
      let token = world.newToken()
      try db.customerAsks(in: organisation).markSent(id, token: token, at: world.now())
      let letter = CareMail.Letter(
        ask: ask, customer: customer, organisation: try db.organisations.find(organisation),
        colleague: try db.people(in: organisation).find(person).name, token: token)
      try db.queue(compose(.ask(letter)), in: organisation, key: "ask/\(id)", world: world)
    }
  }

  /// Tells managers what became late: one mail a day at most, and each follow-up once.
  public func escalate() async throws {
    let now = world.now()
    // Where a day begins first on earth it is this one already; each organisation is asked by its own day.
    let latest = now.adding(hours: 14).day
    let organisations = try await database.read { db in
      try db.organisationsWithLateFollowUps(on: latest).map { try db.organisations.find($0) }
    }
    for organisation in organisations {
      while try await escalate(organisation.id, on: organisation.day(of: now)) {}
    }
  }

  /// Whether there may be more.
  private func escalate(_ organisation: ID<Organisation>, on today: Day) async throws -> Bool {
    try await database.write { [world, compose] db in
      let most = 200
      let late = try db.followUps(in: organisation).unescalated(on: today, limit: most)
      guard !late.isEmpty else { return false }
      let care = db.care(in: organisation)
      var paths: [ID<Unit>: [ID<Unit>]] = [:]
      var counts: [ID<Person>: Int] = [:]
      for followUp in late {
        var path: [ID<Unit>] = []
        if let unit = followUp.unit {
          path = try paths[unit] ?? care.path(to: unit, on: today)
          paths[unit] = path
        }
        if let manager = try care.manager(along: path, on: today, without: followUp.owner) {
          counts[manager, default: 0] += 1
        }
      }
      for (manager, count) in counts.sorted(by: { $0.key < $1.key }) {
        let key = "late/\(manager)/\(today.text)"
        let mail = CareMail.late(
          to: try db.people(in: organisation).find(manager), organisation: try db.organisations.find(organisation),
          count: count, key: key)
        try db.queue(compose(mail), in: organisation, key: key, world: world)
      }
      try db.followUps(in: organisation).markEscalated(late.map(\.id))
      let nobody: ID<Person>? = nil
      for followUp in late {
        try db.append(Event("followUp.escalated", in: organisation, by: nobody, about: followUp.id, world: world))
      }
      return late.count == most
    }
  }
}

extension Connection {
  /// In whose name a question is asked; nothing where it should not be asked any more.
  fileprivate func asker(of ask: CustomerAsk, in organisation: ID<Organisation>) throws -> ID<Person>? {
    switch ask.kind {
    case .solved:
      guard let id = ask.followUp else { return nil }
      let followUp = try followUps(in: organisation).find(id)
      // A promise that was not kept yet is not asked after.
      return followUp.state == .done ? followUp.owner : nil
    case .gesture:
      guard let id = ask.gesture else { return nil }
      let gesture = try gestures(in: organisation).find(id)
      return gesture.state == .done && gesture.customer != nil ? gesture.maker : nil
    }
  }
}
