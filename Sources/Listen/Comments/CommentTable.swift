public import People
public import Persistence
public import Values

extension Migration {
  static let createComments = Migration("0104 create comments") { words in
    let table = """
      CREATE TABLE comments (
        id TEXT PRIMARY KEY NOT NULL,
        number \(words.bigint) NOT NULL,
        organisation_id TEXT NOT NULL CONSTRAINT fk_comments_organisation REFERENCES organisations (id) ON DELETE CASCADE,
        response_id TEXT NOT NULL CONSTRAINT fk_comments_response REFERENCES responses (id) ON DELETE CASCADE,
        survey_id TEXT NOT NULL CONSTRAINT fk_comments_survey REFERENCES surveys (id) ON DELETE CASCADE,
        wave_id TEXT NOT NULL CONSTRAINT fk_comments_wave REFERENCES waves (id) ON DELETE CASCADE,
        unit_id TEXT CONSTRAINT fk_comments_unit REFERENCES units (id) ON DELETE SET NULL,
        question_id TEXT NOT NULL,
        language TEXT NOT NULL,
        recommendation \(words.double),
        text TEXT NOT NULL,
        stems TEXT NOT NULL,
        CONSTRAINT uq_comments__number UNIQUE (number)
      )\(words.strict)
      """
    let indexes = [
      "CREATE INDEX ix_comments__organisation_id ON comments (organisation_id)",
      "CREATE INDEX ix_comments__response_id ON comments (response_id)",
      "CREATE INDEX ix_comments__survey_id__wave_id ON comments (survey_id, wave_id)",
      "CREATE INDEX ix_comments__wave_id ON comments (wave_id)",
      "CREATE INDEX ix_comments__unit_id ON comments (unit_id)",
    ]
    let search =
      switch words.dialect {
      case .sqlite:
        [
          "CREATE VIRTUAL TABLE comment_words USING fts5 (stems, content='', tokenize='unicode61')",
          """
          CREATE TRIGGER comments_forget_words AFTER DELETE ON comments BEGIN
            INSERT INTO comment_words (comment_words, rowid, stems) VALUES ('delete', OLD.number, OLD.stems);
          END
          """,
        ]
      case .postgres:
        ["CREATE INDEX ix_comments__stems ON comments USING gin (to_tsvector('simple', stems))"]
      }
    return [table] + indexes + search
  }
}

extension Migration {
  /// A trigger may not touch a virtual table where a schema isn't trusted, so on SQLite the words of a comment that went wait
  /// until whoever erased it, or an hour later the upkeep of the columns, takes them out of the index.
  public static let letCommentsGo = Migration("0109 let comments go") { words in
    guard words.dialect == .sqlite else { return [] }
    return [
      "DROP TRIGGER comments_forget_words",
      "CREATE TABLE forgotten_words (number INTEGER PRIMARY KEY NOT NULL, stems TEXT NOT NULL) STRICT",
      """
      CREATE TRIGGER comments_forget_words AFTER DELETE ON comments BEGIN
        INSERT INTO forgotten_words (number, stems) VALUES (OLD.number, OLD.stems);
      END
      """,
    ]
  }
}

extension Migration {
  /// The index by wave and id serves whoever asks by wave, and nobody looks for comments of no unit.
  public static let thinCommentIndexes = Migration("0110 thin the indexes of comments") { _ in
    [
      "DROP INDEX ix_comments__wave_id",
      "DROP INDEX ix_comments__unit_id",
      "CREATE INDEX ix_comments__unit_id ON comments (unit_id) WHERE unit_id IS NOT NULL",
    ]
  }
}

extension Connection {
  /// Takes the words of comments that are gone out of the search.
  public func forgetWords() throws {
    guard dialect == .sqlite else { return }
    for row in try rows("SELECT number, stems FROM forgotten_words") {
      let number: Int64 = try row("number")
      try run(
        """
        INSERT INTO comment_words (comment_words, rowid, stems)
        VALUES ('delete', \(number), \(try row("stems", as: String.self)))
        """)
      try run("DELETE FROM forgotten_words WHERE number = \(number)")
    }
  }

  public func comments(in organisation: ID<Organisation>) -> CommentTable {
    CommentTable(db: self, organisation: organisation)
  }
}

/// The comments of one organisation.
public struct CommentTable {
  let db: any Connection
  let organisation: ID<Organisation>

  /// Stores a comment with its stems.
  public func insert(_ comment: Comment, stems: [String]) throws {
    let number = Self.number(of: comment.id)
    let words = stems.joined(separator: " ")
    try db.run(
      """
      INSERT INTO comments (id, number, organisation_id, response_id, survey_id, wave_id, unit_id, question_id, language,
        recommendation, text, stems)
      VALUES (\(comment.id), \(number), \(organisation), \(comment.response), \(comment.survey), \(comment.wave),
        \(comment.unit), \(comment.question), \(comment.language), \(comment.recommendation), \(comment.text), \(words))
      """)
    if db.dialect == .sqlite {
      // Where its rows come one by one, or not in their order, FTS5 writes its whole index anew each time.
      try db.runLast("INSERT INTO comment_words (rowid, stems) VALUES (\(number), \(words))", order: number)
    }
  }

  /// A number for the search index that follows from the id (FNV-1a over its bytes), so that both engines store the same.
  static func number(of id: ID<Comment>) -> Int64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in id.text.utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
    }
    return Int64(hash >> 1)
  }
}
