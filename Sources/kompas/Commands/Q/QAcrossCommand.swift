import ArgumentParser
import Foundation
import QMethod

/// `kompas q across FILE FILE…`: which viewpoints live in which groups.
struct QAcrossCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "across", abstract: "Find viewpoints that groups share.",
    discussion: """
      Analyses the sorts of every group by itself, and then the viewpoints of all groups as if they were sorts \
      (second-order analysis). Each file is a group and is called as the file; all sorted the same statements.
      """)

  @Argument(help: "A file with sorts for each group, as 'kompas q analyse' reads them.")
  var files: [String]

  @Option(help: "Number of factors of each group: one for all, or one for each, such as 3,2.")
  var factors: String

  @Option(help: "Number of viewpoints to look for across the groups.")
  var shared: Int

  @Flag(help: "Compare the arrays (whole places in the grid) instead of the z-scores.")
  var arrays = false

  @OptionGroup var source: QSource

  @OptionGroup var settings: QSettings

  @OptionGroup var output: QOutput

  @OptionGroup var speech: QSpeech

  func validate() throws {
    try speech.checking {
      try output.check()
      guard files.count > 1 else { throw QCommandFault.oneGroup }
      _ = try factorCounts
      _ = try source.chosenGrid
    }
  }

  func run() throws {
    try speech.telling {
      let counts = try factorCounts
      let groups = try zip(names, zip(files, counts)).map { name, group in
        let study = try study(of: group.0)
        return (name: name, solution: try settings.analysis(factors: group.1).solution(of: study))
      }
      let across = try QSecondOrder(
        groups: groups, analysis: settings.analysis(factors: shared), usingArrays: arrays)
      try output.write(QReport(across, words: speech.words)) { try across.json() }
    }
  }

  /// What is wrong in one of several files is told with its name.
  private func study(of file: String) throws -> QStudy {
    do {
      return try source.study(at: file)
    } catch let error as QInputError {
      throw QInputError.inFile(name: file, reason: error)
    }
  }

  private var factorCounts: [Int] {
    get throws {
      let counts = factors.split(separator: ",").compactMap { Int($0) }
      guard counts.count == factors.split(separator: ",", omittingEmptySubsequences: false).count,
        counts.count == 1 || counts.count == files.count
      else { throw QCommandFault.groupFactors(factors) }
      return counts.count == 1 ? files.map { _ in counts[0] } : counts
    }
  }

  /// The names of the files without their endings, with their folders where two are called alike.
  private var names: [String] {
    let paths = files.map { URL(fileURLWithPath: $0).deletingPathExtension().pathComponents }
    let choices = [1, 2].map { length in paths.map { $0.suffix(length).joined(separator: "/") } } + [files]
    return choices.first { Set($0).count == files.count } ?? files
  }
}
