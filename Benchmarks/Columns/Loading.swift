import Columns

extension SampleSurvey {
  /// The survey as a frame; the week is the last code column.
  func frame() throws -> Frame {
    let schema = try FrameSchema(
      items: [.init(name: "recommendation", highest: 10)]
        + (0..<Self.ratingCount).map { .init(name: "rating \($0)", highest: 10) },
      codes: Self.segmentSizes.enumerated().map { .init(name: "segment \($0)", count: $1) }
        + [.init(name: "week", count: Self.weekCount)])
    var frame = Frame(schema: schema, tree: try FrameTree(parents: parents))
    // A year's worth at a time, so that loading needs no second copy of everything.
    for first in stride(from: 0, to: rowCount, by: 4 << 20) {
      let rows = first..<min(first + 4 << 20, rowCount)
      let batch = try FrameBatch(
        schema: schema, ids: rows.map { UInt128($0) << 64 | UInt128($0) }, units: unit[rows].map { Int32($0) },
        periods: month[rows].map { UInt16($0) },
        items: ([recommendation] + ratings).map { FrameBatch.Scores(Array($0[rows])) },
        codes: (segments + [week]).map { column in column[rows].map { Int32($0) } })
      frame = try frame.appending(batch)
    }
    return frame
  }
}
