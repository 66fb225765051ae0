/// Ids that sort by the moment they were made (RFC 9562 §5.7): 48 bits of milliseconds, then chance.
public enum UUIDVersion7 {
  /// `018f3c6e-5b2a-7c40-8ef7-4aa7dd7f4aec`
  public static func text(at moment: Instant, random: inout some RandomNumberGenerator) -> String {
    let high = UInt64(max(0, moment.milliseconds)) << 16 | 0x7000 | (random.next() & 0x0fff)
    let low = random.next() & 0x3fff_ffff_ffff_ffff | 0x8000_0000_0000_0000
    let digits = hex(high) + hex(low)
    func part(_ from: Int, _ count: Int) -> Substring { digits.dropFirst(from).prefix(count) }
    return "\(part(0, 8))-\(part(8, 4))-\(part(12, 4))-\(part(16, 4))-\(part(20, 12))"
  }

  private static func hex(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
