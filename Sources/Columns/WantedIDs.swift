/// Some ids to look for among millions. Nearly every other id is told apart by one bit of a small map, without hashing.
struct WantedIDs {
  let ids: Set<UInt128>
  /// A bit for each of 65,536 classes of ids that has a wanted one.
  private let classes: [UInt64]

  init(_ ids: Set<UInt128>) {
    var classes = [UInt64](repeating: 0, count: 1_024)
    for id in ids {
      let place = Self.place(id)
      classes[place / 64] |= 1 << UInt64(place % 64)
    }
    self.ids = ids
    self.classes = classes
  }

  private static func place(_ id: UInt128) -> Int {
    let mixed = (UInt64(truncatingIfNeeded: id) ^ UInt64(truncatingIfNeeded: id >> 64)) &* 0x9e37_79b9_7f4a_7c15
    return Int(mixed >> 48)
  }

  /// The rows of ids that are wanted, in ascending order.
  func rows(among found: UnsafeBufferPointer<UInt128>) -> [Int] {
    var rows: [Int] = []
    classes.withUnsafeBufferPointer { classes in
      for row in found.indices {
        let place = Self.place(found[row])
        if classes[place / 64] & 1 << UInt64(place % 64) != 0, ids.contains(found[row]) { rows.append(row) }
      }
    }
    return rows
  }
}
