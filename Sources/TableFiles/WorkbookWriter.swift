internal import CXLSXWriter

/// Writes an XLSX file, row by row in constant memory. Text is only ever text: no cell becomes a formula or a link.
///
/// Make it, add sheets and their rows in order, `finish()`.
public final class WorkbookWriter {
  private let workbook: UnsafeMutablePointer<lxw_workbook>
  private let bold: UnsafeMutablePointer<lxw_format>?
  private var numberFormats: [Int: UnsafeMutablePointer<lxw_format>] = [:]
  private var sheet: UnsafeMutablePointer<lxw_worksheet>?
  private var nextRow: UInt32 = 0
  private var sheetNames: Set<String> = []
  private var isFinished = false

  /// - Parameter temporaryFolder: where the rows wait until `finish()`; the system's own by default.
  /// - Throws: `TableFileError.unwritable`.
  public init(path: String, temporaryFolder: String? = nil) throws(TableFileError) {
    func open(_ folder: UnsafeMutablePointer<CChar>?) -> UnsafeMutablePointer<lxw_workbook>? {
      var options = lxw_workbook_options()
      options.constant_memory = 1
      options.tmpdir = folder
      return workbook_new_opt(path, &options)
    }
    let opened: UnsafeMutablePointer<lxw_workbook>?
    if let temporaryFolder {
      var folder = Array(temporaryFolder.utf8CString)
      opened = folder.withUnsafeMutableBufferPointer { open($0.baseAddress) }
    } else {
      opened = open(nil)
    }
    guard let opened else { throw .unwritable(code: Int32(LXW_ERROR_MEMORY_MALLOC_FAILED.rawValue)) }
    workbook = opened
    bold = workbook_add_format(opened)
    format_set_bold(bold)
  }

  deinit {
    // Closing is also what frees the workbook; an unfinished one leaves a file that its maker throws away.
    if !isFinished { workbook_close(workbook) }
  }

  /// Starts a sheet with a bold header row that stays in view. The name is made to fit what spreadsheets allow (31
  /// characters, none of `[]:*?/\`, no two alike).
  public func addSheet(named name: String, header: [String], widths: [Double] = []) throws(TableFileError) {
    let sheet = workbook_add_worksheet(workbook, fitted(name))
    guard let sheet else { throw .unwritable(code: Int32(LXW_ERROR_PARAMETER_VALIDATION.rawValue)) }
    self.sheet = sheet
    nextRow = 0
    for (column, title) in header.enumerated() {
      let width = column < widths.count ? widths[column] : Double(min(max(title.count + 2, 9), 40))
      worksheet_set_column(sheet, UInt16(column), UInt16(column), width, nil)
    }
    for (column, title) in header.enumerated() { try write(text: title, column: column, format: bold) }
    nextRow = 1
    worksheet_freeze_panes(sheet, 1, 0)
  }

  /// Adds a row to the sheet that was added last.
  public func write(_ cells: [TableCell]) throws(TableFileError) {
    for (column, cell) in cells.enumerated() {
      switch cell {
      case .empty: continue
      case .text(let text), .date(let text): try write(text: text, column: column, format: nil)
      case .integer(let number):
        try check(worksheet_write_number(sheet, nextRow, UInt16(column), Double(number), nil))
      case .number(let number, let decimals):
        guard number.isFinite else { continue }
        try check(worksheet_write_number(sheet, nextRow, UInt16(column), number, format(decimals: decimals)))
      }
    }
    nextRow += 1
  }

  /// Puts the file in its place.
  /// - Throws: `TableFileError.unwritable` with libxlsxwriter's number.
  public func finish() throws(TableFileError) {
    guard !isFinished else { return }
    isFinished = true
    if sheetNames.isEmpty { _ = workbook_add_worksheet(workbook, nil) }
    try check(workbook_close(workbook))
  }

  private func write(
    text: String, column: Int, format: UnsafeMutablePointer<lxw_format>?,
  ) throws(TableFileError) {
    guard !text.isEmpty else { return }
    // A spreadsheet's cell holds 32,767 characters (UTF-16 units); control characters can't be in XML.
    var units = 0
    var kept = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      units += scalar.value > 0xFFFF ? 2 : 1
      guard units <= 32_767 else { break }
      let isControl = scalar.value < 0x20 && scalar != "\t" && scalar != "\n"
      if !isControl, scalar.value != 0xFFFE, scalar.value != 0xFFFF { kept.append(scalar) }
    }
    try check(worksheet_write_string(sheet, nextRow, UInt16(column), String(kept), format))
  }

  private func format(decimals: Int?) -> UnsafeMutablePointer<lxw_format>? {
    guard let decimals else { return nil }
    if let known = numberFormats[decimals] { return known }
    let made = workbook_add_format(workbook)
    let code = decimals > 0 ? "0." + String(repeating: "0", count: min(decimals, 6)) : "0"
    format_set_num_format(made, code)
    numberFormats[decimals] = made
    return made
  }

  private func fitted(_ name: String) -> String {
    var clean = String(name.map { "[]:*?/\\".contains($0) ? " " : $0 }.prefix(28))
    clean = String(clean.trimmingPrefix { $0 == "'" || $0 == " " })
    while clean.last == "'" || clean.last == " " { clean.removeLast() }
    if clean.isEmpty { clean = "1" }
    var unique = clean
    var count = 2
    while !sheetNames.insert(unique.lowercased()).inserted {
      unique = "\(clean) \(count)"
      count += 1
    }
    return unique
  }

  private func check(_ outcome: lxw_error) throws(TableFileError) {
    guard outcome == LXW_NO_ERROR else { throw .unwritable(code: Int32(outcome.rawValue)) }
  }
}
