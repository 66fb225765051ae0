import Listen
import People
import Persistence
public import Values

/// What follow-up needs to know of others, asked for a page at a time and never for the whole organisation.
struct CareTable {
  let db: any Connection
  let organisation: ID<Organisation>

  func customers(_ ids: [ID<Customer>]) throws -> [ID<Customer>: String] {
    guard !ids.isEmpty else { return [:] }
    let rows = try db.rows(
      "SELECT id, name FROM customers WHERE organisation_id = \(organisation) AND id IN \(.list(ids))")
    return Dictionary(try rows.map { (try $0("id"), try $0("name")) }) { first, _ in first }
  }

  func people(_ ids: [ID<Person>]) throws -> [ID<Person>: String] {
    guard !ids.isEmpty else { return [:] }
    let rows = try db.rows(
      "SELECT id, name FROM people WHERE organisation_id = \(organisation) AND id IN \(.list(ids))")
    return Dictionary(try rows.map { (try $0("id"), try $0("name")) }) { first, _ in first }
  }

  /// What customers wrote in these responses, in the order of the questions' ids.
  func comments(of responses: [ID<Response>]) throws -> [ID<Response>: [SaidWords]] {
    guard !responses.isEmpty else { return [:] }
    let rows = try db.rows(
      """
      SELECT response_id, text, language FROM comments
      WHERE organisation_id = \(organisation) AND response_id IN \(.list(responses)) ORDER BY id
      """)
    var found: [ID<Response>: [SaidWords]] = [:]
    for row in rows {
      found[try row("response_id"), default: []].append(SaidWords(text: try row("text"), language: try row("language")))
    }
    return found
  }

  /// The responses of one owner's customers who may be named, the latest first.
  func namedResponses(ownedBy person: ID<Person>, since moment: Instant, limit: Int) throws -> [ID<Response>] {
    try db.rows(
      """
      SELECT id FROM responses
      WHERE organisation_id = \(organisation) AND owner_id = \(person) AND submitted_at >= \(moment) AND may_be_named = 1
        AND customer_id IS NOT NULL
      ORDER BY submitted_at DESC LIMIT \(limit)
      """
    ).map { try $0("id") }
  }

  /// For whom of these customers something was done or planned since a day.
  func customersWithGesture(among customers: [ID<Customer>], since day: Day) throws -> Set<ID<Customer>> {
    let rows = try db.rows(
      """
      SELECT customer_id FROM gestures
      WHERE organisation_id = \(organisation) AND customer_id IN \(.list(customers)) AND planned_on >= \(day)
        AND state <> 'dropped'
      """)
    return Set(try rows.map { try $0("customer_id") })
  }

  /// The units from the top of the organisation down to this one, as it is organised on a day.
  func path(to unit: ID<Unit>, on day: Day) throws -> [ID<Unit>] {
    var path: [ID<Unit>] = []
    var next: ID<Unit>? = unit
    while let own = next, path.count < 50 {
      path.append(own)
      let row = try db.row(
        """
        SELECT parent_id FROM unit_placements
        WHERE organisation_id = \(organisation) AND unit_id = \(own) AND valid_from <= \(day)
          AND (valid_until IS NULL OR valid_until > \(day))
        """)
      next = try row.flatMap { try $0.optional("parent_id") }
    }
    return path.reversed()
  }

  /// Who manages the unit, or else the nearest above it, on a day; not somebody who is left out.
  ///
  /// - Parameter path: from the top down.
  func manager(along path: [ID<Unit>], on day: Day, without left: ID<Person>? = nil) throws -> ID<Person>? {
    for unit in path.reversed() {
      let rows = try db.rows(
        """
        SELECT r.person_id AS person_id FROM roles r JOIN people p ON p.id = r.person_id
        WHERE r.unit_id = \(unit) AND r.role = 'manager'
          AND r.valid_from <= \(day) AND (r.valid_until IS NULL OR r.valid_until > \(day))
          AND (p.left_on IS NULL OR p.left_on > \(day))
        ORDER BY r.person_id
        """)
      let found = try rows.map { try $0("person_id", as: ID<Person>.self) }.first { $0 != left }
      if let found { return found }
    }
    return nil
  }

  /// Who works with customers in these units of the organisation.
  func workers(in units: [ID<Unit>], on day: Day) throws -> [(id: ID<Person>, name: String)] {
    guard !units.isEmpty else { return [] }
    return try db.rows(
      """
      SELECT DISTINCT p.id AS id, p.name AS name FROM roles r JOIN people p ON p.id = r.person_id
      WHERE r.unit_id IN \(.list(units)) AND r.role IN ('manager', 'employee')
        AND r.valid_from <= \(day) AND (r.valid_until IS NULL OR r.valid_until > \(day))
        AND (p.left_on IS NULL OR p.left_on > \(day))
      ORDER BY p.id LIMIT 500
      """
    ).map { (try $0("id"), try $0("name")) }
  }
}

extension Connection {
  func care(in organisation: ID<Organisation>) -> CareTable { CareTable(db: self, organisation: organisation) }
}

/// What a customer wrote, and in which language.
public struct SaidWords: Hashable, Sendable {
  public let text: String
  public let language: Language

  public init(text: String, language: Language) {
    self.text = text
    self.language = language
  }
}
