extension Frame {
  /// Rows of a batch that are packed at once.
  private static let batchLimit = 12 << 20

  /// The frame with the rows of a batch added. Ids are trusted to be new; `replacing` is for those that may not be.
  public func appending(_ batch: FrameBatch) throws(FrameProblem) -> Frame {
    guard batch.schema == schema else { throw .otherSchema }
    if let stranger = batch.units.first(where: { $0 >= tree.count }) { throw .unknownUnit(Int(stranger)) }
    guard batch.count > 0 else { return self }
    var segments = segments
    if batch.count <= Self.batchLimit {
      segments += Segment.segments(of: batch, in: tree)
    } else {
      for first in stride(from: 0, to: batch.count, by: Self.batchLimit) {
        let part = batch.picking(first..<min(first + Self.batchLimit, batch.count))
        segments += Segment.segments(of: part, in: tree)
      }
    }
    return Frame(schema: schema, tree: tree, segments: segments).mergingYoungest()
  }

  /// The frame without the rows with these ids; their values are in no segment of it any more.
  public func erasing(_ ids: Set<UInt128>) -> Frame {
    guard !ids.isEmpty else { return self }
    let wanted = WantedIDs(ids)
    var kept: [Segment] = []
    for segment in segments {
      let erased = segment.rows(with: wanted)
      if erased.isEmpty {
        kept.append(segment)
      } else {
        kept += Segment.segments(of: segment.rows(of: schema, in: tree, without: erased), in: tree)
      }
    }
    return Frame(schema: schema, tree: tree, segments: kept).mergingYoungest()
  }

  /// The frame with these rows instead of any that have their ids.
  public func replacing(_ batch: FrameBatch) throws(FrameProblem) -> Frame {
    guard batch.schema == schema else { throw .otherSchema }
    return try erasing(Set(batch.ids)).appending(batch)
  }

  /// The frame with its rows under another tree: a row stays with its unit number, unless `moves` sends that number
  /// elsewhere (`nil`: to no unit).
  public func reorganised(as tree: FrameTree, moves: [Int: Int?] = [:]) throws(FrameProblem) -> Frame {
    for case let target? in moves.values where !(0..<tree.count).contains(target) { throw .unknownUnit(target) }
    var renumbered = (0..<self.tree.count).map { Int32($0) }
    for (unit, target) in moves where renumbered.indices.contains(unit) { renumbered[unit] = Int32(target ?? -1) }
    var segments: [Segment] = []
    for segment in self.segments {
      var batch = segment.rows(of: schema, in: self.tree)
      for row in batch.units.indices where batch.units[row] >= 0 {
        batch.units[row] = renumbered[Int(batch.units[row])]
      }
      if let stranger = batch.units.first(where: { $0 >= tree.count }) { throw .unknownUnit(Int(stranger)) }
      segments += Segment.segments(of: batch, in: tree)
    }
    return Frame(schema: schema, tree: tree, segments: segments)
  }
}
