extension KADEArchive {
  /// The zip that KADE opens: statements, sorts, title and pile sizes, stored without compression.
  /// - Throws: `QInputError.gridIsTooLarge` for a grid outside −6...13.
  public static func bytes(_ study: QStudy) throws(QInputError) -> [UInt8] {
    let pattern = try KenQPattern.heights(study.grid).map(String.init).joined(separator: ",") + "\n"
    let sorts = study.sorts.map { DelimitedText.line([$0.name] + $0.values.map(String.init)) }.joined()
    let texts = study.statements.isEmpty ? (1...study.statementCount).map { "s\($0)" } : study.statements
    let statements = texts.map { $0.split(whereSeparator: \.isNewline).joined(separator: " ") + "\n" }.joined()
    let title = study.title.split(whereSeparator: \.isNewline).joined(separator: " ") + "\n"
    return StoredArchive.bytes([
      ("statements.txt", statements), ("sorts.txt", sorts), ("name.txt", title), ("pattern.txt", pattern),
    ])
  }
}

/// A zip archive of small texts, stored (APPNOTE.TXT 6.3.3, §4.3).
enum StoredArchive {
  static func bytes(_ entries: [(name: String, text: String)]) -> [UInt8] {
    var archive: [UInt8] = []
    var directory: [UInt8] = []
    for (name, text) in entries {
      let content = Array(text.utf8)
      // Version 2.0, names in UTF-8, stored, 1 January 1980: the same study gives the same bytes.
      let shared =
        little(20, 2) + little(0x0800, 2) + little(0, 2) + little(0, 2) + little(0x21, 2)
        + little(Int(CyclicRedundancy.checksum(of: content)), 4) + little(content.count, 4) + little(content.count, 4)
        + little(name.utf8.count, 2) + little(0, 2)
      directory += little(0x0201_4B50, 4) + little(20, 2) + shared
      directory += little(0, 2) + little(0, 2) + little(0, 2) + little(0, 4) + little(archive.count, 4)
      directory += Array(name.utf8)
      archive += little(0x0403_4B50, 4) + shared + Array(name.utf8) + content
    }
    let end =
      little(0x0605_4B50, 4) + little(0, 4) + little(entries.count, 2) + little(entries.count, 2)
      + little(directory.count, 4) + little(archive.count, 4) + little(0, 2)
    return archive + directory + end
  }

  private static func little(_ value: Int, _ bytes: Int) -> [UInt8] {
    (0..<bytes).map { UInt8(value >> (8 * $0) & 0xFF) }
  }
}
