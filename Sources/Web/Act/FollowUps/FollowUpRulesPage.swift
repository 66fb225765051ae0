import Act
import HTTPTypes
import Hummingbird
import Listen
import Localization
import People
import Understand
import Values

/// When a response asks for a talk, by whom and within how many working days.
struct FollowUpRulesRoutes {
  let rules: FollowUpRules
  let editors: Editors

  var routes: RouteCollection<MemberContext> {
    RouteCollection(context: MemberContext.self).get(use: show).post(use: replace)
  }

  @Sendable func show(_ request: Request, _ context: MemberContext) async throws -> Response {
    let place = try await rules.find(by: context.member)
    return try FollowUpRulesPage(place, for: context.member).response(context)
  }

  @Sendable func replace(_ request: Request, _ context: MemberContext) async throws -> Response {
    let form = context.form
    let drafts = RuleForm.rules(form)
    let ask = form["askAfterDays"].isEmpty ? nil : Int(form["askAfterDays"]) ?? 0
    do {
      try await rules.replace(
        with: drafts, askAfterDays: ask, version: Int(form["version"]) ?? 0, by: context.member)
      return .redirect(to: .followUpRules, saying: Message("followUps.rules.saved"), context)
    } catch let rejection as Rejection {
      let place = try await rules.find(by: context.member)
      return try FollowUpRulesPage(place, for: context.member, form: form, problems: rejection.problems)
        .response(context, status: .unprocessableContent)
    } catch let edited as EditedMeanwhile {
      let place = try await rules.find(by: context.member)
      func said(_ rules: [FollowUpRule]) -> [(Message, Message)] {
        rules.enumerated().map { number, rule in
          (
            Message("followUps.rules.number", ["count": .count(number + 1)]),
            RuleForm.sentence(rule, place.topics, context.member.tree)
          )
        }
      }
      return try ConflictPage(
        context.book.say(Message("followUps.rules.title")),
        RouteWords.saved(edited, by: try await editors.name(edited, for: context.member)), now: said(place.rules.rules),
        typed: said(drafts),
        form: form, version: edited.number, action: .followUpRules, back: .followUpRules
      ).response(context, status: .conflict)
    }
  }
}

/// The rules as a form: one block for each, and an empty one for the next.
struct FollowUpRulesPage: Page {
  static let template = "followUps/rules"
  static let verb: Verb? = .act
  let title = Message("followUps.rules.title")
  let sentences: [Line]
  let form: Editing?
  let back: Link

  struct Line: ViewModel {
    let text: Message
    let isOff: Bool
  }

  struct Editing: ViewModel {
    let link: Link
    let version: String
    let problems: FormProblems?
    let blocks: [Block]
    let askAfterDays: Field
  }

  struct Block: ViewModel {
    let heading: Message
    let isOpen: Bool
    let fields: [Field]
    let classes, topic, unit, receiver, isOn: Choice
  }

  init(
    _ place: FollowUpRules.Place, for member: Member, form: Form = Form(), problems: [String: Message] = [:]
  ) {
    let tree = member.tree
    back = CareTab.door(for: member)?.link ?? .act
    sentences = place.rules.rules.map { rule in
      Line(text: RuleForm.sentence(rule, place.topics, tree), isOff: !rule.isOn)
    }
    let shown = form.fields.isEmpty ? place.rules.rules : RuleForm.rules(form)
    let ask = Field(
      "askAfterDays", Message("followUps.rules.askAfterDays"), kind: .number, form: form,
      or: place.rules.askAfterDays.map(String.init) ?? "", hint: Message("followUps.rules.askHint"), problems: problems)
    let blocks = (shown.map(Optional.some) + [nil]).enumerated().map { number, rule in
      Self.block(number, rule, place.topics, tree, problems)
    }
    self.form =
      place.mayChange
      ? Editing(
        link: .followUpRules, version: String(place.rules.version),
        problems: FormProblems(problems, of: blocks.flatMap(\.fields) + [ask]), blocks: blocks, askAfterDays: ask)
      : nil
  }

  private static func block(
    _ number: Int, _ rule: FollowUpRule?, _ topics: [Topic], _ tree: UnitTree, _ problems: [String: Message]
  ) -> Block {
    let prefix = "rules.\(number)"
    func score(_ name: String, _ value: Int?) -> Field {
      Field(
        "\(prefix).\(name)", Message("followUps.rules.\(name)"), kind: .number, or: value.map(String.init) ?? "",
        problems: ["\(prefix).\(name)": problems["\(prefix).\(name)"]].compactMapValues { $0 })
    }
    func choice(
      _ name: String, kind: Choice.Kind, _ options: [(value: String, label: Message, note: Message?)],
      _ chosen: Set<String>
    ) -> Choice {
      Choice(
        "\(prefix).\(name)", Message("followUps.rules.\(name)"), kind: kind, options: options, or: chosen)
    }
    var scores = [
      score("atLeast", rule?.atLeast), score("atMost", rule?.atMost),
      score("fall", rule?.fall), score("days", rule?.days),
    ]
    if let problem = problems["\(prefix).score"] {
      scores[0] = Field(
        "\(prefix).atLeast", Message("followUps.rules.atLeast"), kind: .number,
        or: rule?.atLeast.map(String.init) ?? "", problems: ["\(prefix).atLeast": problem])
    }
    return Block(
      heading: rule == nil
        ? Message("followUps.rules.add") : Message("followUps.rules.number", ["count": .count(number + 1)]),
      isOpen: problems.keys.contains { $0.hasPrefix(prefix + ".") || $0 == prefix }, fields: scores,
      classes: choice(
        "classes", kind: .boxes,
        Promotership.allCases.map { ($0.rawValue, Message("kit.stance.\($0.rawValue)"), nil) },
        Set(rule?.classes.map(\.rawValue) ?? [])),
      topic: choice(
        "topic", kind: .list,
        [("", Message("followUps.rules.any"), nil)]
          + topics.map { ($0.id.text, Message("followUps.rules.named", ["name": .localized($0.name)]), nil) },
        [rule?.topic?.text ?? ""]),
      unit: choice(
        "unit", kind: .list, [("", Message("followUps.rules.any"), nil)] + tree.options, [rule?.unit?.text ?? ""]),
      receiver: choice(
        "receiver", kind: .list,
        FollowUpRule.Receiver.allCases.map { ($0.rawValue, Message("followUps.rules.to.\($0.rawValue)"), nil) },
        [rule?.receiver.rawValue ?? "owner"]),
      isOn: choice(
        "isOn", kind: .list,
        [
          ("yes", Message("followUps.rules.on"), nil), ("no", Message("followUps.rules.off"), nil),
          ("gone", Message("followUps.rules.gone"), nil),
        ], [rule.map { $0.isOn ? "yes" : "no" } ?? "gone"]))
  }
}

/// The rules in a form, read and said.
enum RuleForm {
  static func rules(_ form: Form) -> [FollowUpRule] {
    (0...25).compactMap { place in
      let prefix = "rules.\(place)."
      guard form.has(prefix + "days"), form[prefix + "isOn"] != "gone" else { return nil }
      func number(_ name: String) -> Int? {
        let text = form[prefix + name]
        // What is typed and is no number is a problem, not nothing.
        return text.isEmpty ? nil : Int(text) ?? -1
      }
      return FollowUpRule(
        classes: Set(form.all(prefix + "classes").compactMap(Promotership.init)), atMost: number("atMost"),
        atLeast: number("atLeast"), fall: number("fall"), topic: form.id(prefix + "topic"),
        unit: form.id(prefix + "unit"),
        receiver: FollowUpRule.Receiver(rawValue: form[prefix + "receiver"]) ?? .owner, days: number("days") ?? 0,
        isOn: form[prefix + "isOn"] != "no")
    }
  }

  /// What a rule says, as one sentence.
  static func sentence(_ rule: FollowUpRule, _ topics: [Topic], _ tree: UnitTree) -> Message {
    var conditions: [Message.Fact] = rule.classes.sorted { $0.rawValue < $1.rawValue }.map {
      .phrase("kit.stance.\($0.rawValue)")
    }
    if let lowest = rule.atLeast { conditions.append(.text("≥ \(lowest)")) }
    if let highest = rule.atMost { conditions.append(.text("≤ \(highest)")) }
    if let fall = rule.fall { conditions.append(.text("↓ \(fall)")) }
    if let topic = rule.topic.flatMap({ id in topics.first { $0.id == id } }) {
      conditions.append(.localized(topic.name))
    }
    if let unit = rule.unit.flatMap({ tree.unit($0) }) { conditions.append(.text(unit.name)) }
    return Message(
      conditions.isEmpty ? "followUps.rules.everyone" : "followUps.rules.sentence",
      [
        "what": .list(conditions), "to": .phrase("followUps.rules.to.\(rule.receiver.rawValue)"),
        "count": .count(rule.days),
      ])
  }
}
