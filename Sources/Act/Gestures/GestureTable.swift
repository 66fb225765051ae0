public import People
public import Persistence
public import Values

extension Migration {
  static let createGestures = Migration("0411 create gestures") { words in
    [
      """
      CREATE TABLE gesture_ideas (
        id TEXT PRIMARY KEY NOT NULL,
        organisation_id TEXT NOT NULL
          CONSTRAINT fk_gesture_ideas_organisation REFERENCES organisations (id) ON DELETE CASCADE,
        text TEXT NOT NULL CONSTRAINT ck_gesture_ideas_text CHECK (length(text) BETWEEN 1 AND 500),
        language TEXT NOT NULL,
        origin_id TEXT,
        uses INTEGER NOT NULL,
        retired_at TEXT
      )\(words.strict)
      """,
      "CREATE INDEX ix_gesture_ideas__organisation_id__uses ON gesture_ideas (organisation_id, uses, id)",
      """
      CREATE TABLE gesture_rooms (
        unit_id TEXT PRIMARY KEY NOT NULL CONSTRAINT fk_gesture_rooms_unit REFERENCES units (id) ON DELETE CASCADE,
        organisation_id TEXT NOT NULL
          CONSTRAINT fk_gesture_rooms_organisation REFERENCES organisations (id) ON DELETE CASCADE,
        each_cents INTEGER NOT NULL,
        month_cents INTEGER NOT NULL,
        words TEXT NOT NULL,
        version INTEGER NOT NULL
      )\(words.strict)
      """,
      "CREATE INDEX ix_gesture_rooms__organisation_id ON gesture_rooms (organisation_id)",
      """
      CREATE TABLE gestures (
        id TEXT PRIMARY KEY NOT NULL,
        organisation_id TEXT NOT NULL CONSTRAINT fk_gestures_organisation REFERENCES organisations (id) ON DELETE CASCADE,
        customer_id TEXT CONSTRAINT fk_gestures_customer REFERENCES customers (id) ON DELETE SET NULL,
        unit_id TEXT CONSTRAINT fk_gestures_unit REFERENCES units (id) ON DELETE SET NULL,
        maker_id TEXT NOT NULL CONSTRAINT fk_gestures_maker REFERENCES people (id) ON DELETE CASCADE,
        follow_up_id TEXT CONSTRAINT fk_gestures_follow_up REFERENCES follow_ups (id) ON DELETE SET NULL,
        idea TEXT,
        words TEXT NOT NULL,
        cost INTEGER NOT NULL,
        room_id TEXT,
        state TEXT NOT NULL CONSTRAINT ck_gestures_state CHECK (state IN ('planned', 'done', 'dropped')),
        planned_on TEXT NOT NULL,
        done_at TEXT,
        is_shared INTEGER NOT NULL CONSTRAINT ck_gestures_is_shared CHECK (is_shared IN (0, 1)),
        control INTEGER,
        creativity INTEGER,
        impact INTEGER,
        learned TEXT NOT NULL,
        score_before INTEGER,
        score_after INTEGER,
        is_story INTEGER NOT NULL CONSTRAINT ck_gestures_is_story CHECK (is_story IN (0, 1)),
        reaction TEXT,
        reaction_words TEXT NOT NULL,
        applause INTEGER NOT NULL,
        version INTEGER NOT NULL
      )\(words.strict)
      """,
      "CREATE INDEX ix_gestures__customer_id ON gestures (customer_id)",
      "CREATE INDEX ix_gestures__unit_id ON gestures (unit_id)",
      "CREATE INDEX ix_gestures__follow_up_id ON gestures (follow_up_id)",
      "CREATE INDEX ix_gestures__maker_id__planned_on ON gestures (maker_id, planned_on)",
      "CREATE INDEX ix_gestures__room_id__done_at ON gestures (room_id, done_at, cost)",
      """
      CREATE INDEX ix_gestures__shared ON gestures (organisation_id, done_at)
      WHERE is_shared = 1 AND state = 'done'
      """,
      """
      CREATE INDEX ix_gestures__stories ON gestures (organisation_id, done_at) WHERE is_story = 1 AND is_shared = 1
      """,
      """
      CREATE INDEX ix_gestures__felt ON gestures (organisation_id, done_at, maker_id, control, creativity, impact)
      WHERE control IS NOT NULL
      """,
      """
      CREATE TABLE applauses (
        gesture_id TEXT NOT NULL CONSTRAINT fk_applauses_gesture REFERENCES gestures (id) ON DELETE CASCADE,
        person_id TEXT NOT NULL CONSTRAINT fk_applauses_person REFERENCES people (id) ON DELETE CASCADE,
        organisation_id TEXT NOT NULL
          CONSTRAINT fk_applauses_organisation REFERENCES organisations (id) ON DELETE CASCADE,
        maker_id TEXT NOT NULL CONSTRAINT fk_applauses_maker REFERENCES people (id) ON DELETE CASCADE,
        given_at TEXT NOT NULL,
        CONSTRAINT uq_applauses__gesture_id__person_id PRIMARY KEY (gesture_id, person_id)
      )\(words.strict)
      """,
      "CREATE INDEX ix_applauses__person_id ON applauses (person_id)",
      "CREATE INDEX ix_applauses__organisation_id ON applauses (organisation_id)",
      "CREATE INDEX ix_applauses__maker_id__given_at ON applauses (maker_id, given_at)",
    ]
  }
}

extension Connection {
  public func gestures(in organisation: ID<Organisation>) -> GestureTable {
    GestureTable(db: self, organisation: organisation)
  }
}

/// The gestures of one organisation.
public struct GestureTable {
  let db: any Connection
  let organisation: ID<Organisation>

  public func find(_ id: ID<Gesture>) throws -> Gesture {
    guard let row = try db.row("\(Self.select) WHERE organisation_id = \(organisation) AND id = \(id)") else {
      throw NotFound()
    }
    return try Gesture(row)
  }

  func insert(_ gesture: Gesture) throws {
    try db.run(
      """
      INSERT INTO gestures (id, organisation_id, customer_id, unit_id, maker_id, follow_up_id, idea, words, cost, state,
        planned_on, done_at, is_shared, learned, score_before, score_after, is_story, reaction, reaction_words, applause,
        version)
      VALUES (\(gesture.id), \(organisation), \(gesture.customer), \(gesture.unit), \(gesture.maker),
        \(gesture.followUp), \(gesture.idea), \(gesture.words), \(gesture.cost), \(gesture.state), \(gesture.plannedOn),
        \(gesture.doneAt), \(gesture.isShared), \(gesture.learned), \(gesture.before), \(gesture.after),
        \(gesture.isStory), \(gesture.reaction), \(gesture.reactionWords), \(gesture.applause), \(gesture.version))
      """)
  }

  /// Stores what its maker changed. What customers and colleagues add is stored by itself, so that nothing gets lost.
  ///
  /// Throws `EditedMeanwhile` where the maker changed it elsewhere.
  ///
  /// - Parameter room: the room that its cost counts in, once it is done.
  func update(_ gesture: Gesture, room: ID<Unit>?) throws {
    let changed = try db.run(
      """
      UPDATE gestures
      SET idea = \(gesture.idea), words = \(gesture.words), cost = \(gesture.cost), room_id = \(room),
        state = \(gesture.state), planned_on = \(gesture.plannedOn), done_at = \(gesture.doneAt),
        is_shared = \(gesture.isShared), control = \(gesture.feeling?.control),
        creativity = \(gesture.feeling?.creativity), impact = \(gesture.feeling?.impact), learned = \(gesture.learned),
        score_before = \(gesture.before), version = \(gesture.version)
      WHERE organisation_id = \(organisation) AND id = \(gesture.id) AND version = \(gesture.version - 1)
      """)
    guard changed == 1 else {
      throw try db.editedMeanwhile(try find(gesture.id).version, gesture.id, in: organisation)
    }
  }

  /// What one person has in mind, the first day first.
  func planned(by person: ID<Person>, limit: Int) throws -> [Gesture] {
    try db.rows(
      """
      \(Self.select)
      WHERE organisation_id = \(organisation) AND maker_id = \(person) AND state = 'planned'
      ORDER BY planned_on, id LIMIT \(limit)
      """
    ).map(Gesture.init)
  }

  /// What one person did, the latest first.
  func done(by person: ID<Person>, since day: Day, limit: Int) throws -> [Gesture] {
    try db.rows(
      """
      \(Self.select)
      WHERE organisation_id = \(organisation) AND maker_id = \(person) AND planned_on >= \(day) AND state = 'done'
      ORDER BY planned_on DESC, id DESC LIMIT \(limit)
      """
    ).map(Gesture.init)
  }

  /// What colleagues did and shared, the latest first.
  func shared(after place: GesturePlace?, limit: Int) throws -> [Gesture] {
    let end: SQL =
      place.map { place in
        "done_at <= \(place.doneAt) AND (done_at < \(place.doneAt) OR id < \(place.id))"
      } ?? "done_at IS NOT NULL"
    return try db.rows(
      """
      \(Self.select)
      WHERE organisation_id = \(organisation) AND is_shared = 1 AND state = 'done' AND \(end)
      ORDER BY done_at DESC, id DESC LIMIT \(limit)
      """
    ).map(Gesture.init)
  }

  /// What moved a 7 to a 9 or 10 since a moment, the latest first.
  func stories(since moment: Instant, limit: Int) throws -> [Gesture] {
    try db.rows(
      """
      \(Self.select)
      WHERE organisation_id = \(organisation) AND is_story = 1 AND is_shared = 1 AND done_at >= \(moment)
      ORDER BY done_at DESC LIMIT \(limit)
      """
    ).map(Gesture.init)
  }

  /// Those for one customer, the latest first.
  func all(for customer: ID<Customer>) throws -> [Gesture] {
    try db.rows(
      "\(Self.select) WHERE organisation_id = \(organisation) AND customer_id = \(customer) ORDER BY id DESC LIMIT 20"
    ).map(Gesture.init)
  }

  /// A customer answered again: what was done for them before may have become a story.
  func hear(of customer: ID<Customer>, _ heard: HeardResponse, at moment: Instant) throws {
    guard heard.promotership != nil, let score = heard.score else { return }
    try db.run(
      """
      UPDATE gestures
      SET score_after = \(score), is_story = CASE WHEN score_before <= 8 AND \(score) >= 9 THEN 1 ELSE 0 END
      WHERE organisation_id = \(organisation) AND customer_id = \(customer) AND state = 'done'
        AND score_before IS NOT NULL AND score_after IS NULL AND done_at < \(moment) AND done_at >= \(moment.adding(days: -400))
      """)
  }

  func react(_ reaction: CustomerAsk.Answer, words: String, to gesture: ID<Gesture>) throws {
    try db.run(
      """
      UPDATE gestures SET reaction = \(reaction), reaction_words = \(words)
      WHERE organisation_id = \(organisation) AND id = \(gesture)
      """)
  }

  /// The customer wants to be named no longer: what could tell of them goes, and colleagues don't read it any more.
  func unlink(_ customer: ID<Customer>) throws {
    try db.run(
      """
      UPDATE gestures
      SET customer_id = NULL, words = '', learned = '', is_shared = 0, score_before = NULL, score_after = NULL,
        is_story = 0, reaction_words = '', version = version + 1
      WHERE organisation_id = \(organisation) AND customer_id = \(customer)
      """)
  }

  /// Whether it is new.
  func applaud(_ gesture: Gesture, by person: ID<Person>, at moment: Instant) throws -> Bool {
    let added = try db.run(
      """
      INSERT INTO applauses (gesture_id, person_id, organisation_id, maker_id, given_at)
      VALUES (\(gesture.id), \(person), \(organisation), \(gesture.maker), \(moment))
      ON CONFLICT (gesture_id, person_id) DO NOTHING
      """)
    try countApplause(gesture.id)
    return added == 1
  }

  func takeBack(_ gesture: ID<Gesture>, by person: ID<Person>) throws {
    try db.run("DELETE FROM applauses WHERE gesture_id = \(gesture) AND person_id = \(person)")
    try countApplause(gesture)
  }

  private func countApplause(_ gesture: ID<Gesture>) throws {
    try db.run(
      """
      UPDATE gestures SET applause = (SELECT COUNT(*) FROM applauses WHERE gesture_id = \(gesture))
      WHERE organisation_id = \(organisation) AND id = \(gesture)
      """)
  }

  /// Which of these somebody applauded.
  func applauded(_ gestures: [ID<Gesture>], by person: ID<Person>) throws -> Set<ID<Gesture>> {
    let rows = try db.rows(
      "SELECT gesture_id FROM applauses WHERE person_id = \(person) AND gesture_id IN \(.list(gestures))")
    return Set(try rows.map { try $0("gesture_id") })
  }

  /// Who applauded one person lately, and for what, the latest first.
  func applause(for person: ID<Person>, since moment: Instant, limit: Int) throws -> [ReceivedApplause] {
    try db.rows(
      """
      SELECT gesture_id, person_id, given_at FROM applauses
      WHERE maker_id = \(person) AND given_at >= \(moment) ORDER BY given_at DESC LIMIT \(limit)
      """
    ).map { ReceivedApplause(gesture: try $0("gesture_id"), from: try $0("person_id"), at: try $0("given_at")) }
  }

  /// How it was to do these things, over everyone who said so since then.
  func feeling(since moment: Instant) throws -> FeltGestures {
    let row = try db.row(
      """
      SELECT COUNT(DISTINCT maker_id) AS makers, COUNT(*) AS gestures, COALESCE(SUM(control), 0) AS control,
        COALESCE(SUM(creativity), 0) AS creativity, COALESCE(SUM(impact), 0) AS impact
      FROM gestures
      WHERE organisation_id = \(organisation) AND control IS NOT NULL AND done_at >= \(moment)
      """)
    guard let row else { return FeltGestures() }
    return FeltGestures(
      makers: try row("makers"), gestures: try row("gestures"), control: try row("control"),
      creativity: try row("creativity"), impact: try row("impact"))
  }

  static let select: SQL = """
    SELECT id, customer_id, unit_id, maker_id, follow_up_id, idea, words, cost, state, planned_on, done_at, is_shared,
      control, creativity, impact, learned, score_before, score_after, reaction, reaction_words, applause, version
    FROM gestures
    """
}

extension Gesture {
  fileprivate init(_ row: Row) throws {
    let control: Int? = try row.optional("control")
    let creativity: Int? = try row.optional("creativity")
    let impact: Int? = try row.optional("impact")
    var feeling: Feeling?
    if let control, let creativity, let impact {
      feeling = Feeling(control: control, creativity: creativity, impact: impact)
    }
    self.init(
      id: try row("id"), customer: try row.optional("customer_id"), unit: try row.optional("unit_id"),
      maker: try row("maker_id"), followUp: try row.optional("follow_up_id"), idea: try row.optional("idea"),
      words: try row("words"), cost: try row("cost"), state: try row("state"), plannedOn: try row("planned_on"),
      doneAt: try row.optional("done_at"), isShared: try row("is_shared"), feeling: feeling,
      learned: try row("learned"), before: try row.optional("score_before"), after: try row.optional("score_after"),
      reaction: try row.optional("reaction"), reactionWords: try row("reaction_words"),
      applause: try row("applause"), version: try row("version"))
  }
}
