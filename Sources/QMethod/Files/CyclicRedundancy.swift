/// CRC-32 (ISO 3309, polynomial 0x04C11DB7 reflected), as zip archives and R's digest compute it.
enum CyclicRedundancy {
  static func checksum(of bytes: some Sequence<UInt8>) -> UInt32 {
    var checksum: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      checksum ^= UInt32(byte)
      for _ in 0..<8 { checksum = checksum & 1 == 1 ? checksum >> 1 ^ 0xEDB8_8320 : checksum >> 1 }
    }
    return ~checksum
  }

  /// The checksum of the text's UTF-8 in small hexadecimal digits, without zeros before it.
  static func hexadecimal(of text: String) -> String { String(checksum(of: text.utf8), radix: 16) }
}
