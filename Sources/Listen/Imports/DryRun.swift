internal import TableFiles

/// What an import would do, without doing it: what every column is taken for and why, and what can't be read.
public struct DryRun: Sendable {
  public let header: ImportHeader
  /// The proposal, or the mapping that a person gave.
  public let mapping: ImportMapping
  /// What was seen in each column, by position.
  public let profiles: [ColumnProfile]
  /// Rows below the header.
  public let rows: Int
  /// Responses that would go in.
  public let accepted: Int
  /// Of those, the ones without any answer.
  public let empty: Int
  /// Rows that stay out.
  public let refused: Int
  /// Answers that stay out while their row goes in.
  public let answersLeftOut: Int
  /// The first things that can't be read; there may be more than are listed.
  public let problems: [ImportProblem]
  /// Per column, by position: how many cells can't be read.
  public let unreadable: [Int: Int]

  static let listedProblems = 500

  /// Reads the file through twice: once to see what is in it, once to see what the mapping makes of it.
  /// - Parameter given: a person's mapping; nil makes a proposal.
  /// - Throws: `TableFileError`, `ImportRefusal`.
  public init(_ file: ImportFile, mapping given: ImportMapping? = nil) throws {
    header = file.header
    let width = file.header.columns.count
    var profiles = Array(repeating: ColumnProfile(), count: width)
    var rows = 0
    try file.forEachResponseRow { row in
      if row.isEmpty { return true }
      rows += 1
      row.withAllBytes { bytes in
        for position in 0..<min(width, row.count) {
          profiles[position].take(UnsafeBufferPointer(rebasing: bytes[row.range(at: position)]))
        }
      }
      return true
    }
    guard rows > 0 else { throw ImportRefusal.noRows }
    self.profiles = profiles
    self.rows = rows
    if let given {
      mapping = given
    } else {
      var proposal = RoleProposal(file: file, profiles: profiles)
      mapping = ImportMapping(
        source: file.header.source, headerRows: file.header.rowCount, sheet: file.sheet, columns: proposal.mappings())
    }

    var reader = try ResponseReader(file, mapping: mapping, allowsOpen: true)
    var accepted = 0
    var empty = 0
    var refused = 0
    var leftOut = 0
    var problems: [ImportProblem] = []
    var unreadable: [Int: Int] = [:]
    var crooked = 0
    try reader.forEachResponse { problem in
      if problem.refusesRow { refused += 1 } else { leftOut += 1 }
      if problem.column == nil { crooked += 1 }
      if let column = problem.column { unreadable[column - 1, default: 0] += 1 }
      if problems.count < Self.listedProblems { problems.append(problem) }
    } _: { response in
      accepted += 1
      if response.isEmpty { empty += 1 }
      return true
    }
    guard crooked * 2 <= rows else { throw ImportRefusal.notRectangular(rows: rows, otherWidth: crooked) }
    self.accepted = accepted
    self.empty = empty
    self.refused = refused
    answersLeftOut = leftOut
    self.problems = problems
    self.unreadable = unreadable
  }

  /// Whether a person still has to say something before the file can go in.
  public var isOpen: Bool { !mapping.problems.isEmpty }
}
