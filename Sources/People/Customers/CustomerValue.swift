public import Values
public import Persistence

/// What the organisation promises its customers, such as 'dichtbij' (close by). Surveys ask how customers experience each.
public struct CustomerValue: Hashable, Sendable {
  public let id: ID<CustomerValue>
  public var name: LocalizedText

  public init(id: ID<CustomerValue>, name: LocalizedText) {
    self.id = id
    self.name = name
  }
}

extension Connection {
  public func customerValues(in organisation: ID<Organisation>) -> CustomerValueTable {
    CustomerValueTable(db: self, organisation: organisation)
  }
}

/// The values of one organisation, in its own order.
public struct CustomerValueTable {
  let db: any Connection
  let organisation: ID<Organisation>

  /// Those in force.
  public func all() throws -> [CustomerValue] {
    try db.rows(
      """
      SELECT id, name_nl, name_en FROM customer_values
      WHERE organisation_id = \(organisation) AND retired_at IS NULL ORDER BY position, id
      """
    ).map { row in
      CustomerValue(
        id: try row("id"), name: LocalizedText(nl: try row.optional("name_nl"), en: try row.optional("name_en")))
    }
  }

  public func insert(_ value: CustomerValue, position: Int) throws {
    try db.run(
      """
      INSERT INTO customer_values (id, organisation_id, position, name_nl, name_en, retired_at)
      VALUES (\(value.id), \(organisation), \(position), \(value.name.nl), \(value.name.en), NULL)
      """)
  }

  /// A value that was asked about keeps its answers; it is only no longer asked.
  public func retire(_ value: ID<CustomerValue>, at moment: Instant) throws {
    try db.run(
      """
      UPDATE customer_values SET retired_at = \(moment) WHERE organisation_id = \(organisation) AND id = \(value)
      """)
  }
}
