import Act
import Activate
import Anchor
public import Persistence
public import Understand
public import Values

/// The use cases of the route, its agenda and its proof, for their pages.
public struct RouteRooms: Sendable {
  let route: ImprovementRoute
  let actions: Actions
  let asks: Asks
  let commitments: Commitments
  let huddles: Huddles
  /// Who holds a phone of a session.
  let participants: Participants
  let agenda: Agenda
  let proofs: Proofs
  let adoption: Adoption
  let readings: Readings

  public init(database: any Database, readings: Readings, library: ResearchLibrary, world: World) {
    self.readings = readings
    route = ImprovementRoute(database: database, world: world)
    actions = Actions(database: database, world: world)
    asks = Asks(database: database, world: world)
    commitments = Commitments(database: database, world: world)
    huddles = Huddles(database: database, world: world)
    participants = Participants(database: database, world: world)
    agenda = Agenda(database: database, readings: readings, world: world)
    proofs = Proofs(database: database, library: library, world: world)
    adoption = Adoption(database: database, world: world)
  }
}
