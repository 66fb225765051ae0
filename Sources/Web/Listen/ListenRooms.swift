public import Listen
public import Persistence
public import Values

/// The use cases of Listen, for its pages.
public struct ListenRooms: Sendable {
  let surveys: Surveys
  let waves: Waves
  let responses: Responses
  let unsubscriptions: Unsubscriptions
  /// What days do to waves by themselves.
  public let days: WaveDays

  /// - Parameter responses: nothing makes one of its own, that tells nobody of what was committed.
  public init(database: any Database, world: World, open: OpenWaves, responses: Responses? = nil) {
    surveys = Surveys(database: database, world: world, waves: open)
    waves = Waves(database: database, world: world, waves: open)
    self.responses = responses ?? Responses(database: database, world: world, waves: open)
    unsubscriptions = Unsubscriptions(database: database, world: world)
    days = WaveDays(database: database, world: world, waves: open)
  }
}
