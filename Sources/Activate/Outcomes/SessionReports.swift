import Listen
public import People
import Persistence
public import Values

extension Outcomes {
  /// What a session was, from beginning to end: for its crew, and for those who run sessions of its unit.
  public func report(of id: ID<Session>, by member: Member) async throws -> SessionReport {
    let now = world.now()
    let organisation = member.organisation.id
    return try await database.read { db in
      let session = try db.session(id, for: member)
      var report = SessionReport(
        of: session, state: SessionState(replaying: try db.sessions(in: organisation).events(of: id)),
        outcome: try db.outcome(of: session, for: member, on: member.organisation.day(of: now)),
        joined: try db.participants(in: id, of: organisation).counts(at: now, since: nil).joined,
        proxies: try db.contributions(to: id, of: organisation).proxies(), now: now,
        in: member.organisation.zone)
      let above = try db.decided(above: session.level, for: session.unit, in: session.programme, member)
      report.themes = Dictionary(
        (report.outcome.themes + above.themes).map { ($0.id, $0.title) }, uniquingKeysWith: { first, _ in first })
      let waves = db.waves(in: organisation)
      let opened = try waves.find(session.wave).opensOn
      for spot in try db.outcomes(in: organisation).blindSpots(of: session.unit) where spot.wave != session.wave {
        let wave = try waves.find(spot.wave)
        guard wave.opensOn < opened else { continue }
        if let known = report.earlier[spot.measure], try waves.find(known.spot.wave).opensOn > wave.opensOn { continue }
        report.earlier[spot.measure] = SessionReport.EarlierSpot(wave: wave.name, spot: spot)
      }
      return report
    }
  }
}
