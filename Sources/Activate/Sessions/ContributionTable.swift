import Foundation
import People
import Persistence
import Values

extension Connection {
  func contributions(to session: ID<Session>, of organisation: ID<Organisation>) -> ContributionTable {
    ContributionTable(db: self, organisation: organisation, session: session)
  }
}

/// The box of one session. What counts are rows that nothing supersedes: one per round, attempt and pseudonym.
struct ContributionTable {
  let db: any Connection
  let organisation: ID<Organisation>
  let session: ID<Session>

  /// When this was handed in, if it was.
  func handedInAt(_ id: String) throws -> Instant?? {
    try db.row("SELECT handed_in_at FROM contributions WHERE session_id = \(session) AND id = \(id)")
      .map { try $0.optional("handed_in_at") }
  }

  /// Stores a contribution in the place of the same person's earlier one, as long as its round takes any: while it is open, and two
  /// seconds longer, for a phone is never on time. Says whether it was stored.
  func insertWhileOpen(_ handedIn: HandedIn, id: String, at now: Instant) throws -> Bool {
    try db.run(
      """
      UPDATE contributions SET superseded_by = \(id)
      WHERE session_id = \(session) AND round_id = \(handedIn.round) AND attempt = \(handedIn.attempt)
        AND pseudonym = \(handedIn.pseudonym) AND superseded_by IS NULL
      """)
    // PostgreSQL takes bare parameters of a SELECT for text, so the numbers are cast.
    return try db.run(
      """
      INSERT INTO contributions (id, organisation_id, session_id, round_id, attempt, pseudonym, participant_id, via,
        table_number, payload, handed_in_at)
      SELECT \(id), \(organisation), \(session), \(handedIn.round), CAST(\(handedIn.attempt) AS INTEGER),
        \(handedIn.pseudonym), \(handedIn.participant), \(handedIn.way), CAST(\(handedIn.table) AS INTEGER),
        \(try Self.text(handedIn.contribution)), \(now)
      WHERE EXISTS (
        SELECT 1 FROM sessions
        WHERE id = \(session) AND phase = 'running' AND round_id = \(handedIn.round)
          AND attempt = \(handedIn.attempt)
          AND (round_state = 'open' OR (round_state = 'closed' AND closed_at >= \(now.adding(seconds: -Self.grace))))
      )
      """) == 1
  }

  /// Seconds after the close in which a contribution still counts.
  static let grace = 2

  func all(in round: ID<Round>) throws -> [HandedIn] {
    let decoder = JSONDecoder()
    return try db.rows(
      """
      SELECT round_id, attempt, pseudonym, participant_id, via, table_number, payload FROM contributions
      WHERE session_id = \(session) AND round_id = \(round) AND superseded_by IS NULL
      ORDER BY attempt, pseudonym
      """
    ).map { row in
      HandedIn(
        round: try row("round_id"), attempt: try row("attempt"), pseudonym: try row("pseudonym"),
        participant: try row.optional("participant_id"), way: try row("via"),
        table: try row.optional("table_number"),
        contribution: try decoder.decode(Contribution.self, from: Data(row("payload", as: String.self).utf8)))
    }
  }

  /// What one person handed in.
  func find(_ round: ID<Round>, attempt: Int, pseudonym: String) throws -> (Contribution, at: Instant?)? {
    try db.row(
      """
      SELECT payload, handed_in_at FROM contributions
      WHERE session_id = \(session) AND round_id = \(round) AND attempt = \(attempt) AND pseudonym = \(pseudonym)
        AND superseded_by IS NULL
      """
    ).map { row in
      (
        try JSONDecoder().decode(Contribution.self, from: Data(row("payload", as: String.self).utf8)),
        try row.optional("handed_in_at")
      )
    }
  }

  /// How many count, and how many of those came by another way than a phone.
  func count(_ round: ID<Round>, attempt: Int) throws -> (handedIn: Int, proxies: Int) {
    let row = try db.row(
      """
      SELECT COUNT(*) AS handed_in, COUNT(CASE WHEN via <> 'phone' THEN 1 END) AS proxies FROM contributions
      WHERE session_id = \(session) AND round_id = \(round) AND attempt = \(attempt) AND superseded_by IS NULL
      """)
    return try row.map { (try $0("handed_in"), try $0("proxies")) } ?? (0, 0)
  }

  /// How many contributions to the whole session came by another way than a phone.
  func proxies() throws -> Int {
    try db.value(
      """
      SELECT COUNT(*) FROM contributions WHERE session_id = \(session) AND via <> 'phone' AND superseded_by IS NULL
      """) ?? 0
  }

  func count(_ round: ID<Round>, attempt: Int, pseudonyms: [String]) throws -> Int {
    try db.value(
      """
      SELECT COUNT(*) FROM contributions
      WHERE session_id = \(session) AND round_id = \(round) AND attempt = \(attempt) AND superseded_by IS NULL
        AND pseudonym IN \(.list(pseudonyms))
      """) ?? 0
  }

  /// Forgets what was replaced and the order in which the rest came.
  func forgetTraces() throws {
    try db.run("DELETE FROM contributions WHERE session_id = \(session) AND superseded_by IS NOT NULL")
    try db.run("UPDATE contributions SET handed_in_at = NULL WHERE session_id = \(session) AND participant_id IS NULL")
  }

  /// Forgets what was only tried out.
  func forget(_ round: ID<Round>) throws {
    try db.run("DELETE FROM contributions WHERE session_id = \(session) AND round_id = \(round)")
  }

  func forgetAll() throws {
    try db.run("DELETE FROM contributions WHERE session_id = \(session)")
  }

  private static func text(_ contribution: Contribution) throws -> String {
    String(decoding: try JSONEncoder().encode(contribution), as: UTF8.self)
  }
}
