import Activate
import Foundation
import Localization
import Values

/// What goes over the live channel: the snapshot, and the part of the page that it makes. Made once for each face and state, however
/// many pages show it.
struct LiveDrawing: Sendable {
  let renderer: Renderer

  private struct Payload: Encodable {
    let snapshot: SessionSnapshot
    let html: String?
  }

  /// One line of JSON: line ends in texts are escaped, and so are the signs that would end a script element.
  func bytes(_ snapshot: SessionSnapshot, _ language: Language) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let html = try LiveFragment.html(of: snapshot, in: language, renderer)
    return Array(try encoder.encode(Payload(snapshot: snapshot, html: html)))
  }
}
