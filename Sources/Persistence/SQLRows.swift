/// Many rows that go into one table in the same way: the columns are named once, and each engine takes the rows as fast as it can.
///
/// ```swift
/// var rows = SQLRows(inserting: "units (id, name)", width: 2, ending: "ON CONFLICT (id) DO NOTHING")
/// rows.add(unit.id)
/// rows.add(unit.name)
/// try db.insert(rows)
/// ```
public struct SQLRows: Sendable {
  private let target: String
  private let ending: String
  /// How many values a row has.
  public let width: Int
  /// The values of all rows, one after the other.
  public private(set) var values: [SQLValue] = []

  /// - Parameters:
  ///   - target: the table and its columns: `units (id, name)`.
  ///   - ending: what follows the rows; nothing unless a row may be there already.
  public init(inserting target: StaticString, width: Int, ending: StaticString = "") {
    self.target = "\(target)"
    self.ending = ending.utf8CodeUnitCount == 0 ? "" : " \(ending)"
    self.width = width
  }

  /// How many whole rows there are.
  public var count: Int { values.count / width }

  public mutating func reserve(_ rows: Int) { values.reserveCapacity(rows * width) }

  public mutating func add(_ value: some SQLBindable) { values.append(value.sqlValue) }

  public mutating func add(_ value: (some SQLBindable)?) { values.append(value?.sqlValue ?? .null) }

  /// The statement for so many rows.
  public func text(for dialect: Dialect, rows: Int) -> String {
    var text = "INSERT INTO \(target) VALUES "
    var number = 0
    for row in 0..<rows {
      text += row == 0 ? "(" : ", ("
      for column in 0..<width {
        number += 1
        text += column == 0 ? "" : ", "
        text += dialect == .postgres ? "$\(number)" : "?"
      }
      text += ")"
    }
    return text + ending
  }
}
