import ArgumentParser
import Foundation
import QMethod
import Synchronization

/// `kompas q analyse FILE`: the whole of Q from a file of sorts to a report.
struct QAnalyseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "analyse", abstract: "Analyse a file of Q sorts.",
    discussion: """
      Reads PQMethod .DAT, CSV (a row or a column per sort), HtmlQ CSV, Easy-HTMLQ JSON, exports of EQ Web Sort, Ken-Q \
      workbooks (.xlsx, types 1 to 3), KADE archives (.zip) and folders with a pyramid per person (.csv). Without --factors it shows what speaks for how many factors.
      """)

  @Argument(help: "The file with the sorts, or a folder of pyramids.")
  var file: String

  @Option(help: "File with the statements, one per line (such as a .STA file).")
  var statements: String?

  @Option(help: "Number of factors.")
  var factors: Int?

  @Option(help: "pca, centroid (Brown's, as in R qmethod), pqmethod-centroid (as in PQMethod) or horst.")
  var extraction: Extraction = .pca

  @Option(help: "varimax or none.")
  var rotation: Rotation = .varimax

  @Option(help: "exact (to the optimum) or r (equal to R qmethod 1.8.4).")
  var profile: Profile = .exact

  @Option(help: "pearson, spearman or kendall.")
  var correlation: Correlation = .pearson

  @Option(help: ArgumentHelp("Turn two factors by degrees, such as 1,2,15. Can be repeated.", valueName: "a,b,degrees"))
  var turn: [String] = []

  @Option(help: "Change the sign of a factor. Can be repeated.")
  var invert: [Int] = []

  @Option(help: "Score a bipolar factor as two. Can be repeated.")
  var split: [Int] = []

  @Option(help: "raw, standardised or regression: what a sort weighs in the scores.")
  var scores: Scores = .raw

  @Option(help: "Critical value for flagging: 1.96 is p < .05, 2.58 is p < .01.")
  var flagAt: Double = 1.96

  @Option(
    help: ArgumentHelp("Flag a sort by hand, such as Ann=2. Can be repeated.", valueName: "sort=factor"))
  var flag: [String] = []

  @Option(
    help: ArgumentHelp("Take away a flag, such as Ann=1. Can be repeated.", valueName: "sort=factor"))
  var unflag: [String] = []

  @Option(help: "Expected correlation of a person with themselves, between 0 and 1.")
  var reliability: Double = 0.8

  @Flag(inversion: .prefixedNo, help: "Flag only sorts with most of their communality on the factor.")
  var majority = true

  @Option(help: "Judge distinguishing statements by Cohen's d too, such as d=0.8, beside the standard errors (sed).")
  var distinguishBy = "sed"

  @Option(help: "The grid where the file has none, such as -1:2,0:3,1:2.")
  var grid: String?

  @Option(help: "For CSV: automatic, rows, columns or pyramids, whichever holds the sorts.")
  var sortsIn: Layout = .automatic

  @Option(help: "Number of bootstrap steps.")
  var bootstrap: Int?

  @Option(help: "procrustes, assignment or qmboots.")
  var alignment: Alignment = .procrustes

  @Option(help: "Seed of the bootstrap and the parallel analysis.")
  var seed: UInt64 = 1

  @Option(help: "text, json or xlsx.")
  var format: Format = .text

  @Option(help: "Language of the report: en or nl.")
  var language: Language = .en

  @Option(help: "Where to write; standard output otherwise.")
  var output: String?

  enum Extraction: String, ExpressibleByArgument, CaseIterable {
    case pca, centroid, horst
    case pqmethodCentroid = "pqmethod-centroid"
  }

  enum Correlation: String, ExpressibleByArgument, CaseIterable { case pearson, spearman, kendall }

  enum Rotation: String, ExpressibleByArgument, CaseIterable { case varimax, none }

  enum Profile: String, ExpressibleByArgument, CaseIterable { case exact, r }

  enum Scores: String, ExpressibleByArgument, CaseIterable { case raw, standardised, regression }

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

  enum Alignment: String, ExpressibleByArgument, CaseIterable { case procrustes, assignment, qmboots }

  enum Language: String, ExpressibleByArgument, CaseIterable { case en, nl }

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, xlsx }

  func validate() throws {
    if format == .xlsx, output == nil { throw ValidationError("A workbook needs --output FILE.") }
    if factors == nil, bootstrap != nil { throw ValidationError("A bootstrap needs --factors N.") }
    if factors == nil, format == .xlsx { throw ValidationError("A workbook needs --factors N.") }
    _ = try handRotations
    _ = try Self.grid(grid)
    _ = try effectSize
  }

  func run() async throws {
    do {
      let study = try QInputFile(
        path: file, statements: statements, grid: try Self.grid(grid), orientation: sortsIn.orientation,
        holdsPyramids: sortsIn == .pyramids
      ).study()
      guard let factors else {
        try showRetention(of: study)
        return
      }
      let solution = try flaggedByHand(try analysis(factors: factors), study).solution(of: study)
      var summary: QBootstrapSummary?
      if let bootstrap { summary = try await resampled(solution, steps: bootstrap) }
      try QOutput(
        solution: solution, bootstrap: summary, words: language == .nl ? .dutch : .english, path: output
      ).write(format)
    } catch {
      throw QCommandFailure(QErrorSentences.sentence(error))
    }
  }

  private func analysis(factors: Int) throws -> QAnalysis {
    QAnalysis(
      factors: factors, correlation: qCorrelation, extraction: qExtraction,
      rotation: rotation == .varimax ? .varimax : .none, handRotations: try handRotations,
      profile: profile == .exact ? .exact : .rCompatible,
      flagging: .automatic(criticalValue: flagAt, majority: majority), splits: Set(split),
      scaling: qScaling, reliability: reliability, effectSize: try effectSize)
  }

  /// The same analysis with the automatic flags changed as `--flag` and `--unflag` say.
  private func flaggedByHand(_ analysis: QAnalysis, _ study: QStudy) throws -> QAnalysis {
    guard !flag.isEmpty || !unflag.isEmpty else { return analysis }
    var analysis = analysis
    let splits = analysis.splits
    analysis.splits = []
    var flags = try analysis.solution(of: study).flags
    for (texts, isFlagged) in [(flag, true), (unflag, false)] {
      for text in texts {
        let parts = text.split(separator: "=")
        guard parts.count >= 2, let factor = parts.last.flatMap({ Int($0) }),
          let sort = study.sorts.firstIndex(where: { $0.name == parts.dropLast().joined(separator: "=") })
        else { throw ValidationError("There is no such sort or factor: \(text)") }
        guard (1...analysis.factors).contains(factor) else {
          throw QAnalysisError.noSuchFactor(factor: factor, count: analysis.factors)
        }
        flags[sort][factor - 1] = isFlagged
      }
    }
    analysis.flagging = .manual(flags)
    analysis.splits = splits
    return analysis
  }

  private var qScaling: QAnalysis.Scaling {
    switch scores {
    case .raw: .raw
    case .standardised: .standardised
    case .regression: .regression
    }
  }

  private var effectSize: Double? {
    get throws {
      if distinguishBy == "sed" { return nil }
      guard distinguishBy.hasPrefix("d="), let size = Double(distinguishBy.dropFirst(2)), size > 0, size <= 1 else {
        throw ValidationError("--distinguish-by takes sed or d= with a size up to 1, such as d=0.8: \(distinguishBy)")
      }
      return size
    }
  }

  private var qExtraction: QExtraction {
    switch extraction {
    case .pca: .principalComponents
    case .centroid: .centroid(.qmethod)
    case .pqmethodCentroid: .centroid(.pqMethod)
    case .horst: .horst
    }
  }

  private var qCorrelation: QCorrelation {
    switch correlation {
    case .pearson: .pearson
    case .spearman: .spearman
    case .kendall: .kendall
    }
  }

  private var handRotations: [QHandRotation] {
    get throws {
      try turn.map { text in
        let parts = text.split(separator: ",")
        guard parts.count == 3, let first = Int(parts[0]), let second = Int(parts[1]), let degrees = Double(parts[2])
        else { throw ValidationError("--turn takes two factors and degrees, such as 1,2,15: \(text)") }
        return .turn(first: first, second: second, degrees: degrees)
      } + invert.map { .invert(factor: $0) }
    }
  }

  /// A grid as it is written on the command line, nil for none.
  static func grid(_ text: String?) throws -> QGrid? {
    guard let text else { return nil }
    var (values, heights): ([Int], [Int]) = ([], [])
    for column in text.split(separator: ",") {
      let parts = column.split(separator: ":")
      guard parts.count == 2, let value = Int(parts[0]), let height = Int(parts[1]) else {
        throw ValidationError("--grid takes columns and heights, such as -1:2,0:3,1:2: \(text)")
      }
      values.append(value)
      heights.append(height)
    }
    do {
      return try QGrid(values: values, heights: heights)
    } catch {
      throw ValidationError(QErrorSentences.sentence(error))
    }
  }

  private func resampled(_ solution: QSolution, steps: Int) async throws -> QBootstrapSummary {
    let kind: QBootstrap.Alignment =
      switch alignment {
      case .procrustes: .procrustes
      case .assignment: .assignment
      case .qmboots: .qmboots
      }
    let isTerminal = isatty(FileHandle.standardError.fileDescriptor) == 1
    let shown = Mutex(-1)
    return try await QBootstrap(steps: steps, alignment: kind, seed: seed).summary(of: solution) { done, all in
      let percent = 100 * done / max(1, all)
      // A terminal sees every step of the way, a log file only each tenth.
      let isNews = shown.withLock { last in
        guard percent / (isTerminal ? 1 : 10) > last else { return false }
        last = percent / (isTerminal ? 1 : 10)
        return true
      }
      guard isNews else { return }
      let line = "Bootstrap: \(done) of \(all) (\(percent) %)"
      let text = isTerminal ? "\r\(line)\(done == all ? "\n" : "")" : "\(line)\n"
      FileHandle.standardError.write(Data(text.utf8))
    }
  }

  private func showRetention(of study: QStudy) throws {
    let most = min(study.sorts.count, study.statementCount - 1)
    let aids = try analysis(factors: min(7, most)).retention(for: study, seed: seed)
    try QOutput.write(format == .json ? try QRetentionText.json(aids) : QRetentionText.text(aids), to: output)
  }
}
