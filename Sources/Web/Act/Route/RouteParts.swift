import Act
import Anchor
import Localization
import People
import Values

/// An action as one line of a list: what, who, until when, how it ended, and what the next wave said.
struct ActionLine: ViewModel {
  let title: String
  let link: Link
  let unit: String
  let owner: Message
  let state: Message
  let mark: String
  let moment: Message
  let result: String?
  let proof: Message?

  init(_ action: RouteAction, people: [ID<Person>: Person], tree: UnitTree, today: Day, proof: Proof? = nil) {
    title = action.title
    link = .action(action.id)
    unit = tree.unit(action.unit)?.name ?? ""
    owner = RouteWords.owner(action.owner, people, today)
    let isOverdue = action.isOverdue(on: today)
    state = isOverdue ? Message("route.states.overdue") : Message("route.states.\(action.state.rawValue)")
    mark = isOverdue ? "overdue" : action.state.rawValue
    moment =
      action.endedOn.map { Message("route.ended", ["day": .day($0)]) }
      ?? Message("route.until", ["day": .day(action.due)])
    result = action.result
    self.proof = proof.flatMap { proof in
      action.state == .going || action.state == .stopped || proof.verdict == .noMeasure
        ? nil : Message("proof.short.\(proof.verdict.rawValue)")
    }
  }
}

/// What is said of people and days on the route.
enum RouteWords {
  /// Who saved the same thing meanwhile, and when.
  static func saved(_ edited: EditedMeanwhile, by name: String?) -> Message {
    guard let at = edited.at else { return Message("route.conflict.look") }
    return Message(
      "route.conflict.lead",
      ["name": name.map { .text($0) } ?? .phrase("route.conflict.somebody"), "at": .moment(at)])
  }

  /// Who did what can be done once, and when.
  static func did(_ name: String?, on day: Day?) -> Message {
    guard let day else { return Message("route.conflict.look") }
    return Message(
      "route.conflict.did",
      ["name": name.map { .text($0) } ?? .phrase("route.conflict.somebody"), "day": .day(day)])
  }

  static func owner(_ id: ID<Person>?, _ people: [ID<Person>: Person], _ today: Day) -> Message {
    guard let person = id.flatMap({ people[$0] }) else { return Message("route.nobody") }
    return person.works(on: today) ? .verbatim(person.name) : Message("route.left", ["name": .text(person.name)])
  }

  static func tally(_ tally: RouteTally) -> Message {
    tally.actions == 0
      ? Message("route.tally.none")
      : Message("route.tally.some", ["finished": .count(tally.finished), "count": .count(tally.actions)])
  }
}

/// How far actions are, as one bar: done, learned from, going on, stopped.
struct RouteBar: Drawing {
  let tally: RouteTally

  func drawn(in book: Phrasebook) -> SafeHTML {
    guard tally.actions > 0 else { return SafeHTML(safe: "") }
    let parts: [(kind: String, count: Int)] = [
      ("done", tally.done), ("learned", tally.learned), ("going", tally.going), ("stopped", tally.stopped),
    ]
    let total = max(1, tally.actions)
    var x = 0.0
    var bars = ""
    for part in parts where part.count > 0 {
      let width = 600 * Double(part.count) / Double(total)
      bars +=
        "<rect class=\"\(part.kind)\" x=\"\(number(x))\" y=\"0\" width=\"\(number(max(0, width - 2)))\" height=\"10\"/>"
      x += width
    }
    let said = parts.filter { $0.count > 0 }
      .map { book.say("route.bar.\($0.kind)", ["count": .count($0.count)]) }
    return SafeHTML(
      safe: """
        <svg class="route-bar" viewBox="0 0 600 10" preserveAspectRatio="none" role="img" \
        aria-label="\(SafeHTML.escape(book.list(said)))">\(bars)</svg>
        """)
  }

  private func number(_ value: Double) -> String { String(Int(value.rounded())) }
}

/// What somebody else saved while this was typed: shown beside what was typed, so that nothing is lost on either side.
struct ConflictNote: ViewModel {
  let lead: Message
  let lines: [Line]

  struct Line: ViewModel {
    let label: Message
    let text: String
  }

  init(_ edited: EditedMeanwhile, by name: String?, _ theirs: [(label: Message, text: String, typed: String)]) {
    lead = RouteWords.saved(edited, by: name)
    lines = theirs.filter { $0.text != $0.typed }.map { Line(label: $0.label, text: $0.text) }
  }
}

/// A form of the route on a page of its own.
struct RouteSheetPage: Page {
  static let template = "route/sheet"
  static let verb: Verb? = .act
  let title: Message
  let lead: Message?
  let above: [Step]
  let conflict: ConflictNote?
  let sheet: FormSheet

  /// What this form stands under, from the top down.
  struct Step: ViewModel {
    let label: Message
    let text: String
    let link: Link?
  }

  init(
    _ title: Message, lead: Message? = nil, above: [Step] = [], conflict: ConflictNote? = nil, sheet: FormSheet
  ) {
    self.title = title
    self.lead = lead
    self.above = above
    self.conflict = conflict
    self.sheet = sheet
  }
}

extension FormSheet.Part {
  /// Somebody to choose, by name.
  static func person(
    _ name: String, _ label: Message, _ people: [Person], form: Form, or chosen: ID<Person>?, hint: Message? = nil,
    problems: [String: Message]
  ) -> FormSheet.Part {
    .choice(
      Choice(
        name, label, kind: .list,
        options: [("", Message("route.form.choose"), nil)] + people.map { ($0.id.text, .verbatim($0.name), nil) },
        form: form, or: [chosen?.text ?? ""], hint: hint, problems: problems, isRequired: true))
  }
}
