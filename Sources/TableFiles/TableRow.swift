/// One row of a table as UTF-8 bytes. A reader fills the same row over and over, so that reading makes no garbage:
/// copy out what has to stay (`string(at:)`, `strings`).
public struct TableRow: Sendable {
  /// The row's place in the file from 1, as a spreadsheet shows it.
  public internal(set) var number = 0
  @usableFromInline var bytes: [UInt8] = []
  @usableFromInline var fields: [Field] = []

  @usableFromInline struct Field: Sendable {
    @usableFromInline var start: Int32
    @usableFromInline var end: Int32
    var hasEscapes: Bool

    init(start: Int, end: Int, hasEscapes: Bool = false) {
      self.start = Int32(truncatingIfNeeded: start)
      self.end = Int32(truncatingIfNeeded: end)
      self.hasEscapes = hasEscapes
    }
  }

  public init() {}

  /// A row made by hand, for headers that come from elsewhere and for tests.
  public init(number: Int, fields texts: [String]) {
    self.number = number
    for text in texts { append(utf8: text.utf8) }
  }

  /// How many fields the row has.
  @inlinable public var count: Int { fields.count }

  /// Whether no field holds anything.
  @inlinable public var isEmpty: Bool { fields.allSatisfy { $0.start == $0.end } }

  /// Whether the field at this position holds nothing, or isn't there at all.
  @inlinable public func isEmpty(at position: Int) -> Bool {
    guard position < fields.count else { return true }
    return fields[position].start == fields[position].end
  }

  /// The field as text; bytes that are not UTF-8 become U+FFFD. Empty where the row is shorter.
  @inlinable public func string(at position: Int) -> String {
    guard position < fields.count else { return "" }
    let field = fields[position]
    return String(decoding: bytes[Int(field.start)..<Int(field.end)], as: UTF8.self)
  }

  public var strings: [String] { (0..<count).map { string(at: $0) } }

  /// Reads the field's bytes without copying them. Empty where the row is shorter.
  @inlinable
  public func withBytes<Result, Failure: Error>(
    at position: Int, _ read: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result,
  ) throws(Failure) -> Result {
    guard position < fields.count else { return try read(UnsafeBufferPointer(start: nil, count: 0)) }
    let field = fields[position]
    return try withAllBytes { all throws(Failure) in
      try read(UnsafeBufferPointer(rebasing: all[Int(field.start)..<Int(field.end)]))
    }
  }

  /// Reads all of the row's bytes at once; `range(at:)` says where a field lies in them.
  @inlinable
  public func withAllBytes<Result, Failure: Error>(
    _ read: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result,
  ) throws(Failure) -> Result {
    let outcome: Swift.Result<Result, Failure> = bytes.withUnsafeBufferPointer { all in
      do throws(Failure) { return .success(try read(all)) } catch { return .failure(error) }
    }
    return try outcome.get()
  }

  /// Where the field lies in the bytes of `withAllBytes`.
  @inlinable public func range(at position: Int) -> Range<Int> {
    guard position < fields.count else { return 0..<0 }
    return Int(fields[position].start)..<Int(fields[position].end)
  }
}

extension TableRow {
  mutating func clear() {
    bytes.removeAll(keepingCapacity: true)
    fields.removeAll(keepingCapacity: true)
  }

  mutating func append(utf8: some Sequence<UInt8>) {
    let start = bytes.count
    bytes.append(contentsOf: utf8)
    fields.append(Field(start: start, end: bytes.count))
  }

  mutating func appendEmpty() {
    fields.append(Field(start: bytes.count, end: bytes.count))
  }

  /// Takes the doubled quotes out of the fields that have them. What stands behind a closing quote stays, as
  /// spreadsheets do it.
  mutating func unescape() {
    for index in fields.indices where fields[index].hasEscapes {
      var write = Int(fields[index].start)
      var read = write
      let end = Int(fields[index].end)
      var isQuoted = true
      while read < end {
        let byte = bytes[read]
        if byte == UInt8(ascii: "\""), isQuoted {
          if read + 1 < end, bytes[read + 1] == UInt8(ascii: "\"") {
            bytes[write] = byte
            write += 1
            read += 2
          } else {
            isQuoted = false
            read += 1
          }
          continue
        }
        bytes[write] = byte
        write += 1
        read += 1
      }
      fields[index].end = Int32(truncatingIfNeeded: write)
      fields[index].hasEscapes = false
    }
  }
}
