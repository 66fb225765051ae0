/// Why an input can't be used. Rows, columns, sorts, statements and factors count from 1.
public enum QInputError: Error, Sendable, Equatable {
  // Files
  case fileIsEmpty
  case fileIsTooLarge(bytes: Int, limit: Int)
  case tooManyCells(limit: Int)
  case notText(byte: Int)
  case unknownFormat(name: String)
  case missingSheet(name: String)
  case missingPart(name: String)
  case missingColumn(name: String)
  case malformed(format: QFileFormat, row: Int, reason: QMalformation)

  // Cells
  case ragged(row: Int, expected: Int, found: Int)
  case notANumber(row: Int, column: Int, text: String)
  case notAnInteger(row: Int, column: Int, text: String)
  case missingStatement(row: Int, statement: Int)
  case repeatedStatement(row: Int, statement: Int)
  case unknownStatement(row: Int, column: Int, text: String)
  /// One of several files is at fault.
  indirect case inFile(name: String, reason: QInputError)

  // Studies
  case tooFewSorts(found: Int, needed: Int)
  case tooFewStatements(found: Int, needed: Int)
  case tooManySorts(found: Int, limit: Int)
  case tooManyStatements(found: Int, limit: Int)
  case wrongLength(sort: Int, name: String, expected: Int, found: Int)
  case constantSort(sort: Int, name: String)
  case outsideGrid(sort: Int, name: String, statement: Int, value: Int, lowest: Int, highest: Int)
  case statementTexts(expected: Int, found: Int)
  case notStorable(sort: Int, value: Int)

  // Grids
  case gridIsEmpty
  case gridRepeats(value: Int)
  case gridHasNegativeHeight(value: Int)
  case gridIsTooLarge(cells: Int)
  case gridDoesNotFit(cells: Int, statements: Int)
  case gridCannotBeDesigned(statements: Int, extreme: Int)
}

/// What in a file is not as its format has it.
public enum QMalformation: String, Sendable, Equatable, CaseIterable {
  /// The text is no JSON.
  case json
  /// The JSON holds neither an object nor a list of sorts.
  case neitherObjectNorList
  /// A row without the field `sort`.
  case noSort
  /// An element without `id`.
  case noIdentifier
  /// An element that is opened and never closed.
  case noEndTag
  /// Line 1 of a .DAT file doesn't begin with the numbers of sorts and statements.
  case counts
  /// The line is not there.
  case lineIsMissing
  /// There are more sorts than line 1 of the .DAT file says.
  case moreSortsThanSaid
  /// Line 2 of a .DAT file doesn't begin with the lowest and the highest value.
  case bounds
  /// The heights of the piles in line 2 of a .DAT file don't go with its lowest and highest value.
  case piles
}

/// Why an analysis can't be done as asked.
public enum QAnalysisError: Error, Sendable, Equatable {
  /// More (or fewer) factors than these sorts and statements can carry.
  case factorCount(asked: Int, most: Int)
  /// A rotation, inversion or split names a factor that isn't there.
  case noSuchFactor(factor: Int, count: Int)
  /// Rotation of a factor against itself.
  case sameFactorTwice(factor: Int)
  /// A hand rotation by a number of degrees that is not finite.
  case angleIsNotFinite
  /// The table of flags has other dimensions than the loadings.
  case flagsDoNotFit(sorts: Int, factors: Int)
  /// A setting is outside its range.
  case settingOutOfRange(name: String, value: Double)
  /// Two settings that can't be had together: "regression" with "split" or "bootstrap".
  case settingsExclude(first: String, second: String)
  /// More work than this package takes on: sorts for "kendall", draws times sorts for "bootstrap".
  case tooLarge(what: String, size: Int, limit: Int)
  /// A bootstrap resample that names sorts outside 1...P or has another length than P.
  case resampleDoesNotFit(step: Int)
  /// Groups of a second-order analysis that sorted different statements.
  case groupsDiffer(group: String, expected: Int, found: Int)
  /// The alignment asked for does not go with this solution: `.qmboots` needs components and varimax, `.assignment` no hand
  /// rotation, and all of them unsplit factors.
  case alignmentNotPossible
  /// Too few scored factors to compare across groups.
  case tooFewViewpoints(found: Int, needed: Int)
}
