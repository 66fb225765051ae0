public import People
public import Persistence
public import Values

/// A file of results that was brought in, or is about to be: what it is taken for, where it goes, and what became of it.
public struct Import: Equatable, Sendable {
  public enum State: String, Sendable, Hashable, CaseIterable, SQLColumn {
    /// The dry run is done; nothing went in yet.
    case proposed
    /// Responses are going in, or were when the program ended: applying again goes on.
    case applying
    case applied
    /// Somebody stopped it. What went in stays; applying again goes on.
    case stopped
  }

  public let id: ID<Import>
  /// As the person's computer calls it.
  public let fileName: String
  /// SHA-256 of the file in hexadecimal digits: the name under which the original is kept.
  public let fileHash: String
  public let fileSize: Int
  public var state: State
  public var mapping: ImportMapping
  /// Where it goes; nothing until somebody said so.
  public var plan: ImportPlan?
  public var findings: ImportFindings
  public var survey: ID<Survey>?
  public var wave: ID<Wave>?
  /// Rows of the file that were read so far.
  public var rowsRead: Int
  public var outcome: ImportOutcome?
  /// Nothing where the operator of the machine did it.
  public let broughtBy: ID<Person>?
  public let createdAt: Instant

  public init(
    id: ID<Import>, fileName: String, fileHash: String, fileSize: Int, state: State, mapping: ImportMapping,
    plan: ImportPlan? = nil, findings: ImportFindings, survey: ID<Survey>? = nil, wave: ID<Wave>? = nil,
    rowsRead: Int = 0, outcome: ImportOutcome? = nil, broughtBy: ID<Person>? = nil, createdAt: Instant
  ) {
    self.id = id
    self.fileName = fileName
    self.fileHash = fileHash
    self.fileSize = fileSize
    self.state = state
    self.mapping = mapping
    self.plan = plan
    self.findings = findings
    self.survey = survey
    self.wave = wave
    self.rowsRead = rowsRead
    self.outcome = outcome
    self.broughtBy = broughtBy
    self.createdAt = createdAt
  }

  /// Whether a person still has to say something before it can go in.
  public var isOpen: Bool { !mapping.problems.isEmpty }
}

/// Where an import goes, and what it may make on its way.
public struct ImportPlan: Hashable, Sendable, Codable {
  /// The survey that it extends; nothing makes a new one.
  public var survey: ID<Survey>?
  /// Of a new survey.
  public var title: String
  /// The measurement that the responses belong to. An imported wave of this name in the survey is extended.
  public var wave: String
  /// The day of the responses where the file doesn't say; also the day on which the wave is shown in trends.
  public var day: Day?
  /// Of the questions, and of responses that don't say theirs.
  public var language: Language
  /// Whether units that the organisation doesn't know are made, below its top.
  public var makesUnits: Bool
  public var makesCustomers: Bool
  /// Whether the respondents agreed that who they are may be seen beside what they said.
  public var mayBeNamed: Bool

  public init(
    survey: ID<Survey>? = nil, title: String, wave: String, day: Day? = nil, language: Language,
    makesUnits: Bool = false, makesCustomers: Bool = false, mayBeNamed: Bool = false
  ) {
    self.survey = survey
    self.title = title
    self.wave = wave
    self.day = day
    self.language = language
    self.makesUnits = makesUnits
    self.makesCustomers = makesCustomers
    self.mayBeNamed = mayBeNamed
  }
}

/// What the dry run saw, in a size that can be kept.
public struct ImportFindings: Hashable, Sendable, Codable {
  public struct Column: Hashable, Sendable, Codable {
    /// How many cells hold something.
    public let filled: Int
    public let unreadable: Int
    public let examples: [String]
    /// The most frequent values with how often they came, at most 40.
    public let values: [Value]

    public struct Value: Hashable, Sendable, Codable {
      public let text: String
      public let count: Int

      public init(text: String, count: Int) {
        self.text = text
        self.count = count
      }
    }

    public init(filled: Int, unreadable: Int, examples: [String], values: [Value]) {
      self.filled = filled
      self.unreadable = unreadable
      self.examples = examples
      self.values = values
    }
  }

  public let rows: Int
  /// Responses that would go in.
  public let accepted: Int
  /// Rows without any answer: they stay out.
  public let empty: Int
  public let refused: Int
  public let answersLeftOut: Int
  /// By position.
  public let columns: [Column]
  /// The first that can't be read.
  public let problems: [ImportProblem]

  static let listedProblems = 200

  /// The same counts, with nothing of what stood in the cells.
  var withoutExamples: ImportFindings {
    ImportFindings(
      rows: rows, accepted: accepted, empty: empty, refused: refused, answersLeftOut: answersLeftOut,
      columns: columns.map { Column(filled: $0.filled, unreadable: $0.unreadable, examples: [], values: []) },
      problems: [])
  }

  public init(
    rows: Int, accepted: Int, empty: Int, refused: Int, answersLeftOut: Int, columns: [Column],
    problems: [ImportProblem]
  ) {
    self.rows = rows
    self.accepted = accepted
    self.empty = empty
    self.refused = refused
    self.answersLeftOut = answersLeftOut
    self.columns = columns
    self.problems = problems
  }

  public init(_ run: DryRun) {
    rows = run.rows
    accepted = run.accepted - run.empty
    empty = run.empty
    refused = run.refused
    answersLeftOut = run.answersLeftOut
    columns = run.profiles.enumerated().map { position, profile in
      Column(
        filled: profile.filled, unreadable: run.unreadable[position] ?? 0, examples: profile.examples,
        values: profile.values.sorted { $0.count > $1.count }.prefix(40)
          .map { Column.Value(text: String($0.value.prefix(120)), count: $0.count) })
    }
    problems = Array(run.problems.prefix(Self.listedProblems))
  }
}

/// What became of an import: everything in the file is in one of these numbers.
public struct ImportOutcome: Hashable, Sendable, Codable {
  public var rows = 0
  /// Responses that went in.
  public var added = 0
  /// Responses that were there already.
  public var known = 0
  /// Rows without an answer.
  public var empty = 0
  /// Rows that the tool marks as a preview, a test or spam.
  public var trials = 0
  /// Rows that can't be read.
  public var refused = 0
  /// Answers that stay out while their row goes in.
  public var answersLeftOut = 0
  public var comments = 0
  public var unitsMade = 0
  public var customersMade = 0
  /// Names of units that the organisation doesn't know, with how many responses went in without a unit; the first 100.
  public var unknownUnits: [String: Int] = [:]
  /// Recommend questions that start at 1. They are rated and related to, and never called an NPS.
  public var notNPS: [String] = []
  /// Columns that don't go in because the survey is asked by Kompas itself, and must keep its questions.
  public var withoutQuestion: [String] = []
  /// The first that can't be read.
  public var problems: [ImportProblem] = []

  public init() {}
}

/// How far an import is.
public struct ImportProgress: Hashable, Sendable {
  /// Rows of the file that were read and written.
  public let rows: Int
  /// As the dry run counted them.
  public let of: Int
  public let added: Int
}

/// Who brings results in: a member who may, or the operator of the machine, who is nobody in the organisation.
public enum Importer: Sendable {
  case member(Member)
  case `operator`(Organisation)

  public var organisation: Organisation {
    switch self {
    case .member(let member): member.organisation
    case .operator(let organisation): organisation
    }
  }

  var person: ID<Person>? {
    if case .member(let member) = self { member.person } else { nil }
  }

  func mustImport() throws {
    if case .member(let member) = self { try member.must(.importResults) }
  }
}

/// Why an import can't go on.
public enum ImportStop: Refusal, Equatable {
  /// This file is in this survey already.
  case alreadyIn(ID<Import>, on: Day)
  /// The mapping is not finished.
  case open([ImportMappingProblem])
  /// It is going in right now.
  case running
  /// It went in; the mapping can't change any more.
  case done
  /// The original is not in the data folder any more.
  case fileGone(String)
  case noTitle
  case noWave
  /// The disk is nearly full.
  case noRoom

  public var message: Message {
    switch self {
    case .alreadyIn(_, let day): Message("imports.stop.alreadyIn", ["day": .day(day)])
    case .open(let problems): Message("imports.stop.open", ["count": .count(problems.count)])
    case .running: Message("imports.stop.running")
    case .done: Message("imports.stop.done")
    case .fileGone(let name): Message("imports.stop.fileGone", ["file": .text(name)])
    case .noTitle: Message("imports.stop.noTitle")
    case .noWave: Message("imports.stop.noWave")
    case .noRoom: Message("imports.stop.noRoom")
    }
  }
}
