import Values

/// Collects what is wrong with a form of Act, so that everything is said at once.
struct Filling {
  private(set) var problems: [String: Message] = [:]

  /// A text that has to be there, at most so long.
  mutating func text(_ field: String, _ text: String, most: Int = 300) -> String {
    let clean = text.trimmingSpaces
    if clean.isEmpty { problems[field] = Message("route.form.missing") }
    return short(field, clean, most: most)
  }

  /// A text that may be left out.
  mutating func optional(_ field: String, _ text: String, most: Int = 1_000) -> String? {
    let clean = text.trimmingSpaces
    return clean.isEmpty ? nil : short(field, clean, most: most)
  }

  /// A choice that has to be made.
  mutating func chosen<Value>(_ field: String, _ value: Value?) -> Value? {
    if value == nil { problems[field] = Message("route.form.missing") }
    return value
  }

  mutating func reject(_ field: String, _ key: String, _ facts: [String: Message.Fact] = [:]) {
    problems[field] = Message(key, facts)
  }

  func check() throws(Rejection) {
    guard problems.isEmpty else { throw Rejection(problems) }
  }

  private mutating func short(_ field: String, _ text: String, most: Int) -> String {
    if text.unicodeScalars.count > most { problems[field] = Message("kit.problems.tooLong", ["count": .count(most)]) }
    return text
  }
}

extension String {
  fileprivate var trimmingSpaces: String {
    var rest = self[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
