import Act
import Anchor
import Listen
import Localization
import People
import Persistence
import Values

/// One ambition in one line of sight: from what customers said and who decided, by way of each unit, to last week's action, and
/// what the next wave said of it.
struct AmbitionPage: Page {
  static let template = "route/ambition"
  static let verb: Verb? = .act
  let title: Message
  var window: [Message] { [title, Message("kit.window.ambition")] }
  let path: [TacticalPage.UnitLink]
  let tabs: [Tab]
  let sponsor: Message
  let due: Message
  let state: Message?
  let closing: String?
  let measure: Message
  let stops: String
  let tally: Message
  let barHTML: RouteBar
  let proof: ProofBlock?
  let quotes: [Quote]
  let decisions: [Decided]
  let focus: Message?
  let focusOwner: Message?
  let translate: Action?
  let units: [UnitLine]
  let actions: [ActionLine]
  let newAction: Action?
  let change: Action?
  let reopen: ReopenForm?
  let end: FormSheet?

  struct UnitLine: ViewModel {
    let name: String
    let link: Link
    let says: Message
    let isWaiting: Bool
    let tally: Message
    let moved: Message?
  }

  /// Something that was decided, when and where.
  struct Decided: ViewModel {
    let day: Day
    let text: Message
    let link: Link?
  }
}

/// A button that takes an end back.
struct ReopenForm: ViewModel {
  let link: Link
  let seen: Int
  let label: Message
}

extension AmbitionPage {
  struct Surroundings {
    let member: Member
    let book: Phrasebook
    let proof: AmbitionProof
    let actions: [ActionProof]
    let decisions: [(meeting: Meeting, series: MeetingSeries)]
    let measure: Message?
    var form = Form()
    var problems: [String: Message] = [:]
  }

  init(_ reading: AmbitionReading, _ around: Surroundings) {
    let ambition = reading.ambition
    let member = around.member
    let maySet = member.may(.setAmbitions, on: ambition.unit)
    title = .verbatim(ambition.outcome)
    path = reading.path.map {
      TacticalPage.UnitLink(
        name: $0.name, link: $0.id == reading.unit.id ? nil : .ambition(ambition.id, from: $0.id))
    }
    tabs = RouteTabs.tabs(.route, unit: reading.unit.id, for: member)
    sponsor = RouteWords.owner(ambition.sponsor, reading.people, reading.today)
    due = Message(
      ambition.state == .going && ambition.due < reading.today ? "route.pastDue" : "route.until",
      ["day": .day(ambition.due)])
    state = ambition.state == .going ? nil : Message("route.ambition.\(ambition.state.rawValue)")
    closing = ambition.closing
    measure = around.measure ?? Message("route.ambition.noMeasure")
    stops = ambition.stops
    tally = RouteWords.tally(reading.tally)
    barHTML = RouteBar(tally: reading.tally)
    proof = ProofBlock(around.proof, book: around.book, tree: member.tree)
    quotes = reading.comments.map { comment in
      Quote(
        comment.text, language: comment.language.rawValue,
        stance: comment.recommendation.map { Stance(recommendation: Int($0.rounded())) },
        about: [(Message("route.trail.link"), .trail(comment.id))])
    }
    decisions = Self.decisions(reading, around)
    let own = reading.unit.id == ambition.unit ? nil : reading.translation
    focus = own.map {
      Message("route.says.\($0.kind.rawValue)", ["unit": .text(reading.unit.name), "text": .text($0.text)])
    }
    focusOwner = own.map { RouteWords.owner($0.owner, reading.people, reading.today) }
    let mayTranslate =
      ambition.state == .going && reading.unit.id != ambition.unit && member.may(.translateRoute, on: reading.unit.id)
    translate =
      mayTranslate
      ? Action(
        Message(own == nil ? "route.translate.begin" : "route.translate.change"),
        .translation(ambition.id, reading.unit.id)) : nil
    units = reading.units.map { UnitLine($0, ambition) }
    let proofs = Dictionary(around.actions.map { ($0.action.id, $0.proof) }, uniquingKeysWith: { first, _ in first })
    actions = reading.actions.map { action in
      ActionLine(
        action, people: reading.people, tree: member.tree, today: reading.today, proof: proofs[action.id])
    }
    newAction =
      ambition.state == .going && member.may(.takeActions, on: reading.unit.id)
      ? Action(
        Message("route.index.newAction"), .newAction(reading.unit.id).with("ambition", ambition.id.text)) : nil
    change =
      maySet && ambition.state == .going
      ? Action(Message("route.ambition.change"), .ambition(ambition.id, "change")) : nil
    reopen =
      maySet && ambition.state != .going
      ? ReopenForm(
        link: .ambition(ambition.id, "reopening"), seen: ambition.edition.number,
        label: Message("route.ambition.reopen")) : nil
    end = maySet && ambition.state == .going ? Self.endForm(ambition, around.form, around.problems) : nil
  }

  private static func decisions(_ reading: AmbitionReading, _ around: Surroundings) -> [Decided] {
    let by = reading.events.last { $0.kind == "ambition.set" }?.actor.flatMap { reading.people[ID($0)]?.name }
    let set = Decided(
      day: reading.ambition.setOn,
      text: Message("route.ambition.set", ["name": by.map { .text($0) } ?? .phrase("route.conflict.somebody")]),
      link: nil)
    let mayOpen = around.member.may(.readUnit)
    return [set]
      + around.decisions.reversed().map { meeting, series in
        Decided(
          day: meeting.day,
          text: Message(
            "route.ambition.decided",
            [
              "meeting": .text(series.name), "question": .text(meeting.question ?? ""),
              "answer": .text(meeting.decision?.text ?? ""),
            ]),
          link: mayOpen && around.member.may(.readUnit, on: series.unit) ? .meeting(series.id, meeting.day) : nil)
      }
  }

  private static func endForm(_ ambition: Ambition, _ form: Form, _ problems: [String: Message]) -> FormSheet {
    FormSheet(
      to: .ambition(ambition.id, "end"),
      [
        .choice(
          Choice(
            "reached", Message("route.ambition.isReached"), kind: .radio,
            options: [
              ("yes", Message("route.ambition.reachedYes"), nil), ("no", Message("route.ambition.reachedNo"), nil),
            ], form: form, or: ["no"], isRequired: true)),
        .field(
          Field(
            "closing", Message("route.ambition.closing"), kind: .area, form: form, problems: problems, isRequired: true)
        ),
      ], button: Message("route.ambition.end"), problems: problems, hidden: [("seen", "\(ambition.edition.number)")])
  }
}

extension AmbitionPage.UnitLine {
  fileprivate init(_ line: AmbitionReading.UnitLine, _ ambition: Ambition) {
    name = line.unit.name
    link = .ambition(ambition.id, from: line.unit.id)
    isWaiting = line.translation == nil
    says =
      line.translation.map {
        $0.kind == .focus ? .verbatim($0.text) : Message("route.says.reason", ["text": .text($0.text)])
      } ?? Message("route.says.nothing")
    tally = RouteWords.tally(line.tally)
    moved = line.tally.actions == 0 ? nil : line.tally.lastMoved.map { Message("route.moved", ["day": .day($0)]) }
  }
}
