internal import Dispatch
internal import Synchronization
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

  /// Reads the file through twice: once to see what is in it, once to see what the mapping makes of it; at the same time where
  /// the mapping is known already.
  /// - Parameter given: a person's mapping; nil makes a proposal.
  /// - Throws: `TableFileError`, `ImportRefusal`.
  public init(_ file: ImportFile, mapping given: ImportMapping? = nil) throws {
    let seen: Seen
    let made: Made
    if let given {
      let (one, other) = bothAtOnce({ try Seen(file) }, { try Made(file, given) })
      (seen, made, mapping) = (try one.get(), try other.get(), given)
    } else {
      seen = try Seen(file)
      var proposal = RoleProposal(file: file, profiles: seen.profiles, rows: seen.rows)
      mapping = ImportMapping(
        source: file.header.source, headerRows: file.header.rowCount, sheet: file.sheet, columns: proposal.mappings())
      made = try Made(file, mapping)
    }
    guard made.crooked * 2 <= seen.rows else {
      throw ImportRefusal.notRectangular(rows: seen.rows, otherWidth: made.crooked)
    }
    header = file.header
    profiles = seen.profiles
    rows = seen.rows
    accepted = made.accepted
    empty = made.empty
    refused = made.refused
    answersLeftOut = made.leftOut
    problems = made.problems
    unreadable = made.unreadable
  }

  /// Whether a person still has to say something before the file can go in.
  public var isOpen: Bool { !mapping.problems.isEmpty }
}

extension DryRun {
  /// What is in the file.
  private struct Seen: Sendable {
    var profiles: [ColumnProfile]
    var rows = 0

    init(_ file: ImportFile) throws {
      let width = file.header.columns.count
      profiles = Array(repeating: ColumnProfile(), count: width)
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
    }
  }

  /// What a mapping makes of it.
  private struct Made: Sendable {
    var accepted = 0
    var empty = 0
    var refused = 0
    var leftOut = 0
    var problems: [ImportProblem] = []
    var unreadable: [Int: Int] = [:]
    /// Rows of another width than the header.
    var crooked = 0

    init(_ file: ImportFile, _ mapping: ImportMapping) throws {
      var reader = try ResponseReader(file, mapping: mapping, allowsOpen: true)
      var (accepted, empty) = (0, 0)
      try reader.forEachResponse { problem in
        if problem.refusesRow { refused += 1 } else { leftOut += 1 }
        if problem.column == nil { crooked += 1 }
        if let column = problem.column { unreadable[column - 1, default: 0] += 1 }
        if problems.count < DryRun.listedProblems { problems.append(problem) }
      } _: { response in
        accepted += 1
        if response.isEmpty { empty += 1 }
        return true
      }
      (self.accepted, self.empty) = (accepted, empty)
    }
  }
}

/// Does two things on two threads.
private func bothAtOnce<One: Sendable, Other: Sendable>(
  _ one: @Sendable () throws -> One, _ other: @Sendable () throws -> Other
) -> (Result<One, any Error>, Result<Other, any Error>) {
  let first = Mutex<Result<One, any Error>?>(nil)
  let second = Mutex<Result<Other, any Error>?>(nil)
  DispatchQueue.concurrentPerform(iterations: 2) { place in
    if place == 0 {
      let result = Result { try one() }
      first.withLock { $0 = result }
    } else {
      let result = Result { try other() }
      second.withLock { $0 = result }
    }
  }
  guard let one = first.withLock({ $0 }), let other = second.withLock({ $0 }) else {
    preconditionFailure("both were run")
  }
  return (one, other)
}
