import Activate
import People
import Values

/// The console: what comes, what is going on with one thing to do about it, and who is there. The same page on a laptop and a phone.
struct ConsolePage: Page {
  static let template = "activate/console"

  let title: Message
  let live: LiveSource?
  let session: String
  let place: Message
  let back: Link
  /// Nothing to open before people may come in.
  let doors: Doors?
  let say: Message
  let problem: Message?
  let withoutMandate: Message?
  let drift: Message?
  let plan: [PlanLine]
  let primary: CommandButton?
  let effect: Message?
  let clock: Clock?
  /// Who drives, where it is somebody else.
  let wheel: Message?
  let others: [CommandButton]
  let script: [ScriptLine]
  let hasScript: Bool
  /// The round that the script is of.
  let scriptKey: String
  let scene: Scene?
  let next: Message?
  let counts: [CountLine]
  /// Nobody can be there before people may come in.
  let hasCounts: Bool
  let proxy: TaskForm?
  /// Where many paper ballots are entered at once.
  let paper: Link
  /// What the group decides, written down by whoever leads or writes along.
  let decisions: DecisionBoard?
  /// What is missing before the session may end as decided.
  let missing: [DecisionBoard.Gap]
  let isMissing: Bool
  let queue: [IdeaLine]
  let hasQueue: Bool
  let queueTitle: Message
  let undo: CommandButton?
  let history: [HistoryLine]
  let hasHistory: Bool
  /// A round from the library, between now and the end.
  let adding: Adding?
  /// Asked before a round is closed in which people with extra time are busy.
  let closing: Closing?

  struct Closing: ViewModel {
    let text: Message
    let anyway: CommandButton
  }

  struct Adding: ViewModel {
    let action: Link
    let seq: Int
    let slot: Choice
    let question: Field
    let minutes: Field
    let after: Choice
  }

  struct Doors: ViewModel {
    let screen: Link
    let phone: Link
  }

  struct PlanLine: ViewModel {
    /// By which the page keeps open what somebody opened.
    let id: String
    let style: String
    let name: Message
    let state: Message
    let minutes: Message
    let tools: [CommandButton]
    let hasTools: Bool
  }

  /// What to say, do, ask or read aloud.
  struct ScriptLine: ViewModel {
    let kind: Message
    let style: String
    let text: Message
  }

  struct CountLine: ViewModel {
    /// The name by which the page renews it.
    let id: String
    let name: Message
    let value: Message.Fact
    let isMain: Bool
  }

  struct IdeaLine: ViewModel {
    let text: String
    let note: Message?
    let isHidden: Bool
    let tools: [CommandButton]
  }

  struct HistoryLine: ViewModel {
    let time: String
    let text: Message
    let isUndone: Bool
  }
}

/// What a console needs beside the state: who looks, what people did, what to say.
struct ConsoleReader: Sendable {
  let session: Session
  let person: ID<Person>
  /// Whose name to show as the one who drives.
  var driver: String?
  /// What they are in the session; nothing where they only have the right to run it.
  var role: SessionRole?
  /// What they can add from the library of rounds.
  var addable: [PlanSlot] = []
  /// The people with extra time who are busy in the round that they want to close.
  var busy = 0
  /// What will be played, before it has begun.
  var plan: SessionPlan?
  var counts = SessionCounts()
  var script: [(kind: String, text: Message)] = []
  var decisions: DecisionBoard?
  /// Makes a proxy's form, sent twice, count once.
  var key = ""
  var typed: Form?
  var problem: Message?
}

extension ConsolePage {
  init(
    _ state: SessionState, _ snapshot: SessionSnapshot, _ reader: ConsoleReader, time: (Instant) -> String,
    at now: Instant
  ) {
    let stage = SnapshotScene(
      snapshot: snapshot, joined: reader.counts.joined, sound: { .voice($0, reader.session.id, "sound") })
    let buttons = ConsoleButtons(state: state, session: reader.session)
    let standing = state.standing
    let isDriving = state.wheel == reader.person || state.phase == .planned
    title = Self.title(state)
    live = LiveSource(
      stream: .session(reader.session.id, "events"), state: .session(reader.session.id, "state"), seq: state.seq,
      now: Int(now.milliseconds))
    session = reader.session.title
    let real = state.begunAt.map { Int(((state.endedAt ?? now).milliseconds - $0.milliseconds) / 60_000) } ?? 0
    let planned =
      state.phase == .planned
      ? reader.plan?.minutes ?? 0 : state.rounds.reduce(0) { $0 + $1.planned.seconds } / 60
    place = Message("session.console.minutes", ["real": .count(real), "planned": .count(planned)])
    back = .preparation(reader.session.id)
    doors =
      state.phase == .planned
      ? nil : Doors(screen: .session(reader.session.id, "screen"), phone: .session(reader.session.code))
    say = title
    problem = reader.problem
    withoutMandate = stage.withoutMandate
    drift = Self.drift(state, at: now)
    plan =
      state.phase == .planned
      ? (reader.plan?.steps ?? []).map(Self.line)
      : state.rounds.map { Self.line($0, buttons, isDriving: isDriving, in: state, at: now) }
    decisions = reader.decisions
    missing = state.primary?.name == .end ? reader.decisions?.gaps ?? [] : []
    isMissing = !missing.isEmpty
    primary = isDriving && !isMissing ? buttons.primary : nil
    effect = isDriving && !isMissing ? buttons.effect : nil
    clock = stage.clock(at: now)
    wheel =
      isDriving || state.phase == .planned || state.phase == .ended
      ? nil : Message("session.console.driven", ["name": .text(reader.driver ?? "–")])
    others =
      isDriving
      ? buttons.others : state.phase == .ended || reader.role?.mayDrive != true ? [] : [buttons.takeWheel]
    closing =
      reader.busy > 0
      ? buttons.closeAnyway.map {
        Closing(text: Message("session.closing.busy", ["count": .count(reader.busy)]), anyway: $0)
      }
      : nil
    adding = isDriving ? Self.adding(state, reader) : nil
    script = reader.script.map { line in
      ScriptLine(kind: Message("session.script.\(line.kind)"), style: line.kind, text: line.text)
    }
    hasScript = !script.isEmpty
    scriptKey = (state.current ?? state.next?.id)?.text ?? "-"
    scene = stage.scene
    next = state.next.map {
      Message(
        "session.console.next",
        ["round": $0.round.title.fact, "minutes": .count(max(1, $0.planned.seconds / 60))])
    }
    counts = Self.counts(reader.counts, expected: reader.session.expected)
    hasCounts = state.phase != .planned
    proxy =
      standing.flatMap { standing in
        standing.progress.state == .open && standing.round.policy.visibility != .named
          ? TaskForm(
            action: .session(reader.session.id, "proxies"),
            hidden: [("key", reader.key), ("round", standing.id.text), ("attempt", "\(standing.progress.attempt)")]
              .map { AnswerForm.Carried(name: $0.0, value: $0.1) },
            controls: RoundForm(round: standing.round, filled: reader.typed.map { FilledFields($0) } ?? FilledFields())
              .controls,
            button: Message("session.console.proxySend"), promise: nil, problem: nil,
            key: "\(standing.id).\(standing.progress.attempt)") : nil
      }
    paper = .paper(reader.session.id)
    let board = standing?.board?.entries ?? []
    queue = board.map { buttons.line($0, in: standing?.id, board: board) }
    hasQueue = !board.isEmpty
    queueTitle = Message(
      "session.console.queue", ["count": .count(board.count { !$0.isShown && $0.hiddenBecause == nil })])
    undo = isDriving ? buttons.undo : nil
    hasHistory = !state.history.isEmpty
    history = state.history.map { line in
      HistoryLine(
        time: time(line.at),
        text: Message(
          line.round == nil ? "session.history.\(line.name)" : "session.history.ofRound.\(line.name)",
          line.round.flatMap { state[$0] }.map { ["round": $0.round.title.fact] } ?? [:]), isUndone: line.isUndone)
    }
  }

  private static func adding(_ state: SessionState, _ reader: ConsoleReader) -> Adding? {
    guard state.phase == .lobby || state.phase == .running else { return nil }
    let now = state.current.flatMap { current in state.rounds.firstIndex { $0.id == current } }
    let coming = state.rounds.dropFirst(now ?? 0).filter { $0.id == state.current || $0.progress.state == .planned }
    return Adding(
      action: .session(reader.session.id, "commands"), seq: state.seq,
      slot: Choice(
        "slot", Message("session.adding.which"), kind: .list, options: RoundsToAdd(reader.addable).options,
        isRequired: true),
      question: RoundsToAdd.question,
      minutes: Field("minutes", Message("session.adding.minutes"), kind: .number, or: "8", isRequired: true),
      after: Choice(
        "after", Message("session.adding.after"), kind: .list,
        options: coming.map { standing in
          (
            standing.id.text,
            Message(
              standing.id == state.current ? "session.adding.now" : "session.adding.afterRound",
              ["round": standing.round.title.fact]), nil
          )
        }, or: Set(coming.prefix(1).map(\.id.text)), isRequired: true))
  }

  private static func title(_ state: SessionState) -> Message {
    switch state.phase {
    case .planned: return Message("session.console.planned")
    case .lobby: return Message("session.console.lobby")
    case .ended: return Message("session.console.ended")
    case .running: break
    }
    guard let standing = state.standing else { return Message("session.console.between") }
    return Message(
      "session.console.state.\(standing.progress.state.rawValue)", ["round": standing.round.title.fact])
  }

  /// How far the session runs behind or ahead, and what to do about it.
  private static func drift(_ state: SessionState, at now: Instant) -> Message? {
    guard state.begunAt != nil, state.phase == .running else { return nil }
    let seconds = state.rounds.reduce(0) { sum, standing in
      let progress = standing.progress
      guard progress.begunAt != nil else {
        return progress.state == .skipped ? sum - standing.planned.seconds : sum
      }
      let real = progress.seconds(at: now)
      return sum + (progress.state.isOver ? real - standing.planned.seconds : max(0, real - standing.planned.seconds))
    }
    let minutes = Int((Double(seconds) / 60).rounded())
    if minutes >= 2 { return Message("session.console.behind", ["count": .count(minutes)]) }
    if minutes <= -2 { return Message("session.console.ahead", ["count": .count(-minutes)]) }
    return Message("session.console.onTime")
  }

  /// Of a plan that nobody joined yet.
  private static func line(_ step: PlanStep) -> PlanLine {
    PlanLine(
      id: step.round.id.text, style: step.isSkipped ? "skipped" : "", name: step.round.title.message,
      state: Message("session.state.\(step.isSkipped ? "skipped" : "planned")"),
      minutes: Message("session.console.planMinutes", ["planned": .count(step.minutes)]), tools: [], hasTools: false)
  }

  private static func line(
    _ standing: RoundStanding, _ buttons: ConsoleButtons, isDriving: Bool, in state: SessionState, at now: Instant
  ) -> PlanLine {
    let progress = standing.progress
    let isNow = state.current == standing.id && !progress.state.isOver
    let style =
      isNow ? "now" : progress.state == .planned ? "" : progress.state == .settled ? "done" : progress.state.rawValue
    let planned = Message.Fact.count(max(1, standing.planned.seconds / 60))
    let real = Message.Fact.count(Int((Double(progress.seconds(at: now)) / 60).rounded()))
    let tools = isDriving ? buttons.planTools(of: standing) : []
    return PlanLine(
      id: standing.id.text, style: style, name: standing.round.title.message,
      state: Message("session.state.\(isNow ? "now" : progress.state.rawValue)"),
      minutes: progress.begunAt == nil
        ? Message("session.console.planMinutes", ["planned": planned])
        : Message("session.console.realMinutes", ["real": real, "planned": planned]), tools: tools,
      hasTools: !tools.isEmpty)
  }

  private static func counts(_ counts: SessionCounts, expected: Int?) -> [CountLine] {
    let lines: [(String, Int?, Bool)] = [
      ("handedIn", counts.handedIn, true), ("here", counts.here, false), ("joined", counts.joined, false),
      ("expected", counts.expected ?? expected, false), ("ready", counts.ready, false),
      ("proxies", counts.proxies, false), ("extraTimeOpen", counts.extraTimeOpen, false),
      ("observers", counts.observers, false),
    ]
    return lines.compactMap { id, value, isMain in
      value.map {
        CountLine(id: id, name: Message("session.count.names.\(id)"), value: .count($0), isMain: isMain)
      }
    }
  }
}
