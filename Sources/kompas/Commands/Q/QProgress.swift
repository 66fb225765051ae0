import Foundation
import Localization
import QMethod
import Synchronization
import Values

/// Tells on standard error how far a bootstrap is.
struct QProgress {
  private let book: Phrasebook

  init(_ book: Phrasebook) { self.book = book }

  func summary(of solution: QSolution, by bootstrap: QBootstrap) async throws -> QBootstrapSummary {
    let isTerminal = isatty(FileHandle.standardError.fileDescriptor) == 1
    let shown = Mutex(-1)
    return try await bootstrap.summary(of: solution) { [book] done, all in
      let percent = 100 * done / max(1, all)
      // A terminal sees every step of the way, a log file only each tenth.
      let isNews = shown.withLock { last in
        guard percent / (isTerminal ? 1 : 10) > last else { return false }
        last = percent / (isTerminal ? 1 : 10)
        return true
      }
      guard isNews else { return }
      let line = book.say(
        "q.bootstrap", ["done": .count(done), "all": .count(all), "percent": .text(String(percent))])
      let text = isTerminal ? "\r\(line)\(done == all ? "\n" : "")" : "\(line)\n"
      FileHandle.standardError.write(Data(text.utf8))
    }
  }
}
