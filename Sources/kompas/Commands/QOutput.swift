import Foundation
import QMethod
import TableFiles

/// Where a solution goes, in the form that was asked for.
struct QOutput {
  let solution: QSolution
  let bootstrap: QBootstrapSummary?
  let words: QReportWords
  let path: String?

  func write(_ format: QAnalyseCommand.Format) throws {
    switch format {
    case .text: try Self.write(Data(QReport(solution, bootstrap: bootstrap, words: words).text.utf8), to: path)
    case .json: try Self.write(Data(try solution.json(bootstrap: bootstrap)), to: path)
    case .xlsx: try writeWorkbook()
    }
  }

  static func write(_ content: Data, to path: String?) throws {
    guard let path else {
      FileHandle.standardOutput.write(content)
      return
    }
    do {
      try content.write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw QCommandFailure("Can't write \(path).")
    }
  }

  private func writeWorkbook() throws {
    guard let path else { return }
    let writer = try WorkbookWriter(path: path)
    for table in QReport(solution, bootstrap: bootstrap, words: words).tables {
      let widths = (0..<max(1, table.heading.count)).map { column in Self.width(of: column, in: table) }
      // The writer's bold first row is the title; Ken-Q expects data from the fifth row.
      try writer.addSheet(named: table.sheet, header: [table.title], widths: widths)
      for row in table.sheetRows.dropFirst() { try writer.write(row.map(Self.cell)) }
    }
    try writer.finish()
  }

  private static func width(of column: Int, in table: QTable) -> Double {
    let longest =
      table.rows.map { row in
        if row.indices.contains(column), case .text(let text) = row[column] { return text.count }
        return 0
      }.max() ?? 0
    let heading = table.heading.indices.contains(column) ? table.heading[column].count : 0
    return Double(min(60, max(9, longest + 2, heading + 2)))
  }

  static func cell(_ cell: QCell) -> TableCell {
    switch cell {
    case .empty: .empty
    case .text(let text): .text(text)
    case .integer(let value): .integer(value)
    case .number(let value, let decimals): .number(value, decimals: decimals)
    }
  }
}
