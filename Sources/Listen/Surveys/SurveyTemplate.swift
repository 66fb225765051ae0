import Foundation
public import People
import Values

/// A survey to begin from.
public enum SurveyTemplate: String, Sendable, Hashable, CaseIterable {
  /// The whole relation with a customer, once or twice a year.
  case relationship
  /// Right after one contact.
  case afterContact
  /// A business account: several people at one customer, and the competitors beside us.
  case account

  /// The survey as this organisation would ask it: with its own name, and with its own values where it has them.
  public func document(for organisation: Organisation, values: [CustomerValue]) throws -> SurveyDocument {
    var document = try Self.read(rawValue)
    for (place, question) in document.questions.enumerated() where question.kind == .values && !values.isEmpty {
      document.questions[place].items = values.map { Question.Item(id: ID($0.id.text), text: $0.name) }
    }
    return document.naming(organisation.name)
  }

  /// How many questions it asks, without explanations.
  public func countOfQuestions() throws -> Int {
    try Self.read(rawValue).questions.count { $0.kind != .explanation }
  }

  private static func read(_ name: String) throws -> SurveyDocument {
    guard let file = Bundle.module.url(forResource: name, withExtension: "json", subdirectory: "Templates") else {
      throw NotFound()
    }
    return try JSONDecoder().decode(SurveyDocument.self, from: Data(contentsOf: file))
  }
}

extension SurveyDocument {
  /// With the organisation's name where the template leaves room for it.
  func naming(_ organisation: String) -> SurveyDocument {
    func named(_ text: LocalizedText) -> LocalizedText {
      LocalizedText(
        nl: text.nl?.replacing("{organisation}", with: organisation),
        en: text.en?.replacing("{organisation}", with: organisation))
    }
    var document = self
    document.title = named(title)
    document.introduction = introduction.map(named)
    document.thanks = thanks.map(named)
    document.questions = questions.map { question in
      var question = question
      question.text = named(question.text)
      question.help = question.help.map(named)
      return question
    }
    return document
  }
}
