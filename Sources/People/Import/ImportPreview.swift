public import Values

/// What a table would do, row by row, and, once it is applied, what it did.
public struct ImportPreview: Sendable {
  public enum Outcome: Hashable, Sendable {
    case new
    /// Known already, with something else in these columns.
    case changed([ImportField])
    /// Nothing in it is news.
    case same
    /// Left out; everything that is wrong with it.
    case problem([Problem])
  }

  public struct Problem: Hashable, Sendable {
    public let field: ImportField
    /// Why, with the facts.
    public let message: Message

    public init(field: ImportField, message: Message) {
      self.field = field
      self.message = message
    }
  }

  public struct Line: Hashable, Sendable {
    /// As a spreadsheet counts.
    public let row: Int
    /// What the row is about, to know it by.
    public let title: String
    public let outcome: Outcome

    public init(row: Int, title: String, outcome: Outcome) {
      self.row = row
      self.title = title
      self.outcome = outcome
    }
  }

  public struct Column: Hashable, Sendable {
    public let header: String
    /// Nothing where the column is left out.
    public let field: ImportField?

    public init(header: String, field: ImportField?) {
      self.header = header
      self.field = field
    }
  }

  public let kind: ImportKind
  public let columns: [Column]
  /// Columns that must be there and aren't; nothing is taken in then.
  public let missing: [ImportField]
  public let lines: [Line]

  public init(kind: ImportKind, columns: [Column], missing: [ImportField], lines: [Line]) {
    self.kind = kind
    self.columns = columns
    self.missing = missing
    self.lines = lines
  }

  public func count(_ matches: (Outcome) -> Bool) -> Int { lines.count { matches($0.outcome) } }
  public var new: Int { count { $0 == .new } }
  public var changed: Int { count { if case .changed = $0 { true } else { false } } }
  public var same: Int { count { $0 == .same } }
  public var problems: Int { count { if case .problem = $0 { true } else { false } } }
  /// Whether applying it would change anything.
  public var changesSomething: Bool { new + changed > 0 }
}

/// What is being found out about one row.
struct ImportRow {
  let number: Int
  private(set) var problems: [ImportPreview.Problem] = []

  init(_ row: ImportSheet.Row) {
    number = row.number
  }

  mutating func reject(_ field: ImportField, _ key: String, _ facts: [String: Message.Fact] = [:]) {
    problems.append(ImportPreview.Problem(field: field, message: Message(key, facts)))
  }

  mutating func checkLength(_ field: ImportField, _ text: String, most: Int) {
    if text.isEmpty { reject(field, "people.form.missing") }
    if text.unicodeScalars.count > most { reject(field, "people.form.tooLong", ["count": .count(most)]) }
  }

  /// A word of a short list; empty is no problem.
  mutating func word<Value>(_ field: ImportField, _ text: String, in words: [String: Value]) -> Value? {
    guard !text.isEmpty else { return nil }
    let found = words[text.folded.filter { $0.isLetter || $0.isNumber }]
    if found == nil { reject(field, "people.import.unknownWord", ["text": .text(text)]) }
    return found
  }

  func line(_ title: String, _ otherwise: ImportPreview.Outcome) -> ImportPreview.Line {
    ImportPreview.Line(row: number, title: title, outcome: problems.isEmpty ? otherwise : .problem(problems))
  }
}

enum ImportWords {
  static let languages: [String: Language] = [
    "nl": .nl, "nederlands": .nl, "dutch": .nl, "nlnl": .nl, "en": .en, "engels": .en, "english": .en, "engb": .en,
    "enus": .en,
  ]

  static let roles: [String: Role] = [
    "board": .board, "bestuur": .board, "directie": .board, "management": .board, "mt": .board,
    "bestuurendirectie": .board, "boardandmanagement": .board, "directeur": .board, "director": .board,
    "manager": .manager, "leidinggevende": .manager, "teamleider": .manager, "teamlead": .manager,
    "employee": .employee, "medewerker": .employee,
    "facilitator": .facilitator, "begeleider": .facilitator,
    "researcher": .researcher, "onderzoeker": .researcher,
    "administrator": .administrator, "admin": .administrator, "beheerder": .administrator,
  ]

  static let kinds: [String: Customer.Kind] = [
    "organisation": .organisation, "organization": .organisation, "organisatie": .organisation,
    "bedrijf": .organisation, "company": .organisation, "zakelijk": .organisation, "business": .organisation,
    "b2b": .organisation, "person": .person, "persoon": .person, "particulier": .person, "consument": .person,
    "consumer": .person, "private": .person, "b2c": .person,
  ]
}
