public import People
import Persistence
public import Values

/// Who works on a session, and as what.
extension SessionTable {
  public func crew(of id: ID<Session>) throws -> [ID<Person>: SessionRole] {
    let rows = try db.rows(
      """
      SELECT person_id, role FROM session_crew
      WHERE organisation_id = \(organisation) AND session_id = \(id)
      ORDER BY person_id
      """)
    return Dictionary(uniqueKeysWithValues: try rows.map { (try $0("person_id"), try $0("role")) })
  }

  /// Those on whose crew somebody is.
  func sessions(with person: ID<Person>) throws -> Set<ID<Session>> {
    Set(
      try db.rows(
        "SELECT session_id FROM session_crew WHERE organisation_id = \(organisation) AND person_id = \(person)"
      ).map { try $0("session_id") })
  }

  /// What somebody is, session by session.
  func roles(of person: ID<Person>) throws -> [ID<Session>: SessionRole] {
    let rows = try db.rows(
      "SELECT session_id, role FROM session_crew WHERE organisation_id = \(organisation) AND person_id = \(person)")
    return Dictionary(
      try rows.map { (try $0("session_id"), try $0("role")) }, uniquingKeysWith: { first, _ in first })
  }

  func leaveCrews(_ person: ID<Person>) throws {
    try db.run("DELETE FROM session_crew WHERE organisation_id = \(organisation) AND person_id = \(person)")
  }

  func setCrew(_ role: SessionRole?, of person: ID<Person>, in id: ID<Session>) throws {
    try db.run(
      """
      DELETE FROM session_crew
      WHERE organisation_id = \(organisation) AND session_id = \(id) AND person_id = \(person)
      """)
    guard let role else { return }
    try db.run(
      """
      INSERT INTO session_crew (organisation_id, session_id, person_id, role)
      VALUES (\(organisation), \(id), \(person), \(role))
      """)
  }
}
