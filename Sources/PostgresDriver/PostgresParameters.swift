import Persistence

/// The values of one statement, as libpq wants them: text of which the server finds the type itself, and bytes as they are.
struct PostgresParameters {
  private var storage: [CChar] = []
  private var starts: [Int?] = []
  private var lengths: [Int32] = []
  private var formats: [Int32] = []

  var count: Int { starts.count }

  init(_ values: [SQLValue]) {
    for value in values {
      switch value {
      case .null: appendNull()
      case .integer(let number): append(String(number).utf8, format: 0)
      case .double(let number): append("\(number)".utf8, format: 0)
      case .text(let text): append(text.utf8, format: 0)
      case .blob(let bytes): append(bytes, format: 1)
      }
    }
  }

  private mutating func append(_ bytes: some Collection<UInt8>, format: Int32) {
    starts.append(storage.count)
    lengths.append(Int32(bytes.count))
    formats.append(format)
    storage.append(contentsOf: bytes.lazy.map { CChar(bitPattern: $0) })
    storage.append(0)
  }

  private mutating func appendNull() {
    starts.append(nil)
    lengths.append(0)
    formats.append(0)
  }

  func withPointers<Value>(
    _ body: ([UnsafePointer<CChar>?], [Int32], [Int32]) throws -> Value
  ) rethrows -> Value {
    try storage.withUnsafeBufferPointer { buffer in
      try body(starts.map { start in start.flatMap { buffer.baseAddress?.advanced(by: $0) } }, lengths, formats)
    }
  }
}
