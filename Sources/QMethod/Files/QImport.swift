/// What a file held: the study, and what participants said beside their sorts.
public struct QImport: Sendable, Equatable {
  /// What kind of file it was.
  public let format: QFileFormat
  /// The sorts, checked and ready to be analysed.
  public let study: QStudy
  /// One per sort, in the same order; empty for formats that hold nothing but sorts.
  public let participants: [QParticipant]

  init(format: QFileFormat, study: QStudy, participants: [QParticipant] = []) {
    self.format = format
    self.study = study
    self.participants = participants
  }
}

/// What one participant left beside the sort.
public struct QParticipant: Sendable, Equatable {
  /// As the sort of this participant is called.
  public let name: String
  /// Comments by statement number (from 1).
  public let comments: [Int: String]
  /// Survey answers, durations and codes, as the file names them.
  public let fields: [String: String]
}

extension QImport {
  /// Reads any text format, recognised by its content.
  /// - Parameters:
  ///   - bytes: the file: UTF-8 (with or without byte order mark), UTF-16 with one, or Windows-1252.
  ///   - statements: texts from a second file, one per line (.STA or plain text).
  ///   - grid: the study's grid where the file doesn't carry one.
  /// - Throws: `QInputError` with the row and the reason. Workbooks and zip archives are `.unknownFormat` here: give their
  ///   contents to `KenQWorkbook` or `KADEArchive`.
  public init(
    bytes: [UInt8], statements: [UInt8]? = nil, grid: QGrid? = nil, orientation: SortsCSV.Orientation = .automatic
  ) throws(QInputError) {
    let text = try FileText.decode(bytes)
    let first = text.first { !$0.isWhitespace }
    let texts = try statements.map { bytes throws(QInputError) in try PQMethodFile.statements(bytes) }
    guard let first else { throw .fileIsEmpty }
    var found: QImport
    if bytes.starts(with: [0x50, 0x4B]) {
      throw .unknownFormat(name: "zip")
    } else if first == "{" || first == "[" {
      found = try EasyHTMLQ.read(bytes, grid: grid)
    } else if PQMethodFile.isRecognised(text) {
      found = QImport(format: .pqMethod, study: try PQMethodFile.study(bytes))
    } else if try HtmlQ.isRecognised(text) {
      found = try HtmlQ.read(bytes, grid: grid)
    } else if try PackedFields.isRecognised(text) {
      found = try PackedFields.read(bytes, grid: grid)
    } else {
      found = QImport(format: .csv, study: try SortsCSV.study(bytes, grid: grid, orientation: orientation))
    }
    if let grid {
      found = QImport(format: found.format, study: try found.study.placed(on: grid), participants: found.participants)
    }
    if let texts {
      found = QImport(format: found.format, study: try found.study.worded(texts), participants: found.participants)
    }
    self = found
  }
}
