import ArgumentParser
import Foundation
import QMethod
import TableFiles

/// `kompas q convert FILE --output FILE`: the sorts in the form of another program.
struct QConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert", abstract: "Write Q sorts in the format of another program.",
    discussion: """
      The ending of --output decides: .dat and .sta (PQMethod), .csv, .json (Easy-HTMLQ), .xlsx (Ken-Q, type 1 or, for \
      unforced sorts, 2) or .zip (KADE).
      """)

  @Argument(help: "The file with the sorts, or a folder of pyramids.")
  var file: String

  @Option(help: "Where to write, such as study.dat.")
  var output: String

  @OptionGroup var source: QSource

  @Option(help: "For CSV that is written: rows or columns, whichever holds the sorts, or htmlq.")
  var layout: Layout = .rows

  @OptionGroup var speech: QSpeech

  enum Layout: String, ExpressibleByArgument, CaseIterable { case rows, columns, htmlq }

  private enum Target: String { case dat, sta, csv, json, xlsx, zip }

  func validate() throws {
    try speech.checking {
      _ = try target
      _ = try source.chosenGrid
    }
  }

  func run() throws {
    try speech.telling {
      let study = try source.study(at: file)
      switch try target {
      case .dat: try write(Array(try PQMethodFile.dat(study).utf8))
      case .sta:
        guard !study.statements.isEmpty else { throw QInputError.missingPart(name: "statements") }
        try write(Array(PQMethodFile.sta(study).utf8))
      case .csv: try write(Array(text(study).utf8))
      case .json: try write(try EasyHTMLQ.json(study))
      case .zip: try write(try KADEArchive.bytes(study))
      case .xlsx: try writeWorkbook(study)
      }
    }
  }

  private var target: Target {
    get throws {
      guard let target = Target(rawValue: URL(fileURLWithPath: output).pathExtension.lowercased()) else {
        throw QCommandFault.ending(output)
      }
      return target
    }
  }

  private func text(_ study: QStudy) -> String {
    switch layout {
    case .rows: SortsCSV.text(study, orientation: .sortsInRows)
    case .columns: SortsCSV.text(study, orientation: .sortsInColumns)
    case .htmlq: HtmlQ.text(study)
    }
  }

  private func write(_ bytes: [UInt8]) throws { try QOutput.write(Data(bytes), to: output) }

  private func writeWorkbook(_ study: QStudy) throws {
    let sheets = try KenQWorkbook.sheets(study)
    let writer = try WorkbookWriter(path: output)
    for sheet in sheets {
      // The first row is the heading, which is text to the writer; Ken-Q reads its numbers all the same.
      try writer.addSheet(named: sheet.name, header: (sheet.rows.first ?? []).map(Self.text))
      for row in sheet.rows.dropFirst() { try writer.write(row.map(QOutput.cell)) }
    }
    try writer.finish()
  }

  private static func text(_ cell: QCell) -> String {
    switch cell {
    case .empty: ""
    case .text(let text): text
    case .integer(let value): String(value)
    case .number(let value, _): String(value)
    }
  }
}
