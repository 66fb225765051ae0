import Foundation
import Listen
import People
import Understand
import Values

/// How rules are stored: one document, because they are read together and order matters.
extension FollowUpRuleSet {
  private struct Stored: Codable {
    var classes: [String]
    var atMost: Int?
    var atLeast: Int?
    var fall: Int?
    var topic: ID<Topic>?
    var unit: ID<People.Unit>?
    var receiver: FollowUpRule.Receiver
    var days: Int
    var isOn: Bool
  }

  private struct Document: Codable {
    var rules: [Stored]
    var askAfterDays: Int?
  }

  var document: String {
    get throws {
      let stored = rules.map {
        Stored(
          classes: $0.classes.map(\.rawValue).sorted(), atMost: $0.atMost, atLeast: $0.atLeast, fall: $0.fall,
          topic: $0.topic, unit: $0.unit, receiver: $0.receiver, days: $0.days, isOn: $0.isOn)
      }
      let encoder = JSONEncoder()
      encoder.outputFormatting = .sortedKeys
      return String(decoding: try encoder.encode(Document(rules: stored, askAfterDays: askAfterDays)), as: UTF8.self)
    }
  }

  init(document: String, version: Int) throws {
    let read = try JSONDecoder().decode(Document.self, from: Data(document.utf8))
    rules = read.rules.map { stored in
      FollowUpRule(
        classes: Set(stored.classes.compactMap(Promotership.init)), atMost: stored.atMost, atLeast: stored.atLeast,
        fall: stored.fall, topic: stored.topic, unit: stored.unit, receiver: stored.receiver, days: stored.days,
        isOn: stored.isOn)
    }
    askAfterDays = read.askAfterDays
    self.version = version
  }
}
