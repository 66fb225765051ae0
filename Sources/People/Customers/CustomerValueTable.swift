public import Persistence
public import Values

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

  /// The value with this id, whether or not it is still asked about.
  public func find(_ id: ID<CustomerValue>) throws -> CustomerValue {
    let row = try db.row(
      """
      SELECT id, name_nl, name_en FROM customer_values WHERE organisation_id = \(organisation) AND id = \(id)
      """)
    guard let row else { throw NotFound() }
    return CustomerValue(
      id: try row("id"), name: LocalizedText(nl: try row.optional("name_nl"), en: try row.optional("name_en")))
  }

  /// Gives a value another name.
  public func update(_ value: CustomerValue) throws {
    try db.run(
      """
      UPDATE customer_values SET name_nl = \(value.name.nl), name_en = \(value.name.en)
      WHERE organisation_id = \(organisation) AND id = \(value.id)
      """)
  }

  /// Puts the values in this order.
  public func order(_ values: [ID<CustomerValue>]) throws {
    for (position, value) in values.enumerated() {
      try db.run(
        """
        UPDATE customer_values SET position = \(position)
        WHERE organisation_id = \(organisation) AND id = \(value)
        """)
    }
  }

  public func insert(_ value: CustomerValue, position: Int) throws {
    try db.run(
      """
      INSERT INTO customer_values (id, organisation_id, position, name_nl, name_en, retired_at)
      VALUES (\(value.id), \(organisation), \(position), \(value.name.nl), \(value.name.en), NULL)
      """)
  }

  /// It is asked about again.
  public func bringBack(_ value: ID<CustomerValue>) throws {
    try db.run(
      "UPDATE customer_values SET retired_at = NULL WHERE organisation_id = \(organisation) AND id = \(value)")
  }

  /// A value that was asked about keeps its answers; it is only no longer asked.
  public func retire(_ value: ID<CustomerValue>, at moment: Instant) throws {
    try db.run(
      """
      UPDATE customer_values SET retired_at = \(moment) WHERE organisation_id = \(organisation) AND id = \(value)
      """)
  }
}
