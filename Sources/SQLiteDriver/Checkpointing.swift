import GRDB
import GRDBSQLite
import Persistence
import Synchronization

/// Moves what was committed from the log into the database file, after the commit was acknowledged and not within it.
///
/// SQLite's own checkpoint hides its errors. A flush that failed once may succeed the next time while its pages are gone, so
/// an error here must end this process's trust in the file.
final class Checkpointing: Sendable {
  private static let pagesInLog = 1_000
  private let trust: Trust
  private let pages = Atomic(0)

  init(trust: Trust) {
    self.trust = trust
  }

  /// Takes the place of SQLite's own checkpoint. This object must outlive the connection.
  func install(on database: GRDB.Database) {
    sqlite3_wal_hook(
      database.sqliteConnection,
      { context, _, _, pages in
        if let context {
          Unmanaged<Checkpointing>.fromOpaque(context).takeUnretainedValue().pages.store(Int(pages), ordering: .relaxed)
        }
        return SQLITE_OK
      },
      Unmanaged.passUnretained(self).toOpaque())
  }

  /// To be called after each commit.
  func runIfDue(on writer: any DatabaseWriter) {
    guard pages.load(ordering: .relaxed) >= Self.pagesInLog else { return }
    writer.asyncWriteWithoutTransaction { database in
      guard self.pages.exchange(0, ordering: .relaxed) >= Self.pagesInLog else { return }
      do {
        _ = try database.checkpoint(.passive)
      } catch let error as GRDB.DatabaseError where error.resultCode == .SQLITE_BUSY || error.resultCode == .SQLITE_FULL
      {
        // Readers still need the log, or the disk is full: it stays and is moved later.
      } catch {
        self.trust.lose("\(error)")
      }
    }
  }
}
