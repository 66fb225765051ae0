public import Values

/// One answer as a file has it.
public enum ImportedAnswer: Sendable, Equatable {
  /// Nothing was answered.
  case blank
  /// 'Not applicable', 'don't know': answered, without a score.
  case notApplicable
  case number(Double)
  /// The label of the option.
  case choice(String)
  /// The labels of the options; empty where none was ticked.
  case choices([String])
  case text(String)
  case date(Day)
}

/// A question as the mapping makes it of one column, or of the columns of one choice.
public struct ImportedQuestion: Sendable, Equatable {
  public let key: String
  public let text: String
  /// The row of the matrix that this is, for questions with the same `group`.
  public let item: String?
  public let group: String?
  public let role: ColumnRole
  public let scale: ImportScale?
  /// The options that the mapping knows beforehand; a file may bring more.
  public let options: [String]
  /// A recommend question from 1 to 10: like an NPS, and not one.
  public let isNPSLike: Bool
}

/// One response of a file. A reader fills the same one over and over: copy out what has to stay.
public struct ImportedResponse: Sendable, Equatable {
  /// The row in the file from 1, as a spreadsheet shows it.
  public internal(set) var row = 0
  /// The tool's own id; nil where the file has none.
  public internal(set) var externalID: String?
  /// A number made of the row's bytes (FNV-1a), to know it again where there is no id.
  public internal(set) var fingerprint: UInt64 = 0
  public internal(set) var submittedAt: Instant?
  public internal(set) var unit: String?
  /// What stands in the cell of the unit, where the mapping has other words for it.
  public internal(set) var unitCode: String?
  public internal(set) var customerKey: String?
  public internal(set) var customerName: String?
  public internal(set) var customerEmail: String?
  public internal(set) var weight: Double?
  public internal(set) var language: String?
  /// Whether it is whole or partial, in the tool's own words or codes.
  public internal(set) var status: String?
  /// As long as `ResponseReader.questions`, in the same order.
  public internal(set) var answers: [ImportedAnswer] = []

  public init() {}

  /// Whether nothing at all was answered.
  public var isEmpty: Bool { answers.allSatisfy { $0 == .blank || $0 == .choices([]) } }
}

/// Something in a row that can't be read.
public struct ImportProblem: Error, Sendable, Hashable, Codable {
  /// The row in the file from 1, as a spreadsheet shows it.
  public let row: Int
  /// The column from 1; nil where the row as a whole is meant.
  public let column: Int?
  /// What stands there, at most 80 characters of it.
  public let value: String
  public let reason: Reason

  public enum Reason: Sendable, Hashable, Codable {
    /// The row has another number of cells than the header.
    case width(expected: Int, found: Int)
    case notANumber
    case outsideScale(min: Int, max: Int)
    case notADate
    /// A weight is a positive number or zero.
    case notAWeight
    /// More different options than a choice can have.
    case tooManyOptions(limit: Int)
    /// A second step of one scale was ticked.
    case severalSteps
  }

  /// Whether the whole row stays out. Else only this answer does.
  public var refusesRow: Bool {
    switch reason {
    case .width, .notAWeight: true
    case .notADate: isAboutRow
    case .notANumber, .outsideScale, .tooManyOptions, .severalSteps: false
    }
  }

  /// Whether the column says something of the response itself, and not an answer.
  let isAboutRow: Bool

  init(row: Int, column: Int?, value: String, reason: Reason, isAboutRow: Bool = false) {
    self.row = row
    self.column = column
    self.value = String(value.prefix(80))
    self.reason = reason
    self.isAboutRow = isAboutRow
  }
}
