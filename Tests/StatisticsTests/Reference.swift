import Foundation
import Testing

/// A value of a reference.json, walked by key: `reference["nps", "adjusted_wald", "se"].number`.
enum Reference: Decodable {
  case number(Double)
  case text(String)
  case list([Reference])
  case table([String: Reference])
  case nothing

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let list = try? container.decode([Reference].self) {
      self = .list(list)
    } else if let table = try? container.decode([String: Reference].self) {
      self = .table(table)
    } else {
      self = .nothing
    }
  }

  subscript(keys: String...) -> Reference {
    keys.reduce(self) { value, key in
      guard case .table(let table) = value else { return .nothing }
      return table[key] ?? .nothing
    }
  }

  subscript(index: Int) -> Reference {
    guard case .list(let list) = self, list.indices.contains(index) else { return .nothing }
    return list[index]
  }

  /// NaN where there is no number, so that a misspelt key fails the comparison.
  var number: Double {
    guard case .number(let number) = self else { return .nan }
    return number
  }

  var text: String {
    guard case .text(let text) = self else { return "" }
    return text
  }

  /// A misspelt key is a failure, not an empty loop.
  var table: [String: Reference] {
    guard case .table(let table) = self, !table.isEmpty else {
      Issue.record("the reference has no table here")
      return [:]
    }
    return table
  }

  var list: [Reference] {
    guard case .list(let list) = self else { return [] }
    return list
  }

  /// `{"0": 17, "1": 6}` as counts.
  var counts: [Int: Int] {
    var counts: [Int: Int] = [:]
    for (key, value) in table {
      if let answer = Int(key) { counts[answer] = Int(value.number) }
    }
    return counts
  }
}
