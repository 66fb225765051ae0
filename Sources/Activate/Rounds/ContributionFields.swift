import Foundation
public import Values

/// The fields of a form as they came in, and the problems that reading them turns up.
public struct ContributionFields: Sendable {
  private let byName: [String: [String]]

  /// Name and value, in the order of the form.
  public init(_ pairs: [(String, String)]) {
    byName = Dictionary(pairs.map { ($0, [$1]) }, uniquingKeysWith: +)
  }

  /// The first value of a name, as one trimmed line without control signs; empty where there is none.
  subscript(name: String) -> String { Self.line(byName[name]?.first ?? "") }

  /// Every value of a name that isn't empty.
  func all(_ name: String) -> [String] { (byName[name] ?? []).map(Self.line).filter { !$0.isEmpty } }

  /// Without control signs and signs that turn the direction of reading.
  private static func line(_ text: String) -> String {
    let clean = text.precomposedStringWithCanonicalMapping.unicodeScalars.map { scalar -> Unicode.Scalar in
      scalar == "\n" || scalar == "\r" || scalar == "\t" ? " " : scalar
    }.filter { scalar in
      switch scalar.value {
      case 0..<32, 127..<160, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2028, 0x2029, 0x2066...0x2069, 0xFEFF: false
      default: true
      }
    }
    var line = String.UnicodeScalarView()
    line.append(contentsOf: clean)
    return String(line).trimmingCharacters(in: .whitespaces)
  }
}

/// Why a field of a contribution was not taken.
public enum ContributionProblem: Hashable, Sendable {
  case missing
  case noNumber
  case outOfRange(low: Double, high: Double, decimals: Int)
  case tooManyDecimals(Int)
  /// Not one of the options.
  case unknownOption
  case tooMany(Int)
  case tooLong(Int)
  case sumIsNot100(Int)
  case tooManyDots(given: Int, allowed: Int)
  case placeTakenTwice
  case reasonMissing
  case checkTooLate(days: Int)
  case checkInThePast

  public var message: Message {
    switch self {
    case .missing: Message("rounds.problem.missing")
    case .noNumber: Message("rounds.problem.noNumber")
    case .outOfRange(let low, let high, let decimals):
      Message(
        "rounds.problem.outOfRange",
        ["low": .number(low, decimals: decimals), "high": .number(high, decimals: decimals)])
    case .tooManyDecimals(let count):
      Message(count == 0 ? "rounds.problem.noDecimals" : "rounds.problem.oneDecimal")
    case .unknownOption: Message("rounds.problem.unknownOption")
    case .tooMany(let count): Message("rounds.problem.tooMany", ["count": .count(count)])
    case .tooLong(let count): Message("rounds.problem.tooLong", ["count": .count(count)])
    case .sumIsNot100(let sum): Message("rounds.problem.sumIsNot100", ["sum": .count(sum)])
    case .tooManyDots(let given, let allowed):
      Message("rounds.problem.tooManyDots", ["given": .count(given), "count": .count(allowed)])
    case .placeTakenTwice: Message("rounds.problem.placeTakenTwice")
    case .reasonMissing: Message("rounds.problem.reasonMissing")
    case .checkTooLate(let days): Message("rounds.problem.checkTooLate", ["count": .count(days)])
    case .checkInThePast: Message("rounds.problem.checkInThePast")
    }
  }
}

/// What is wrong with a contribution: every problem at once, each beside its field.
public struct ContributionRejection: Error, Hashable, Sendable {
  public let problems: [String: ContributionProblem]

  /// The same for a form.
  public var rejection: Rejection { Rejection(problems.mapValues(\.message)) }
}
