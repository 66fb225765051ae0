import Foundation
public import Values

/// Collects what is wrong with a form, so that everything is said at once.
struct Form {
  private(set) var problems: [String: Message] = [:]

  mutating func reject(_ field: String, _ key: String, _ facts: [String: Message.Fact] = [:]) {
    problems[field] = Message(key, facts)
  }

  /// One line of text: without control signs and without signs that turn the direction of reading, because names are
  /// shown between other people's words.
  mutating func line(_ field: String, _ text: String, length: ClosedRange<Int>) -> String {
    let line = Self.line(text)
    if line.unicodeScalars.count < length.lowerBound {
      reject(field, "people.form.missing")
    } else if line.unicodeScalars.count > length.upperBound {
      reject(field, "people.form.tooLong", ["count": .count(length.upperBound)])
    }
    return line
  }

  mutating func address(_ field: String, _ text: String, isRequired: Bool) -> String? {
    let address = Address.normal(text)
    if address.isEmpty {
      if isRequired { reject(field, "people.form.missing") }
      return nil
    }
    if !Address.isPlausible(address) { reject(field, "people.form.noAddress") }
    return address
  }

  /// A day as `2026-11-21` or `21-11-2026`; empty is `otherwise`.
  mutating func day(_ field: String, _ text: String, otherwise: Day) -> Day {
    guard !text.trimmed.isEmpty else { return otherwise }
    guard let day = Day(typed: text.trimmed), (1900...2200).contains(day.civil.year) else {
      reject(field, "people.form.noDay")
      return otherwise
    }
    return day
  }

  func check() throws(Rejection) {
    guard problems.isEmpty else { throw Rejection(problems) }
  }

  static func line(_ text: String) -> String {
    let clean = text.unicodeScalars.filter { scalar in
      switch scalar.value {
      case 0..<32, 127..<160, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2028, 0x2029, 0x2066...0x2069, 0xFEFF: false
      default: true
      }
    }
    var line = String.UnicodeScalarView()
    line.append(contentsOf: clean)
    return String(line).trimmed.precomposedStringWithCanonicalMapping
  }
}

extension Day {
  /// As people in the Netherlands type a day, and as a browser sends it.
  public init?(typed text: String) {
    let parts = text.split { "-/. ".contains($0) }.map { Int($0) }
    guard parts.count == 3, let first = parts[0], let second = parts[1], let third = parts[2] else { return nil }
    if first > 31 {
      self.init(year: first, month: second, day: third)
    } else {
      self.init(year: third, month: second, day: first)
    }
  }
}
