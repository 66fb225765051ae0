/// What a column is taken for.
public enum ColumnRole: String, Sendable, Codable, CaseIterable {
  /// How likely to recommend, 0-10: the one question that gives an NPS.
  case recommendation
  /// A report grade, 1-10.
  case grade
  /// How easy it was, 1-7.
  case effort
  /// A score on the scale that the mapping states.
  case rating
  case singleChoice
  /// A choice of several: one column an option, or one cell with a separator.
  case multipleChoice
  case openText
  /// A number on no scale, such as an age.
  case number
  case date
  /// Whether the response is whole or partial, real or a trial, in the tool's own words.
  case status
  case unit, customerKey, customerName, customerEmail, weight, responseID, submittedAt, language
  case ignore

  /// Whether the column gives a score on a scale.
  public var isScore: Bool {
    switch self {
    case .recommendation, .grade, .effort, .rating: true
    default: false
    }
  }

  /// Whether the column becomes an answer to a question.
  public var isAnswer: Bool {
    switch self {
    case .recommendation, .grade, .effort, .rating, .singleChoice, .multipleChoice, .openText, .number, .date: true
    case .status, .unit, .customerKey, .customerName, .customerEmail, .weight, .responseID, .submittedAt, .language,
      .ignore:
      false
    }
  }

  /// The scale that a role has by its meaning; nil where it is the mapping's to state.
  public var ownScale: ImportScale? {
    switch self {
    case .recommendation: ImportScale(min: 0, max: 10)
    case .grade: ImportScale(min: 1, max: 10)
    case .effort: ImportScale(min: 1, max: 7)
    default: nil
    }
  }
}

/// From the worst to the best score, both included.
public struct ImportScale: Sendable, Codable, Equatable {
  public var min: Int
  public var max: Int

  public init(min: Int, max: Int) {
    self.min = min
    self.max = max
  }
}

/// Something about a column that a person should look at.
public enum ColumnAttention: String, Sendable, Codable, CaseIterable {
  /// A recommend question that starts at 1: not an NPS, and never to be called one.
  case npsLike1To10
  /// The scale was concluded from the values alone.
  case scaleUncertain
  /// Values outside the scale were taken for 'blank' or 'not applicable'.
  case missingCodesAssumed
  /// The order of day and month can't be told from the file, and must be said.
  case dateOrderOpen
  /// Names, addresses or other traces of persons.
  case personal
  case empty
}

/// What to make of one column. A proposal of the dry run, until a person changes it.
public struct ColumnMapping: Sendable, Codable, Equatable {
  /// From 1, left to right.
  public var position: Int
  public var key: String
  /// What stands in the file's first header row.
  public var name: String
  public var question: String
  /// The row of a matrix or the option of a choice that this column is about.
  public var option: String?
  /// Columns with the same group belong to one question.
  public var group: String?
  public var takenFor: ColumnRole
  public var scale: ImportScale?
  /// The score that a tick in this column stands for, where a scale has a column for each step. The columns of one group with
  /// steps are one question.
  public var step: Int?
  /// Values that mean no answer.
  public var blank: [String]?
  /// Values that mean 'not applicable' or 'don't know': answered, without a score.
  public var notApplicable: [String]?
  /// The score of values that are words.
  public var scores: [String: Double]?
  /// The label of values that are codes.
  public var labels: [String: String]?
  /// What stands between the options in one cell.
  public var separator: String?
  public var dateOrder: DateOrder?
  public var timeZone: String?
  public var decimalComma: Bool?
  public var attention: [ColumnAttention]?
  /// What a codebook said of it.
  public var codebook: CodebookMark?

  public init(column: ImportColumn, takenFor: ColumnRole) {
    position = column.position + 1
    key = column.key
    name = column.name
    question = column.question
    option = column.option
    group = column.group
    timeZone = column.timeZone
    self.takenFor = takenFor
  }

  /// Whether this is one step of a scale that is spread over columns.
  public var isStep: Bool { takenFor.isScore && step != nil && group != nil }

  /// The key of the question that the column belongs to.
  public var questionKey: String { isStep ? group ?? key : key }

  /// The scale that counts: the role's own, or the one stated.
  public var effectiveScale: ImportScale? { takenFor.ownScale ?? scale }

  mutating func call(_ attention: ColumnAttention) {
    guard self.attention?.contains(attention) != true else { return }
    self.attention = (self.attention ?? []) + [attention]
  }
}
