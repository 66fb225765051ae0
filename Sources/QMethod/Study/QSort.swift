/// One person's ordering: the column value that each statement was given.
public struct QSort: Sendable, Equatable {
  /// What the sort is called in tables; not empty once it is part of a `QStudy`.
  public var name: String
  /// One grid value per statement, in the order of the statements.
  public var values: [Int]

  /// - Parameter values: the grid value of every statement, in the order of the statements.
  public init(name: String, values: [Int]) {
    self.name = name
    self.values = values
  }
}
