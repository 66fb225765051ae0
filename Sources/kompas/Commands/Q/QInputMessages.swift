import QMethod
import Values

extension QErrorMessages {
  static func input(_ error: QInputError) -> Message {
    switch error {
    case .fileIsEmpty: Message("q.input.empty")
    case .fileIsTooLarge(_, let limit): Message("q.input.tooLarge", ["limit": number(limit / 1_000_000)])
    case .tooManyCells(let limit): Message("q.input.tooManyCells", ["limit": .count(limit)])
    case .tooManyLines(let limit): Message("q.input.tooManyLines", ["limit": .count(limit)])
    case .notText(let byte): Message("q.input.notText", ["byte": number(byte + 1)])
    case .unknownFormat(let name): Message("q.input.unknownFormat", ["name": .text(name)])
    case .missingSheet(let name): Message("q.input.missingSheet", ["name": .text(name)])
    case .missingPart(let name): Message("q.input.missingPart", ["name": .text(name)])
    case .repeatedPart(let name): Message("q.input.repeatedPart", ["name": .text(name)])
    case .missingColumn(let name): Message("q.input.missingColumn", ["name": .text(name)])
    case .malformed(let format, let row, let reason):
      Message(
        "q.input.malformed",
        ["format": .text(format.rawValue), "row": number(row), "reason": .phrase("q.malformed.\(reason.rawValue)")])
    case .ragged(let row, let expected, let found):
      Message("q.input.ragged", ["row": number(row), "expected": number(expected), "found": number(found)])
    case .notANumber(let row, let column, let text): cell("q.input.notANumber", row, column, text)
    case .notAnInteger(let row, let column, let text): cell("q.input.notAnInteger", row, column, text)
    case .unknownStatement(let row, let column, let text): cell("q.input.unknownStatement", row, column, text)
    case .missingStatement(let row, let statement):
      Message("q.input.missingStatement", ["row": number(row), "statement": number(statement)])
    case .repeatedStatement(let row, let statement):
      Message("q.input.repeatedStatement", ["row": number(row), "statement": number(statement)])
    // The sentence names the file; this is what is wrong in it.
    case .inFile(_, let reason): input(reason)
    case .tooFewSorts(let found, let needed): amount("q.input.tooFewSorts", found, "needed", needed)
    case .tooFewStatements(let found, let needed): amount("q.input.tooFewStatements", found, "needed", needed)
    case .tooManySorts(let found, let limit): amount("q.input.tooManySorts", found, "limit", limit)
    case .tooManyStatements(let found, let limit): amount("q.input.tooManyStatements", found, "limit", limit)
    case .statementTexts(let expected, let found): amount("q.input.statementTexts", found, "expected", expected)
    case .wrongLength, .constantSort, .outsideGrid, .notStorable: sort(error)
    case .gridIsEmpty, .gridRepeats, .gridHasNegativeHeight, .gridIsTooLarge, .gridDoesNotFit, .gridCannotBeDesigned:
      grid(error)
    }
  }
  private static func sort(_ error: QInputError) -> Message {
    switch error {
    case .wrongLength(let sort, let name, let expected, let found):
      Message(
        "q.input.wrongLength",
        ["sort": number(sort), "name": .text(name), "expected": number(expected), "found": number(found)])
    case .constantSort(let sort, let name):
      Message("q.input.constantSort", ["sort": number(sort), "name": .text(name)])
    case .outsideGrid(let sort, let name, let statement, let value, let lowest, let highest):
      Message(
        "q.input.outsideGrid",
        [
          "sort": number(sort), "name": .text(name), "statement": number(statement), "value": number(value),
          "lowest": number(lowest), "highest": number(highest),
        ])
    case .notStorable(let sort, let value):
      Message("q.input.notStorable", ["sort": number(sort), "value": number(value)])
    default: Message("q.input.empty")
    }
  }

  private static func grid(_ error: QInputError) -> Message {
    switch error {
    case .gridRepeats(let value): Message("q.grid.repeats", ["value": number(value)])
    case .gridHasNegativeHeight(let value): Message("q.grid.negativeHeight", ["value": number(value)])
    case .gridIsTooLarge(let cells): Message("q.grid.tooLarge", ["cells": number(cells)])
    case .gridDoesNotFit(let cells, let statements):
      Message("q.grid.doesNotFit", ["cells": number(cells), "statements": number(statements)])
    case .gridCannotBeDesigned(let statements, let extreme):
      Message("q.grid.cannotBeDesigned", ["statements": number(statements), "extreme": number(extreme)])
    default: Message("q.grid.empty")
    }
  }

  private static func cell(_ key: String, _ row: Int, _ column: Int, _ text: String) -> Message {
    Message(key, ["row": number(row), "column": number(column), "text": .text(text)])
  }

  private static func amount(_ key: String, _ found: Int, _ name: String, _ other: Int) -> Message {
    Message(key, ["found": number(found), name: number(other)])
  }
}
