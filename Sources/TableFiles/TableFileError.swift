/// What is wrong with a file of tables, as facts. Rows count from 1 as a spreadsheet shows them (header rows included),
/// columns from 1.
public enum TableFileError: Error, Equatable, Sendable {
  /// The file can't be opened or read; `code` is the operating system's error number.
  case unreadable(path: String, code: Int32)
  /// A result can't be written; `code` is the operating system's or the library's error number.
  case unwritable(code: Int32)
  /// The file is larger than a whole read allows; `limit` in bytes.
  case tooLarge(limit: Int)
  /// The file has no bytes, or nothing but white space.
  case empty
  /// The bytes are neither text in a known encoding nor a known kind of file.
  case notText(offset: Int)
  /// A file kind that is recognised and not read here.
  case unsupported(ForeignFormat)
  /// A quote was opened in this row and never closed.
  case unclosedQuote(row: Int)
  case fieldTooLong(row: Int, column: Int, limit: Int)
  case rowTooLong(row: Int, limit: Int)
  case tooManyColumns(row: Int, limit: Int)
  case tooManyRows(limit: Int)
  /// Something in a ZIP or XLSX file goes past what a reader allows.
  case archive(ArchiveRefusal)
  case missingEntry(name: String)
  /// The workbook has no sheet with this name, or none at all.
  case missingSheet(name: String)
  case xml(XMLRefusal)
  /// The statistics file is damaged or of a version that isn't read; `code` is libreadstat's.
  case statisticsFile(code: Int)
}

/// A kind of file that is recognised by its first bytes and can't be read as a table.
public enum ForeignFormat: String, Sendable, CaseIterable {
  case oldExcel, pdf, xml, json, html, rtf, zipWithoutWorkbook, openDocument, stata, sas, spssPortable, image, gzip
}

/// Why an archive was refused.
public enum ArchiveRefusal: Error, Equatable, Sendable {
  case notAnArchive
  case damaged(entry: String)
  case encrypted(entry: String)
  case tooManyEntries(limit: Int)
  case tooLarge(limit: Int)
  /// More came out of the file than `limit` times what went in.
  case suspiciousRatio(limit: Int)
}

/// Why XML was refused; `offset` counts bytes from the start of the document.
public enum XMLRefusal: Error, Equatable, Sendable {
  case documentType(offset: Int)
  case tooDeep(limit: Int)
  case tooLong(offset: Int, limit: Int)
  case unknownEntity(name: String, offset: Int)
  case malformed(offset: Int)
  case endsTooSoon
  case encoding(name: String)
}
