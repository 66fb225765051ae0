internal import CColumnKernels

/// What is counted in each cell of a scan: the values of a column, each segment apart.
struct CountTarget {
  let column: Int
  let slots: UInt32
  let segment: Int?
  let segmentSlots: UInt32
  let unitSlots: Int
  let periods: Int

  private var periodSize: Int { unitSlots * Int(slots) * Int(segmentSlots) }
  private var size: Int { periods * periodSize }

  /// Too large for each worker to have its own and to add them up.
  var isLarge: Bool { size > 1 << 15 }

  /// Counters for all cells.
  ///
  /// - Parameter sharesTable: workers count in one table, and the scan keeps periods apart for it.
  func counts(_ scan: Scan, sharesTable: Bool) -> [UInt32] {
    if sharesTable {
      return [UInt32](unsafeUninitializedCapacity: size) { table, filled in
        nonisolated(unsafe) let table = table
        Workers.shareByPeriod(scan, periodCount: periods) { period in
          // By the worker that counts there, which then has it near.
          UnsafeMutableBufferPointer(rebasing: table[period * periodSize..<(period + 1) * periodSize])
            .initialize(repeating: 0)
        } work: { portion, sieve in
          count(portion, sieve, into: table.baseAddress)
        }
        filled = size
      }
    }
    let tables = Workers.share(scan) {
      [UInt32](repeating: 0, count: size)
    } work: { table, portion, sieve in
      table.withUnsafeMutableBufferPointer { count(portion, sieve, into: $0.baseAddress) }
    }
    return tables.dropFirst().reduce(into: tables[0]) { sum, table in
      for index in sum.indices { sum[index] &+= table[index] }
    }
  }

  private func count(_ portion: Scan.Portion, _ sieve: Sieve, into table: UnsafeMutablePointer<UInt32>?) {
    let columns = portion.segment.columns
    sieve.sift(portion) { strips, mask, group in
      if let segment {
        ck_tally_by(
          columns[column], slots, columns[segment], segmentSlots, strips.baseAddress, strips.count, mask, group, table)
      } else {
        ck_tally(columns[column], slots, strips.baseAddress, strips.count, mask, group, table)
      }
    }
  }

  /// Sums of weights for all cells; the segments must have weights.
  func weights(_ scan: Scan, sharesTable: Bool) -> [WeightSum] {
    let empty = [ck_weight_sum](repeating: ck_weight_sum(), count: size)
    let tables: [[ck_weight_sum]]
    if sharesTable {
      var table = empty
      table.withUnsafeMutableBufferPointer { table in
        nonisolated(unsafe) let start = table.baseAddress
        Workers.shareByPeriod(scan, periodCount: periods) { _ in
        } work: { portion, sieve in
          weigh(portion, sieve, into: start)
        }
      }
      tables = [table]
    } else {
      tables = Workers.share(scan) {
        empty
      } work: { table, portion, sieve in
        table.withUnsafeMutableBufferPointer { weigh(portion, sieve, into: $0.baseAddress) }
      }
    }
    var sums = tables[0].map { WeightSum($0) }
    for table in tables.dropFirst() {
      for index in sums.indices { sums[index] = sums[index] + WeightSum(table[index]) }
    }
    return sums
  }

  private func weigh(_ portion: Scan.Portion, _ sieve: Sieve, into table: UnsafeMutablePointer<ck_weight_sum>?) {
    let columns = portion.segment.columns
    sieve.sift(portion) { strips, mask, group in
      ck_tally_weighted(
        columns[column], slots, segment.map { columns[$0] } ?? ck_column(planes: nil, plane_count: 0), segmentSlots,
        strips.baseAddress, strips.count, mask, group, portion.segment.weights, table)
    }
  }
}

extension WeightSum {
  fileprivate init(_ sum: ck_weight_sum) {
    self.init(units: sum.units, squares: UInt128(sum.squares_high) << 64 | UInt128(sum.squares_low))
  }
}
