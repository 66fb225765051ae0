/// Merging keeps segments few. A segment that isn't at least twice as large as the one after it is due to be merged with it,
/// so that a row is packed again only about log₂ times, and a question meets few segments.
///
/// Small merges are made with the change that calls for them. Larger ones take longer than a reader of new rows should
/// wait; they are due until somebody makes them.
extension Frame {
  /// Two neighbours of which the merger is due.
  struct DueMerger {
    let older: Segment
    let younger: Segment

    /// Their rows in one segment.
    func union(in frame: Frame) -> [Segment] {
      var batch = older.rows(of: frame.schema, in: frame.tree)
      batch.append(younger.rows(of: frame.schema, in: frame.tree))
      return Segment.segments(of: batch, in: frame.tree)
    }
  }

  /// Rows up to which a merger is made at once: a few milliseconds' work.
  private static let smallMerger = 1 << 14

  /// The first merger of at most this many rows that is due, from the youngest segments on.
  func dueMerger(rowLimit: Int = Segment.rowLimit) -> DueMerger? {
    for index in segments.indices.dropFirst().reversed() {
      let older = segments[index - 1]
      let younger = segments[index]
      if older.rowCount < 2 * younger.rowCount, older.rowCount + younger.rowCount <= rowLimit {
        return DueMerger(older: older, younger: younger)
      }
    }
    return nil
  }

  /// The frame with the union instead of the two, as long as both are still there.
  func making(_ merger: DueMerger, union: [Segment]) -> Frame? {
    guard let index = segments.firstIndex(where: { $0 === merger.older }), segments.indices.contains(index + 1),
      segments[index + 1] === merger.younger
    else { return nil }
    var merged = segments
    merged.replaceSubrange(index...index + 1, with: union)
    return Frame(schema: schema, tree: tree, segments: merged)
  }

  /// The frame with its small mergers made.
  func mergingYoungest() -> Frame {
    var frame = self
    while let merger = frame.dueMerger(rowLimit: Self.smallMerger),
      let next = frame.making(merger, union: merger.union(in: frame))
    {
      frame = next
    }
    return frame
  }

  /// The same rows with every merger made that is due, which answers a little faster. For a frame that grew by many small
  /// batches and is about to be kept; a `FrameStore` sees to it by itself.
  public func settled() -> Frame {
    var frame = self
    while let merger = frame.dueMerger(), let next = frame.making(merger, union: merger.union(in: frame)) {
      frame = next
    }
    return frame
  }
}
