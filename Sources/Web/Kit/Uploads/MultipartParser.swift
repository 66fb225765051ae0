import Foundation

/// Reads `multipart/form-data` (RFC 7578) piece by piece, however the bytes are cut up on their way.
struct MultipartParser {
  enum Event: Equatable {
    case part(name: String, fileName: String?)
    case content([UInt8])
    case partEnd
  }

  /// What makes a body unreadable.
  enum Fault: Error { case noBoundary, badHeader, headerTooLong, tooManyParts, cutShort }

  private enum State { case content(isPreamble: Bool), header, done }

  private let delimiter: [UInt8]
  private var buffer: [UInt8]
  private var state = State.content(isPreamble: true)
  private var parts = 0

  private static let longestHeader = 8_192
  private static let mostParts = 200

  /// - Parameter contentType: the header of the request, which holds the boundary.
  init(contentType: String) throws(Fault) {
    guard let start = contentType.range(of: "boundary=")?.upperBound else { throw .noBoundary }
    let boundary = contentType[start...].prefix { $0 != ";" }.filter { $0 != "\"" }
    guard (1...70).contains(boundary.utf8.count) else { throw .noBoundary }
    delimiter = Array("\r\n--\(boundary)".utf8)
    // The first boundary has no line before it; with one, it is found as all others are.
    buffer = [13, 10]
  }

  /// Whether the last boundary was seen.
  var isComplete: Bool { if case .done = state { true } else { false } }

  /// What the next bytes bring.
  mutating func feed(_ bytes: some Sequence<UInt8>) throws(Fault) -> [Event] {
    buffer.append(contentsOf: bytes)
    var events: [Event] = []
    while true {
      switch state {
      case .content(let isPreamble):
        guard let found = findDelimiter() else {
          // What might be the beginning of a boundary is kept for the next piece.
          let safe = max(0, buffer.count - delimiter.count - 2)
          if !isPreamble, safe > 0 { events.append(.content(Array(buffer[..<safe]))) }
          buffer.removeFirst(safe)
          return events
        }
        guard buffer.count >= found + delimiter.count + 2 else { return events }
        if !isPreamble {
          if found > 0 { events.append(.content(Array(buffer[..<found]))) }
          events.append(.partEnd)
        }
        let isLast = buffer[found + delimiter.count] == UInt8(ascii: "-")
        buffer.removeFirst(found + delimiter.count + 2)
        state = isLast ? .done : .header
      case .header:
        guard let end = endOfHeader() else {
          guard buffer.count <= Self.longestHeader else { throw .headerTooLong }
          return events
        }
        parts += 1
        guard parts <= Self.mostParts else { throw .tooManyParts }
        events.append(try Self.part(from: String(decoding: buffer[..<end], as: UTF8.self)))
        buffer.removeFirst(end + 4)
        state = .content(isPreamble: false)
      case .done:
        buffer.removeAll()
        return events
      }
    }
  }

  private func findDelimiter() -> Int? {
    guard buffer.count >= delimiter.count else { return nil }
    var start = buffer.startIndex
    while let at = buffer[start...].firstIndex(of: 13), at + delimiter.count <= buffer.count {
      if buffer[at..<(at + delimiter.count)].elementsEqual(delimiter) { return at }
      start = at + 1
    }
    return nil
  }

  /// Where the blank line begins that ends the header of a part.
  private func endOfHeader() -> Int? {
    let blank: [UInt8] = [13, 10, 13, 10]
    guard buffer.count >= 4 else { return nil }
    return (0...(buffer.count - 4)).first { buffer[$0..<($0 + 4)].elementsEqual(blank) }
  }

  private static func part(from header: String) throws(Fault) -> Event {
    let lines = header.split(separator: "\r\n")
    guard let line = lines.first(where: { $0.lowercased().hasPrefix("content-disposition:") }),
      line.lowercased().contains("form-data"), let name = parameter("name", of: line)
    else { throw .badHeader }
    return .part(name: name, fileName: parameter("filename", of: line))
  }

  /// A quoted parameter, as browsers write it: a quote inside is `%22`.
  private static func parameter(_ name: String, of line: Substring) -> String? {
    guard let start = line.range(of: "; \(name)=\"")?.upperBound, let end = line[start...].firstIndex(of: "\"") else {
      return nil
    }
    return String(line[start..<end]).replacing("%22", with: "\"").replacing("%0D%0A", with: " ")
  }
}
