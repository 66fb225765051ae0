import Foundation
import Listen
import Localization
import People
import TableFiles
import Understand
import Values

/// A table that is taken along, with its header in the reader's language.
struct ExportTable: Sendable {
  /// A word for its file and its sheet.
  let name: String
  let header: [String]
  let rows: [[TableCell]]

  enum Format: String, CaseIterable {
    case csv, xlsx

    var contentType: String {
      switch self {
      case .csv: "text/csv; charset=utf-8; header=present"
      case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
      }
    }
  }

  /// The bytes of the file. A CSV is one that the spreadsheets of the reader's language open well.
  func bytes(_ format: Format, in language: Language) throws -> [UInt8] {
    switch format {
    case .csv:
      return try CSVWriter.bytes(
        header: header, rows: rows, style: language == .nl ? .dutchSpreadsheet : .englishSpreadsheet)
    case .xlsx:
      let file = FileManager.default.temporaryDirectory.appending(path: "kompas-\(UUID().uuidString).xlsx")
      defer { unlink(file.path) }
      let writer = try WorkbookWriter(path: file.path)
      try writer.addSheet(named: name, header: header)
      for row in rows { try writer.write(row) }
      try writer.finish()
      return [UInt8](try Data(contentsOf: file))
    }
  }
}

/// Makes the tables of the readings.
struct ExportTables {
  let book: Phrasebook

  /// Every figure with its interval and its number of answers.
  func figures(_ figures: [ReportFigure]) -> ExportTable {
    table(
      "figures", ["reading", "unit", "code", "period", "measure", "name", "value", "low", "high", "n"],
      figures.map { figure in
        [
          .text(book.say("results.levels.\(figure.reading.rawValue)")), .text(figure.unit.name),
          .text(figure.unit.code), .text(figure.period), .text(figure.measure),
          figure.about.map { .text($0.text(in: book.language)) } ?? .empty, Self.number(figure.value),
          figure.low.map(Self.number) ?? .empty, figure.high.map(Self.number) ?? .empty, .integer(figure.n),
        ]
      })
  }

  /// What customers wrote, without their names.
  func comments(_ lines: [CommentReading.Line], of survey: Survey) -> ExportTable {
    let questions = Dictionary(
      survey.document.questions.map { ($0.id, $0.text.text(in: book.language)) },
      uniquingKeysWith: { first, _ in first })
    return table(
      "comments", ["period", "unit", "question", "language", "recommendation", "stance", "topics", "text"],
      lines.map { line in
        let comment = line.comment
        return [
          .text(line.wave?.name ?? ""), .text(line.unit?.name ?? ""), .text(questions[comment.question] ?? ""),
          .text(comment.language.rawValue), comment.recommendation.map(Self.number) ?? .empty,
          stance(comment.recommendation),
          .text(line.topics.map { $0.name.text(in: book.language) }.joined(separator: ", ")), .text(comment.text),
        ]
      })
  }

  /// Customers who agreed to be named.
  func customers(_ reading: OperationalReading) -> ExportTable {
    table(
      "customers",
      [
        "customer", "customerCode", "owner", "period", "answered", "recommendation", "stance", "grade", "moved",
        "comments",
      ],
      reading.lines.map { line in
        [
          .text(line.customer.name), .text(line.customer.code), .text(line.owner?.name ?? ""),
          .text(reading.wave.name), .date(book.zone.day(of: line.submittedAt).text),
          line.recommendation.map(Self.number) ?? .empty,
          stance(line.recommendation), line.grade.map(Self.number) ?? .empty, line.moved.map(Self.number) ?? .empty,
          .text(line.comments.map(\.text).joined(separator: "\n")),
        ]
      })
  }

  private func stance(_ recommendation: Double?) -> TableCell {
    guard let kind = recommendation.flatMap(Promotership.init(recommendation:)) else { return .empty }
    return .text(book.say("kit.stance.\(kind.rawValue)"))
  }

  private func table(_ name: String, _ columns: [String], _ rows: [[TableCell]]) -> ExportTable {
    ExportTable(
      name: book.say("exports.files.\(name)"), header: columns.map { book.say("exports.columns.\($0)") }, rows: rows)
  }

  /// Four decimals say all that was measured.
  private static func number(_ value: Double) -> TableCell {
    .number((value * 10_000).rounded() / 10_000)
  }
}
