import HTTPTypes
import Hummingbird
import Synchronization

/// How many requests of each kind are answered at the same time. What comes above that waits a moment and is then sent away with a
/// page that says when to come back, so that a crowd at one door keeps nobody from another: an export never keeps a respondent from
/// sending answers.
final class Admission: Sendable {
  /// Answers are what customers send and what a room full of phones hands in.
  enum Door: Hashable, Sendable, CaseIterable {
    case answers, signIn, exports, pages

    init(_ path: String) {
      if ["/a/", "/c/", "/o/", "/s/", "/u/"].contains(where: path.hasPrefix) {
        self = .answers
      } else if path.hasPrefix("/sign-in") || path.hasPrefix("/demo/sign-in") {
        self = .signIn
      } else {
        self = path.contains("/exports/") ? .exports : .pages
      }
    }
  }

  private let most: [Door: Int]
  private let patience: Duration
  private let inside = Mutex<[Door: Int]>([:])

  init(
    // A room of a thousand answers at once.
    most: [Door: Int] = [.answers: 1_024, .signIn: 32, .exports: 2, .pages: 64], patience: Duration = .milliseconds(250)
  ) {
    self.most = most
    self.patience = patience
  }

  /// Returns once there is room; each that entered must `leave`. Throws 503 where there is none within the time of its patience.
  func enter(_ door: Door) async throws {
    if take(door) { return }
    let step = patience / 5
    for _ in 0..<5 {
      try await Task.sleep(for: step)
      if take(door) { return }
    }
    throw HTTPError(.serviceUnavailable)
  }

  func leave(_ door: Door) {
    inside.withLock { $0[door, default: 1] -= 1 }
  }

  private func take(_ door: Door) -> Bool {
    inside.withLock { inside in
      guard inside[door, default: 0] < most[door, default: .max] else { return false }
      inside[door, default: 0] += 1
      return true
    }
  }
}
