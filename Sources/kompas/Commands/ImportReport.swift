import Foundation
import Listen
import TableFiles
import Values

/// What an import says to the person at the keyboard.
struct ImportReport {
  let lines: [String]

  init(_ run: DryRun) {
    var lines = ["\(run.header.source.rawValue): \(run.rows) rows, \(run.mapping.columns.count) columns", ""]
    for column in run.mapping.columns {
      lines.append(
        Self.line(column, run.profiles.indices.contains(column.position - 1) ? run.profiles[column.position - 1] : nil))
    }
    lines.append("")
    lines.append(
      "\(run.accepted - run.empty) responses would go in; \(run.empty) rows are empty, \(run.refused) can't be read, "
        + "\(run.answersLeftOut) answers stay out.")
    lines += run.problems.prefix(20).map(Self.line)
    if run.problems.count > 20 { lines.append("  … and \(run.problems.count - 20) more") }
    lines += run.mapping.problems.map { "! \($0.sentence)" }
    self.lines = lines
  }

  private static func line(_ column: ColumnMapping, _ profile: ColumnProfile?) -> String {
    let scale = column.effectiveScale.map { " \($0.min)-\($0.max)" } ?? ""
    let flags = (column.attention ?? []).map(\.sentence)
    let said = column.option.map { "\(column.question) [\($0)]" } ?? column.question
    let examples = profile.map { $0.examples.prefix(3).joined(separator: " | ") } ?? ""
    let question = said.count > 60 ? said.prefix(59) + "…" : said[...]
    let step = column.isStep ? column.step.map { ", step \($0)" } ?? "" : ""
    return "\(pad("\(column.position)", 4)) \(pad(column.takenFor.rawValue + scale + step, 20)) \(question)"
      + (examples.isEmpty ? "" : "  (\(examples.prefix(60)))") + flags.map { "\n       ! \($0)" }.joined()
  }

  private static func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private static func line(_ problem: ImportProblem) -> String {
    let place = problem.column.map { "row \(problem.row), column \($0)" } ?? "row \(problem.row)"
    return "  \(place): '\(problem.value)' \(problem.reason.sentence)"
  }

  static func lines(of done: Import, seconds: Double) -> [String] {
    guard let outcome = done.outcome else { return [] }
    var lines = [
      "\(outcome.added) responses went in, \(outcome.known) were there already, with \(outcome.comments) comments."
    ]
    func add(_ count: Int, _ words: String) { if count > 0 { lines.append("\(count) \(words)") } }
    add(outcome.empty, "rows without an answer stayed out.")
    add(outcome.trials, "rows that the tool marks as a test stayed out.")
    add(outcome.refused, "rows can't be read and stayed out.")
    add(outcome.answersLeftOut, "answers can't be read and stayed out.")
    add(outcome.unitsMade, "units were made.")
    add(outcome.customersMade, "customers were made.")
    lines += outcome.problems.prefix(20).map(line)
    if !outcome.unknownUnits.isEmpty {
      let names = outcome.unknownUnits.sorted { $0.key < $1.key }.map { "\($0.key) (\($0.value))" }
      lines.append("Without a unit, because nothing is called so: \(names.joined(separator: ", ")).")
    }
    lines += outcome.notNPS.map { "Starts at 1, so it is no NPS: \($0)" }
    lines += outcome.withoutQuestion.map { "Not in the survey that Kompas asks, so it stayed out: \($0)" }
    if let survey = done.survey { lines.append("Survey \(survey), wave '\(done.plan?.wave ?? "")'.") }
    if seconds >= 1 { lines.append("\(Int(Double(outcome.rows) / seconds)) rows a second.") }
    return lines
  }
}

extension ImportProblem.Reason {
  var sentence: String {
    switch self {
    case .width(let expected, let found): "has \(found) cells, and not \(expected)"
    case .notANumber: "is no number"
    case .outsideScale(let min, let max): "is not between \(min) and \(max)"
    case .notADate: "is no date"
    case .notAWeight: "is no weight above zero"
    case .tooManyOptions(let limit): "makes more than \(limit) options"
    case .severalSteps: "is a second step of the same scale"
    }
  }
}

extension ColumnAttention {
  fileprivate var sentence: String {
    switch self {
    case .npsLike1To10: "starts at 1: it will not be called an NPS"
    case .scaleUncertain: "the scale was concluded from the values; check it"
    case .missingCodesAssumed: "values outside the scale were taken for blank or not applicable; check them"
    case .dateOrderOpen: "say the order of day and month: \"dateOrder\": \"dayMonthYear\" or \"monthDayYear\""
    case .personal: "holds personal data; ignore it unless you need it"
    case .empty: "is empty"
    }
  }
}

extension ImportMappingProblem {
  var sentence: String {
    switch self {
    case .unknownVersion(let version): "The mapping is of version \(version), which this program doesn't know."
    case .unknownColumn(let key): "There is no score with the key '\(key)'."
    case .duplicateKey(let key): "The key '\(key)' is there twice."
    case .severalColumns(let role, let keys):
      "Only one column can be the \(role.rawValue): \(keys.joined(separator: ", "))."
    case .noAnswers: "No column is taken for an answer."
    case .dateOrderOpen(let key): "'\(key)': say the order of day and month (dateOrder)."
    case .scaleMissing(let key): "'\(key)': say the scale."
    case .scaleEmpty(let key): "'\(key)': the scale is empty."
    case .stepsUnclear(let group):
      "'\(group)': its columns don't make one scale. Give each another step, and all the same role and scale."
    case .unknownTimeZone(let zone, _): "There is no time zone '\(zone)'."
    case .otherColumn(let position, let expected, let found):
      "Column \(position) is called '\(found ?? "nothing")', and not '\(expected)': this mapping is of another file."
    }
  }
}

extension ImportRefusal {
  var sentence: String {
    switch self {
    case .oneColumn: "The file has one column; results have more. Is the separator a comma, semicolon or tab?"
    case .notRectangular(let rows, let other): "\(other) of \(rows) rows have another number of cells than the header."
    case .noRows: "The file has a header and no rows."
    case .structureWithoutResponses: "The file holds questions and no responses. Use it with --structure."
    case .mapping(let problems): problems.map(\.sentence).joined(separator: "\n")
    }
  }
}

extension CodebookOutcome {
  private static let listed = 12

  /// What a codebook did, and what it has nothing for.
  var lines: [String] {
    var lines = ["\(named) columns have words from the codebook."]
    if !similar.isEmpty {
      let pairs = similar.map { "\($0.column) for \($0.entry)" }
      lines.append("Taken for the same, though written otherwise: \(Self.list(pairs)).")
    }
    if !missing.isEmpty { lines.append("Not in the codebook: \(Self.list(missing)).") }
    if !unknown.isEmpty { lines.append("In the codebook and no column of this file: \(Self.list(unknown)).") }
    return lines
  }

  private static func list(_ names: [String]) -> String {
    let rest = names.count - listed
    return names.prefix(listed).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
  }
}

extension CodebookRefusal {
  var sentence: String {
    switch self {
    case .tooLarge(let limit): "The codebook is too large: \(limit >> 20) MB and 20,000 rows at most."
    case .noNames:
      "The codebook has no names with a text behind them. Put the names of the columns in its first column."
    case .otherFile(let name, let column):
      "This is no codebook of these results: it has names such as '\(name)', the results have columns such as '\(column)'."
    case .results: "These are results, and no codebook: the first row has the columns of the results themselves."
    }
  }
}

extension TableFileError {
  func sentence(about file: String) -> String {
    let isStructure = ["qsf", "lss", "lsg"].contains(URL(filePath: file).pathExtension.lowercased())
    return switch self {
    case .unsupported where isStructure: "\(file) holds questions and no responses. Use it with --structure."
    case .unsupported(let format): "\(file) is a file of another kind (\(format.rawValue)). Save it as CSV or XLSX."
    case .empty: "\(file) is empty."
    case .notText: "\(file) is no table: it holds something else than text."
    case .unclosedQuote(let row): "\(file): a quote is opened in row \(row) and never closed."
    case .missingSheet(let name): "\(file) has no sheet '\(name)'."
    default: "\(file) can't be read as a table: \(self)."
    }
  }
}

extension ImportStop {
  var sentence: String {
    switch self {
    case .alreadyIn(_, let day):
      "This file went in on \(day.text); nothing was added. Name another survey with --new or --survey to use it again."
    case .open(let problems): problems.map(\.sentence).joined(separator: "\n")
    case .running: "It is going in right now."
    case .done: "It went in already."
    case .fileGone(let name): "The original of \(name) is not in the data folder any more."
    case .noTitle: "Name the new survey with --new."
    case .noWave: "Name the wave with --wave."
    case .noRoom: "The disk is nearly full, so nothing went in. Make room and try again."
    }
  }
}

extension DecodingError {
  /// Where in the file, and what.
  var place: String {
    let context: Context? =
      switch self {
      case .dataCorrupted(let context), .keyNotFound(_, let context), .typeMismatch(_, let context),
        .valueNotFound(_, let context):
        context
      @unknown default: nil
      }
    guard let context else { return "\(self)" }
    let path = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? ".\($0.stringValue)" }.joined()
    return path.isEmpty ? context.debugDescription : "\(path.dropFirst()): \(context.debugDescription)"
  }
}
