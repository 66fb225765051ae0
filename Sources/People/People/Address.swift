/// A mail address as people type it.
public enum Address {
  /// Without spaces around it, in lower case: how addresses are kept and compared.
  public static func normal(_ text: String) -> String {
    text.trimmed.lowercased()
  }

  /// Whether mail could be sent to it: one @ with something on both sides, a dot in the domain, nothing that would break
  /// a mail's header. Only a mail that arrives tells more.
  public static func isPlausible(_ text: String) -> Bool {
    guard (6...254).contains(text.utf8.count),
      !text.contains(where: { $0.isWhitespace || "<>,;:\"()[]\\".contains($0) }),
      text.unicodeScalars.allSatisfy({ $0.value > 32 && $0.value != 127 })
    else { return false }
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, let domain = parts.last, !parts[0].isEmpty, parts[0].utf8.count <= 64 else { return false }
    let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
    return labels.count >= 2 && labels.allSatisfy { !$0.isEmpty && !$0.hasPrefix("-") && !$0.hasSuffix("-") }
  }
}

extension String {
  /// Without spaces and line ends around it.
  var trimmed: String {
    let start = firstIndex { !$0.isWhitespace } ?? endIndex
    let end = lastIndex { !$0.isWhitespace }.map(index(after:)) ?? startIndex
    return start < end ? String(self[start..<end]) : ""
  }
}
