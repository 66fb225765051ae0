import ArgumentParser
import QMethod

/// `kompas q grid`: a grid for so many statements.
struct QGridCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grid", abstract: "Design a symmetric grid whose cells add up to the number of statements.")

  @Argument(help: "Number of statements.")
  var statements: Int

  @Option(help: "Highest column value; 4 gives columns -4 to 4.")
  var extreme: Int = 4

  @Option(help: "0 is flat, 1 the normal shape, up to 4.")
  var peakedness: Double = 1

  @OptionGroup var speech: QSpeech

  func run() throws {
    try speech.telling {
      let grid = try QGrid.designed(statements: statements, extreme: extreme, peakedness: peakedness)
      print(zip(grid.values, grid.heights).map { "\($0):\($1)" }.joined(separator: ","))
    }
  }
}
