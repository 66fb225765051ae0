import ArgumentParser
import Localization
import QMethod

/// `kompas q analyse FILE`: the whole of Q from a file of sorts to a report.
struct QAnalyseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "analyse", abstract: "Analyse a file of Q sorts.",
    discussion: """
      Reads PQMethod .DAT, CSV (a row or a column per sort), HtmlQ CSV, Easy-HTMLQ JSON, exports of EQ Web Sort, Ken-Q \
      workbooks (.xlsx, types 1 to 3), KADE archives (.zip) and folders with a pyramid per person (.csv). Without --factors it shows what speaks for how many \
      factors.
      """)

  @Argument(help: "The file with the sorts, or a folder of pyramids.")
  var file: String

  @OptionGroup var source: QSource

  @Option(help: "Number of factors.")
  var factors: Int?

  @OptionGroup var settings: QSettings

  @Option(help: ArgumentHelp("Turn two factors by degrees, such as 1,2,15. Can be repeated.", valueName: "a,b,degrees"))
  var turn: [String] = []

  @Option(help: "Change the sign of a factor. Can be repeated.")
  var invert: [Int] = []

  @Option(help: "Score a bipolar factor as two. Can be repeated.")
  var split: [Int] = []

  @Option(
    help: ArgumentHelp("Flag a sort by hand, such as Ann=2. Can be repeated.", valueName: "sort=factor"))
  var flag: [String] = []

  @Option(
    help: ArgumentHelp("Take away a flag, such as Ann=1. Can be repeated.", valueName: "sort=factor"))
  var unflag: [String] = []

  @Option(help: "Judge distinguishing statements by Cohen's d too, such as d=0.8, beside the standard errors (sed).")
  var distinguishBy = "sed"

  @Option(help: "Number of bootstrap steps.")
  var bootstrap: Int?

  @Option(help: "procrustes, assignment or qmboots.")
  var alignment: Alignment = .procrustes

  @Option(help: "Seed of the bootstrap and the parallel analysis.")
  var seed: UInt64 = 1

  @OptionGroup var output: QOutput

  @OptionGroup var speech: QSpeech

  enum Alignment: String, ExpressibleByArgument, CaseIterable { case procrustes, assignment, qmboots }

  func validate() throws {
    try speech.checking {
      try output.check()
      if factors == nil, bootstrap != nil { throw QCommandFault.bootstrapNeedsFactors }
      if factors == nil, output.format == .xlsx { throw QCommandFault.workbookNeedsFactors }
      _ = try handRotations
      _ = try source.chosenGrid
      _ = try effectSize
    }
  }

  func run() async throws {
    let book = try speech.book
    do {
      let study = try source.study(at: file)
      guard let factors else {
        try showRetention(of: study, book)
        return
      }
      let solution = try flaggedByHand(try analysis(factors: factors), study).solution(of: study)
      var summary: QBootstrapSummary?
      if let bootstrap { summary = try await QProgress(book).summary(of: solution, by: resampling(steps: bootstrap)) }
      try output.write(QReport(solution, bootstrap: summary, words: speech.words)) { [summary] in
        try solution.json(bootstrap: summary)
      }
    } catch {
      throw QCommandFailure(QErrorMessages.sentence(error, in: book))
    }
  }

  private func analysis(factors: Int) throws -> QAnalysis {
    var analysis = settings.analysis(factors: factors)
    analysis.handRotations = try handRotations
    analysis.splits = Set(split)
    analysis.effectSize = try effectSize
    return analysis
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
        else { throw QCommandFault.flag(text) }
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

  private var effectSize: Double? {
    get throws {
      if distinguishBy == "sed" { return nil }
      guard distinguishBy.hasPrefix("d="), let size = Double(distinguishBy.dropFirst(2)), size > 0, size <= 1 else {
        throw QCommandFault.effectSize(distinguishBy)
      }
      return size
    }
  }

  private var handRotations: [QHandRotation] {
    get throws {
      try turn.map { text in
        let parts = text.split(separator: ",")
        guard parts.count == 3, let first = Int(parts[0]), let second = Int(parts[1]), let degrees = Double(parts[2])
        else { throw QCommandFault.turn(text) }
        return .turn(first: first, second: second, degrees: degrees)
      } + invert.map { .invert(factor: $0) }
    }
  }

  private func resampling(steps: Int) -> QBootstrap {
    let kind: QBootstrap.Alignment =
      switch alignment {
      case .procrustes: .procrustes
      case .assignment: .assignment
      case .qmboots: .qmboots
      }
    return QBootstrap(steps: steps, alignment: kind, seed: seed)
  }

  private func showRetention(of study: QStudy, _ book: Phrasebook) throws {
    let most = min(study.sorts.count, study.statementCount - 1)
    let aids = try analysis(factors: min(7, most)).retention(for: study, seed: seed)
    try output.write(output.format == .json ? try QRetentionText.json(aids) : QRetentionText.text(aids, book))
  }
}
