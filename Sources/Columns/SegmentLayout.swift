internal import CColumnKernels

/// Where in a segment's memory each part begins, in bytes. The same in memory and in a snapshot file.
///
/// Every part begins on a 64-byte line. A column ends in one group of zeros, which kernels may read past the last row
/// and which keeps columns from starting at the same place of the processor's cache.
struct SegmentLayout: Equatable, Sendable {
  static let rowsPerGroup = 512

  let rowCount: Int
  let runCount: Int
  let runs: Int
  /// The offset of each column's planes.
  let columns: [Int]
  let planeCounts: [Int]
  let weights: Int?
  let respondents: Int?
  let ids: Int
  /// The lowest and the highest id.
  let idBounds: Int
  let byteCount: Int

  init(schema: FrameSchema, rowCount: Int, runCount: Int) {
    var next = 0
    func take(_ bytes: Int) -> Int {
      defer { next += (bytes + 63) / 64 * 64 }
      return next
    }
    let groups = (rowCount + Self.rowsPerGroup - 1) / Self.rowsPerGroup + 1
    self.rowCount = rowCount
    self.runCount = runCount
    runs = take((runCount + 1) * MemoryLayout<ck_run>.stride)
    planeCounts = (0..<schema.columnCount).map { schema.planeCount(at: $0) }
    columns = planeCounts.map { take(groups * $0 * 64) }
    weights = schema.hasWeights ? take(rowCount * MemoryLayout<UInt32>.stride) : nil
    respondents = schema.hasRespondents ? take(rowCount * MemoryLayout<UInt32>.stride) : nil
    ids = take(rowCount * MemoryLayout<UInt128>.stride)
    idBounds = take(2 * MemoryLayout<UInt128>.stride)
    byteCount = next
  }
}
