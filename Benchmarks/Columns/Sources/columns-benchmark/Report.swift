import Columns
import Foundation

/// What was measured, for `peers.py` to put beside the others.
struct Report: Codable {
  let rows: Int
  var timings: [String: Timing] = [:]
  /// Bytes of columns that a question has to read.
  var bytes: [String: Double] = [:]
  var figures: [String: Double] = [:]

  init(rows: Int) {
    self.rows = rows
  }

  func write(to file: URL) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    try encoder.encode(self).write(to: file)
  }

  /// The same figures from a cube that is kept: by every unit and month, and rolled up over all of them.
  mutating func measureCube(_ frame: Frame) throws {
    let shelf = CubeShelf(budget: 64 << 20)
    var stopwatch = Stopwatch()
    _ = try shelf.tabulation(of: .item(0), in: frame)
    figures["cube made ms"] = stopwatch.lap()
    let groupings = [
      "all": FrameGrouping(), "2,000 units x 36 months": FrameGrouping(units: .each, periods: .each(0..<36)),
      "rolled up x 36 months": FrameGrouping(units: .rolledUp, periods: .each(0..<36)),
    ]
    for (name, grouping) in groupings {
      let scanned = try frame.tabulation(of: .item(0), by: grouping)
      let counted = try Timing(repeats: 25) {
        let (table, isFromCube) = try shelf.tabulation(of: .item(0), by: grouping, in: frame)
        precondition(isFromCube && table.tally(unit: 7, period: 0) == scanned.tally(unit: 7, period: 0))
      }
      figures["from the cube, \(name), ms"] = counted.median
      let finished = try Timing(repeats: 25) {
        let (table, _) = try shelf.tabulation(of: .item(0), by: grouping, in: frame)
        precondition(Cells(table).figures().count == table.unitCount * table.periodCount)
      }
      figures["from the cube, \(name), with every cell's figures, ms"] = finished.median
    }
  }

  /// From the file's name to the first answer: mapping, checking every checksum, one question.
  mutating func measureSnapshot(_ frame: Frame, in folder: URL) throws {
    let path = folder.appending(path: "survey.columns").path
    var stopwatch = Stopwatch()
    try SnapshotFile.write([Snapshot(name: "survey", mark: "0", frame: frame)], to: path)
    figures["snapshot written ms"] = stopwatch.lap()
    guard let mapped = try SnapshotFile.read(at: path).first?.frame else { return }
    _ = try mapped.tabulation(of: .item(0), by: FrameGrouping(units: .rolledUp))
    figures["snapshot to first answer ms"] = stopwatch.lap()
  }

  /// Five thousand responses a second in commits of fifty, for two seconds: how long until each commit is in an answer.
  mutating func measureIngestion(_ frame: Frame, _ survey: SampleSurvey) throws {
    let store = FrameStore(frame)
    let batches = try (0..<200).map { try survey.batch(of: 50, after: $0) }
    let clock = ContinuousClock()
    let start = clock.now
    var delays: [Double] = []
    for (index, batch) in batches.enumerated() {
      let due = start.advanced(by: .milliseconds(10 * index))
      let early = due - clock.now
      if early > .zero { usleep(UInt32(early / .microseconds(1))) }
      try store.append(batch)
      let table = try store.frame.tabulation(of: .item(0), by: FrameGrouping(units: .rolledUp))
      precondition(table.tally(unit: nil).total >= 0)
      delays.append((clock.now - due) / .milliseconds(1))
    }
    delays.sort()
    figures["commit to answer at 5,000/s, median ms"] = delays[delays.count / 2]
    figures["commit to answer at 5,000/s, longest ms"] = delays.last
    precondition(store.frame.rowCount == frame.rowCount + 200 * 50)
  }
}

/// How long one question took: the median of some repetitions after one that isn't counted, and the shortest.
struct Timing: Codable {
  var median: Double
  var shortest: Double
  /// Processor time of all threads, which other work on the machine disturbs less.
  var processor: Double

  /// The best of three rounds, as the peers have it, so that what else the machine does weighs less.
  init(repeats: Int, _ body: () throws -> Void) rethrows {
    try body()
    median = .infinity
    shortest = .infinity
    processor = .infinity
    for _ in 0..<3 {
      var times: [Double] = []
      let start = clock()
      for _ in 0..<repeats {
        var stopwatch = Stopwatch()
        try body()
        times.append(stopwatch.lap())
      }
      let round = Double(clock() - start) * 1_000 / Double(CLOCKS_PER_SEC) / Double(repeats)
      times.sort()
      median = min(median, times[times.count / 2])
      shortest = min(shortest, times[0])
      processor = min(processor, round)
    }
  }
}

/// Milliseconds since it was made, or since it was last asked.
struct Stopwatch {
  private let clock = ContinuousClock()
  private var start = ContinuousClock().now

  mutating func lap() -> Double {
    let now = clock.now
    defer { start = clock.now }
    return (now - start) / .milliseconds(1)
  }
}

/// How fast two threads read memory that no cache holds.
enum Bandwidth {
  static func measure() -> Double {
    let words = 1 << 26
    let memory = UnsafeMutablePointer<SIMD8<UInt64>>.allocate(capacity: words / 8)
    memory.initialize(repeating: .one, count: words / 8)
    defer { memory.deallocate() }
    nonisolated(unsafe) let start = memory
    var best = 0.0
    for _ in 0..<5 {
      var stopwatch = Stopwatch()
      nonisolated(unsafe) var sums = [SIMD8<UInt64>](repeating: .zero, count: 2)
      sums.withUnsafeMutableBufferPointer { sums in
        nonisolated(unsafe) let sums = sums
        DispatchQueue.concurrentPerform(iterations: 2) { half in
          var lanes = (SIMD8<UInt64>.zero, SIMD8<UInt64>.zero)
          for index in stride(from: half * words / 16, to: (half + 1) * words / 16, by: 2) {
            lanes.0 &+= start[index]
            lanes.1 &+= start[index + 1]
          }
          sums[half] = lanes.0 &+ lanes.1
        }
      }
      let seconds = stopwatch.lap() / 1_000
      precondition(sums[0].wrappedSum() &+ sums[1].wrappedSum() == UInt64(words))
      best = max(best, Double(words) * 8 / seconds / 1e9)
    }
    return best
  }
}

extension [Double] {
  func write(to file: URL) throws {
    try withUnsafeBytes { Data($0) }.write(to: file)
  }
}
