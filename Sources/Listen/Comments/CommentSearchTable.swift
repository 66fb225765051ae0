public import Persistence
public import Values

extension CommentTable {
  /// A page of comments, the newest first.
  public func find(_ filter: CommentFilter, page: CommentPage = .newest, limit: Int) throws -> [Comment] {
    var conditions = conditions(filter)
    switch page {
    case .newest: break
    case .after(let id): conditions.append("id < \(id)")
    case .before(let id):
      conditions.append("id > \(id)")
      return try db.rows(
        "\(Self.select) WHERE \(SQL.all(conditions)) ORDER BY id LIMIT \(limit)"
      ).map(Comment.init).reversed()
    }
    return try db.rows(
      "\(Self.select) WHERE \(SQL.all(conditions)) ORDER BY id DESC LIMIT \(limit)"
    ).map(Comment.init)
  }

  /// One comment of this organisation.
  public func find(_ id: ID<Comment>) throws -> Comment {
    guard let row = try db.row("\(Self.select) WHERE organisation_id = \(organisation) AND id = \(id)") else {
      throw NotFound()
    }
    return try Comment(row)
  }

  /// Every comment, the newest first, one by one with its stems.
  public func forEach(
    _ filter: CommentFilter, limit: Int = .max, _ body: (Comment, _ stems: String) throws -> Void
  ) throws {
    try db.forEachRow(
      "\(Self.select) WHERE \(SQL.all(conditions(filter))) ORDER BY id DESC LIMIT \(limit)"
    ) { try body(Comment($0), $0("stems")) }
  }

  /// How many comments, and by whom.
  public func tally(_ filter: CommentFilter) throws -> CommentTally {
    let row = try db.row(
      """
      SELECT COUNT(*) AS total,
        COALESCE(SUM(CASE WHEN \(Self.gave(.promoter)) THEN 1 ELSE 0 END), 0) AS promoters,
        COALESCE(SUM(CASE WHEN \(Self.gave(.passive)) THEN 1 ELSE 0 END), 0) AS passives,
        COALESCE(SUM(CASE WHEN \(Self.gave(.detractor)) THEN 1 ELSE 0 END), 0) AS detractors
      FROM comments
      WHERE \(SQL.all(conditions(filter)))
      """)
    guard let row else { return CommentTally() }
    return CommentTally(
      total: try row("total"), promoters: try row("promoters"), passives: try row("passives"),
      detractors: try row("detractors"))
  }

  /// How many stand above this one in the list.
  public func count(_ filter: CommentFilter, above id: ID<Comment>) throws -> Int {
    let conditions = conditions(filter) + ["id > \(id)"]
    return try db.value("SELECT COUNT(*) FROM comments WHERE \(SQL.all(conditions))") ?? 0
  }

  /// Which of these comments fit a condition, such as a topic.
  public func those(of ids: [ID<Comment>], where condition: SQL) throws -> Set<ID<Comment>> {
    Set(
      try db.rows(
        "SELECT id FROM comments WHERE organisation_id = \(organisation) AND id IN \(.list(ids)) AND (\(condition))"
      ).map { try $0("id") })
  }

  /// The condition that a row of `comments` holds these words.
  public func holds(_ rule: WordRule) -> SQL {
    let wanted = rule.groups.map { group in
      switch db.dialect {
      case .sqlite: Self.fullText(group)
      case .postgres: Self.query(group)
      }
    }
    let unwanted =
      switch db.dialect {
      case .sqlite: Self.fullText(rule.none)
      case .postgres: Self.query(rule.none)
      }
    return SQL.all(wanted + (rule.none.isEmpty ? [] : ["NOT (\(unwanted))"]))
  }

  private func conditions(_ filter: CommentFilter) -> [SQL] {
    var conditions: [SQL] = ["organisation_id = \(organisation)"]
    // A wave is of one survey. Asking for both would lead an engine to the index of both, away from the one in order of id.
    if let wave = filter.wave {
      conditions.append("wave_id = \(wave)")
    } else if let survey = filter.survey {
      conditions.append("survey_id = \(survey)")
    }
    if let units = filter.units { conditions.append("unit_id IN \(.list(units))") }
    if let question = filter.question { conditions.append("question_id = \(question)") }
    if let language = filter.language { conditions.append("language = \(language)") }
    if let promotership = filter.promotership { conditions.append(Self.gave(promotership)) }
    if let score = filter.score {
      conditions.append("recommendation >= \(score.lowerBound) AND recommendation <= \(score.upperBound)")
    }
    if !filter.words.isEmpty { conditions.append(holds(filter.words)) }
    return conditions + filter.conditions
  }

  /// 9 and 10 promote, 7 and 8 are passive, 0 to 6 detract.
  private static func gave(_ promotership: Promotership) -> SQL {
    switch promotership {
    case .promoter: "recommendation >= 9"
    case .passive: "recommendation >= 7 AND recommendation < 9"
    case .detractor: "recommendation < 7"
    }
  }

  /// The words of a comment are looked up in FTS5: `"call back" OR "bereik" *`. Stems hold letters and digits only, so nothing
  /// in them can end the quotes.
  private static func fullText(_ patterns: [WordPattern]) -> SQL {
    guard !patterns.isEmpty else { return "1 = 0" }
    let text = patterns.flatMap { pattern in
      pattern.forms().map { "\"\($0.joined(separator: " "))\"" + (pattern.isBeginning ? " *" : "") }
    }.joined(separator: " OR ")
    return "number IN (SELECT rowid FROM comment_words WHERE comment_words MATCH \(text))"
  }

  /// The same for PostgreSQL, in the very expression that its index holds.
  private static func query(_ patterns: [WordPattern]) -> SQL {
    let queries = patterns.flatMap { pattern in
      pattern.forms().map { form -> SQL in
        guard pattern.isBeginning, let last = form.last else {
          return "phraseto_tsquery('simple', \(form.joined(separator: " ")))"
        }
        let quoted: String = "'" + last + "':*"
        let beginning: SQL = "to_tsquery('simple', \(quoted))"
        let before = form.dropLast().joined(separator: " ")
        return before.isEmpty ? beginning : "(phraseto_tsquery('simple', \(before)) <-> \(beginning))"
      }
    }
    guard let first = queries.first else { return "1 = 0" }
    let any = queries.dropFirst().reduce(first) { "\($0) || \($1)" }
    return "to_tsvector('simple', stems) @@ (\(any))"
  }

  private static let select: SQL = """
    SELECT id, response_id, survey_id, wave_id, unit_id, question_id, language, recommendation, text, stems
    FROM comments
    """
}

extension Comment {
  fileprivate init(_ row: Row) throws {
    self.init(
      id: try row("id"), response: try row("response_id"), survey: try row("survey_id"), wave: try row("wave_id"),
      unit: try row.optional("unit_id"), question: try row("question_id"), language: try row("language"),
      recommendation: try row.optional("recommendation"), text: try row("text"))
  }
}
