import Act
import Anchor
import Listen
import Localization
import People
import Values

/// The ready page of one meeting: read from the screen, from paper or from the mail.
struct MeetingPage: Page {
  static let template = "agenda/meeting"
  static let verb: Verb? = .anchor
  let title: Message
  var window: [Message] { [title, Message("kit.window.meeting")] }
  let tabs: [Tab]
  let seriesName: String
  let unit: String
  let day: Message
  let since: Message
  let skipped: [Day]
  let question: String?
  let about: TacticalPage.UnitLink?
  let decision: Message?
  let decisionLink: Link?
  let ambitions: [AmbitionLine]
  let changed: [ActionLine]
  let answered: [AsksPage.AskLine]
  let overdue: [ActionLine]
  let ownerless: [ActionLine]
  let waiting: [Message]
  let isStuck: Bool
  let toAnswer: [AsksPage.AskLine]
  let quotes: [Quote]
  let decisions: [AmbitionPage.Decided]
  let calendar: Link
  let ask: FormSheet?
  let decide: FormSheet?
  let hold: Link?
  let conflict: ConflictNote?

  struct AmbitionLine: ViewModel {
    let outcome: String
    let link: Link
    let sponsor: Message
    let tally: Message
    let barHTML: RouteBar
    let proof: ProofLine?
  }
}

extension MeetingPage {
  struct Surroundings {
    let member: Member
    let book: Phrasebook
    let proofs: [AmbitionProof]
    let owners: [Person]
    var form = Form()
    var problems: [String: Message] = [:]
    var edited: EditedMeanwhile?
  }

  init(_ reading: AgendaReading, _ around: Surroundings) {
    let member = around.member
    let tree = member.tree
    func line(_ action: RouteAction) -> ActionLine {
      ActionLine(action, people: reading.people, tree: tree, today: reading.today)
    }
    func line(_ ask: Ask) -> AsksPage.AskLine { AsksPage.AskLine(ask, reading.people, tree, reading.today) }
    let stuck = Set((reading.route.overdue + reading.route.ownerless).map(\.id)).count
    title =
      reading.meeting?.question.map { .verbatim($0) }
      ?? Message(
        stuck > 0 ? "agenda.meeting.stuck" : "agenda.meeting.title",
        ["count": .count(stuck), "name": .text(reading.series.name)])
    tabs = AnchorTabs.tabs(.agenda, for: member)
    seriesName = reading.series.name
    unit = reading.unit.name
    day = Message(
      "agenda.meeting.when", ["day": .day(reading.day), "time": .text(ClockTime.text(reading.series.minute))])
    since =
      reading.last.map { Message("agenda.meeting.since", ["day": .day($0.day)]) } ?? Message("agenda.meeting.first")
    skipped = reading.skipped
    question = reading.meeting?.question
    about = Self.about(reading)
    decision = reading.meeting?.decision.map {
      Message(
        "route.asks.answer", ["verdict": .phrase("route.verdicts.\($0.verdict.rawValue)"), "text": .text($0.text)])
    }
    decisionLink = reading.meeting?.decision?.action.map { .action($0) }
    let proofs = Dictionary(around.proofs.map { ($0.ambition.id, $0) }, uniquingKeysWith: { first, _ in first })
    ambitions = reading.route.lines.map { line in
      AmbitionLine(
        outcome: line.ambition.outcome, link: .ambition(line.ambition.id),
        sponsor: RouteWords.owner(line.ambition.sponsor, reading.people, reading.today),
        tally: RouteWords.tally(line.tally), barHTML: RouteBar(tally: line.tally),
        proof: proofs[line.ambition.id].map {
          ProofLine(
            $0.proof, book: around.book, unit: tree.unit(line.ambition.unit)?.name ?? "", treeDay: tree.day)
        })
    }
    changed = reading.changed.map(line)
    answered = reading.answered.map(line)
    overdue = reading.route.overdue.map(line)
    ownerless = reading.route.ownerless.map(line)
    waiting = reading.route.lines.filter { !$0.waiting.isEmpty }.map { line in
      Message(
        "agenda.meeting.untranslated",
        [
          "units": .text(around.book.list(line.waiting.prefix(6).map(\.name))), "count": .count(line.waiting.count),
          "outcome": .text(line.ambition.outcome),
        ])
    }
    isStuck = stuck > 0 || !waiting.isEmpty
    toAnswer = reading.toAnswer.map(line)
    quotes = reading.words.map { comment in
      Quote(
        comment.text, language: comment.language.rawValue,
        stance: comment.recommendation.map { Stance(recommendation: Int($0.rounded())) },
        about: [(Message("route.trail.link"), .trail(comment.id))])
    }
    decisions = reading.decisions.prefix(5).map { meeting in
      AmbitionPage.Decided(
        day: meeting.day,
        text: Message(
          "agenda.meeting.decided",
          ["question": .text(meeting.question ?? ""), "answer": .text(meeting.decision?.text ?? "")]),
        link: .meeting(reading.series.id, meeting.day))
    }
    calendar = .meeting(reading.series.id, reading.day, "meeting.ics")
    let isOpen = reading.mayDecide && reading.meeting?.decision == nil
    ask = isOpen ? Self.askForm(reading, around) : nil
    let isPast = reading.day <= reading.today
    decide = isOpen && isPast && question != nil ? Self.decideForm(reading, around) : nil
    hold =
      isOpen && isPast && question == nil && reading.meeting?.isHeld != true
      ? .meeting(reading.series.id, reading.day, "decision") : nil
    conflict = around.edited.map { edition in
      ConflictNote(
        edition, by: edition.by.flatMap { reading.people[$0]?.name },
        [
          (
            Message("agenda.meeting.question"), reading.meeting?.question ?? "",
            around.form.has("asked") ? around.form["asked"] : around.form["question"]
          )
        ])
    }
  }

  private static func about(_ reading: AgendaReading) -> TacticalPage.UnitLink? {
    switch reading.meeting?.subject {
    case .ask(let id):
      TacticalPage.UnitLink(
        name: (reading.toAnswer + reading.answered).first { $0.id == id }?.text ?? "", link: .ask(id))
    case .ambition(let id):
      TacticalPage.UnitLink(
        name: reading.route.lines.first { $0.ambition.id == id }?.ambition.outcome ?? "", link: .ambition(id))
    case .nothing, nil: nil
    }
  }

  private static func askForm(_ reading: AgendaReading, _ around: Surroundings) -> FormSheet {
    let form = around.form.has("question") ? around.form : Form()
    let subject =
      switch reading.meeting?.subject {
      case .ask(let id): "ask~\(id)"
      case .ambition(let id): "ambition~\(id)"
      case .nothing, nil: ""
      }
    return FormSheet(
      to: .meeting(reading.series.id, reading.day, "question"),
      [
        .field(
          Field(
            "question", Message("agenda.meeting.question"), form: form, or: reading.meeting?.question ?? "",
            hint: Message("agenda.meeting.questionHint"), problems: around.problems, isRequired: true)),
        .choice(
          Choice(
            "about", Message("agenda.meeting.about"), kind: .list,
            options: [("", Message("agenda.meeting.aboutNothing"), nil)]
              + reading.toAnswer.map {
                ("ask~\($0.id)", Message("agenda.meeting.aboutAsk", ["text": .text($0.text)]), nil)
              }
              + reading.route.lines.map {
                (
                  "ambition~\($0.ambition.id)",
                  Message("agenda.meeting.aboutAmbition", ["text": .text($0.ambition.outcome)]), nil
                )
              }, form: form, or: [subject], isRequired: true)),
      ], button: Message("agenda.meeting.ask"), problems: around.form.has("question") ? around.problems : [:],
      hidden: [("seen", "\(reading.meeting?.edition.number ?? 0)")])
  }

  private static func decideForm(_ reading: AgendaReading, _ around: Surroundings) -> FormSheet {
    let form = around.form.has("verdict") || around.form.has("text") ? around.form : Form()
    let problems = around.form.has("question") ? [:] : around.problems
    var parts = AskPage.answerParts(form, problems)
    switch reading.meeting?.subject {
    case .ambition:
      parts.append(
        .choice(
          Choice(
            "ends", Message("agenda.meeting.ends"), kind: .radio,
            options: Ambition.State.allCases.map { ($0.rawValue, Message("agenda.ends.\($0.rawValue)"), nil) },
            form: form, or: [Ambition.State.going.rawValue], isRequired: true)))
    case .ask: break
    case .nothing, nil:
      parts += [
        .person(
          "carrier", Message("route.form.owner"), around.owners, form: form, or: reading.series.keeper,
          hint: Message("agenda.meeting.becomes"), problems: problems),
        .field(
          Field(
            "until", Message("route.form.until"), kind: .date, form: form, or: reading.today.adding(days: 28).text,
            hint: Message("route.action.untilHint"), problems: problems, isRequired: true)),
      ]
    }
    return FormSheet(
      to: .meeting(reading.series.id, reading.day, "decision"), parts, button: Message("agenda.meeting.decide"),
      problems: problems,
      hidden: [
        ("seen", "\(reading.meeting?.edition.number ?? 0)"), ("asked", reading.meeting?.question ?? ""),
      ])
  }
}
