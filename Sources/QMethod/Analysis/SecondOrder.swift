/// Viewpoints across groups: the factors of several analyses of the same statements, treated as sorts themselves
/// (second-order Q analysis, Brown 1980, pp. 30 ff.; Watts & Stenner 2012, ch. 3).
public struct QSecondOrder: Sendable, Equatable {
  /// A group's viewpoint as it entered.
  public struct Viewpoint: Sendable, Equatable {
    /// The name of the group.
    public let group: String
    /// Factor of that group, from 0.
    public let factor: Int
  }

  /// One per column that was analysed, in the order of `solution.sortNames`.
  public let viewpoints: [Viewpoint]
  /// The analysis of the viewpoints: its "sorts" are the groups' factors.
  public let solution: QSolution

  /// Groups that define a second-order factor (from 0): where the same view lives.
  public func groups(sharing factor: Int) -> [String] {
    var names: [String] = []
    for sort in solution.factors[factor].definingSorts where !names.contains(viewpoints[sort].group) {
      names.append(viewpoints[sort].group)
    }
    return names
  }

  /// - Parameters:
  ///   - groups: name and solution of each; all about the same statements.
  ///   - analysis: how to look for shared viewpoints; its `factors` is the number of second-order factors.
  ///   - usingArrays: true analyses the factor arrays (whole grid values) instead of the z-scores.
  /// - Throws: `QAnalysisError.groupsDiffer` when a group has another number of statements, `.tooFewViewpoints` below two
  ///   scored factors, and as `QAnalysis.solution(of:)`.
  public init(
    groups: [(name: String, solution: QSolution)], analysis: QAnalysis, usingArrays: Bool = false
  ) throws(QAnalysisError) {
    var columns: [[Double]] = []
    var viewpoints: [Viewpoint] = []
    let statements = groups.first?.solution.statementCount ?? 0
    for group in groups {
      guard group.solution.statementCount == statements else {
        throw .groupsDiffer(group: group.name, expected: statements, found: group.solution.statementCount)
      }
      for (index, factor) in group.solution.factors.enumerated() {
        guard let scores = factor.zScores, let array = factor.array else { continue }
        columns.append(usingArrays ? array.map(Double.init) : scores)
        viewpoints.append(Viewpoint(group: group.name, factor: index))
      }
    }
    guard columns.count >= 2, let first = groups.first else {
      throw .tooFewViewpoints(found: columns.count, needed: 2)
    }
    let subject = AnalysisSubject(
      title: "", sortNames: viewpoints.map { "\($0.group) F\($0.factor + 1)" }, statements: first.solution.statements,
      values: Matrix(columns: columns, length: statements), distribution: first.solution.distribution)
    self.viewpoints = viewpoints
    solution = try analysis.solution(of: subject, about: [])
  }
}
