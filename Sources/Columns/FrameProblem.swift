/// What stops a frame from being built, changed, read or asked. Carries facts; sentences are made elsewhere.
public enum FrameProblem: Error, Hashable, Sendable {
  /// An item's highest score lies outside 1...250.
  case unfitItem(name: String, highest: Int)
  /// A code column's number of codes lies outside 1...65,535.
  case unfitCode(name: String, count: Int)
  /// Two columns of one kind share a name.
  case repeatedName(String)
  /// A unit names a parent that is not in the tree.
  case unknownParent(unit: Int, parent: Int)
  /// A unit is its own ancestor.
  case circularTree(unit: Int)
  /// The tree has more units than a frame can hold (16,777,215).
  case tooManyUnits(Int)
  /// A row has another number of answers than the schema has items.
  case answerCount(expected: Int, found: Int)
  /// A row has another number of codes than the schema has code columns.
  case codeCount(expected: Int, found: Int)
  /// A column has another number of rows than there are ids.
  case unevenColumns(rows: Int, found: Int)
  /// An answer lies outside its item's scale.
  case answerOutOfScale(item: Int, value: Int)
  /// A code lies outside its column's range.
  case codeOutOfRange(code: Int, value: Int)
  /// A period lies outside 0...65,535.
  case periodOutOfRange(Int)
  /// A weight is not a number in 0..<4096.
  case unfitWeight(Double)
  /// A unit number that the tree doesn't have.
  case unknownUnit(Int)
  /// A column position that the schema doesn't have.
  case unknownColumn(FrameColumn)
  /// A batch, or a snapshot, was made for another schema.
  case otherSchema
  /// Spans of periods overlap or don't ascend.
  case unorderedSpans
  /// The question needs respondent keys, and the schema has none.
  case withoutRespondents
  /// A table of counts with more cells than memory should be asked for.
  case tableTooLarge(cells: Int)
}
