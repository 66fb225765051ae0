/// Ids that sort by the moment they were made (RFC 9562 §5.7): 48 bits of milliseconds, then chance.
public enum UUIDVersion7 {
  /// `018f3c6e-5b2a-7c40-8ef7-4aa7dd7f4aec`
  public static func text(at moment: Instant, random: inout some RandomNumberGenerator) -> String {
    let high = UInt64(max(0, moment.milliseconds)) << 16 | 0x7000 | (random.next() & 0x0fff)
    let low = random.next() & 0x3fff_ffff_ffff_ffff | 0x8000_0000_0000_0000
    return String(unsafeUninitializedCapacity: 36) { bytes in
      var place = 0
      for digit in 0..<32 {
        if digit == 8 || digit == 12 || digit == 16 || digit == 20 {
          bytes[place] = UInt8(ascii: "-")
          place += 1
        }
        let half = digit < 16 ? high : low
        let value = UInt8(truncatingIfNeeded: half >> UInt64(60 - 4 * (digit & 15))) & 15
        bytes[place] = value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
        place += 1
      }
      return 36
    }
  }
}
