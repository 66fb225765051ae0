import CLibPQ
import Persistence

/// What the server said, with its five-character code, before it is put in the words of the seam.
struct PostgresFailure: Error {
  let state: String
  let detail: String
  /// The connection did not survive it.
  let isLost: Bool
  var constraint: String?
  var table: String?
  var explanation: String?

  init(state: String, detail: String, isLost: Bool) {
    self.state = state
    self.detail = detail
    self.isLost = isLost
  }

  init(_ result: PostgresResult, isLost: Bool) {
    state = result.field(.state) ?? ""
    detail = result.field(.message) ?? result.message
    self.isLost = isLost
    constraint = result.field(.constraint)
    table = result.field(.table)
    explanation = result.field(.explanation)
  }

  /// Two transactions met, or a table changed under a prepared statement: the same body may well succeed now.
  var isWorthRepeating: Bool {
    switch state {
    case "40001", "40P01": true
    case "0A000": detail.contains("cached plan")
    default: false
    }
  }

  var isCancellation: Bool { state == "57014" }

  var error: DatabaseError {
    let kind: DatabaseError.Kind =
      switch state {
      case "23505": .uniqueViolation(uniqueName)
      case "23503": .foreignKeyViolation
      case "23514": .checkViolation(constraint ?? "")
      case "40001", "40P01", "55P03", "57014": .busy
      case "53100": .full
      case "57P01", "57P02", "57P03", "53300": .unavailable
      default: isLost ? .unavailable : .other
      }
    return DatabaseError(kind, detail: state.isEmpty ? detail : "\(state) \(detail)")
  }

  /// A primary key has a name of the server's making; it is called as SQLite's driver calls it. The columns stand between the
  /// first brackets of the explanation, in every language: `Key (a, b)=(1, 2) already exists.`
  private var uniqueName: String {
    let name = constraint ?? ""
    guard !name.hasPrefix("uq_"), let table, let explanation, let open = explanation.firstIndex(of: "("),
      let close = explanation[open...].firstIndex(of: ")")
    else { return name }
    let columns = explanation[explanation.index(after: open)..<close].split(separator: ",")
    return "uq_" + ([table] + columns.map { $0.filter { $0 != " " } }).joined(separator: "__")
  }
}
