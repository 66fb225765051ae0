import Act
import Activate
import Anchor
import Listen
import Localization
import People
import Statistics
import Understand
import Values

/// A person's own day: what is theirs to do from listening to anchoring, and nothing else.
struct HomePage: Page {
  static let template = "home/index"
  let title: Message
  let kicker: [Message]
  let calls: Calls?
  let stuck: Calls?
  let actions: Rows?
  let suggestions: [SuggestionView]
  let hasSuggestions: Bool
  let planned: [GestureView]
  let hasPlanned: Bool
  let applause: [Clap]
  let hasApplause: Bool
  let figures: [Figure]
  let hasFigures: Bool
  let figuresLink: Link?
  let decided: Rows?
  let asks: Rows?
  let commitments: Rows?
  let huddles: Rows?
  let sessions: Rows?
  let teamActions: Rows?
  let meetings: Rows?
  let waves: Rows?
  let people: Rows?
  let first: Rows?
  let next: NextStep?

  /// Customers to speak with, the most urgent first.
  struct Calls: ViewModel {
    let heading: Message
    let lines: [FollowUpLine]
    let all: Link
  }

  /// A list of short lines under a heading.
  struct Rows: ViewModel {
    let heading: Message
    let lines: [Row]
    let all: Link?
  }

  struct Row: ViewModel {
    let text: Message
    let note: Message?
    let link: Link?
  }

  struct Clap: ViewModel {
    let text: Message
    let words: String
    let link: Link
  }
}

/// What the page is made of, each part asked of its own use case; nothing where it is not this person's.
struct HomeDay: Sendable {
  var own: FollowUpList?
  var stuck: FollowUpList?
  var suggestions: [Gestures.Suggestion] = []
  var planned: [GestureLine] = []
  var applause: [(line: GestureLine, from: String, at: Instant)] = []
  var actions: [Act.Action] = []
  var decided: [DecidedOutcome] = []
  var asks: [Ask] = []
  /// Commitments that are asked after now.
  var checks: [Commitment] = []
  var huddles: [Huddles.Moment] = []
  var sessions: [Sessions.Upcoming] = []
  var route: RouteReading?
  var share: FollowUpShare?
  var indicators: [Figure] = []
  var indicatorFinding: Message?
  var meetings: [Agenda.Line] = []
  var waves: [(survey: Survey, wave: Wave)] = []
  var waiting: Waiting?
  /// Whether there are no results at all yet.
  var isNew = false
}

extension HomePage {
  init(_ day: HomeDay, _ member: Member, today: Day) {
    kicker = [.verbatim(member.name), Message("home.today", ["day": .day(today)])]
    calls = day.own.flatMap { list in
      list.lines.isEmpty
        ? nil
        : Calls(
          heading: FollowUpsPage.title("own", list),
          lines: list.lines.prefix(3).map { FollowUpLine($0, today: today) }, all: .followUps)
    }
    stuck = day.stuck.flatMap { list in
      list.lines.isEmpty
        ? nil
        : Calls(
          heading: FollowUpsPage.title("stuck", list),
          lines: list.lines.prefix(3).map { FollowUpLine($0, today: today, showsOwner: true) }, all: .stuckFollowUps)
    }
    suggestions = day.suggestions.map(SuggestionView.init)
    hasSuggestions = !suggestions.isEmpty
    planned = day.planned.map(GestureView.init)
    hasPlanned = !planned.isEmpty
    applause = day.applause.map { clap in
      Clap(
        text: Message("gestures.applause.from", ["name": .text(clap.from)]), words: clap.line.gesture.words,
        link: .gesture(clap.line.gesture.id))
    }
    hasApplause = !applause.isEmpty
    actions = Self.rows("home.actions", day.actions.prefix(5).map { Self.row($0, today) }, all: .route)
    decided = Self.rows("home.decided", day.decided.map(Self.row), all: .outcomes)
    asks = Self.rows("home.asks", day.asks.prefix(4).map { Self.row($0, today) }, all: .asks(member.home))
    commitments = Self.rows(
      "home.commitments",
      day.checks.prefix(3).map {
        Row(
          text: Message("commitments.ifThen", ["if": .text($0.ifText), "then": .text($0.thenText)]), note: nil,
          link: .commitments)
      }, all: nil)
    huddles = Self.rows("home.huddles", day.huddles.map { Self.row($0, today) }, all: nil)
    sessions = Self.rows(
      "home.sessions", day.sessions.map { Self.row($0, member) },
      all: member.may(.runSessions) || day.sessions.contains { $0.role != nil } ? .programmes : nil)
    teamActions = day.route.flatMap { route in
      Self.rows(
        "home.teamActions", (route.overdue + route.ownerless).prefix(4).map { Self.row($0, today) },
        all: .route(route.unit.id))
    }
    meetings = Self.rows(
      "home.meetings",
      day.meetings.filter { $0.next != nil }.prefix(2).map { line in
        Row(
          text: .verbatim(line.series.name),
          note: line.question.map { .verbatim($0) }
            ?? line.next.map { Message("home.meetingOn", ["day": .day($0)]) },
          link: line.next.map { .meeting(line.series.id, $0) })
      }, all: .agenda)
    waves = Self.rows(
      "home.waves",
      day.waves.prefix(5).map { line in
        Row(
          text: Message(
            "home.wave", ["survey": .localized(line.survey.document.title), "wave": .text(line.wave.name)]),
          note: line.wave.closesOn.map { Message("home.waveUntil", ["day": .day($0)]) }, link: .wave(line.wave.id))
      }, all: .surveys)
    people = day.waiting.flatMap(Self.waiting)
    first = day.isNew ? Self.rows("home.first", Self.firstSteps(member), all: nil) : nil
    let share = day.share.flatMap { Self.figure($0) }
    figures = day.indicators + [share].compactMap { $0 }
    hasFigures = !figures.isEmpty
    figuresLink = day.indicators.isEmpty ? nil : .indicator
    title = Self.title(day, member, calls: calls, stuck: stuck)
    next = Self.next(day, member, suggestions)
  }

  private static func title(_ day: HomeDay, _ member: Member, calls: Calls?, stuck: Calls?) -> Message {
    switch member.level {
    case .operational: return day.own.map { FollowUpsPage.title("own", $0) } ?? Message("home.title")
    case .tactical: return day.stuck.map { FollowUpsPage.title("stuck", $0) } ?? Message("home.title")
    case .strategic: return day.indicatorFinding ?? Message("home.title")
    }
  }

  private static func rows(_ heading: String, _ lines: [Row], all: Link?) -> Rows? {
    lines.isEmpty ? nil : Rows(heading: Message(heading), lines: lines, all: all)
  }

  /// From an empty organisation to the first results: what this person may do of it.
  private static func firstSteps(_ member: Member) -> [Row] {
    let steps: [(name: String, ability: Ability, link: Link)] = [
      ("units", .manageOrganisation, .units), ("lists", .managePeople, .peopleImport),
      ("ask", .makeSurveys, .surveys), ("results", .importResults, .resultFiles),
    ]
    return steps.filter { member.may($0.ability) }.map { step in
      Row(
        text: Message("home.first.\(step.name)"), note: Message("home.first.\(step.name)Note"), link: step.link)
    }
  }

  private static func row(_ action: Act.Action, _ today: Day) -> Row {
    Row(
      text: .verbatim(action.title),
      note: action.due < today
        ? Message("home.overdue", ["day": .day(action.due)]) : Message("home.due", ["day": .day(action.due)]),
      link: .action(action.id))
  }

  private static func row(_ outcome: DecidedOutcome) -> Row {
    Row(
      text: .verbatim(outcome.session.title),
      note: Message("home.decidedCount", ["count": .count(outcome.lines.count - outcome.taken.count)]),
      link: .outcomes(outcome.session.id))
  }

  private static func row(_ ask: Ask, _ today: Day) -> Row {
    Row(
      text: .verbatim(ask.text),
      note: Message(ask.isLate(on: today) ? "home.overdue" : "home.due", ["day": .day(ask.answerBy)]),
      link: .ask(ask.id))
  }

  private static func row(_ moment: Huddles.Moment, _ today: Day) -> Row {
    Row(
      text: Message("route.huddle.title", ["unit": .text(moment.unit.name)]),
      note: moment.isHeld
        ? Message("home.huddleHeld")
        : Message(
          "route.huddle.rhythm",
          [
            "weekday": .phrase("route.weekdays.\(moment.rhythm.weekday)"),
            "time": .text(ClockTime.text(moment.rhythm.minute)),
          ]), link: .huddle(moment.unit.id))
  }

  /// Who works on it finds its plan, and from there the console; whose team it is goes to the room.
  private static func row(_ line: Sessions.Upcoming, _ member: Member) -> Row {
    let session = line.session
    let at = session.startsAt.map { Message("home.sessionAt", ["at": .moment($0)]) }
    let role = line.role.map { Message.Fact.phrase("sessioncrew.role.\($0.rawValue)") }
    return Row(
      text: .verbatim(session.title),
      note: role.map { role in
        session.startsAt.map { Message("home.sessionRoleAt", ["role": role, "at": .moment($0)]) }
          ?? Message("home.sessionRole", ["role": role])
      } ?? at,
      link: line.role != nil || member.may(.runSessions, on: session.unit)
        ? .preparation(session.id) : .session(session.code))
  }

  private static func waiting(_ waiting: Waiting) -> Rows? {
    var lines: [Row] = []
    if waiting.uninvited > 0 {
      lines.append(
        Row(text: Message("home.uninvited", ["count": .count(waiting.uninvited)]), note: nil, link: .colleagues))
    }
    if waiting.queuedMails > 0 {
      lines.append(Row(text: Message("home.queued", ["count": .count(waiting.queuedMails)]), note: nil, link: nil))
    }
    if waiting.refusedMails > 0 {
      lines.append(Row(text: Message("home.refused", ["count": .count(waiting.refusedMails)]), note: nil, link: nil))
    }
    return rows("home.waiting", lines, all: nil)
  }

  private static func figure(_ share: FollowUpShare) -> Figure? {
    guard let estimate = share.total.share, let interval = estimate.interval else { return nil }
    return Figure(
      .percent(estimate.value / 100, decimals: 0), Message("followUps.share.inTime"),
      note: Message(
        "followUps.share.note",
        [
          "count": .count(share.total.ended), "kept": .count(share.total.kept),
          "low": .percent(interval.low / 100, decimals: 0), "high": .percent(interval.high / 100, decimals: 0),
        ]))
  }

  private static func next(_ day: HomeDay, _ member: Member, _ suggestions: [SuggestionView]) -> NextStep? {
    if let line = day.own?.lines.first {
      return NextStep(
        lead: Message("home.next"), text: Message("home.next.call", ["customer": .text(line.customer)]),
        action: Action(Message("home.next.callButton"), .followUp(line.followUp.id)))
    }
    if let line = day.stuck?.lines.first {
      return NextStep(
        lead: Message("home.next"), text: Message("home.next.stuck", ["customer": .text(line.customer)]),
        action: Action(Message("home.next.stuckButton"), .followUp(line.followUp.id)))
    }
    if let suggestion = suggestions.first {
      return NextStep(
        lead: Message("home.next"), text: Message("home.next.gesture", ["customer": .text(suggestion.customer)]),
        action: Action(Message("gestures.begin"), suggestion.link))
    }
    if day.isNew, member.may(.importResults) {
      return NextStep(
        lead: Message("home.next"), text: Message("home.next.bring"),
        action: Action(Message("home.next.bringButton"), .resultFiles))
    }
    return NextStep(
      lead: Message("home.next"), text: Message("home.next.read"),
      action: Action(Message("home.next.readButton"), .results))
  }
}
