/// Numbers byte strings in the order of their coming, so that a million equal cells cost one piece of text.
struct ByteTable {
  private var slots: [Int32] = Array(repeating: -1, count: 64)
  private var hashes: [UInt64] = []
  private var ends: [Int] = []
  private var bytes: [UInt8] = []
  /// How many different byte strings may come in.
  let capacity: Int

  init(capacity: Int) {
    self.capacity = capacity
  }

  var count: Int { ends.count }

  func text(_ index: Int) -> String { String(decoding: slice(index), as: UTF8.self) }

  func slice(_ index: Int) -> ArraySlice<UInt8> { bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]] }

  /// FNV-1a.
  static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash
  }

  func index(of text: UnsafeBufferPointer<UInt8>) -> Int? {
    let hash = Self.hash(text)
    var slot = Self.slot(hash, slots.count)
    while slots[slot] >= 0 {
      let index = Int(slots[slot])
      if hashes[index] == hash, equals(index, text) { return index }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// The number of this byte string, which it gets now if it is new; nil if it is new and the table is full.
  mutating func add(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    let hash = Self.hash(text)
    var slot = Self.slot(hash, slots.count)
    while slots[slot] >= 0 {
      let index = Int(slots[slot])
      if hashes[index] == hash, equals(index, text) { return index }
      slot = (slot + 1) & (slots.count - 1)
    }
    guard count < capacity else { return nil }
    slots[slot] = Int32(count)
    hashes.append(hash)
    bytes.append(contentsOf: text)
    ends.append(bytes.count)
    if count * 2 > slots.count { grow() }
    return count - 1
  }

  mutating func add(_ text: String) -> Int? {
    var text = text
    return text.withUTF8 { add($0) }
  }

  private func equals(_ index: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = index == 0 ? 0 : ends[index - 1]
    guard ends[index] - start == text.count else { return false }
    for offset in 0..<text.count where bytes[start + offset] != text[offset] { return false }
    return true
  }

  private static func slot(_ hash: UInt64, _ count: Int) -> Int {
    Int(truncatingIfNeeded: hash ^ hash >> 32) & (count - 1)
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: slots.count * 2)
    for (index, hash) in hashes.enumerated() {
      var slot = Self.slot(hash, slots.count)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(index)
    }
  }
}
