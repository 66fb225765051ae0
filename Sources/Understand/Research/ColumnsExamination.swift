import Columns
public import Listen
public import People
import Persistence
public import Values

/// What the columns of a survey have beside what its responses in the database say.
public struct ColumnsExamination: Hashable, Sendable {
  public let survey: ID<Survey>
  public let title: LocalizedText
  /// Rows of the columns.
  public let rows: Int
  /// Responses of the database that the columns don't have.
  public let missing: Int
  /// Rows that no response of the database stands behind.
  public let surplus: Int
  /// Rows that say something else than their response.
  public let different: Int

  public var isEqual: Bool { missing == 0 && surplus == 0 && different == 0 }
}

extension ResearchLibrary {
  /// Compares every value of the columns in memory, or else in the organisation's file, with the database.
  public func examine(_ organisation: ID<Organisation>) async throws -> [ColumnsExamination] {
    await open(organisation)
    var found: [ColumnsExamination] = []
    for columns in columns(of: organisation) { found.append(try await columns.examination()) }
    return found.sorted { $0.survey < $1.survey }
  }
}

extension SurveyColumns {
  /// The columns, brought up to the present, beside columns that are made of the database at the same moment.
  func examination() async throws -> ColumnsExamination {
    let (held, made) = try await both()
    let comparison = held.store.frame.comparison(with: made)
    return ColumnsExamination(
      survey: held.plan.survey.id, title: held.plan.survey.document.title, rows: held.store.frame.rowCount,
      missing: comparison.onlyInSecond.count, surplus: comparison.onlyInFirst.count,
      different: comparison.different.count)
  }
}
