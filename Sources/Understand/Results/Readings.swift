public import Listen
public import People
public import Persistence
public import Values

/// Which research is read, and from where one looks.
public struct ReadingPlace: Hashable, Sendable {
  /// Whether units are taken as they hung together when the wave was held, or as they do today.
  public enum Organised: String, Hashable, Sendable, CaseIterable {
    case asMeasured
    case asToday
  }

  public let survey: ID<Survey>
  public let wave: ID<Wave>
  public let unit: ID<Unit>
  public let organised: Organised

  public init(survey: ID<Survey>, wave: ID<Wave>, unit: ID<Unit>, organised: Organised = .asMeasured) {
    self.survey = survey
    self.wave = wave
    self.unit = unit
    self.organised = organised
  }

  /// The day whose tree holds: the last one of the wave, or today. Research may be older than what Kompas knows of the
  /// organisation: then it is taken as it was on the first day that is known.
  func day(of wave: Wave, today: Day, known placements: [UnitPlacement]) -> Day {
    let day = organised == .asToday ? today : wave.lastDay
    return max(day, placements.map(\.validity.from).min() ?? day)
  }
}

/// The three readings of one wave, from the same frozen numbers. Which of them somebody may open is decided here.
public struct Readings: Sendable {
  let database: any Database
  let library: ResearchLibrary
  let world: World

  public init(database: any Database, library: ResearchLibrary, world: World) {
    self.database = database
    self.library = library
    self.world = world
  }

  /// The surveys that were asked, each with its waves; those measured last first.
  public func shelves(by member: Member) async throws -> [ReadingShelf] {
    try member.must(.readWhole)
    let organisation = member.organisation.id
    return try await database.read { db in
      let waves = Dictionary(grouping: try db.waves(in: organisation).all(), by: \.survey)
      let answered = try db.waves(in: organisation).answered()
      return try db.surveys(in: organisation).all()
        .compactMap { ReadingShelf($0, waves: waves[$0.id] ?? [], answered: answered) }
        .sorted { $0.isNewer(than: $1) }
    }
  }

  /// The research that a place is about: open to everyone who works in the organisation.
  public func research(_ survey: ID<Survey>, by member: Member) async throws -> Research {
    try member.must(.readWhole)
    return try await library.research(survey, in: member.organisation.id)
  }

  /// What the whole should know.
  public func strategic(_ place: ReadingPlace, by member: Member) async throws -> StrategicReading {
    let research = try await self.research(place.survey, by: member)
    let invited = try await invited(place.wave, in: member.organisation.id)
    return try research.strategic(place, tree: try tree(place, research, member), invited: invited)
  }

  /// What one unit should know: itself against the rest of the whole.
  public func tactical(_ place: ReadingPlace, by member: Member) async throws -> TacticalReading {
    try member.must(.readUnit, on: place.unit)
    let research = try await self.research(place.survey, by: member)
    return try research.tactical(place, tree: try tree(place, research, member))
  }

  private func tree(_ place: ReadingPlace, _ research: Research, _ member: Member) throws -> UnitTree {
    guard let wave = research.wave(place.wave) else { throw NotFound() }
    let tree = research.tree(on: place.day(of: wave, today: member.today(world), known: research.placements))
    guard tree.unit(place.unit) != nil else { throw NotFound() }
    return tree
  }

  private func invited(_ wave: ID<Wave>, in organisation: ID<Organisation>) async throws -> Int {
    try await database.read { try $0.waves(in: organisation).invitedCount(wave) }
  }
}
