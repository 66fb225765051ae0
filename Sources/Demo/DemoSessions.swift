import Activate
import Anchor
import Listen
import People
import Persistence
import Understand
import Values

/// The latest wave of De Linde: who opened its results, and a programme with the board's session ready to begin.
struct DemoSessions {
  let route: DemoRoute

  private var database: any Database { route.database }

  func make() async throws {
    let scene = try await route.scene(DemoRoute.day(11, 2))
    let facilitator = try scene.member(.facilitator, "linde")
    let (survey, wave) = try await latestWave()
    let programmes = Programmes(database: database, world: route.world)
    let sessions = Sessions(database: database, world: route.world)
    let plans = Plans(
      database: database,
      readings: Readings(database: database, library: ResearchLibrary(database: database), world: route.world))
    let programme = try await programmes.begin(wave.name, over: wave.id, by: facilitator)
    let whole = try scene.unit("linde")
    let place = ReadingPlace(survey: survey, wave: wave.id, unit: whole, organised: .asMeasured)
    let plan = try await plans.make(PlanTemplate(.strategic, .full), at: place, by: facilitator)
    _ = try await sessions.plan(
      SessionDraft(title: "Niveau 1 · directie en MT", level: .strategic, unit: whole, expected: 8),
      of: programme, with: plan, by: facilitator)
    try await read(wave.id, scene)
  }

  /// Nearly the whole board looked, two of three managers, and a little less than half of the front line.
  private func read(_ wave: ID<Wave>, _ scene: DemoRoute.Scene) async throws {
    let adoption = Adoption(database: database, world: route.world)
    for (role, level, share) in [
      (Role.board, Level.strategic, 0.8), (.manager, .tactical, 0.67), (.employee, .operational, 0.45),
    ] {
      let people = scene.members.values.filter { $0.grants.contains { $0.role == role } }.sorted { $0.name < $1.name }
      for member in people.prefix(Int(share * Double(people.count))) {
        try await adoption.noteReading(of: wave, on: level, by: member)
      }
    }
  }

  private func latestWave() async throws -> (ID<Survey>, Wave) {
    let found = try await database.read { [route] db -> (ID<Survey>, Wave)? in
      let surveys = try db.surveys(in: route.organisation).all()
      guard let survey = surveys.first(where: { $0.document.title.nl == DemoSurvey.document.title.nl })?.id else {
        return nil
      }
      let waves = try db.waves(in: route.organisation).all(of: survey)
      return waves.filter { $0.kind == .periodic }.max { $0.opensOn < $1.opensOn }.map { (survey, $0) }
    }
    guard let found else { throw NotFound() }
    return found
  }
}
