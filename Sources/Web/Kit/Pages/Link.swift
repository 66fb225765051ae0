import Values

/// An address within Kompas. The only maker of URLs: each feature extends it with its own, and nothing else joins paths.
///
///     extension Link {
///       static let surveys = Link("surveys")
///       static func survey(_ id: ID<Survey>) -> Link { Link("surveys", id.text) }
///     }
struct Link: Hashable, Sendable {
  /// From the root of the site, encoded, with its query.
  let path: String

  /// The segments of the path, each encoded.
  init(_ segments: String...) {
    path = "/" + segments.map { Self.encode($0) }.joined(separator: "/")
  }

  private init(path: String) {
    self.path = path
  }

  static let home = Link()

  /// Takes a path that came from outside, when it leads to this site.
  init?(local path: String) {
    guard path.utf8.first == UInt8(ascii: "/"), !path.hasPrefix("//"), path.utf8.count <= 2_000,
      path.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f && $0 != UInt8(ascii: "\\") })
    else { return nil }
    self.path = path
  }

  /// With one more name and value in its query; nothing changes where there's no value.
  func with(_ name: String, _ value: String?) -> Link {
    guard let value else { return self }
    return Link(path: path + (path.contains("?") ? "&" : "?") + Self.encode(name) + "=" + Self.encode(value))
  }

  /// At a place in the page.
  func at(_ place: String) -> Link { Link(path: path + "#" + Self.encode(place)) }

  private static func encode(_ text: String) -> String {
    let hex = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
        UInt8(ascii: "~"):
        bytes.append(byte)
      default:
        bytes += [UInt8(ascii: "%"), hex[Int(byte >> 4)], hex[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
