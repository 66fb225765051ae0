import ArgumentParser
import QMethod
import TableFiles

/// A failure of `kompas q`, as the sentence that is shown.
struct QCommandFailure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

/// What went wrong, in words.
enum QErrorSentences {
  static func sentence(_ error: any Error) -> String {
    switch error {
    case let error as QInputError: input(error)
    case let error as QAnalysisError: analysis(error)
    case let error as TableFileError: file(error)
    case let error as QCommandFailure: error.description
    case let error as ValidationError: error.message
    case is CancellationError: "Cancelled."
    default: "\(error)"
    }
  }

  private static func file(_ error: TableFileError) -> String {
    switch error {
    case .unwritable: "The file can't be written."
    case .archive(.encrypted(let entry)): "\(entry) in the file is protected by a password."
    case .archive(.tooManyEntries), .archive(.tooLarge), .archive(.suspiciousRatio):
      "The file holds more than a study of Q sorts can need."
    case .archive, .xml: "This is not a whole zip file or workbook."
    case .missingEntry(let name), .missingSheet(let name): "The file has no \(name)."
    case .tooManyRows(let limit), .tooManyColumns(_, let limit): "The file has more than \(limit) rows or columns."
    default: "The file can't be read."
    }
  }

  private static func input(_ error: QInputError) -> String {
    switch error {
    case .fileIsEmpty: "The file is empty."
    case .fileIsTooLarge(_, let limit): "The file is larger than \(limit / 1_000_000) MB."
    case .tooManyCells(let limit): "The file has more than \(limit) cells."
    case .notText(let byte): "The file is not text: byte \(byte + 1) is zero."
    case .unknownFormat(let name): "This kind of file is not known: \(name)."
    case .missingSheet(let name): "The workbook has no sheet \"\(name)\"."
    case .missingPart(let name): "The file has no \(name)."
    case .missingColumn(let name): "The file has no column \"\(name)\"."
    case .malformed(let format, let row, let reason): "This is no \(format.rawValue) file, row \(row): \(reason)."
    case .ragged(let row, let expected, let found): "Row \(row) has \(found) instead of \(expected)."
    case .notANumber(let row, let column, let text): "Row \(row), column \(column): \"\(text)\" is not a number."
    case .notAnInteger(let row, let column, let text): "Row \(row), column \(column): \(text) is not a whole number."
    case .missingStatement(let row, let statement): "Row \(row): statement \(statement) is missing or doesn't exist."
    case .repeatedStatement(let row, let statement): "Row \(row): statement \(statement) was placed before."
    case .unknownStatement(let row, let column, let text):
      "Row \(row), column \(column): \"\(text)\" is no number, text or CRC32 of a statement."
    case .inFile(let name, let reason): "\(name): \(input(reason))"
    case .tooFewSorts(let found, let needed): "There are \(found) sorts, \(needed) are needed."
    case .tooFewStatements(let found, let needed): "There are \(found) statements, \(needed) are needed."
    case .tooManySorts(let found, let limit): "There are \(found) sorts, \(limit) is the most."
    case .tooManyStatements(let found, let limit): "There are \(found) statements, \(limit) is the most."
    case .wrongLength(let sort, let name, let expected, let found):
      "Sort \(sort) (\(name)) has \(found) values instead of \(expected)."
    case .constantSort(let sort, let name):
      "Sort \(sort) (\(name)) gives every statement the same value, so it correlates with nothing. Leave it out."
    case .outsideGrid(let sort, let name, let statement, let value, let lowest, let highest):
      "Sort \(sort) (\(name)), statement \(statement): \(value) is outside the grid from \(lowest) to \(highest)."
    case .statementTexts(let expected, let found): "There are \(found) statement texts for \(expected) statements."
    case .notStorable(let sort, let value): "Sort \(sort): \(value) does not fit a .DAT file."
    case .gridIsEmpty: "The grid has no cells."
    case .gridRepeats(let value): "The grid has column \(value) twice."
    case .gridHasNegativeHeight(let value): "Column \(value) of the grid has a negative height."
    case .gridIsTooLarge(let cells): "A grid of \(cells) cells is too large here."
    case .gridDoesNotFit(let cells, let statements): "The grid has \(cells) cells for \(statements) statements."
    case .gridCannotBeDesigned(let statements, let extreme):
      "There is no grid from -\(extreme) to \(extreme) without empty columns for \(statements) statements."
    }
  }

  private static func analysis(_ error: QAnalysisError) -> String {
    switch error {
    case .factorCount(let asked, let most): "\(asked) factors can't be had from these sorts; 1 to \(most) can."
    case .noSuchFactor(let factor, let count): "There is no factor \(factor); there are \(count)."
    case .sameFactorTwice(let factor): "Factor \(factor) can't be turned against itself."
    case .angleIsNotFinite: "The angle is not a number."
    case .flagsDoNotFit(let sorts, let factors): "Flags for \(sorts) sorts and \(factors) factors don't fit."
    case .settingOutOfRange(let name, let value): "\(name) can't be \(value)."
    case .settingsExclude(let first, let second): "\(first) and \(second) don't go together."
    case .tooLarge(let what, let size, let limit): "\(what): \(size) is too many, \(limit) is the most."
    case .resampleDoesNotFit(let step): "Draw \(step) doesn't fit the sorts."
    case .groupsDiffer(let group, let expected, let found):
      "\(group) sorted \(found) statements instead of \(expected)."
    case .tooFewViewpoints(let found, let needed): "There are \(found) viewpoints, \(needed) are needed."
    case .alignmentNotPossible: "This alignment doesn't go with this rotation, extraction or split."
    }
  }
}
