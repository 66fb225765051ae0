/// How certain a solution is: the sorts are drawn again with replacement, and every step is repeated on the draw
/// (Zabala & Pascual 2016, PLoS ONE 11(2) e0148087).
public struct QBootstrap: Sendable, Equatable {
  /// How the factors of a draw find their counterparts in the full solution.
  public enum Alignment: Sendable, Equatable {
    /// Orthogonal Procrustes: unrotated factors are turned as close as they can get to the full solution. Every step counts.
    case procrustes
    /// Varimax, then the one-to-one assignment with the largest sum of |congruence|. Every step counts.
    case assignment
    /// qmboots' "qindtest": varimax stopping at 1e-5, best match per factor; steps with a double match are dropped, which
    /// happens to 12–58 % of them and favours stable draws. Principal components only.
    case qmboots
  }

  /// Number of draws, 20...20 000.
  public var steps: Int
  /// How the factors of a draw are matched with those of the full solution.
  public var alignment: Alignment
  /// The same seed gives the same draws.
  public var seed: UInt64

  /// - Parameters:
  ///   - steps: number of draws, 20...20 000.
  ///   - seed: the same seed gives the same draws, whatever the number of cores.
  public init(steps: Int = 1_000, alignment: Alignment = .procrustes, seed: UInt64 = 1) {
    self.steps = steps
    self.alignment = alignment
    self.seed = seed
  }

  /// Balanced draws: over all steps every sort is drawn equally often (Davison, Hinkley & Schechtman 1986).
  /// - Returns: `steps` lists of `sorts` numbers from 0.
  public func resamples(of sorts: Int) -> [[Int]] {
    var random = SeededRandom(seed: seed)
    var pool = (0..<(steps * sorts)).map { $0 % max(1, sorts) }
    pool.shuffle(using: &random)
    return (0..<steps).map { Array(pool[($0 * sorts)..<(($0 + 1) * sorts)]) }
  }

  /// Runs all steps, on as many cores as there are.
  /// - Parameters:
  ///   - solution: the full solution that is being judged; its settings are repeated on every draw. Manual flags can't be
  ///     repeated: draws are then flagged automatically at p < .05.
  ///   - progress: called now and then, from any thread, with the number of finished steps.
  /// - Throws: `QAnalysisError.settingOutOfRange`, `.alignmentNotPossible`, `.settingsExclude`;
  ///   `CancellationError` when the task is cancelled.
  public func summary(
    of solution: QSolution, progress: @escaping @Sendable (_ done: Int, _ of: Int) -> Void = { _, _ in }
  ) async throws -> QBootstrapSummary {
    guard (20...20_000).contains(steps) else {
      throw QAnalysisError.settingOutOfRange(name: "steps", value: Double(steps))
    }
    try Self.checkSize(steps: steps, sorts: solution.sortCount)
    return try await summary(of: solution, resamples: resamples(of: solution.sortCount), progress: progress)
  }

  /// The same with given draws, so that a published bootstrap can be replayed.
  /// - Parameter resamples: lists of numbers from 0, each as long as there are sorts.
  /// - Throws: also `QAnalysisError.resampleDoesNotFit`.
  public func summary(
    of solution: QSolution, resamples: [[Int]],
    progress: @escaping @Sendable (_ done: Int, _ of: Int) -> Void = { _, _ in }
  ) async throws -> QBootstrapSummary {
    try Self.checkSize(steps: resamples.count, sorts: solution.sortCount)
    for (index, draw) in resamples.enumerated() {
      guard draw.count == solution.sortCount, draw.allSatisfy({ (0..<solution.sortCount).contains($0) }) else {
        throw QAnalysisError.resampleDoesNotFit(step: index + 1)
      }
    }
    let worker = try BootstrapWorker(solution: solution, alignment: alignment)
    let steps = try await Self.run(resamples, worker: worker, progress: progress)
    let builder = BootstrapSummaryBuilder(solution: solution, alignment: alignment, resamples: resamples, steps: steps)
    return try await builder.summary()
  }

  private static func checkSize(steps: Int, sorts: Int) throws(QAnalysisError) {
    guard steps * sorts <= QLimits.drawnSorts else {
      throw .tooLarge(what: "bootstrap", size: steps * sorts, limit: QLimits.drawnSorts)
    }
  }

  private static func run(
    _ resamples: [[Int]], worker: BootstrapWorker, progress: @escaping @Sendable (Int, Int) -> Void
  ) async throws -> [BootstrapStep] {
    let chunk = 25
    let starts = Array(stride(from: 0, to: resamples.count, by: chunk))
    return try await withThrowingTaskGroup(of: (Int, [BootstrapStep]).self) { group in
      for start in starts {
        group.addTask {
          try Task.checkCancellation()
          let end = min(start + chunk, resamples.count)
          return (start, resamples[start..<end].map(worker.step))
        }
      }
      var parts: [(Int, [BootstrapStep])] = []
      var done = 0
      for try await part in group {
        parts.append(part)
        done += part.1.count
        progress(done, resamples.count)
      }
      return parts.sorted { $0.0 < $1.0 }.flatMap(\.1)
    }
  }
}
