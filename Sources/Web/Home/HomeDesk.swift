import Act
import Activate
import Anchor
import People
public import Persistence
public import Understand
public import Values

/// The use cases that the first page asks besides those of customers.
public struct HomeDesk: Sendable {
  let actions: Actions
  let route: ImprovementRoute
  let agenda: Agenda
  let indicators: Indicators
  let asks: Asks
  let commitments: Commitments
  let huddles: Huddles
  let sessions: Sessions
  let waiting: WaitingWork

  public init(database: any Database, readings: Readings, world: World) {
    actions = Actions(database: database, world: world)
    route = ImprovementRoute(database: database, world: world)
    agenda = Agenda(database: database, readings: readings, world: world)
    indicators = Indicators(database: database, readings: readings, world: world)
    asks = Asks(database: database, world: world)
    commitments = Commitments(database: database, world: world)
    huddles = Huddles(database: database, world: world)
    sessions = Sessions(database: database, world: world)
    waiting = WaitingWork(database: database)
  }
}
