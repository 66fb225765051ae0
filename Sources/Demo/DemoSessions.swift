import Activate
import Listen
import People
import Persistence
import Understand
import Values

/// Sessions of De Linde: a programme over the latest wave, with the board's session ready to begin.
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
