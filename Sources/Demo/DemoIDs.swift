import Values

/// Ids that look like those of a living organisation and are the same each time: version 7, from a given moment.
struct DemoIDs {
  private var random = DemoRandom(seed: 7)

  mutating func make<Thing>(_ type: Thing.Type = Thing.self, at moment: Instant) -> ID<Thing> {
    let time = UInt64(moment.milliseconds)
    let high = time << 16 | 0x7000 | (random.next() & 0x0fff)
    let low = random.next() & 0x3fff_ffff_ffff_ffff | 0x8000_0000_0000_0000
    let digits = Self.hex(high) + Self.hex(low)
    func part(_ from: Int, _ count: Int) -> Substring { digits.dropFirst(from).prefix(count) }
    return ID("\(part(0, 8))-\(part(8, 4))-\(part(12, 4))-\(part(16, 4))-\(part(20, 12))")
  }

  private static func hex(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
