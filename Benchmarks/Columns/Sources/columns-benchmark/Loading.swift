import Columns
import Foundation

extension SampleSurvey {
  func schema() throws -> FrameSchema {
    try FrameSchema(
      items: [.init(name: "recommendation", highest: 10)]
        + (0..<Self.ratingCount).map { .init(name: "rating \($0)", highest: 10) },
      codes: Self.segmentSizes.enumerated().map { .init(name: "segment \($0)", count: $1) }
        + [.init(name: "week", count: Self.weekCount)])
  }

  /// The survey as a frame; the week is the last code column.
  func frame() throws -> Frame {
    var frame = Frame(schema: try schema(), tree: try FrameTree(parents: parents))
    // A part at a time, so that loading needs no second copy of everything.
    for first in stride(from: 0, to: rowCount, by: 4 << 20) {
      frame = try frame.appending(batch(first..<min(first + 4 << 20, rowCount), firstID: first))
    }
    return frame
  }

  /// Some rows again, with ids of their own.
  func batch(of count: Int, after index: Int) throws -> FrameBatch {
    let first = index * count % max(1, rowCount - count)
    return try batch(first..<first + count, firstID: rowCount + index * count)
  }

  private func batch(_ rows: Range<Int>, firstID: Int) throws -> FrameBatch {
    try FrameBatch(
      schema: schema(), ids: rows.indices.map { UInt128($0 - rows.lowerBound + firstID) << 64 },
      units: unit[rows].map { Int32($0) }, periods: month[rows].map { UInt16($0) },
      items: ([recommendation] + ratings).map { FrameBatch.Scores(Array($0[rows])) },
      codes: (segments + [week]).map { column in column[rows].map { Int32($0) } })
  }

  /// The columns as raw bytes, lowest first, for the peers.
  func export(to folder: URL) throws {
    try unit.withUnsafeBytes { Data($0) }.write(to: folder.appending(path: "unit.u16"))
    try parents.map { Int32($0 ?? -1) }.withUnsafeBytes { Data($0) }.write(to: folder.appending(path: "parents.i32"))
    let named =
      [("month", month), ("week", week), ("score", recommendation)]
      + ratings.enumerated().map { ("i\($0)", $1) } + segments.enumerated().map { ("s\($0)", $1) }
    for (name, column) in named { try Data(column).write(to: folder.appending(path: "\(name).u8")) }
  }
}
