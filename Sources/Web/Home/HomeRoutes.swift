import Act
import Activate
import Anchor
import Hummingbird
import Listen
import Localization
import People
import Understand
import Values

/// The first page: everyone's own part of the day.
struct HomeRoutes {
  let care: CareRooms
  let desk: HomeDesk
  let readings: Readings

  @Sendable func show(_ request: Request, _ context: MemberContext) async throws -> Response {
    let member = context.member
    var day = HomeDay()
    if member.may(.workWithCustomers) {
      day.own = try await care.followUps.own(by: member)
      let own = try await care.gestures.own(by: member)
      (day.suggestions, day.planned, day.applause) = (own.suggestions, own.planned, own.applause)
    }
    if member.may(.takeActions) {
      day.actions = try await desk.actions.own(by: member)
      day.decided = try await desk.route.pending(by: member, limit: 3)
      day.asks = try await desk.asks.waiting(by: member)
      let own = try await desk.commitments.own(by: member)
      day.checks = own.waiting.compactMap { check in own.own.first { $0.id == check.commitment } }
      day.huddles = try await desk.huddles.own(by: member)
    }
    // Whoever was asked onto a crew finds the session here, whatever their role.
    day.sessions = try await desk.sessions.upcoming(by: member)
    if member.may(.readNamed) { day.stuck = try await care.followUps.stuck(by: member) }
    if let unit = member.units(for: .readUnit).first {
      day.share = try await care.followUps.share(of: unit.id, by: member)
      if member.may(.translateRoute) { day.route = try await desk.route.reading(unit.id, by: member) }
      day.meetings = try await desk.agenda.all(by: member)
    }
    if member.level == .strategic, member.may(.readWhole) {
      let readings = try await desk.indicators.all(by: member).compactMap(\.reading)
      day.indicators = readings.map { IndicatorPage.figure($0, context.book) }
      if !readings.isEmpty { day.indicatorFinding = IndicatorPage.title(readings, context.book) }
    }
    if member.may(.makeSurveys) {
      let shelves = try await readings.shelves(by: member)
      day.waves = shelves.flatMap { shelf in shelf.waves.filter { $0.state == .open }.map { (shelf.survey, $0) } }
      day.isNew = !shelves.contains(where: \.hasResults)
    }
    if member.may(.managePeople) { day.waiting = try await desk.waiting.count(by: member) }
    return try HomePage(day, member, today: context.visit.today).response(context)
  }
}
