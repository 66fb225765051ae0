import Activate
import Localization
import Values

/// A participant's page: one task, its receipt, and in words what stands on the screen.
struct PhonePage: Page {
  static let template = "activate/phone"

  let title: Message
  let live: LiveSource?
  let place: Message
  /// Says whether what is being typed still belongs to what is asked.
  let key: String
  /// What a screen reader hears when this appears: what is asked, else what stands on the screen.
  let say: [Said]
  let help: Message?
  let withoutMandate: Message?
  let clock: Clock?
  let receipt: Receipt?
  let waiting: Message?
  let form: TaskForm?
  let ready: Ready?
  let keeping: Keeping?
  let scene: Scene?
  /// Whom to talk with.
  let groups: [GroupCard]
  let hasGroups: Bool
  let me: Me?
  /// This page, to ask for again.
  let here: Link

  struct Receipt: ViewModel {
    let text: Message
    let note: Message?
    let isLate: Bool
    /// The days on which one looks back on one's own plan.
    var calendar: Link?
  }

  /// "We are done", in a conversation.
  struct Ready: ViewModel {
    let link: Link
    let value: String
    let label: Message
    let isReady: Bool
  }

  /// What somebody promised themselves, to take along once the session is over.
  struct Keeping: ViewModel {
    let plans: [Said]
    /// Nothing where they have it all.
    let link: Link?
  }

  /// What somebody chose for themselves.
  struct Me: ViewModel {
    /// The words with which one comes back in on another phone.
    let phrase: String?
    let timeLink: Link
    let extraTime: Choice
  }
}

/// A round's form with where it goes.
struct TaskForm: ViewModel {
  let action: Link
  let hidden: [AnswerForm.Carried]
  let controls: [Control]
  let button: Message
  let promise: Message?
  let problem: Message?
  let key: String
}

/// Who looks at a phone page, and what they did.
struct PhoneReader: Sendable {
  var isObserver = false
  var phrase: String?
  var extraTime = "standard"
  var isReady = false
  /// What they handed in in this attempt, and when.
  var contribution: Contribution?
  var handedInAt: String?
  var isViaScribe = false
  /// Came after the close, and does not count.
  var isLate = false
  var groups: [GroupCard] = []
  /// What they promised themselves, once the session ended.
  var plans: [OwnPlan] = []
}

extension PhonePage {
  /// - Parameters:
  ///   - key: makes the same form, sent twice, count once.
  ///   - typed: what was sent and not taken.
  init(
    _ snapshot: SessionSnapshot, reader: PhoneReader, key: String, at now: Instant,
    typed: Form? = nil, problem: Message? = nil
  ) {
    let code = snapshot.heading.code
    let sound = { (recording: ID<Recording>) in Link.session(code, "recordings", recording) }
    let stage = SnapshotScene(snapshot: snapshot, sound: sound)
    let view = snapshot.round
    let isOpen = view?.state == .open && view?.isPaused == false
    let asks = isOpen && view?.round.policy.needsContribution == true && !reader.isObserver
    title = Self.title(snapshot, asks: asks)
    live = LiveSource(
      stream: .session(code, "events"), state: .session(code, "state"), seq: snapshot.seq,
      now: Int(now.milliseconds))
    place =
      view.map {
        Message(
          "session.phone.place",
          ["number": .count($0.number), "count": .count($0.count), "round": $0.round.title.fact])
      } ?? .verbatim(snapshot.heading.title)
    self.key = view.map { "\($0.round.id).\($0.attempt).\(asks)" } ?? snapshot.phase.rawValue
    // The question beside the comments carries its own.
    help =
      (asks && view?.round.kind != .readScore) || view?.state == .briefing ? view?.round.help?.message : nil
    withoutMandate = stage.withoutMandate
    clock = asks ? stage.clock(at: now, for: Participant.ExtraTime(rawValue: reader.extraTime) ?? .standard) : nil
    var receipt = Self.receipt(reader, isOpen: isOpen)
    if let view, case .commitment = reader.contribution { receipt?.calendar = .calendar(of: view.round.id, code) }
    self.receipt = receipt
    waiting = Self.waiting(snapshot, reader, asks: asks)
    form =
      asks
      ? view.map { view in
        TaskForm(
          action: .hand(in: view.round.id, code),
          hidden: [("key", key), ("attempt", "\(view.attempt)")].map { AnswerForm.Carried(name: $0.0, value: $0.1) },
          controls: RoundForm(
            round: view.round, filled: typed.map { FilledFields($0) } ?? FilledFields(reader.contribution), sound: sound
          ).controls,
          button: Message(reader.contribution == nil ? "session.phone.handIn" : "session.phone.change"),
          promise: view.round.contract, problem: problem, key: "")
      } : nil
    let talks = view.map { $0.state == .discussing || !$0.round.policy.needsContribution } ?? false
    ready =
      talks && !reader.isObserver && snapshot.phase == .running
      ? Ready(
        link: .session(code, "ready"), value: reader.isReady ? "no" : "yes",
        label: Message(reader.isReady ? "session.phone.notReady" : "session.phone.ready"), isReady: reader.isReady)
      : nil
    keeping =
      reader.plans.isEmpty
      ? nil
      : Keeping(
        plans: reader.plans.map(\.plan.words).map { words in
          Said(Message("commitments.ifThen", ["if": .text(words.when), "then": .text(words.then)]))
        }, link: reader.plans.allSatisfy(\.isTaken) ? nil : .keeping(of: snapshot.heading.code))
    let scene = stage.scene
    self.scene = asks ? nil : scene
    say =
      [Said(title)]
      + (asks
        ? [] : (title == scene.heading ? [] : [Said(scene.heading)]) + scene.lines.map { Said($0.text) })
    groups = reader.isObserver ? [] : reader.groups
    hasGroups = !groups.isEmpty
    me = Me(
      phrase: reader.phrase, timeLink: .session(code, "time"),
      extraTime: Choice(
        "extraTime", Message("session.me.time"), kind: .radio,
        options: ["standard", "tenfold", "unlimited"].map { ($0, Message("session.me.times.\($0)"), nil) },
        or: [reader.extraTime], hint: Message("session.me.timeHint"), isRequired: true))
    here = .session(code)
  }

  private static func title(_ snapshot: SessionSnapshot, asks: Bool) -> Message {
    switch snapshot.phase {
    case .planned: return Message("session.phone.early")
    case .lobby: return Message("session.phone.lobby")
    case .ended: return Message("session.phone.ended")
    case .running: break
    }
    guard let view = snapshot.round else { return Message("session.phone.between") }
    if asks { return view.round.question.message }
    return switch view.state {
    case .closed: Message("session.phone.closed")
    case .open: Message(view.isPaused ? "session.phone.paused" : "session.phone.watching")
    default: view.round.title.message
    }
  }

  private static func receipt(_ reader: PhoneReader, isOpen: Bool) -> Receipt? {
    if reader.isLate {
      return Receipt(text: Message("session.phone.late"), note: Message("session.phone.lateNote"), isLate: true)
    }
    guard let time = reader.handedInAt else { return nil }
    return Receipt(
      text: Message("session.phone.received", ["time": .text(time)]),
      note: Message(
        reader.isViaScribe ? "session.phone.viaScribe" : isOpen ? "session.phone.mayChange" : "session.phone.kept"),
      isLate: false)
  }

  private static func waiting(_ snapshot: SessionSnapshot, _ reader: PhoneReader, asks: Bool) -> Message? {
    if asks { return nil }
    switch snapshot.phase {
    case .planned: return Message("session.phone.earlyText")
    case .lobby: return Message("session.phone.lobbyText")
    case .ended:
      let isOpen = reader.plans.contains { !$0.isTaken }
      return Message(isOpen ? "session.phone.endedWithPlan" : "session.phone.endedText")
    case .running: break
    }
    guard let view = snapshot.round else { return Message("session.phone.betweenText") }
    if reader.isObserver { return Message("session.phone.observer") }
    return switch view.state {
    case .briefing: view.round.policy.needsContribution ? Message("session.phone.soon") : nil
    case .closed: Message("session.phone.closedText")
    default: nil
    }
  }
}
