/// In what two frames of the same schema differ: found by the doctor, and by tests.
public struct FrameComparison: Hashable, Sendable {
  /// Ids of rows that only the first has, ascending.
  public let onlyInFirst: [UInt128]
  /// Ids of rows that only the second has, ascending.
  public let onlyInSecond: [UInt128]
  /// Ids of rows that both have, with other contents, ascending.
  public let different: [UInt128]

  /// Whether both hold the same rows, in whatever order.
  public var isEqual: Bool { onlyInFirst.isEmpty && onlyInSecond.isEmpty && different.isEmpty }
}

extension Frame {
  /// Compares every value of every row. Frames of different schemas have no row in common that is equal.
  public func comparison(with other: Frame) -> FrameComparison {
    let mine = contents().sorted { $0.id < $1.id }
    let theirs = other.contents().sorted { $0.id < $1.id }
    let isComparable = schema == other.schema
    var onlyMine: [UInt128] = []
    var onlyTheirs: [UInt128] = []
    var different: [UInt128] = []
    var (here, there) = (0, 0)
    while here < mine.count || there < theirs.count {
      if there == theirs.count || here < mine.count && mine[here].id < theirs[there].id {
        onlyMine.append(mine[here].id)
        here += 1
      } else if here == mine.count || theirs[there].id < mine[here].id {
        onlyTheirs.append(theirs[there].id)
        there += 1
      } else {
        if !isComparable || mine[here].digest != theirs[there].digest { different.append(mine[here].id) }
        here += 1
        there += 1
      }
    }
    return FrameComparison(onlyInFirst: onlyMine, onlyInSecond: onlyTheirs, different: different)
  }

  /// The respondent of each row that has one, by the row's id.
  public func forEachRespondent(_ body: (_ id: UInt128, _ respondent: UInt32) throws -> Void) rethrows {
    for segment in segments {
      guard let respondents = segment.respondents else { continue }
      for row in 0..<segment.rowCount where respondents[row] != .max { try body(segment.ids[row], respondents[row]) }
    }
  }

  /// Every row's id with a digest of 128 bits of all that it holds.
  private func contents() -> [(id: UInt128, digest: UInt128)] {
    var found: [(id: UInt128, digest: UInt128)] = []
    found.reserveCapacity(rowCount)
    for segment in segments {
      let batch = segment.rows(of: schema, in: tree)
      for row in 0..<batch.count {
        var digest = RowDigest()
        digest.add(UInt64(UInt32(bitPattern: batch.units[row])))
        digest.add(UInt64(batch.periods[row]))
        for column in batch.columns {
          digest.add(column.isWide ? UInt64(column.words[row]) : UInt64(column.bytes[row]))
        }
        if schema.hasWeights { digest.add(UInt64(batch.weights[row])) }
        if schema.hasRespondents { digest.add(UInt64(batch.respondents[row])) }
        found.append((batch.ids[row], digest.value))
      }
    }
    return found
  }
}

/// FNV-1a over 64-bit words, in 128 bits.
private struct RowDigest {
  private(set) var value: UInt128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d

  mutating func add(_ word: UInt64) {
    value = (value ^ UInt128(word)) &* 0x0000_0000_0100_0000_0000_0000_0000_013b
  }
}
