public import Listen
import Values

/// A survey with the waves of which there is something to read.
public struct ReadingShelf: Sendable {
  public let survey: Survey
  /// Those that were held or are being held, oldest first.
  public let waves: [Wave]
  /// What is read where nobody chose: the newest wave with responses, or the newest where nobody answered yet.
  public let latest: Wave
  /// Whether somebody answered.
  public let hasResults: Bool

  /// Nothing where no wave began.
  ///
  /// - Parameter answered: the waves with responses.
  init?(_ survey: Survey, waves: [Wave], answered: Set<ID<Wave>>) {
    let held = waves.filter { $0.state != .planned }.sorted { ($0.opensOn, $0.id) < ($1.opensOn, $1.id) }
    let results = held.last { answered.contains($0.id) }
    guard let latest = results ?? held.last else { return nil }
    self.survey = survey
    self.waves = held
    self.latest = latest
    hasResults = results != nil
  }

  /// Whether this is read before another where nobody chose: what has results, then what was measured last. When it came into
  /// Kompas says nothing, for research that is brought in may be old.
  func isNewer(than other: ReadingShelf) -> Bool {
    if hasResults != other.hasResults { return hasResults }
    if latest.isAbout != other.latest.isAbout { return latest.isAbout > other.latest.isAbout }
    return (survey.createdAt, survey.id) > (other.survey.createdAt, other.survey.id)
  }
}

extension Wave {
  /// The day for which its figures stand: the last one of a wave that is over, the first one of a wave that goes on, whose
  /// figures still move.
  fileprivate var isAbout: Day {
    state == .closed ? lastDay : opensOn
  }
}
