public import Activate
public import Persistence
public import Understand
public import Values

/// The use cases of Activate, for its pages.
public struct ActivateRooms: Sendable {
  let programmes: Programmes
  let sessions: Sessions
  let participants: Participants
  let contributions: Contributions
  let plans: Plans
  let outcomes: Outcomes
  let kits: Kits
  let recordings: Recordings
  /// What sessions keep of people, and until when: for the program's daily round.
  public let retention: SessionRetention
  /// The sessions that are open in this process. The program follows it, and ends its pages when it stops.
  public let live: LiveSessions

  public init(database: any Database, world: World, readings: Readings) {
    programmes = Programmes(database: database, world: world)
    sessions = Sessions(database: database, world: world)
    participants = Participants(database: database, world: world)
    contributions = Contributions(database: database, world: world)
    plans = Plans(database: database, readings: readings)
    outcomes = Outcomes(database: database, world: world)
    kits = Kits(database: database, world: world)
    recordings = Recordings(database: database, world: world)
    retention = SessionRetention(database: database, world: world)
    live = LiveSessions(database: database, world: world, draw: LiveDrawing.bytes)
  }
}
