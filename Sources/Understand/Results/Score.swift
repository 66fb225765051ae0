import Listen
public import Statistics

/// What a measure's answers amount to, in the way that belongs to its question: an NPS, a mean mark, a share.
///
/// Pages, API, exports, sessions and mail all come here, so that one number has one home.
public enum Score: Hashable, Sendable {
  /// Of a recommendation 0…10, in points.
  case net(NetPromoterScore)
  /// Of a grade, effort or rating, in marks.
  case mean(MeanScore)
  /// A share of the answers, in percent.
  case share(Estimate)

  /// The score of a measure by itself: NPS for a recommendation, else the mean on its scale.
  ///
  /// - Throws: `StatisticsError.noAnswers` where nobody gave a valid answer.
  init(_ answers: Histogram, of measure: Measure) throws(StatisticsError) {
    switch measure.kind {
    case .recommendation: self = .net(try NetPromoterScore(answers))
    case .grade, .effort, .driver, .value, .competitor:
      self = .mean(
        try MeanScore(answers, scale: Double(measure.scale.low)...Double(max(measure.scale.low, measure.scale.high))))
    }
  }

  public var estimate: Estimate {
    switch self {
    case .net(let score): score.estimate
    case .mean(let score): score.estimate
    case .share(let estimate): estimate
    }
  }

  /// This score minus another of the same measure in an independent group.
  func difference(from other: Score) throws(StatisticsError) -> Difference {
    switch (self, other) {
    case (.net(let mine), .net(let theirs)): try mine.difference(from: theirs)
    case (.mean(let mine), .mean(let theirs)): try mine.difference(from: theirs)
    case (.share(let mine), .share(let theirs)): try mine.differenceOfShares(from: theirs)
    case (.net, _), (.mean, _), (.share, _): throw .notComparable
    }
  }

  /// How large a difference must be to matter: 10 NPS points, 0.3 of a mark from 1 to 10 (and the same part of any other
  /// scale), 5 percentage points. A house rule after Effectory's.
  func relevance(of measure: Measure) throws(StatisticsError) -> Relevance {
    switch self {
    case .net: try Relevance(practicalMinimum: 10)
    case .mean: try Relevance(practicalMinimum: 0.3 * Double(max(1, measure.scale.high - measure.scale.low)) / 9)
    case .share: try Relevance(practicalMinimum: 5)
    }
  }
}
