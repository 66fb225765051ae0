public import Foundation
import Hummingbird
public import People
public import Persistence
public import Values

/// The use cases of People, for its pages.
public struct PeopleRoom: Sendable {
  /// Also how the site finds out who is behind a request.
  public let signIns: SignIns
  let database: any Database
  let world: World
  let hashing: PasswordHashing
  let isDemo: Bool
  let uploads: URL
  let forgetting: [Forgetting]
  let noteErasure: @Sendable (ErasedEntry) throws -> Void
  let beginning: Token?

  /// - Parameters:
  ///   - entrance: the database in which sign-ins are kept, where that is reached in another way: whoever reads must get in.
  ///   - isDemo: whether the program was started with `kompas demo`; only then one click signs in.
  ///   - uploads: a folder for files while they are read.
  ///   - forgetting: what every verb forgets when somebody is erased.
  ///   - beginning: the secret with which the first organisation is made, where there is none yet.
  ///   - noteErasure: keeps outside of the database that somebody was erased, for when an older backup comes back.
  public init(
    database: any Database, entrance: (any Database)? = nil, world: World, hashing: PasswordHashing,
    isDemo: Bool = false, uploads: URL, forgetting: [Forgetting], beginning: Token? = nil,
    noteErasure: @escaping @Sendable (ErasedEntry) throws -> Void = { _ in }
  ) {
    self.database = database
    self.world = world
    self.hashing = hashing
    self.isDemo = isDemo
    self.uploads = uploads
    self.forgetting = forgetting
    self.noteErasure = noteErasure
    self.beginning = beginning
    signIns = SignIns(database: entrance ?? database, world: world, hashing: hashing)
  }

  /// Also for whoever picks one of their customers.
  var customers: Customers { Customers(database: database, world: world) }

  /// Anyone: in, and back in.
  var guestRoutes: [RouteCollection<GuestContext>] {
    let passwords = Passwords(database: database, world: world, hashing: hashing)
    return [
      SignInRoutes(
        signIns: signIns, demo: isDemo ? DemoSignIns(demo: database, world: world) : nil,
        waiting: beginning.map { _ in Installation(database: database, world: world, hashing: hashing) }
      ).routes,
      BeginRoutes(
        installation: Installation(database: database, world: world, hashing: hashing), signIns: signIns,
        secret: beginning
      ).routes,
      PasswordRoutes(passwords: passwords).routes,
      InvitationRoutes(invitations: Invitations(database: database, world: world, hashing: hashing)).routes,
    ]
  }

  /// Whoever signed in.
  var memberRoutes: [RouteCollection<MemberContext>] {
    let passwords = Passwords(database: database, world: world, hashing: hashing)
    return [
      SignInRoutes(signIns: signIns, demo: nil, waiting: nil).memberRoutes,
      AccountRoutes(signIns: signIns, passwords: passwords).routes,
      UnitRoutes(units: Units(database: database, world: world)).routes,
      ColleagueRoutes(colleagues: Colleagues(database: database, world: world)).routes,
      CustomerRoutes(customers: customers).routes,
      ErasureRoutes(erasures: Erasures(database: database, world: world, rooms: forgetting, note: noteErasure)).routes,
      SettingsRoutes(
        organisations: Organisations(database: database, world: world),
        values: CustomerValues(database: database, world: world)
      ).routes,
      ImportRoutes(imports: PeopleImport(database: database, world: world), folder: uploads).routes,
    ]
  }
}
