import Listen
import Values

/// How far an import is. The page reloads by itself until it is done.
struct ResultProgressPage: Page {
  static let template = "imports/progress"
  static let verb: Verb? = .listen

  let title: Message
  let progress: Progress
  let waiting: Message?

  /// - Parameter hasRoom: whether the disk has room for it; without, it waits.
  init(_ found: Import, hasRoom: Bool = true) {
    waiting = hasRoom ? nil : Message("imports.progress.noRoom")
    title = Message("imports.progress.title", ["file": .text(found.fileName)])
    let isRead = found.rowsRead >= found.findings.rows
    progress =
      isRead
      ? Progress(Message("imports.progress.counting"), done: found.rowsRead, of: nil)
      : Progress(
        Message("imports.progress.rows", ["rows": .count(found.rowsRead), "of": .count(found.findings.rows)]),
        done: found.rowsRead, of: found.findings.rows,
        cancel: Action(Message("imports.progress.stop"), .resultFile(found.id, "stop"), isPost: true))
  }

  static let examples: [String: ResultProgressPage] = [
    "a third": ResultProgressPage(.example(.applying)),
    "all of it": ResultProgressPage(.example(.applying, rowsRead: 1_200)),
    "a disk that is nearly full": ResultProgressPage(.example(.applying), hasRoom: false),
  ]
}

/// What became of an import, and the way to what it says.
struct ResultOutcomePage: Page {
  static let template = "imports/outcome"
  static let verb: Verb? = .listen

  let title: Message
  let stopped: Message?
  let lines: [ResultFilePage.Text]
  let troubles: [ResultFilePage.Text]
  let hasTroubles: Bool
  let next: NextStep?
  let goOn: Action?
  let files: Link

  init(_ found: Import) {
    let outcome = found.outcome ?? ImportOutcome()
    title =
      found.state == .applied
      ? Message("imports.outcome.title", ["count": .count(outcome.added)])
      : Message("imports.outcome.stoppedTitle", ["file": .text(found.fileName)])
    stopped = found.state == .stopped ? Message("imports.outcome.stopped", ["rows": .count(found.rowsRead)]) : nil
    let counts: [(String, Int)] = [
      ("known", outcome.known), ("comments", outcome.comments), ("units", outcome.unitsMade),
      ("customers", outcome.customersMade), ("empty", outcome.empty), ("trials", outcome.trials),
      ("refused", outcome.refused), ("left", outcome.answersLeftOut),
    ]
    let unknown = outcome.unknownUnits.sorted { $0.key < $1.key }.prefix(20).map { Message.Fact.text($0.key) }
    lines =
      counts.filter { $0.1 > 0 }.map { .init(text: Message("imports.outcome.\($0.0)", ["count": .count($0.1)])) }
      + (unknown.isEmpty ? [] : [.init(text: Message("imports.outcome.unknownUnits", ["units": .list(unknown)]))])
      + outcome.notNPS.map { .init(text: Message("imports.outcome.notNPS", ["question": .text($0)])) }
      + outcome.withoutQuestion.map {
        .init(text: Message("imports.outcome.withoutQuestion", ["question": .text($0)]))
      }
    troubles = outcome.problems.prefix(50).map { .init(text: $0.sentence) }
    hasTroubles = !troubles.isEmpty
    goOn =
      found.state == .stopped
      ? Action(Message("imports.outcome.goOn"), .resultFile(found.id, "application"), isPost: true) : nil
    files = .resultFiles
    next =
      found.state == .applied
      ? NextStep(
        lead: Message("imports.outcome.lead"), text: Message("imports.outcome.next"),
        action: Action(Message("imports.outcome.read"), Self.reading(found)))
      : nil
  }

  /// What came in, which needn't be what was measured last.
  private static func reading(_ found: Import) -> Link {
    guard let survey = found.survey, let wave = found.wave else { return .results }
    return .strategic(survey, wave)
  }

  static let examples: [String: ResultOutcomePage] = {
    var outcome = ImportOutcome()
    outcome.added = 1_186
    outcome.known = 14
    outcome.refused = 3
    outcome.unknownUnits = ["Buitendienst Zuidoost-Brabant": 12]
    outcome.notNPS = ["Hoe waarschijnlijk is het dat u ons aanbeveelt? (1-10)"]
    return [
      "done": ResultOutcomePage(.example(.applied, outcome: outcome)),
      "stopped": ResultOutcomePage(.example(.stopped)),
    ]
  }()
}
