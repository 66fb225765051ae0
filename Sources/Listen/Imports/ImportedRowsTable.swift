import People
import Persistence
import Values

/// How an import writes: many rows in one statement, and none that is there already.
struct ImportedRowsTable {
  let db: any Connection
  let organisation: ID<Organisation>

  /// Rows in one statement: few enough for the limits of both engines, many enough that the statement costs little.
  private static let rowsAtOnce = 100

  /// Stores responses; how many are new. A submission that was stored before changes nothing.
  func insert(_ responses: [ImportedRow], survey: ID<Survey>, wave: ID<Wave>, version: Int) throws -> Int {
    var added = 0
    try forEachPart(of: responses) { part in
      var rows = SQL.StringInterpolation(literalCapacity: 0, interpolationCount: 14 * part.count)
      rows.appendLiteral(
        """
        INSERT INTO responses (id, organisation_id, survey_id, wave_id, version, submission, customer_id, unit_id, owner_id,
          submitted_at, language, weight, may_be_named, answers) VALUES
        """)
      for (index, row) in part.enumerated() {
        rows.appendLiteral(index == 0 ? " (" : ", (")
        rows.appendInterpolation(row.id)
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
        rows.appendLiteral(")")
      }
      rows.appendLiteral(" ON CONFLICT (wave_id, submission) DO NOTHING")
      added += try db.run(SQL(stringInterpolation: rows))
    }
    return added
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
    let comments = rows.flatMap { row in row.line.texts.map { (row: row, text: $0) } }
    try forEachPart(of: comments) { part in
      var table = SQL.StringInterpolation(literalCapacity: 0, interpolationCount: 12 * part.count)
      var words = SQL.StringInterpolation(literalCapacity: 0, interpolationCount: 2 * part.count)
      table.appendLiteral(
        """
        INSERT INTO comments (id, number, organisation_id, response_id, survey_id, wave_id, unit_id, question_id, language,
          recommendation, text, stems) VALUES
        """)
      words.appendLiteral("INSERT INTO comment_words (rowid, stems) VALUES")
      for (index, comment) in part.enumerated() {
        let id: ID<Comment> = ID("\(comment.row.id.text).\(comment.text.key.text)")
        let number = CommentTable.number(of: id)
        table.appendLiteral(index == 0 ? " (" : ", (")
        table.appendInterpolation(id)
        table.add(number)
        table.add(organisation)
        table.add(comment.row.id)
        table.add(survey)
        table.add(wave)
        table.add(comment.row.unit)
        table.add(comment.text.key.question)
        table.add(comment.row.line.language)
        table.add(comment.row.line.recommendation)
        table.add(comment.text.text)
        table.add(comment.text.stems)
        table.appendLiteral(")")
        words.appendLiteral(index == 0 ? " (" : ", (")
        words.appendInterpolation(number)
        words.add(comment.text.stems)
        words.appendLiteral(")")
      }
      try db.run(SQL(stringInterpolation: table))
      if db.dialect == .sqlite { try db.run(SQL(stringInterpolation: words)) }
    }
    return comments.count
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
      let end = min(all.count, start + Self.rowsAtOnce)
      try body(all[start..<end])
      start = end
    }
  }
}

/// A response as it is stored.
struct ImportedRow {
  let id: ID<Response>
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

extension SQL.StringInterpolation {
  fileprivate mutating func add(_ value: some SQLBindable) {
    appendLiteral(", ")
    appendInterpolation(value)
  }

  fileprivate mutating func add(_ value: (some SQLBindable)?) {
    appendLiteral(", ")
    appendInterpolation(value)
  }
}
