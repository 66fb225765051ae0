import Act
import Anchor
import Listen
import Localization
import People
import Values

/// One action, and up from it: the unit's focus, the ambition, the meeting that decided, and what customers said.
struct ActionPage: Page {
  static let template = "route/action"
  static let verb: Verb? = .act
  let title: Message
  var window: [Message] { [title, Message("kit.window.action")] }
  let path: [TacticalPage.UnitLink]
  let tabs: [Tab]
  let line: ActionLine
  let effect: String
  let result: String?
  let proof: ProofLine?
  let above: [RouteSheetPage.Step]
  let quotes: [Quote]
  let decided: AmbitionPage.Decided?
  let change: Action?
  let reopen: ReopenForm?
  let end: FormSheet?
  let conflict: ConflictNote?
}

extension ActionPage {
  struct Surroundings {
    let member: Member
    let book: Phrasebook
    let proof: ActionProof?
    let decision: (meeting: Meeting, series: MeetingSeries)?
    var form = Form()
    var problems: [String: Message] = [:]
    var conflict: ConflictNote?
  }

  init(_ reading: ActionReading, _ around: Surroundings) {
    let action = reading.action
    let member = around.member
    title = .verbatim(action.title)
    path = reading.path.map { TacticalPage.UnitLink(name: $0.name, link: .route($0.id)) }
    tabs = RouteTabs.tabs(.route, unit: action.unit, for: member)
    line = ActionLine(action, people: reading.people, tree: member.tree, today: reading.today)
    effect = action.effect
    result = action.result
    proof =
      action.state == .going || action.state == .stopped
      ? nil
      : around.proof.map {
        ProofLine(
          $0.proof, book: around.book, unit: member.tree.unit(action.unit)?.name ?? "", treeDay: reading.today)
      }
    above = Self.above(reading, member)
    quotes = reading.comments.map { comment in
      Quote(
        comment.text, language: comment.language.rawValue,
        stance: comment.recommendation.map { Stance(recommendation: Int($0.rounded())) },
        about: [(Message("route.trail.link"), .trail(comment.id))])
    }
    decided = around.decision.map { meeting, series in
      AmbitionPage.Decided(
        day: meeting.day,
        text: Message(
          "route.ambition.decided",
          [
            "meeting": .text(series.name), "question": .text(meeting.question ?? ""),
            "answer": .text(meeting.decision?.text ?? ""),
          ]), link: member.may(.readUnit, on: series.unit) ? .meeting(series.id, meeting.day) : nil)
    }
    conflict = around.conflict
    let mayChange = member.mayChange(action)
    let isGoing = action.state == .going
    change = mayChange && isGoing ? Action(Message("route.action.change"), .action(action.id, "change")) : nil
    reopen =
      mayChange && !isGoing
      ? ReopenForm(
        link: .action(action.id, "reopening"), seen: action.edition.number, label: Message("route.action.reopen")) : nil
    end = mayChange && isGoing ? Self.endForm(action, around.form, around.problems) : nil
  }

  private static func above(_ reading: ActionReading, _ member: Member) -> [RouteSheetPage.Step] {
    var steps: [RouteSheetPage.Step] = []
    if let ambition = reading.ambition {
      steps.append(
        RouteSheetPage.Step(
          label: Message("route.sight.ambition"), text: ambition.outcome,
          link: .ambition(ambition.id, from: reading.action.unit)))
    }
    if let focus = reading.translation {
      steps.append(
        RouteSheetPage.Step(
          label: Message("route.sight.focus", ["unit": .text(member.tree.unit(focus.unit)?.name ?? "")]),
          text: focus.text, link: nil))
    }
    return steps
  }

  private static func endForm(_ action: RouteAction, _ form: Form, _ problems: [String: Message]) -> FormSheet {
    FormSheet(
      to: .action(action.id, "end"),
      [
        .choice(
          Choice(
            "state", Message("route.action.how"), kind: .radio,
            options: [RouteAction.State.done, .learned, .stopped].map {
              ($0.rawValue, Message("route.action.\($0.rawValue)"), Message("route.action.note.\($0.rawValue)"))
            }, form: form, or: ["done"], problems: problems, isRequired: true)),
        .field(
          Field(
            "result", Message("route.action.result"), kind: .area, form: form,
            hint: Message("route.action.resultHint"), problems: problems, isRequired: true)),
      ], button: Message("route.action.end"), problems: problems, hidden: [("seen", "\(action.edition.number)")])
  }
}

/// What came of one comment of a customer.
struct TrailPage: Page {
  static let template = "route/trail"
  static let verb: Verb? = .act
  let title: Message
  let quote: Quote
  let ambitions: [TacticalPage.UnitLink]
  let actions: [ActionLine]
  let newAction: Action?
  let attach: FormSheet?
}

extension TrailPage {
  init(_ trail: CommentTrail, by member: Member, today: Day, problems: [String: Message] = [:]) {
    attach =
      trail.open.isEmpty
      ? nil
      : FormSheet(
        to: .trail(trail.comment.id),
        [
          .choice(
            Choice(
              "ambition", Message("route.trail.attach"), kind: .list,
              options: [("", Message("route.form.choose"), nil)]
                + trail.open.map { ($0.id.text, .verbatim($0.outcome), nil) }, or: [""],
              hint: Message("route.trail.attachHint"), problems: problems, isRequired: true))
        ], button: Message("route.trail.attachButton"), problems: problems)
    title =
      trail.actions.isEmpty && trail.ambitions.isEmpty
      ? Message("route.trail.nothing")
      : Message("route.trail.title", ["count": .count(trail.actions.count + trail.ambitions.count)])
    quote = Quote(
      trail.comment.text, language: trail.comment.language.rawValue,
      stance: trail.comment.recommendation.map { Stance(recommendation: Int($0.rounded())) })
    ambitions = trail.ambitions.map { TacticalPage.UnitLink(name: $0.outcome, link: .ambition($0.id)) }
    actions = trail.actions.map { ActionLine($0, people: trail.people, tree: member.tree, today: today) }
    let unit = trail.comment.unit.flatMap { member.may(.takeActions, on: $0) ? $0 : nil }
    newAction = (unit ?? (member.may(.takeActions, on: member.home) ? member.home : nil)).map {
      Action(Message("route.trail.begin"), .newAction($0).with("comment", trail.comment.id.text))
    }
  }
}
