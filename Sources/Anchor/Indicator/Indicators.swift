public import Listen
public import People
public import Persistence
public import Understand
public import Values

/// The organisation's chosen customer measures: open to everyone who works there, chosen at its top.
public struct Indicators: Sendable {
  /// The most that can be chosen.
  public static let most = 4

  let database: any Database
  let readings: Readings
  let world: World

  public init(database: any Database, readings: Readings, world: World) {
    self.database = database
    self.readings = readings
    self.world = world
  }

  /// Each with what it reads now; nothing there while nobody answered.
  public func all(by member: Member) async throws -> [(indicator: Indicator, reading: IndicatorReading?)] {
    try member.must(.readWhole)
    let organisation = member.organisation.id
    var found: [(indicator: Indicator, reading: IndicatorReading?)] = []
    for indicator in try await database.read({ try $0.indicators(in: organisation).all() }) {
      let reading = try await readings.indicator(indicator.survey, named: indicator.name, by: member)
      found.append((indicator, reading))
    }
    return found
  }

  /// What can be chosen: measures of surveys of customers, and nothing else.
  public func choices(by member: Member) async throws -> [(survey: Survey, name: String, measure: Measure)] {
    guard member.choosesIndicators else { return [] }
    return try await readings.shelves(by: member).flatMap { shelf in
      Readings.steerable(shelf.survey).map { (shelf.survey, $0.name, $0.measure) }
    }
  }

  /// Chooses a measure; done twice, it is done. Throws `NotFound` where no survey of customers asks it, `IndicatorRefusal`.
  public func choose(_ survey: ID<Survey>, _ name: String, by member: Member) async throws {
    guard member.choosesIndicators else { throw NotAllowed() }
    let organisation = member.organisation.id
    let id: ID<Indicator> = world.id()
    try await database.write { [world] db in
      let found = try db.surveys(in: organisation).find(survey)
      guard Readings.steerable(found).contains(where: { $0.name == name }) else { throw NotFound() }
      let known = try db.indicators(in: organisation).all()
      guard !known.contains(where: { $0.survey == survey && $0.name == name }) else { return }
      guard known.count < Self.most else { throw IndicatorRefusal.enough(Self.most) }
      try db.indicators(in: organisation).insert(Indicator(id: id, survey: survey, name: name))
      try db.append(
        Event(
          "indicator.chosen", in: organisation, by: member.person, about: id, facts: ["name": name], world: world))
    }
  }

  public func drop(_ id: ID<Indicator>, by member: Member) async throws {
    guard member.choosesIndicators else { throw NotAllowed() }
    let organisation = member.organisation.id
    try await database.write { [world] db in
      guard try db.indicators(in: organisation).all().contains(where: { $0.id == id }) else { throw NotFound() }
      try db.indicators(in: organisation).remove(id)
      try db.append(Event("indicator.dropped", in: organisation, by: member.person, about: id, world: world))
    }
  }
}

extension Member {
  /// Indicators are of the whole organisation, so they are chosen from its top.
  public var choosesIndicators: Bool { tree.roots.contains { may(.chooseIndicators, on: $0.id) } }
}
