public import Values

/// What somebody filled in about a unit.
public struct UnitDraft: Sendable, Hashable {
  public let name: String
  /// Made from the name where it was left empty.
  public let code: String

  /// Throws a `Rejection` with the fields `name` and `code`.
  public init(name: String, code: String = "") throws(Rejection) {
    var form = Form()
    self.name = form.line("name", name, length: 1...200)
    let given = form.line("code", code, length: 0...60)
    self.code = given.isEmpty ? Self.code(for: self.name) : given
    try form.check()
  }

  /// `Regio Noord` becomes `regio-noord`.
  static func code(for name: String) -> String {
    let words = name.folded.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    let code = String(words.joined(separator: "-").prefix(60))
    return code.isEmpty ? "x" : code
  }
}
