import Foundation
import Statistics
import Synchronization

/// A number for a set of moments: equal moments have equal digests, and others never have in practice (FNV-1a, 128 bits).
struct MomentDigest: Hashable, Sendable, Codable {
  /// Goes up when an analysis of the same moments would come out otherwise.
  private static let version: UInt128 = 3

  private(set) var high: UInt64
  private(set) var low: UInt64

  init() {
    let start: UInt128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d ^ Self.version
    high = UInt64(truncatingIfNeeded: start >> 64)
    low = UInt64(truncatingIfNeeded: start)
  }

  mutating func add(_ pair: PairMoments) {
    var value = UInt128(high) << 64 | UInt128(low)
    let sums = [
      Double(pair.count), pair.weight, pair.squaredWeight, pair.sumFirst, pair.sumSecond, pair.sumFirstSquared,
      pair.sumSecondSquared, pair.sumProducts,
    ]
    for sum in sums { value = (value ^ UInt128(sum.bitPattern)) &* 0x0000_0000_0100_0000_0000_0000_0000_013b }
    high = UInt64(truncatingIfNeeded: value >> 64)
    low = UInt64(truncatingIfNeeded: value)
  }
}

/// Driver analyses by the moments that they are of. An analysis depends on nothing else, so that one that was kept, also on
/// disk, is never out of date; and computing one takes seconds where drivers are many.
final class KeptAnalyses: Sendable {
  private struct State {
    var kept: [MomentDigest: DriverAnalysis] = [:]
    /// Oldest first.
    var order: [MomentDigest] = []
    var hasNew = false
  }

  /// An analysis as a file has it.
  private struct Line: Codable {
    let digest: MomentDigest
    let analysis: DriverAnalysis
  }

  private static let most = 500
  private let state = Mutex(State())

  init() {}

  /// From what `data` wrote. What can't be read is computed again.
  init(_ data: Data) throws {
    let lines = try JSONDecoder().decode([Line].self, from: data)
    state.withLock { state in
      for line in lines { Self.keep(line.analysis, of: line.digest, &state) }
      state.hasNew = false
    }
  }

  func analysis(of digest: MomentDigest, make: () throws -> DriverAnalysis) rethrows -> DriverAnalysis {
    if let known = state.withLock({ $0.kept[digest] }) { return known }
    let made = try make()
    state.withLock { Self.keep(made, of: digest, &$0) }
    return made
  }

  private static func keep(_ analysis: DriverAnalysis, of digest: MomentDigest, _ state: inout State) {
    guard state.kept.updateValue(analysis, forKey: digest) == nil else { return }
    state.hasNew = true
    state.order.append(digest)
    if state.order.count > most { state.kept[state.order.removeFirst()] = nil }
  }

  /// All of them, where some came since this was asked last.
  func newData() throws -> Data? {
    let lines = state.withLock { state -> [Line]? in
      guard state.hasNew else { return nil }
      state.hasNew = false
      return state.order.compactMap { digest in state.kept[digest].map { Line(digest: digest, analysis: $0) } }
    }
    return try lines.map { try JSONEncoder().encode($0) }
  }
}
