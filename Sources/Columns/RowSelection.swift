internal import CColumnKernels

/// The newest rows that pass a filter.
public struct RowSelection: Hashable, Sendable {
  /// Their ids, highest first.
  public let ids: [UInt128]
  /// How many rows pass in all, whatever the limit.
  public let total: Int
}

extension Scan {
  /// All rows that pass, in one cell.
  init(_ frame: Frame, together selection: Selection) {
    self.init(frame, where: selection, by: .together(in: frame.tree))
  }

  func countRows() -> Int {
    Workers.share(self) {
      0
    } work: { total, portion, sieve in
      sieve.sift(portion) { strips, mask, group in
        var rows: UInt32 = 0
        ck_count(strips.baseAddress, strips.count, mask, group, &rows)
        total += Int(rows)
      }
    }.reduce(0, +)
  }

  /// The row numbers of a portion that pass.
  static func rows(
    of portion: Portion, _ strips: UnsafeBufferPointer<ck_strip>, _ mask: UnsafePointer<UInt64>?, _ group: Int
  ) -> [UInt32] {
    [UInt32](unsafeUninitializedCapacity: portion.rowCount) { room, filled in
      filled = ck_rows(strips.baseAddress, strips.count, mask, group, room.baseAddress)
    }
  }
}

extension Frame {
  /// The newest rows that pass, at most `limit`, and how many pass in all.
  ///
  /// - Parameter below: only ids below this one, which is how the next page follows the last id of the one before.
  public func rows(
    where filter: FrameFilter = FrameFilter(), limit: Int, below: UInt128? = nil
  ) throws(FrameProblem) -> RowSelection {
    let scan = Scan(self, together: try Selection(filter, in: self))
    let limit = max(0, limit)
    let found = Workers.share(scan) {
      NewestRows(limit: limit, below: below)
    } work: { newest, portion, sieve in
      sieve.sift(portion) { strips, mask, group in
        for row in Scan.rows(of: portion, strips, mask, group) { newest.take(portion.segment.ids[Int(row)]) }
      }
    }
    let ids = found.flatMap(\.ids).sorted(by: >)
    return RowSelection(ids: Array(ids.prefix(limit)), total: found.reduce(0) { $0 + $1.total })
  }
}

/// The highest ids seen, up to a limit.
private struct NewestRows {
  private let limit: Int
  private let below: UInt128?
  private(set) var ids: [UInt128] = []
  private(set) var total = 0
  private var lowest: UInt128 = 0

  init(limit: Int, below: UInt128?) {
    self.limit = limit
    self.below = below
  }

  mutating func take(_ id: UInt128) {
    total += 1
    if let below, id >= below { return }
    if ids.count >= limit, id <= lowest { return }
    ids.append(id)
    if ids.count >= 2 * limit + 64 { trim() }
  }

  private mutating func trim() {
    ids.sort(by: >)
    ids.removeSubrange(limit...)
    lowest = ids.last ?? .max
  }
}
