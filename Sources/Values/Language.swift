/// The languages in which Kompas speaks. Dutch comes first.
public enum Language: String, Sendable, Hashable, Codable, CaseIterable {
  case nl
  case en

  public var other: Language { self == .nl ? .en : .nl }
}

/// What a person wrote, in one language or in both: the wording of a question, the name of a value.
public struct LocalizedText: Hashable, Sendable, Codable {
  public var nl: String?
  public var en: String?

  public init(nl: String? = nil, en: String? = nil) {
    self.nl = nl
    self.en = en
  }

  public subscript(language: Language) -> String? {
    get { language == .nl ? nl : en }
    set { if language == .nl { nl = newValue } else { en = newValue } }
  }

  /// The text in this language, else in the other one, else nothing at all.
  public func text(in language: Language) -> String {
    self[language] ?? self[language.other] ?? ""
  }

  /// The language in which `text(in:)` answers, for the `lang` attribute.
  public func language(for wanted: Language) -> Language {
    self[wanted] != nil || self[wanted.other] == nil ? wanted : wanted.other
  }

  public var isEmpty: Bool { (nl ?? "").isEmpty && (en ?? "").isEmpty }
}
