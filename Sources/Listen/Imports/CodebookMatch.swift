/// Which entry of a codebook belongs to which column.
struct CodebookMatch {
  /// By the column's position, from 0.
  private(set) var found: [Int: Codebook.Entry] = [:]
  /// Columns whose name the book writes a letter otherwise, by position.
  private(set) var similar: Set<Int> = []
  /// Names in the book that are no column.
  private(set) var unknown: [String] = []

  init(_ book: Codebook, _ columns: [ImportColumn]) {
    let entries = Dictionary(book.entries.map { (Self.normal($0.name), $0) }, uniquingKeysWith: { first, _ in first })
    let names = Set(columns.map { Self.normal($0.name) })
    for column in columns {
      if let entry = entries[Self.normal(column.name)] { found[column.position] = entry }
    }
    let left = columns.filter { found[$0.position] == nil && !$0.name.isEmpty }
    let rest = entries.filter { !names.contains($0.key) }
    var used: Set<String> = []
    for (position, name) in Self.neighbours(of: left, in: rest) {
      found[position] = rest[name]
      similar.insert(position)
      used.insert(name)
    }
    var told: Set<String> = []
    unknown = book.entries.filter { entry in
      let name = Self.normal(entry.name)
      return rest[name] != nil && !used.contains(name) && told.insert(name).inserted
    }.map(\.name)
  }

  static func normal(_ name: String) -> String { HeaderText.trimmed(name).lowercased() }

  /// Names that differ by one letter more, or by two letters that changed places, and fit each other alone. Digits must be the
  /// same: `Q7` is not `Q8`.
  private static func neighbours(of columns: [ImportColumn], in entries: [String: Codebook.Entry]) -> [Int: String] {
    var shapes: [String: Set<String>] = [:]
    for name in entries.keys { for shape in Self.shapes(name) { shapes[shape, default: []].insert(name) } }
    var fits: [Int: Set<String>] = [:]
    var takers: [String: Int] = [:]
    for column in columns {
      let own = Self.normal(column.name)
      let near = Self.shapes(own).reduce(into: Set<String>()) { $0.formUnion(shapes[$1] ?? []) }
        .filter { isNear($0, own) }
      guard !near.isEmpty else { continue }
      fits[column.position] = near
      for name in near { takers[name, default: 0] += 1 }
    }
    return fits.compactMapValues { $0.count == 1 && $0.allSatisfy { takers[$0] == 1 } ? $0.first : nil }
  }

  /// The name itself, and the name with each letter left out.
  private static func shapes(_ name: String) -> Set<String> {
    let bytes = Array(name.utf8)
    guard (8...80).contains(bytes.count) else { return [] }
    var shapes: Set<String> = [name]
    for place in bytes.indices where isLetter(bytes[place]) {
      var shorter = bytes
      shorter.remove(at: place)
      shapes.insert(String(decoding: shorter, as: UTF8.self))
    }
    return shapes
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) || byte >= 0x80 }

  /// Whether two names are each other but for one letter more, or for two neighbours that changed places.
  private static func isNear(_ one: String, _ other: String) -> Bool {
    let (one, other) = (Array(one.utf8), Array(other.utf8))
    guard one.count == other.count else { return abs(one.count - other.count) == 1 }
    let different = one.indices.filter { one[$0] != other[$0] }
    guard different.count == 2, different[1] == different[0] + 1 else { return false }
    return one[different[0]] == other[different[1]] && one[different[1]] == other[different[0]]
  }
}
