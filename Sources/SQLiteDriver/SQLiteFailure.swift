import GRDB
import Persistence

extension Persistence.DatabaseError {
  /// What SQLite refused, in the words of the seam. It names the columns of a broken unique index, not the index, so every
  /// unique index is called `uq_table__column__column` and the name is rebuilt here.
  init(_ error: GRDB.DatabaseError) {
    let detail = error.message ?? "\(error.resultCode)"
    let kind: Kind =
      switch error.extendedResultCode {
      case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY: .uniqueViolation(Self.uniqueName(in: detail))
      case .SQLITE_CONSTRAINT_FOREIGNKEY: .foreignKeyViolation
      case .SQLITE_CONSTRAINT_CHECK: .checkViolation(detail.split(separator: " ").last.map(String.init) ?? "")
      // The file that readers and writer share could not grow.
      case .SQLITE_IOERR_SHMSIZE: .full
      default:
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: .busy
        case .SQLITE_FULL: .full
        // What GRDB says of a connection that was closed.
        case .SQLITE_MISUSE: .unavailable
        default: .other
        }
      }
    self.init(kind, detail: "\(error.extendedResultCode.rawValue) \(detail)")
  }

  /// `UNIQUE constraint failed: people.organisation_id, people.mail`
  private static func uniqueName(in detail: String) -> String {
    let columns = detail.split(separator: ":").last.map(String.init) ?? ""
    let parts = columns.split(separator: ",").map { $0.filter { $0 != " " }.split(separator: ".") }
    guard let table = parts.first?.first else { return detail }
    return "uq_" + ([table] + parts.compactMap(\.last)).joined(separator: "__")
  }
}

extension GRDB.DatabaseError {
  /// The file or the disk can't be trusted any more. What SQLite believes to have written may not be there, so going on could
  /// lose what was acknowledged; a new process recovers from what is on disk.
  var breaksTrust: Bool {
    switch resultCode {
    case .SQLITE_IOERR: extendedResultCode != .SQLITE_IOERR_SHMSIZE
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: true
    default: false
    }
  }

  /// What may go wrong at a commit without harm: nothing was written, and the next one may succeed.
  var isHarmlessAtCommit: Bool {
    switch resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_CONSTRAINT, .SQLITE_FULL, .SQLITE_INTERRUPT, .SQLITE_ABORT: true
    default: extendedResultCode == .SQLITE_IOERR_SHMSIZE
    }
  }
}
