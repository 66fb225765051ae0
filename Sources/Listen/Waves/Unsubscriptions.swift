public import People
public import Persistence
public import Values

/// A customer who wants no more invitations: by the link in any of their mails, at once.
public struct Unsubscriptions: Sendable {
  /// Who asks, and whether it was done already.
  public struct Place: Sendable {
    public let organisation: Organisation
    public let language: Language
    public let isDone: Bool
  }

  let database: any Database
  let world: World

  public init(database: any Database, world: World) {
    self.database = database
    self.world = world
  }

  /// Where the link of a mail leads. Looking changes nothing: scanners of mail look too.
  public func find(_ token: Token) async throws -> Place {
    try await database.read { try $0.place(of: token).place }
  }

  /// Ends the invitations of this organisation to this customer; done twice, it is done.
  public func unsubscribe(_ token: Token) async throws -> Place {
    let now = world.now()
    return try await database.write { [world] db in
      let (place, customer) = try db.place(of: token)
      guard !place.isDone else { return place }
      var unsubscribed = customer
      unsubscribed.unsubscribedAt = now
      try db.customers(in: place.organisation.id).save(unsubscribed)
      let nobody: ID<Person>? = nil
      try db.append(
        Event("customer.unsubscribed", in: place.organisation.id, by: nobody, about: customer.id, world: world))
      return Place(organisation: place.organisation, language: place.language, isDone: true)
    }
  }
}

extension Connection {
  fileprivate func place(of token: Token) throws -> (place: Unsubscriptions.Place, customer: Customer) {
    guard let (organisation, invitation) = try invitation(with: token) else { throw NotFound() }
    let customer = try customers(in: organisation).find(invitation.customer)
    let place = Unsubscriptions.Place(
      organisation: try organisations.find(organisation), language: invitation.language,
      isDone: customer.unsubscribedAt != nil)
    return (place, customer)
  }
}
