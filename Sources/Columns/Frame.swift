/// Every response of one survey as columns: an immutable value that answers questions and, asked for a change, gives the
/// next value. Copies share their rows.
///
/// A frame is a cache. It never knows more than the database it was filled from, and can always be built again.
public struct Frame: Sendable {
  /// The columns that every row has.
  public let schema: FrameSchema
  /// The units that rows belong to, as they are organised now.
  public let tree: FrameTree
  /// Largest first, save for the youngest, which wait to be merged.
  let segments: [Segment]

  /// A frame without rows.
  public init(schema: FrameSchema, tree: FrameTree) {
    self.init(schema: schema, tree: tree, segments: [])
  }

  /// A frame with these rows.
  public init(_ batch: FrameBatch, tree: FrameTree) throws(FrameProblem) {
    self = try Frame(schema: batch.schema, tree: tree).appending(batch)
  }

  init(schema: FrameSchema, tree: FrameTree, segments: [Segment]) {
    self.schema = schema
    self.tree = tree
    self.segments = segments
  }

  /// How many rows there are.
  public var rowCount: Int { segments.reduce(0) { $0 + $1.rowCount } }

  /// Memory that the rows take, in bytes; rows of a snapshot file count in full, whether or not they have been read.
  public var byteCount: Int { segments.reduce(0) { $0 + $1.layout.byteCount } }

  /// From the first period with a row to the one after the last; `nil` without rows.
  public var periods: Range<Int>? {
    guard let first = segments.map(\.periods.lowerBound).min(), let end = segments.map(\.periods.upperBound).max()
    else { return nil }
    return first..<end
  }
}
