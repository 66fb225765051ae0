public import Listen
public import People
import Persistence
import Statistics
public import Values

/// One customer measure of the whole organisation, with its uncertainty, its movement and whom it covers.
public struct IndicatorReading: Hashable, Sendable {
  public let survey: Survey
  public let waves: [Wave]
  /// In the last wave with answers to it.
  public let figure: Figure
  /// Wave by wave, oldest first; the last one is `figure`.
  public let trend: [Figure]
  public let responses: Int
  /// How many were invited in that wave; 0 where nobody was by Kompas.
  public let invited: Int
}

extension Readings {
  /// What can be steered on: the scores that a survey of customers asks, and the share of 9 and 10 of its grade. There is no
  /// measure of money among them.
  public static func steerable(_ survey: Survey) -> [(name: String, kind: Figure.Kind, measure: Measure)] {
    Measure.all(in: survey.document).flatMap { measure -> [(name: String, kind: Figure.Kind, measure: Measure)] in
      if case .competitor = measure.kind { return [] }
      let kinds: [Figure.Kind] = measure.kind == .grade ? [.score, .ninePlus] : [.score]
      return kinds.map { (Figure.name($0, measure), $0, measure) }
    }
  }

  /// A measure by its name (`nps`, `grade`, `driver.drivers.reach`), of the whole: open to everyone who works here. Nothing
  /// where the survey doesn't ask it, or nobody answered yet.
  public func indicator(
    _ survey: ID<Survey>, named name: String, by member: Member
  ) async throws -> IndicatorReading? {
    let research = try await self.research(survey, by: member)
    guard let known = Self.steerable(research.survey).first(where: { $0.name == name }),
      let measure = research.measures.firstIndex(where: { $0.key == known.measure.key })
    else { return nil }
    var before: Wave?
    var trend: [Figure] = []
    for wave in research.waves where wave.state != .planned {
      let figure = try research.figure(
        known.kind, measure, unit: nil, units: nil, wave: wave.id, before: before?.id)
      guard let figure else { continue }
      trend.append(figure)
      before = wave
    }
    guard let figure = trend.last else { return nil }
    let organisation = member.organisation.id
    return IndicatorReading(
      survey: research.survey, waves: research.waves, figure: figure, trend: trend,
      responses: try research.count(Selection(waves: [figure.wave])),
      invited: try await database.read { try $0.waves(in: organisation).invitedCount(figure.wave) })
  }
}
