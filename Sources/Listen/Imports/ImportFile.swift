public import TableFiles

/// A file of results, opened and recognised.
public struct ImportFile: Sendable {
  public let header: ImportHeader
  /// The workbook's sheet that is read.
  public let sheet: String?
  /// The variables of an SPSS file, one for each column; empty for other files.
  let variables: [StatisticsFile.Variable]
  let weightVariable: String?
  private let table: TableFile

  /// Opens a file and reads its header.
  /// - Throws: `TableFileError` where it is no table, `ImportRefusal` where the table holds no responses.
  public init(path: String, sheet: String? = nil, limits: TableLimits = TableLimits()) throws {
    try self.init(.path(path), sheet: sheet, limits: limits)
  }

  public init(_ bytes: TableBytes, sheet: String? = nil, limits: TableLimits = TableLimits()) throws {
    table = try TableFile(bytes, sheet: sheet, limits: limits)
    switch table.kind {
    case .statistics(let file):
      variables = file.variables
      weightVariable = file.weightVariable
      self.sheet = nil
      header = ImportHeader(source: .spss, columns: Self.columns(of: file))
    case .workbook(_, let name):
      (variables, weightVariable, self.sheet) = ([], nil, name)
      header = ImportHeader(recognising: try table.firstRows(3))
    case .delimited:
      (variables, weightVariable, self.sheet) = ([], nil, nil)
      let rows = try table.firstRows(3)
      if Self.isStructure(rows.first ?? []) { throw ImportRefusal.structureWithoutResponses }
      header = ImportHeader(recognising: rows)
    }
    guard header.columns.count > 1 else { throw ImportRefusal.oneColumn }
  }

  /// Gives the rows below the header until the closure returns false. The row is lent and used again.
  func forEachResponseRow(_ body: (inout TableRow) throws -> Bool) throws {
    var toSkip = header.rowCount
    try table.forEachRow { row in
      if toSkip > 0 {
        toSkip -= 1
        return true
      }
      return try body(&row)
    }
  }

  /// Rows of a sheet end at their last cell, so that short ones are whole; a short row of text is not.
  var mayRowsBeShort: Bool {
    if case .workbook = table.kind { true } else { false }
  }

  /// LimeSurvey's structure as a table: questions without answers.
  private static func isStructure(_ first: [String]) -> Bool {
    let names = Set(first.prefix(8).map { HeaderText.folded($0) })
    return names.isSuperset(of: ["class", "typescale", "name", "relevance", "text"])
  }

  private static func columns(of file: StatisticsFile) -> [ImportColumn] {
    var keys = UniqueKeys()
    return file.variables.enumerated().map { position, variable in
      ImportColumn(
        position: position, key: keys.add(variable.name), name: variable.name,
        question: variable.label.isEmpty ? variable.name : HeaderText.cleaned(variable.label),
        system: SystemColumnNames.meaning(of: variable.name, in: .spss))
    }
  }
}

/// Why a file that is a table doesn't go in as results.
public enum ImportRefusal: Error, Sendable, Equatable {
  /// One column is no survey; most often the delimiter isn't one that is known.
  case oneColumn
  /// Most rows have another number of cells than the header: this is text, or the quotes are broken.
  case notRectangular(rows: Int, otherWidth: Int)
  /// The file has a header and no rows below it.
  case noRows
  /// The file holds a questionnaire and no responses: it can be read as a structure.
  case structureWithoutResponses
  /// The mapping was made for another file, or is not finished.
  case mapping([ImportMappingProblem])
}
