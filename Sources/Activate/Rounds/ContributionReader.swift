import Foundation
import Values

/// Reads the fields of one round's form and collects what is wrong with them.
struct ContributionReader {
  let fields: ContributionFields
  let round: Round
  private(set) var problems: [String: ContributionProblem] = [:]

  init(_ fields: ContributionFields, _ round: Round) {
    self.fields = fields
    self.round = round
  }

  mutating func reject(_ field: String, _ problem: ContributionProblem) {
    if problems[field] == nil { problems[field] = problem }
  }

  func check() throws(ContributionRejection) {
    guard problems.isEmpty else { throw ContributionRejection(problems: problems) }
  }

  /// A number as people type it: `7,4`, `−12`, `+8`.
  mutating func number(_ field: String, _ scale: RoundScale) -> Double? {
    let typed = fields[field]
    guard !typed.isEmpty else {
      reject(field, .missing)
      return nil
    }
    guard let number = Self.number(typed) else {
      reject(field, .noNumber)
      return nil
    }
    guard scale.contains(number) else {
      reject(field, .outOfRange(low: scale.low, high: scale.high, decimals: scale.decimals))
      return nil
    }
    let factor = scale.decimals == 0 ? 1.0 : 10.0
    let rounded = (number * factor).rounded() / factor
    guard abs(rounded - number) < 1e-9 else {
      reject(field, .tooManyDecimals(scale.decimals))
      return nil
    }
    return rounded
  }

  mutating func whole(_ field: String, in range: ClosedRange<Int>) -> Int? {
    number(field, RoundScale(Double(range.lowerBound)...Double(range.upperBound))).map { Int($0) }
  }

  /// Nothing where the field was left empty.
  mutating func optionalWhole(_ field: String, in range: ClosedRange<Int>) -> Int? {
    fields[field].isEmpty ? nil : whole(field, in: range)
  }

  mutating func text(_ field: String, isRequired: Bool = true) -> String? {
    let text = fields[field]
    if text.isEmpty {
      if isRequired { reject(field, .missing) }
      return nil
    }
    return checkedLength(field, text)
  }

  mutating func texts(_ field: String) -> [String] {
    let texts = fields.all(field)
    if texts.count > round.limits.texts { reject(field, .tooMany(round.limits.texts)) }
    return texts.prefix(round.limits.texts).compactMap { checkedLength(field, $0) }
  }

  private mutating func checkedLength(_ field: String, _ text: String) -> String? {
    guard text.unicodeScalars.count <= round.limits.characters else {
      reject(field, .tooLong(round.limits.characters))
      return nil
    }
    return text
  }

  /// A mark for every option of the round.
  mutating func marks(_ prefix: String, in range: ClosedRange<Int>, isOptional: Bool) -> [Contribution.Mark] {
    var marks: [Contribution.Mark] = []
    for option in round.options {
      let field = "\(prefix).\(option.id)"
      if fields[field].isEmpty, isOptional { continue }
      if let value = whole(field, in: range) { marks.append(Contribution.Mark(option.id, value)) }
    }
    return marks
  }

  /// The options that were ticked under one name, in the order of the round.
  mutating func ticked(
    _ field: String, among options: [RoundOption], atMost most: Int, isRequired: Bool
  )
    -> [ID<RoundOption>]
  {
    let chosen = Set(fields.all(field).map { ID<RoundOption>($0) })
    let known = options.map(\.id).filter(chosen.contains)
    if known.count < chosen.count { reject(field, .unknownOption) }
    if known.count > most { reject(field, .tooMany(most)) }
    if known.isEmpty, isRequired { reject(field, .missing) }
    return known
  }

  mutating func one<Value: RawRepresentable<String>>(_ field: String, otherwise: Value? = nil) -> Value? {
    let typed = fields[field]
    if typed.isEmpty, let otherwise { return otherwise }
    guard let value = Value(rawValue: typed) else {
      reject(field, typed.isEmpty ? .missing : .unknownOption)
      return nil
    }
    return value
  }

  static func number(_ typed: String) -> Double? {
    var text = typed.replacing(",", with: ".").replacing("−", with: "-").replacing(" ", with: "")
    if text.first == "+" { text.removeFirst() }
    guard text.utf8.count <= 20, text.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == "." || $0 == "-") }),
      let number = Double(text), number.isFinite
    else { return nil }
    return number == 0 ? 0 : number
  }
}
