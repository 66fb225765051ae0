import Activate
import Foundation
import Values

/// What goes over the live channel: the snapshot as one line of JSON. Made once for each face and state, however many pages hear it.
enum LiveDrawing {
  static func bytes(_ snapshot: SessionSnapshot, _ language: Language) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(snapshot))
  }
}
