/// One cell of a report.
public enum QCell: Sendable, Equatable {
  /// Nothing stands here.
  case empty
  /// Words, shown as they are.
  case text(String)
  /// A whole number: a value of the grid, a count, a rank.
  case integer(Int)
  /// A number with the decimals that it deserves.
  case number(Double, decimals: Int)

  static func number(_ value: Double?, decimals: Int) -> QCell {
    value.map { .number($0, decimals: decimals) } ?? .empty
  }

  static func integer(_ value: Int?) -> QCell { value.map { .integer($0) } ?? .empty }
}

/// One table of a report: a sheet of a workbook, or a section of a text.
public struct QTable: Sendable, Equatable {
  /// Name of the sheet, at most 31 characters, without the characters that spreadsheets refuse, unique in its report.
  public let sheet: String
  /// The heading above it.
  public let title: String
  /// Names of the columns.
  public let heading: [String]
  /// First to last; a row may be shorter than the heading.
  public let rows: [[QCell]]

  /// The rows of its sheet: title, two empty rows, column names in row 4, data from row 5, as in Ken-Q's result workbooks.
  public var sheetRows: [[QCell]] {
    [[.text(title)], [], [], heading.map { .text($0) }] + rows
  }
}
