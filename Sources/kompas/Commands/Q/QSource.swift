import ArgumentParser
import QMethod

/// What there is to know about a file of sorts that the file doesn't tell.
struct QSource: ParsableArguments {
  @Option(help: "File with the statements, one per line (such as a .STA file).")
  var statements: String?

  @Option(help: "The grid where the file has none, such as -1:2,0:3,1:2.")
  var grid: String?

  @Option(help: "For CSV that is read: automatic, rows, columns or pyramids, whichever holds the sorts.")
  var sortsIn: Layout = .automatic

  enum Layout: String, ExpressibleByArgument, CaseIterable {
    case automatic, rows, columns, pyramids

    var orientation: SortsCSV.Orientation {
      switch self {
      case .automatic, .pyramids: .automatic
      case .rows: .sortsInRows
      case .columns: .sortsInColumns
      }
    }
  }

  /// - Throws: what is wrong with the file, as facts.
  func study(at path: String) throws -> QStudy {
    try QInputFile(
      path: path, statements: statements, grid: try chosenGrid, orientation: sortsIn.orientation,
      holdsPyramids: sortsIn == .pyramids
    ).study()
  }

  /// The grid as it is written on the command line, nil for none.
  var chosenGrid: QGrid? {
    get throws {
      guard let grid else { return nil }
      var (values, heights): ([Int], [Int]) = ([], [])
      for column in grid.split(separator: ",") {
        let parts = column.split(separator: ":")
        guard parts.count == 2, let value = Int(parts[0]), let height = Int(parts[1]) else {
          throw QCommandFault.grid(grid)
        }
        values.append(value)
        heights.append(height)
      }
      return try QGrid(values: values, heights: heights)
    }
  }
}
