import Listen
public import People
public import Persistence
public import Values

extension [Migration] {
  /// The tables of Understand, in order.
  public static let understand: [Migration] = [.createTopics]
}

extension Migration {
  static let createTopics = Migration("0201 create topics") { words in
    [
      """
      CREATE TABLE topics (
        organisation_id TEXT NOT NULL CONSTRAINT fk_topics_organisation REFERENCES organisations (id) ON DELETE CASCADE,
        id TEXT NOT NULL,
        position INTEGER NOT NULL,
        name_nl TEXT,
        name_en TEXT,
        words TEXT NOT NULL,
        without TEXT NOT NULL,
        is_retired INTEGER NOT NULL CONSTRAINT ck_topics_is_retired CHECK (is_retired IN (0, 1)),
        CONSTRAINT uq_topics__organisation_id__id PRIMARY KEY (organisation_id, id)
      )\(words.strict)
      """,
      """
      CREATE TABLE comment_codings (
        organisation_id TEXT NOT NULL,
        comment_id TEXT NOT NULL CONSTRAINT fk_comment_codings_comment REFERENCES comments (id) ON DELETE CASCADE,
        topic_id TEXT NOT NULL,
        is_about INTEGER NOT NULL CONSTRAINT ck_comment_codings_is_about CHECK (is_about IN (0, 1)),
        person_id TEXT CONSTRAINT fk_comment_codings_person REFERENCES people (id) ON DELETE SET NULL,
        CONSTRAINT uq_comment_codings__organisation_id__topic_id__comment_id
          PRIMARY KEY (organisation_id, topic_id, comment_id),
        CONSTRAINT fk_comment_codings_topic FOREIGN KEY (organisation_id, topic_id)
          REFERENCES topics (organisation_id, id) ON DELETE CASCADE
      )\(words.strict)
      """,
      "CREATE INDEX ix_comment_codings__comment_id ON comment_codings (comment_id)",
      "CREATE INDEX ix_comment_codings__person_id ON comment_codings (person_id) WHERE person_id IS NOT NULL",
      "CREATE INDEX ix_comments__wave_id__id ON comments (wave_id, id)",
    ]
  }
}

extension Connection {
  public func topics(in organisation: ID<Organisation>) -> TopicTable {
    TopicTable(db: self, organisation: organisation)
  }
}

/// The code frame of one organisation, and what people decided about single comments.
public struct TopicTable {
  let db: any Connection
  let organisation: ID<Organisation>

  /// The frame in its own order, with the retired topics last: the starting frame where nobody changed anything yet.
  public func all() throws -> [Topic] {
    let stored = try db.rows(
      """
      SELECT id, name_nl, name_en, words, without, is_retired
      FROM topics
      WHERE organisation_id = \(organisation)
      ORDER BY is_retired, position, id
      """
    ).map(Topic.init)
    return stored.isEmpty ? Topic.starting : stored
  }

  /// Adds a topic at the end, or replaces what it says. The starting frame is stored with the first change.
  public func save(_ topic: Topic) throws {
    try keepStartingFrame()
    let last = try db.value("SELECT MAX(position) FROM topics WHERE organisation_id = \(organisation)", as: Int.self)
    try insert(topic, position: (last ?? 0) + 1)
  }

  /// The condition that a row of `comments` is about a topic: a person said so, or its words do and nobody said otherwise.
  public func isAbout(_ topic: Topic) -> SQL {
    """
    (\(db.comments(in: organisation).holds(topic.rule)) AND id NOT IN (\(decided(topic, false))))
    OR id IN (\(decided(topic, true)))
    """
  }

  private func decided(_ topic: Topic, _ isAbout: Bool) -> SQL {
    """
    SELECT comment_id FROM comment_codings
    WHERE organisation_id = \(organisation) AND topic_id = \(topic.id) AND is_about = \(isAbout)
    """
  }

  /// Keeps what a person decided about a comment. Where that is what the words say, nothing needs to be kept.
  func decide(_ comment: ID<Comment>, isAbout topic: Topic, _ isAbout: Bool, by person: ID<Person>) throws {
    try keepStartingFrame()
    try db.run(
      """
      DELETE FROM comment_codings
      WHERE organisation_id = \(organisation) AND topic_id = \(topic.id) AND comment_id = \(comment)
      """)
    let comments = db.comments(in: organisation)
    let saysSo = try !comments.those(of: [comment], where: comments.holds(topic.rule)).isEmpty
    guard saysSo != isAbout else { return }
    try db.run(
      """
      INSERT INTO comment_codings (organisation_id, comment_id, topic_id, is_about, person_id)
      VALUES (\(organisation), \(comment), \(topic.id), \(isAbout), \(person))
      """)
  }

  private func keepStartingFrame() throws {
    let count = try db.value("SELECT COUNT(*) FROM topics WHERE organisation_id = \(organisation)", as: Int.self)
    guard count == 0 else { return }
    for (place, topic) in Topic.starting.enumerated() { try insert(topic, position: place + 1) }
  }

  private func insert(_ topic: Topic, position: Int) throws {
    let words = topic.words.map(\.text).joined(separator: "\n")
    let without = topic.without.map(\.text).joined(separator: "\n")
    try db.run(
      """
      INSERT INTO topics (organisation_id, id, position, name_nl, name_en, words, without, is_retired)
      VALUES (\(organisation), \(topic.id), \(position), \(topic.name.nl), \(topic.name.en), \(words), \(without),
        \(topic.isRetired))
      ON CONFLICT (organisation_id, id) DO UPDATE
      SET name_nl = excluded.name_nl, name_en = excluded.name_en, words = excluded.words, without = excluded.without,
        is_retired = excluded.is_retired
      """)
  }
}

extension Topic {
  fileprivate init(_ row: Row) throws {
    self.init(
      id: try row("id"), name: LocalizedText(nl: try row.optional("name_nl"), en: try row.optional("name_en")),
      words: TopicDraft.patterns(try row("words")), without: TopicDraft.patterns(try row("without")),
      isRetired: try row("is_retired"))
  }
}
