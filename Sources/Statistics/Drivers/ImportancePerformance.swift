/// Drivers on two axes: how important and how good. Source: Martilla and James 1977, *J. Marketing* 41(1) 77-79.
public struct ImportancePerformance: Sendable, Hashable, Codable {
  /// The four fields.
  public enum Quadrant: String, Sendable, Hashable, Codable, CaseIterable {
    /// Important and not good: concentrate here.
    case concentrateHere
    /// Important and good: keep up the good work.
    case keepUp
    /// Neither important nor good.
    case lowPriority
    /// Good but not important.
    case possibleOverkill
  }

  /// A driver to place.
  public struct Subject: Sendable, Hashable, Codable {
    /// What the caller knows it by.
    public let variable: Int
    /// Importance (a Shapley value, relative weight, correlation or stated mean) with its interval.
    public let importance: Estimate
    /// Performance (mean or share) with its interval.
    public let performance: Estimate

    /// A driver to place.
    public init(variable: Int, importance: Estimate, performance: Estimate) {
      self.variable = variable
      self.importance = importance
      self.performance = performance
    }
  }

  /// A placed driver.
  public struct Point: Sendable, Hashable, Codable {
    /// What was placed.
    public let subject: Subject
    /// The field of the point itself.
    public let quadrant: Quadrant
    /// Its importance interval contains the line, or is unknown: it could be on either side.
    public let isOnImportanceLine: Bool
    /// Its performance interval contains the line, or is unknown.
    public let isOnPerformanceLine: Bool

    /// Whether the field is certain on both axes.
    public var isClear: Bool { !isOnImportanceLine && !isOnPerformanceLine }
  }

  /// In the order given.
  public let points: [Point]
  /// Where the importance axis is cut.
  public let importanceLine: Double
  /// Where the performance axis is cut.
  public let performanceLine: Double

  /// - Parameters:
  ///   - importanceLine: by default the mean importance.
  ///   - performanceLine: by default the mean performance; or a norm, such as 7.5.
  /// - Throws: `noAnswers` without subjects; `notFinite` for a subject (as row) whose importance (column 0) or performance
  ///   (column 1) is no number, and for a line that is none, as the row after the last subject.
  public init(
    _ subjects: [Subject], importanceLine: Double? = nil, performanceLine: Double? = nil
  ) throws(StatisticsError) {
    guard !subjects.isEmpty else { throw .noAnswers }
    for (row, subject) in subjects.enumerated() {
      guard subject.importance.value.isFinite else { throw .notFinite(row: row, column: 0) }
      guard subject.performance.value.isFinite else { throw .notFinite(row: row, column: 1) }
    }
    for (column, line) in [importanceLine, performanceLine].enumerated() where line?.isFinite == false {
      throw .notFinite(row: subjects.count, column: column)
    }
    let n = Double(subjects.count)
    let importanceCut = importanceLine ?? subjects.reduce(0) { $0 + $1.importance.value } / n
    let performanceCut = performanceLine ?? subjects.reduce(0) { $0 + $1.performance.value } / n
    self.importanceLine = importanceCut
    self.performanceLine = performanceCut
    points = subjects.map { subject in
      let isImportant = subject.importance.value >= importanceCut
      let isGood = subject.performance.value >= performanceCut
      let quadrant: Quadrant =
        switch (isImportant, isGood) {
        case (true, false): .concentrateHere
        case (true, true): .keepUp
        case (false, false): .lowPriority
        case (false, true): .possibleOverkill
        }
      return Point(
        subject: subject, quadrant: quadrant,
        isOnImportanceLine: subject.importance.interval?.contains(importanceCut) ?? true,
        isOnPerformanceLine: subject.performance.interval?.contains(performanceCut) ?? true)
    }
  }
}
