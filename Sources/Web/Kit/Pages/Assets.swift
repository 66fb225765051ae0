import Crypto
import Foundation
import HTTPTypes
import Hummingbird

/// Styles and scripts, held in memory. The hash of its content stands in a file's address, so a browser may keep it for good.
struct Assets: Sendable {
  struct File: Sendable {
    let address: Link
    let type: String
    let bytes: ByteBuffer
  }

  private let byName: [String: File]
  private let byAddress: [String: File]

  init(directory: URL) throws {
    var byName: [String: File] = [:]
    for url in try FileManager.default.contentsOfDirectory(at: directory, includingPropertiesForKeys: nil) {
      guard let type = Self.types[url.pathExtension] else { continue }
      let bytes = try Data(contentsOf: url)
      let hash = SHA256.hash(data: bytes).prefix(5).map { String($0, radix: 16) }.joined()
      let name = url.deletingPathExtension().lastPathComponent
      let link = Link("assets", "\(name).\(hash).\(url.pathExtension)")
      byName[url.lastPathComponent] = File(address: link, type: type, bytes: ByteBuffer(bytes: bytes))
    }
    self.byName = byName
    byAddress = Dictionary(uniqueKeysWithValues: byName.values.map { ($0.address.path, $0) })
  }

  subscript(name: String) -> File? { byName[name] }

  func response(at path: String) -> Response? {
    guard let file = byAddress[path] else { return nil }
    return Response(
      status: .ok,
      headers: [
        .contentType: file.type,
        .contentLength: String(file.bytes.readableBytes),
        .cacheControl: "public, max-age=31536000, immutable",
      ],
      body: ResponseBody(byteBuffer: file.bytes)
    )
  }

  private static let types = [
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
    "webmanifest": "application/manifest+json",
  ]
}
