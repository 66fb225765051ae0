internal import CColumnKernels

/// One worker's place to work out which rows of a portion pass the conditions.
final class Sieve {
  private let selection: Selection
  private let scratch: SegmentMemory
  private var mask: SegmentMemory

  init(_ selection: Selection) {
    self.selection = selection
    scratch = SegmentMemory(byteCount: 8 * selection.scratchWords)
    mask = SegmentMemory(byteCount: 0)
  }

  /// Gives the portion's rows that pass: a mask, `nil` when all do, and the group of rows that it begins with.
  func sift(_ portion: Scan.Portion, _ body: (UnsafePointer<UInt64>?, Int) -> Void) {
    guard !selection.conditions.isEmpty, let first = portion.strips.first, let last = portion.strips.last else {
      body(nil, 0)
      return
    }
    let firstGroup = Int(first.start) / SegmentLayout.rowsPerGroup
    let groups = (Int(last.end) - 1) / SegmentLayout.rowsPerGroup + 1 - firstGroup
    if mask.byteCount < 64 * groups { mask = SegmentMemory(byteCount: 64 * groups) }
    let words = mask.start.assumingMemoryBound(to: UInt64.self)
    selection.withConditions(in: portion.segment) { conditions in
      ck_mask(
        conditions.baseAddress, conditions.count, portion.strips, portion.strips.count,
        scratch.start.assumingMemoryBound(to: UInt64.self), words, firstGroup)
    }
    body(words, firstGroup)
  }
}
