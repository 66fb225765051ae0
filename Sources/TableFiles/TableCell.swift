/// What a writer puts in a cell.
public enum TableCell: Sendable, Equatable {
  case empty
  /// Text, which never becomes a formula.
  case text(String)
  case integer(Int)
  /// A number with at most this many digits behind the point, or as many as it needs.
  case number(Double, decimals: Int?)
  /// `2026-11-21`: written as it stands.
  case date(String)

  public static func number(_ number: Double) -> TableCell { .number(number, decimals: nil) }
}

extension TableCell: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral {
  public init(stringLiteral text: String) { self = .text(text) }
  public init(integerLiteral number: Int) { self = .integer(number) }
  public init(floatLiteral number: Double) { self = .number(number) }
}

/// Keeps text in a CSV file from being run as a formula by the spreadsheet that opens it.
enum FormulaGuard {
  /// Whether a spreadsheet might take this text for a formula: it starts with `= + - @`, a control character or one of
  /// their full-width forms, also behind spaces or quotes.
  static func isRisky(_ text: some StringProtocol) -> Bool {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "=", "+", "-", "@", "\t", "\r", "\n", "\0", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": return true
      case " ", "\u{A0}", "\"", "'", "\u{3000}", "\u{FEFF}": continue
      default: return false
      }
    }
    return false
  }
}
