public import Hummingbird
public import Understand

/// The use cases that the pages stand on. The program makes them and hands them over once.
public struct Rooms: Sendable {
  let readings: Readings

  public init(readings: Readings) {
    self.readings = readings
  }
}

extension Site {
  /// Every route of Kompas. Read from top to bottom, this is the access policy: who is let in where. What somebody may do
  /// there is asked of the use case, which asks the table of abilities.
  public func routes(_ rooms: Rooms) -> Router<SiteContext> {
    let router = router()

    // Anyone.
    _ = router.group(context: GuestContext.self)

    // Whoever signed in.
    router.group(context: MemberContext.self)
      .addRoutes(ResultsRoutes(readings: rooms.readings).routes, atPath: "understand")

    return router
  }
}
