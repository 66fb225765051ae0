internal import CColumnKernels

/// One worker's place to lay out a portion's strips and to work out which of its rows pass the conditions.
final class Sieve {
  private let scan: Scan
  private let scratch: SegmentMemory
  private let nodes: [UnsafeMutableBufferPointer<ck_node>]
  private var mask = SegmentMemory(byteCount: 0)
  private var strips: [ck_strip] = []

  init(_ scan: Scan) {
    self.scan = scan
    scratch = SegmentMemory(byteCount: scan.selection.scratchBytes)
    nodes = scan.selection.conditions.map { condition in
      let nodes = UnsafeMutableBufferPointer<ck_node>.allocate(capacity: condition.diagram.nodes.count)
      _ = nodes.initialize(from: condition.diagram.nodes)
      return nodes
    }
  }

  deinit {
    for nodes in nodes { nodes.deallocate() }
  }

  /// Gives the portion's strips, which of their rows pass (`nil` when all do), and the group of rows that the mask begins
  /// with.
  func sift(_ portion: Scan.Portion, _ body: (UnsafeBufferPointer<ck_strip>, UnsafePointer<UInt64>?, Int) -> Void) {
    scan.write(portion, into: &strips)
    strips.withUnsafeBufferPointer { strips in
      guard !nodes.isEmpty, let first = strips.first, let last = strips.last else { return body(strips, nil, 0) }
      let firstGroup = Int(first.start) / SegmentLayout.rowsPerGroup
      let groups = (Int(last.end) - 1) / SegmentLayout.rowsPerGroup + 1 - firstGroup
      if mask.byteCount < 64 * groups { mask = SegmentMemory(byteCount: 64 * groups) }
      let words = mask.start.assumingMemoryBound(to: UInt64.self)
      let conditions = zip(scan.selection.conditions, nodes).map { condition, nodes in
        ck_condition(
          column: portion.segment.columns[condition.place], nodes: nodes.baseAddress, node_count: UInt32(nodes.count))
      }
      ck_mask(
        conditions, conditions.count, strips.baseAddress, strips.count,
        scratch.start.assumingMemoryBound(to: UInt64.self), words, firstGroup)
      body(strips, words, firstGroup)
    }
  }
}
