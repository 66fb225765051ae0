import People
import Values

/// Some responses of a file, ready to be written.
struct ImportBatch: Sendable {
  struct Line: Sendable {
    /// What the response is called if it is new.
    let id: ID<Response>
    let row: Int
    let submission: String
    let submittedAt: Instant?
    let language: Language
    let weight: Double
    let document: String
    let unit: String?
    let unitCode: String?
    let customerKey: String?
    let customerName: String?
    let customerEmail: String?
    let recommendation: Double?
    let texts: [Text]
  }

  struct Text: Sendable {
    let key: AnswerKey
    let text: String
    let stems: String
  }

  var lines: [Line] = []
  /// The survey's questions with what these responses added to them; nothing where they added nothing.
  var document: SurveyDocument?
  /// Of these rows; `added`, `known` and what is made are the writer's to say.
  var outcome = ImportOutcome()
  /// The last row that was read.
  var rowsRead = 0
}

/// Makes batches of the responses of a file: on one thread, in memory that doesn't grow with the file.
struct ImportBatches: ~Copyable {
  private var survey: ImportedSurvey
  private var reader: ResponseReader
  private var seen = SeenRows()
  private let language: Language
  private let newID: @Sendable () -> String
  private var order: [Int] = []
  private var names: [[UInt8]] = []
  private var optionNames: [[String: [UInt8]]] = []
  private let recommendation: Int?
  private var stems: StemCache

  static let size = 2_000
  /// Words of one batch, so that long comments don't make it heavy.
  static let bytes = 4 << 20

  init(
    reader: ResponseReader, survey: ImportedSurvey, language: Language, newID: @escaping @Sendable () -> String
  ) {
    self.reader = reader
    self.survey = survey
    self.language = language
    self.newID = newID
    // Keys in order, so that equal answers are equal text.
    order = survey.slots.indices.filter { survey.slots[$0] != nil }
      .sorted { (survey.slots[$0]?.key.text ?? "") < (survey.slots[$1]?.key.text ?? "") }
    names = survey.slots.map { slot in
      var bytes: [UInt8] = []
      if let slot { bytes.appendQuoted(slot.key.text) }
      bytes.append(UInt8(ascii: ":"))
      return bytes
    }
    optionNames = survey.slots.map { _ in [:] }
    recommendation = survey.slots.firstIndex { $0?.kind == .recommendation }
    stems = StemCache()
  }

  /// Gives batch after batch until there are no more or `take` returns false.
  mutating func forEach(_ take: (ImportBatch) -> Bool) throws {
    var batch = ImportBatch()
    if survey.hasGrown {
      batch.document = survey.document
      survey.looked()
    }
    var bytes = 0
    var goesOn = true
    var document: [UInt8] = []
    var problems = 0
    // The reader calls both closures in turn; what they change is handed over between them here.
    var reader = reader
    var refused = 0
    var leftOut = 0
    var listed: [ImportProblem] = []
    try reader.forEachResponse { problem in
      if problem.refusesRow { refused += 1 } else { leftOut += 1 }
      if problems < ImportFindings.listedProblems {
        problems += 1
        listed.append(problem)
      }
    } _: { response in
      bytes += add(response, to: &batch, &document)
      batch.rowsRead = response.row
      guard batch.lines.count >= Self.size || bytes >= Self.bytes else { return true }
      batch.outcome.refused = refused
      batch.outcome.answersLeftOut = leftOut
      batch.outcome.problems = listed
      goesOn = hand(&batch, to: take)
      (refused, leftOut, bytes) = (0, 0, 0)
      listed.removeAll(keepingCapacity: true)
      return goesOn
    }
    guard goesOn else { return }
    batch.outcome.refused = refused
    batch.outcome.answersLeftOut = leftOut
    batch.outcome.problems = listed
    _ = hand(&batch, to: take)
  }

  private mutating func hand(_ batch: inout ImportBatch, to take: (ImportBatch) -> Bool) -> Bool {
    if survey.hasGrown {
      batch.document = survey.document
      survey.looked()
    }
    let goesOn = take(batch)
    batch = ImportBatch()
    batch.lines.reserveCapacity(Self.size)
    return goesOn
  }

  /// Adds a response; how many bytes it weighs.
  private mutating func add(_ response: ImportedResponse, to batch: inout ImportBatch, _ document: inout [UInt8]) -> Int
  {
    batch.outcome.rows += 1
    if let status = response.status, Self.trials.contains(status.lowercased()) {
      batch.outcome.trials += 1
      return 0
    }
    document.removeAll(keepingCapacity: true)
    document.append(UInt8(ascii: "{"))
    var texts: [ImportBatch.Text] = []
    let spoken = response.language.flatMap(Language.init(imported:)) ?? language
    for place in order {
      append(response.answers[place], at: place, to: &document, texts: &texts, language: spoken)
    }
    guard document.count > 1 else {
      batch.outcome.empty += 1
      return 0
    }
    document.append(UInt8(ascii: "}"))
    var score: Double?
    if let recommendation, case .number(let number) = response.answers[recommendation] { score = number }
    batch.lines.append(
      ImportBatch.Line(
        id: ID(newID()), row: response.row, submission: submission(of: response), submittedAt: response.submittedAt,
        language: spoken,
        weight: response.weight ?? 1, document: String(decoding: document, as: UTF8.self),
        unit: Self.plain(response.unit), unitCode: Self.plain(response.unitCode),
        customerKey: Self.plain(response.customerKey),
        customerName: Self.plain(response.customerName), customerEmail: Self.plain(response.customerEmail),
        recommendation: score, texts: texts))
    return document.count + texts.reduce(0) { $0 + 2 * $1.text.utf8.count }
  }

  /// What tools call a response that nobody gave.
  private static let trials: Set<String> = ["survey preview", "preview", "survey test", "test", "spam"]

  private mutating func submission(of response: ImportedResponse) -> String {
    guard let id = response.externalID, !id.isEmpty else {
      return "row." + seen.name(response.fingerprint, row: response.row)
    }
    guard id.utf8.count <= 100, !id.utf8.contains(where: { $0 < 0x20 }) else {
      return "long." + String(ImportedIDs.hash(id), radix: 36)
    }
    return "id." + id
  }

  private mutating func append(
    _ answer: ImportedAnswer, at place: Int, to document: inout [UInt8], texts: inout [ImportBatch.Text],
    language: Language
  ) {
    switch answer {
    case .blank: return
    case .choices(let labels) where labels.isEmpty: return
    case .choice(let label) where label.isEmpty: return
    case .notApplicable, .number, .choice, .choices, .text, .date: break
    }
    let start = document.count
    if start > 1 { document.append(UInt8(ascii: ",")) }
    document.append(contentsOf: names[place])
    switch answer {
    case .blank: return
    case .notApplicable: document.append(contentsOf: Self.null)
    case .number(let number): document.append(Answer.number(number))
    case .date(let day): document.append(Answer.day(day))
    case .text(let text):
      document.appendQuoted(text)
      guard let key = survey.slots[place]?.key else { return }
      guard let plain = Self.plain(text) else { return }
      texts.append(ImportBatch.Text(key: key, text: plain, stems: stems.of(plain, language)))
    case .choice(let label): appendChoice([label], at: place, to: &document)
    case .choices(let labels): appendChoice(labels, at: place, to: &document)
    }
  }

  /// Without the sign that ends a text where no database keeps it; nothing where nothing is left.
  private static func plain(_ text: String?) -> String? {
    guard let text, text.utf8.contains(0) else { return text }
    let plain = text.replacing("\0", with: "")
    return plain.isEmpty ? nil : plain
  }

  private static let null = Array("null".utf8)

  private mutating func appendChoice(_ labels: [String], at place: Int, to document: inout [UInt8]) {
    document.append(UInt8(ascii: "["))
    var others: [String] = []
    var isFirst = true
    for label in labels {
      guard let name = optionName(label, at: place) else {
        others.append(label)
        continue
      }
      if !isFirst { document.append(UInt8(ascii: ",")) }
      isFirst = false
      document.append(contentsOf: name)
    }
    if !others.isEmpty {
      if !isFirst { document.append(UInt8(ascii: ",")) }
      document.append(contentsOf: Self.other)
      document.appendQuoted(others.joined(separator: ", "))
      document.append(UInt8(ascii: "}"))
    }
    document.append(UInt8(ascii: "]"))
  }

  private static let other = Array("{\"other\":".utf8)

  private mutating func optionName(_ label: String, at place: Int) -> [UInt8]? {
    if let known = optionNames[place][label] { return known }
    guard let id = survey.option(label, of: place) else { return nil }
    var bytes: [UInt8] = []
    bytes.appendQuoted(id.text)
    optionNames[place][label] = bytes
    return bytes
  }
}

/// The stemmers of both languages, made once for a file.
private struct StemCache: ~Copyable {
  private let dutch = Stems(.nl)
  private let english = Stems(.en)

  borrowing func of(_ text: String, _ language: Language) -> String {
    switch language {
    case .nl: dutch.of(text).joined(separator: " ")
    case .en: english.of(text).joined(separator: " ")
    }
  }
}

extension Language {
  /// As tools write it: `nl`, `NL-BE`, `Dutch`, `Nederlands`, `DUT`. Nothing for a language that Kompas doesn't speak.
  init?(imported text: String) {
    let word = text.folded.prefix { $0.isLetter }
    switch word {
    case "nl", "nld", "dut", "dutch", "nederlands", "af": self = .nl
    case "en", "eng", "english", "engels": self = .en
    default: return nil
    }
  }
}
