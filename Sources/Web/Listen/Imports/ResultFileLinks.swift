import Listen
import Values

extension Link {
  static let resultFiles = Link("listen", "imports")
  static func resultFile(_ id: ID<Import>) -> Link { Link("listen", "imports", id.text) }
  static func resultFile(_ id: ID<Import>, _ change: String) -> Link { Link("listen", "imports", id.text, change) }
  static func resultColumns(_ id: ID<Import>) -> Link { resultFile(id, "columns") }
  static func resultColumn(_ id: ID<Import>, _ position: Int) -> Link {
    Link("listen", "imports", id.text, "columns", String(position))
  }
}
