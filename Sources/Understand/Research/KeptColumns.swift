import Columns
import Foundation
import Listen
import People
import Persistence
import Values

/// A survey's columns as a snapshot file has them, with what it takes to go on from there.
struct KeptColumns: Sendable {
  let survey: ID<Survey>
  let mark: ResearchMark
  let numbers: ColumnNumbers
  let frame: Frame
  /// A row for each customer: the number is that of the customer, and the respondent the key in the columns.
  let respondents: Frame
  let hasErased: Bool

  /// What is written beside a frame.
  private struct Label: Codable {
    let mark: ResearchMark
    let numbers: ColumnNumbers
  }

  init(_ held: SurveyColumns.Held) {
    survey = held.plan.survey.id
    mark = held.mark
    numbers = held.plan.numbers
    frame = held.research.frame
    respondents = Self.frame(of: held.respondents.all)
    hasErased = held.hasErased
  }

  /// The surveys of a file. One whose label can't be read is left out, and made anew.
  static func all(in snapshots: [Snapshot]) throws -> [KeptColumns] {
    try zip(snapshots, snapshots.dropFirst()).compactMap { columns, respondents in
      guard !columns.mark.isEmpty else { return nil }
      let label = try JSONDecoder().decode(Label.self, from: Data(columns.mark.utf8))
      return KeptColumns(ID(columns.name), label, columns.frame, respondents.frame)
    }
  }

  private init(_ survey: ID<Survey>, _ label: Label, _ frame: Frame, _ respondents: Frame) {
    self.survey = survey
    mark = label.mark
    numbers = label.numbers
    self.frame = frame
    self.respondents = respondents
    hasErased = false
  }

  /// As a file takes them: the columns, and after them their respondents.
  func snapshots() throws -> [Snapshot] {
    let label = String(decoding: try JSONEncoder().encode(Label(mark: mark, numbers: numbers)), as: UTF8.self)
    return [
      Snapshot(name: survey.text, mark: label, frame: frame),
      Snapshot(name: "respondents of \(survey.text)", mark: "", frame: respondents),
    ]
  }

  /// The columns, where they are of this database and of the survey as it is now; else nothing.
  func adopted(
    _ survey: ID<Survey>, in organisation: ID<Organisation>, _ analyses: KeptAnalyses, from db: any Connection
  ) throws -> SurveyColumns.Held? {
    guard try db.researchChanges(in: organisation).knows(mark) else { return nil }
    do {
      let plan = try ColumnPlan(survey, in: organisation, going: numbers, from: db)
      guard plan.schema == frame.schema else { return nil }
      var numbers: [UInt128: UInt32] = [:]
      numbers.reserveCapacity(respondents.rowCount)
      respondents.forEachRespondent { numbers[$0] = $1 }
      let fitting = plan.tree.count == frame.tree.count ? frame : try frame.reorganised(as: plan.tree)
      return SurveyColumns.Held(plan, fitting, RespondentNumbers(numbers), mark, analyses)
    } catch is ColumnPlan.Unfit {
      return nil
    }
  }

  private static func frame(of numbers: [UInt128: UInt32]) -> Frame {
    do {
      let schema = try FrameSchema(items: [], hasRespondents: true)
      let batch = try FrameBatch(
        schema: schema, ids: Array(numbers.keys), units: [Int32](repeating: -1, count: numbers.count),
        periods: [UInt16](repeating: 0, count: numbers.count), items: [], codes: [],
        respondents: Array(numbers.values))
      return try Frame(batch, tree: .empty)
    } catch {
      preconditionFailure("a schema without columns fits everything: \(error)")
    }
  }
}
