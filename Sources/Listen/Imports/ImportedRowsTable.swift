import People
import Persistence
import Values

/// How an import writes: many rows in one statement, and none that is there already.
struct ImportedRowsTable {
  let db: any Connection
  let organisation: ID<Organisation>

  /// Values in one list: few enough for the limits of both engines, many enough that the statement costs little.
  private static let valuesAtOnce = 100

  /// Stores responses; how many are new. A submission that was stored before changes nothing.
  func insert(_ responses: [ImportedRow], survey: ID<Survey>, wave: ID<Wave>, version: Int) throws -> Int {
    var rows = SQLRows(
      inserting: """
        responses (id, organisation_id, survey_id, wave_id, version, submission, customer_id, unit_id, owner_id,
          submitted_at, language, weight, may_be_named, answers)
        """,
      width: 14, ending: "ON CONFLICT (wave_id, submission) DO NOTHING")
    rows.reserve(responses.count)
    for row in responses {
      rows.add(row.line.id)
      rows.add(organisation)
      rows.add(survey)
      rows.add(wave)
      rows.add(version)
      rows.add(row.line.submission)
      rows.add(row.customer)
      rows.add(row.unit)
      rows.add(row.owner)
      rows.add(row.submittedAt)
      rows.add(row.line.language)
      rows.add(row.line.weight)
      rows.add(row.mayBeNamed)
      rows.add(row.line.document)
    }
    return try db.insert(rows)
  }

  /// Which of these responses were stored just now.
  func stored(among ids: [ID<Response>]) throws -> Set<ID<Response>> {
    var found: Set<ID<Response>> = []
    try forEachPart(of: ids) { part in
      let rows = try db.rows(
        "SELECT id FROM responses WHERE organisation_id = \(organisation) AND id IN \(.list(Array(part)))")
      for row in rows { found.insert(try row("id")) }
    }
    return found
  }

  /// Stores the comments of responses that are new; how many.
  func insertComments(of rows: [ImportedRow], survey: ID<Survey>, wave: ID<Wave>) throws -> Int {
    var comments = SQLRows(
      inserting: """
        comments (id, number, organisation_id, response_id, survey_id, wave_id, unit_id, question_id, language,
          recommendation, text, stems)
        """, width: 12)
    var words: [(number: Int64, stems: String)] = []
    for row in rows {
      for text in row.line.texts {
        let id: ID<Comment> = ID("\(row.line.id.text).\(text.key.text)")
        let number = CommentTable.number(of: id)
        comments.add(id)
        comments.add(number)
        comments.add(organisation)
        comments.add(row.line.id)
        comments.add(survey)
        comments.add(wave)
        comments.add(row.unit)
        comments.add(text.key.question)
        comments.add(row.line.language)
        comments.add(row.line.recommendation)
        comments.add(text.text)
        comments.add(text.stems)
        words.append((number, text.stems))
      }
    }
    try db.insert(comments)
    if db.dialect == .sqlite { try insert(words) }
    return comments.count
  }

  /// In the order of their numbers: each step back makes FTS5 write out what it gathered.
  private func insert(_ words: [(number: Int64, stems: String)]) throws {
    var rows = SQLRows(inserting: "comment_words (rowid, stems)", width: 2)
    for word in words.sorted(by: { $0.number < $1.number }) {
      rows.add(word.number)
      rows.add(word.stems)
    }
    try db.insert(rows)
  }

  /// The customers with one of these numbers.
  func customers(codes: [String]) throws -> [CustomerPlace] {
    try customers(codes) { "code IN \(.list($0))" }
  }

  /// The customers with one of these addresses.
  func customers(emails: [String]) throws -> [CustomerPlace] {
    try customers(emails) { "email IN \(.list($0))" }
  }

  private func customers(_ words: [String], _ condition: ([String]) -> SQL) throws -> [CustomerPlace] {
    var found: [CustomerPlace] = []
    try forEachPart(of: words) { part in
      let rows = try db.rows(
        """
        SELECT id, code, email, owner_id, unit_id FROM customers
        WHERE organisation_id = \(organisation) AND \(condition(Array(part)))
        """)
      found += try rows.map { row in
        CustomerPlace(
          id: try row("id"), code: try row("code"), email: try row.optional("email"),
          owner: try row.optional("owner_id"), unit: try row.optional("unit_id"))
      }
    }
    return found
  }

  private func forEachPart<Element>(of all: [Element], _ body: (ArraySlice<Element>) throws -> Void) throws {
    var start = 0
    while start < all.count {
      let end = min(all.count, start + Self.valuesAtOnce)
      try body(all[start..<end])
      start = end
    }
  }
}

/// A response as it is stored.
struct ImportedRow {
  let line: ImportBatch.Line
  let submittedAt: Instant
  let unit: ID<Unit>?
  let customer: ID<Customer>?
  let owner: ID<Person>?
  let mayBeNamed: Bool
}

/// As much of a customer as a response needs.
struct CustomerPlace {
  let id: ID<Customer>
  let code: String
  let email: String?
  let owner: ID<Person>?
  let unit: ID<Unit>?
}
