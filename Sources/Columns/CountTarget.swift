internal import CColumnKernels

/// What is counted in each cell of a scan: the values of a column, each segment apart.
struct CountTarget {
  let column: Int
  let slots: UInt32
  let segment: Int?
  let segmentSlots: UInt32

  private var width: Int { Int(slots) * Int(segmentSlots) }

  /// Counters for all cells.
  func counts(_ scan: Scan, cells: Int) -> [UInt32] {
    let size = cells * width
    let tables = Workers.share(scan) {
      [UInt32](repeating: 0, count: size)
    } work: { table, portion, sieve in
      table.withUnsafeMutableBufferPointer { table in
        sieve.sift(portion) { mask, group in count(portion, mask, group, into: table.baseAddress) }
      }
    }
    return tables.dropFirst().reduce(into: tables[0]) { sum, table in
      for index in sum.indices { sum[index] &+= table[index] }
    }
  }

  private func count(
    _ portion: Scan.Portion, _ mask: UnsafePointer<UInt64>?, _ group: Int, into table: UnsafeMutablePointer<UInt32>?
  ) {
    let columns = portion.segment.columns
    if let segment {
      ck_tally_by(
        columns[column], slots, columns[segment], segmentSlots, portion.strips, portion.strips.count, mask, group,
        table)
    } else {
      ck_tally(columns[column], slots, portion.strips, portion.strips.count, mask, group, table)
    }
  }

  /// Sums of weights for all cells; the segments must have weights.
  func weights(_ scan: Scan, cells: Int) -> [WeightSum] {
    let size = cells * width
    let none = ck_column(planes: nil, plane_count: 0)
    let tables = Workers.share(scan) {
      [ck_weight_sum](repeating: ck_weight_sum(), count: size)
    } work: { table, portion, sieve in
      let columns = portion.segment.columns
      table.withUnsafeMutableBufferPointer { table in
        sieve.sift(portion) { mask, group in
          ck_tally_weighted(
            columns[column], slots, segment.map { columns[$0] } ?? none, segmentSlots, portion.strips,
            portion.strips.count, mask, group, portion.segment.weights, table.baseAddress)
        }
      }
    }
    return (0..<size).map { index in
      tables.reduce(.zero) { sum, table in
        sum
          + WeightSum(
            units: table[index].units,
            squares: UInt128(table[index].squares_high) << 64 | UInt128(table[index].squares_low))
      }
    }
  }
}
