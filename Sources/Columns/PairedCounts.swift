internal import CColumnKernels

/// What respondents who answered in two spans of periods said to one item, before and after.
public struct PairedCounts: Hashable, Sendable {
  /// Respondents with a row in both spans.
  public let respondents: Int
  /// The item's highest score.
  public let highest: Int
  private let counts: [Int]

  init(respondents: Int, highest: Int, counts: [Int]) {
    self.respondents = respondents
    self.highest = highest
    self.counts = counts
  }

  /// Respondents with these two scores.
  public func count(before: Int, after: Int) -> Int {
    guard (0...highest).contains(before), (0...highest).contains(after) else { return 0 }
    return counts[before * (highest + 1) + after]
  }

  /// Respondents with a score in both spans.
  public var n: Int { counts.reduce(0, +) }
}

extension Frame {
  /// Pairs each respondent's answer in one span with that in another. Of several rows of a respondent in a span the newest
  /// (highest id) counts, with or without a score. A row must pass the filter in either span.
  public func paired(
    item: Int, from before: Range<Int>, to after: Range<Int>, where filter: FrameFilter = FrameFilter()
  ) throws(FrameProblem) -> PairedCounts {
    guard schema.hasRespondents else { throw .withoutRespondents }
    let place = try schema.place(of: .item(item))
    let earlier = try newestAnswers(at: place, in: before, where: filter)
    let later = try newestAnswers(at: place, in: after, where: filter)
    let highest = schema.items[item].highest
    var counts = [Int](repeating: 0, count: (highest + 1) * (highest + 1))
    var respondents = 0
    var next = later.startIndex
    for answer in earlier {
      while next < later.endIndex, later[next].respondent < answer.respondent { next += 1 }
      guard next < later.endIndex else { break }
      guard later[next].respondent == answer.respondent else { continue }
      respondents += 1
      let first = Int(answer.score) - RawScore.reserved
      let second = Int(later[next].score) - RawScore.reserved
      if first >= 0, second >= 0 { counts[first * (highest + 1) + second] += 1 }
    }
    return PairedCounts(respondents: respondents, highest: highest, counts: counts)
  }

  private struct KeyedAnswer {
    let respondent: UInt32
    let score: UInt8
    let id: UInt128
  }

  /// For each respondent of the span the newest answer, in the order of respondents.
  private func newestAnswers(
    at place: Int, in span: Range<Int>, where filter: FrameFilter
  ) throws(FrameProblem) -> [KeyedAnswer] {
    let selection = try Selection(filter, in: self)
    let scan = Scan(self, where: selection, by: .together(in: tree, during: span))
    let found = Workers.share(scan) {
      [KeyedAnswer]()
    } work: { answers, portion, sieve in
      let segment = portion.segment
      guard let respondents = segment.respondents else { return }
      sieve.sift(portion) { strips, mask, group in
        for row in Scan.rows(of: portion, strips, mask, group) where respondents[Int(row)] != .max {
          answers.append(
            KeyedAnswer(
              respondent: respondents[Int(row)], score: segment.storedByte(at: place, row: Int(row)),
              id: segment.ids[Int(row)]))
        }
      }
    }
    let ordered = found.flatMap { $0 }.sorted {
      $0.respondent == $1.respondent ? $0.id > $1.id : $0.respondent < $1.respondent
    }
    var newest: [KeyedAnswer] = []
    for answer in ordered where newest.last?.respondent != answer.respondent { newest.append(answer) }
    return newest
  }
}

extension Segment {
  /// One stored value of a column of at most 8 planes.
  func storedByte(at place: Int, row: Int) -> UInt8 {
    let column = columns[place]
    let planes = Int(column.plane_count)
    let word = row / 512 * 8 * planes + row % 512 / 64
    return (0..<planes).reduce(0) { value, plane in
      value | UInt8(truncatingIfNeeded: (column.planes[word + 8 * plane] >> UInt64(row % 64)) & 1) << UInt8(plane)
    }
  }
}
