public import TableFiles

/// A list that says what the columns of a file mean: the question behind each name, and the words behind its codes.
public struct Codebook: Sendable, Equatable {
  /// What it says of one column.
  public struct Entry: Sendable, Equatable {
    /// As the book writes the name of the column.
    public let name: String
    /// Empty where the book has only codes.
    public var text: String
    /// What stands above this entry and its neighbours.
    public var heading: String?
    public var codes: [Code] = []
    /// Whether the codes may be those of the entries below only: the book doesn't say.
    public var mayBeOthers = false
  }

  public struct Code: Sendable, Equatable {
    /// As it stands in the cells of the results.
    public let value: String
    /// Nothing for a step without words, such as the 4 between two ends of a scale.
    public let label: String?
  }

  public internal(set) var entries: [Entry]
  /// What stands in the first row, to tell a codebook from results.
  let firstRow: [String]

  /// The most bytes that a codebook may have.
  public static let sizeLimit = 8 << 20

  private static let limits = TableLimits(
    fieldBytes: 64 << 10, rowBytes: 1 << 20, columns: 1_024, rows: 20_000,
    archive: ArchiveLimits(entries: 500, bytes: 64 << 20))
  private static let mostSheets = 20

  /// Reads every sheet of a file and keeps the one that names most of these columns.
  /// - Throws: `CodebookRefusal`, `TableFileError` where it is no table.
  public init(reading bytes: TableBytes, for columns: [ImportColumn]) throws {
    let content: [UInt8]
    do {
      content = try bytes.read(limit: Self.sizeLimit)
    } catch TableFileError.tooLarge {
      throw CodebookRefusal.tooLarge(limit: Self.sizeLimit)
    }
    do {
      try self.init(best: .memory(content), for: columns)
    } catch TableFileError.tooManyRows, TableFileError.archive(.tooLarge), TableFileError.archive(.suspiciousRatio) {
      throw CodebookRefusal.tooLarge(limit: Self.sizeLimit)
    }
  }

  private init(best bytes: TableBytes, for columns: [ImportColumn]) throws {
    let first = try TableFile(bytes, limits: Self.limits)
    guard case .workbook(let workbook, _) = first.kind else {
      try self.init(first)
      return
    }
    var best: (book: Codebook, count: Int)?
    for sheet in workbook.sheets.filter(\.isVisible).prefix(Self.mostSheets) {
      let book = try Codebook(TableFile(bytes, sheet: sheet.name, limits: Self.limits))
      let count = CodebookMatch(book, columns).found.count
      if count > best?.count ?? -1 { best = (book, count) }
    }
    guard let best else { throw CodebookRefusal.noNames }
    self = best.book
  }

  init(_ table: TableFile) throws {
    var reading = CodebookReading()
    var firstRow: [String] = []
    try table.forEachRow { row in
      if firstRow.isEmpty { firstRow = (0..<min(row.count, 1_024)).map { HeaderText.cleaned(row.string(at: $0)) } }
      reading.take((0..<3).map { HeaderText.cleaned(row.string(at: $0)) })
      return true
    }
    self.firstRow = firstRow
    entries = reading.finished
  }
}

/// Why a file gives the columns no names. Nothing was changed.
public enum CodebookRefusal: Error, Sendable, Equatable {
  case tooLarge(limit: Int)
  /// It has no names with a text behind them.
  case noNames
  /// Next to none of its names is a column of the results; one of each as an example.
  case otherFile(itsName: String, column: String)
  /// It has the columns of the results themselves: these are answers.
  case results
}
