/// The grid that statements are placed in: column values from left to right and the number of cells in each.
public struct QGrid: Sendable, Equatable {
  /// Column values, ascending and each once.
  public let values: [Int]
  /// Cells per column, in the order of `values`, each at least 1.
  public let heights: [Int]

  /// A grid from columns and their heights; empty columns are left out.
  /// - Throws: `QInputError.gridIsEmpty` without a single cell, `.gridRepeats` when a value occurs twice,
  ///   `.gridHasNegativeHeight` for a height below zero.
  public init(values: [Int], heights: [Int]) throws(QInputError) {
    let columns = zip(values, heights).sorted { $0.0 < $1.0 }
    for (left, right) in zip(columns, columns.dropFirst()) where left.0 == right.0 {
      throw .gridRepeats(value: left.0)
    }
    for column in columns where column.1 < 0 { throw .gridHasNegativeHeight(value: column.0) }
    let filled = columns.filter { $0.1 > 0 }
    guard !filled.isEmpty, values.count == heights.count else { throw .gridIsEmpty }
    guard filled.allSatisfy({ QLimits.values.contains($0.0) && $0.1 <= QLimits.statements }) else {
      throw .gridIsTooLarge(cells: filled.reduce(0) { $0 &+ $1.1 })
    }
    self.values = filled.map(\.0)
    self.heights = filled.map(\.1)
  }

  /// The grid that a finished sort fills.
  /// - Throws: `QInputError.gridIsEmpty` for a sort without values.
  public init(filledBy values: [Int]) throws(QInputError) {
    var heights: [Int: Int] = [:]
    for value in values { heights[value, default: 0] += 1 }
    let columns = heights.sorted { $0.key < $1.key }
    try self.init(values: columns.map(\.key), heights: columns.map(\.value))
  }

  /// Number of cells, which is the number of statements of a forced sort.
  public var cells: Int { heights.reduce(0, +) }

  /// The value of the first column.
  public var lowest: Int { values[0] }

  /// The value of the last column.
  public var highest: Int { values[values.count - 1] }

  /// Every cell's value, ascending.
  public var distribution: [Int] {
    zip(values, heights).flatMap { Array(repeating: $0, count: $1) }
  }

  /// Whether the columns mirror each other around the middle one.
  public var isSymmetric: Bool {
    heights == heights.reversed() && zip(values, values.reversed()).allSatisfy { $0 + $1 == lowest + highest }
  }

  /// Whether the columns only grow up to a peak and only shrink after it.
  public var isUnimodal: Bool {
    guard let peak = heights.max(), let top = heights.firstIndex(of: peak) else { return true }
    let left = zip(heights[..<top], heights[...top].dropFirst())
    let right = zip(heights[top...], heights[top...].dropFirst())
    return left.allSatisfy { $0 <= $1 } && right.allSatisfy { $0 >= $1 }
  }

  /// Whether these values fill the grid exactly, in any order.
  public func isFilled(by values: [Int]) -> Bool {
    values.count == cells && values.sorted() == distribution
  }
}

/// How much this package takes in before it says no.
public enum QLimits {
  /// Most sorts in one study.
  public static let sorts = 2_000
  /// Most statements in one study.
  public static let statements = 500
  /// Column values that can occur.
  public static let values = -99...99
  /// Most bytes of one input file.
  public static let bytes = 16_000_000
  /// Most cells of one delimited file or workbook, empty ones between others included.
  public static let cells = 3_000_000
  /// Most sorts for Kendall's τ, whose work grows with the square of both dimensions.
  public static let kendallSorts = 500
  /// Most draws times sorts of a bootstrap, which keeps every draw until it is summed up.
  public static let drawnSorts = 5_000_000
}
