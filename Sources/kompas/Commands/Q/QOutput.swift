import ArgumentParser
import Foundation
import QMethod
import TableFiles

/// Where a result goes, in the form that was asked for.
struct QOutput: ParsableArguments {
  @Option(help: "text, json or xlsx.")
  var format: Format = .text

  @Option(help: "Where to write; standard output otherwise.")
  var output: String?

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, xlsx }

  /// - Throws: `QCommandFault` where a workbook has nowhere to go.
  func check() throws {
    if format == .xlsx, output == nil { throw QCommandFault.workbookNeedsOutput }
  }

  func write(_ report: QReport, json: () throws -> [UInt8]) throws {
    switch format {
    case .text: try write(Data(report.text.utf8))
    case .json: try write(Data(try json()))
    case .xlsx: try writeWorkbook(report)
    }
  }

  func write(_ content: Data) throws { try Self.write(content, to: output) }

  static func write(_ content: Data, to path: String?) throws {
    guard let path else {
      FileHandle.standardOutput.write(content)
      return
    }
    do {
      try content.write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw QCommandFault.unwritable(path: path)
    }
  }

  private func writeWorkbook(_ report: QReport) throws {
    guard let output else { return }
    let writer = try WorkbookWriter(path: output)
    for table in report.tables {
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
