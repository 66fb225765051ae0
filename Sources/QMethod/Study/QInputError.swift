/// Why an input can't be used. Rows, columns, sorts, statements and factors count from 1.
public enum QInputError: Error, Sendable, Equatable {
  // Files
  /// There is nothing in it but blanks.
  case fileIsEmpty
  /// It has more bytes than `QLimits.bytes`.
  case fileIsTooLarge(bytes: Int, limit: Int)
  /// It has more cells than any study needs.
  case tooManyCells(limit: Int)
  /// It has more lines than any study needs.
  case tooManyLines(limit: Int)
  /// It is no text: at this byte (from 0) stands something that no encoding has.
  case notText(byte: Int)
  /// It is of a kind that this reader doesn't know.
  case unknownFormat(name: String)
  /// The workbook lacks a sheet.
  case missingSheet(name: String)
  /// The file or archive lacks a part.
  case missingPart(name: String)
  /// The archive has a part twice, and nobody can tell which one counts.
  case repeatedPart(name: String)
  /// The heading lacks a column.
  case missingColumn(name: String)
  /// A row is not as its format has it.
  case malformed(format: QFileFormat, row: Int, reason: QMalformation)

  // Cells
  /// A row is shorter or longer than the others.
  case ragged(row: Int, expected: Int, found: Int)
  /// A cell holds something else where a number belongs; at most forty characters of it.
  case notANumber(row: Int, column: Int, text: String)
  /// A cell holds a broken number where a whole one belongs.
  case notAnInteger(row: Int, column: Int, text: String)
  /// A sort, or a list, says nothing of a statement, or names one that isn't there.
  case missingStatement(row: Int, statement: Int)
  /// A sort, or a list, names a statement twice.
  case repeatedStatement(row: Int, statement: Int)
  /// A cell names a statement that isn't there.
  case unknownStatement(row: Int, column: Int, text: String)
  /// One of several files is at fault.
  indirect case inFile(name: String, reason: QInputError)

  // Studies
  /// Fewer sorts than an analysis needs.
  case tooFewSorts(found: Int, needed: Int)
  /// Fewer statements than an analysis needs.
  case tooFewStatements(found: Int, needed: Int)
  /// More sorts than `QLimits.sorts`, or than the format can hold.
  case tooManySorts(found: Int, limit: Int)
  /// More statements than `QLimits.statements`, or than the format can hold.
  case tooManyStatements(found: Int, limit: Int)
  /// A sort has a value for more or fewer statements than the first one.
  case wrongLength(sort: Int, name: String, expected: Int, found: Int)
  /// A sort gives every statement the same value, so that nothing can be correlated with it.
  case constantSort(sort: Int, name: String)
  /// A sort has a value that no column of the grid has.
  case outsideGrid(sort: Int, name: String, statement: Int, value: Int, lowest: Int, highest: Int)
  /// There are texts for more or fewer statements than were sorted.
  case statementTexts(expected: Int, found: Int)
  /// A value doesn't fit the format that is to be written.
  case notStorable(sort: Int, value: Int)

  // Grids
  /// The grid has no cells.
  case gridIsEmpty
  /// Two columns of the grid have the same value.
  case gridRepeats(value: Int)
  /// A column has a height below zero.
  case gridHasNegativeHeight(value: Int)
  /// The grid is larger than `QLimits` allow, or than the format can hold.
  case gridIsTooLarge(cells: Int)
  /// The grid has more or fewer cells than there are statements.
  case gridDoesNotFit(cells: Int, statements: Int)
  /// No grid without empty columns has so many statements between −`extreme` and `extreme`.
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
