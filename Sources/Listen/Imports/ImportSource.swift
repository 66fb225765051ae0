/// The tool that a file of results comes from, recognised by its header rows.
public enum ImportSource: String, Sendable, Codable, CaseIterable {
  /// Qualtrics: names, texts and import ids in three header rows.
  case qualtrics
  /// Qualtrics' older view: `V1…V10` and texts in two header rows.
  case qualtricsLegacy
  case limeSurvey
  case surveyMonkey
  case typeform
  case googleForms
  case surveyGizmo
  case formbricks
  case delighted
  /// An SPSS file, whose variables carry their own labels.
  case spss
  /// A table of which nothing more is known.
  case plain
}

/// A column that a tool adds to the answers by itself.
public enum SystemColumn: String, Sendable, Codable, CaseIterable {
  case responseID, startedAt, submittedAt, status, language, email, firstName, lastName, externalReference
  /// Network addresses, places, browsers: never taken in.
  case whereabouts
  /// Durations, collectors, progress, pages, seeds: of no use for the answers.
  case technical
}

/// One column of a file, with its header rows folded into one description.
public struct ImportColumn: Sendable, Equatable {
  /// From 0, left to right.
  public let position: Int
  /// Names the column within its file, and in the next file from the same survey: the tool's own id where it gives one.
  public let key: String
  /// What stands in the first header row.
  public let name: String
  /// The question's text, without markup.
  public var question: String
  /// The row of a matrix or the option of a choice that this column is about.
  public var option: String?
  /// What the columns of one question have in common; nil for a question of one column.
  public var group: String?
  public let system: SystemColumn?
  /// The time zone that the file states for this column's moments.
  public let timeZone: String?

  public init(
    position: Int, key: String, name: String, question: String, option: String? = nil, group: String? = nil,
    system: SystemColumn? = nil, timeZone: String? = nil
  ) {
    self.position = position
    self.key = key
    self.name = name
    self.question = question
    self.option = option
    self.group = group
    self.system = system
    self.timeZone = timeZone
  }
}
