import Act
import Localization
import People
import Values

/// One's own commitments: those that wait for a look back, and a new one.
struct CommitmentsPage: Page {
  static let template = "route/commitments"
  static let verb: Verb? = .act
  let title: Message
  let tabs: [Tab]
  let waiting: [Waiting]
  let own: [CommitmentLine]
  let ofBuddies: [CommitmentLine]
  let empty: EmptyState?
  let sheet: FormSheet?

  struct CommitmentLine: ViewModel {
    let text: Message
    let who: String?
    let seen: Message?
    let checks: [Message]
    let drop: Link?
  }

  /// A question that waits: how did it go?
  struct Waiting: ViewModel {
    let question: Message
    let text: Message
    let link: Link
    let after: Int
    let answers: [Answer]
    let steps: [Answer]

    struct Answer: ViewModel {
      let value: String
      let label: Message
      let isChosen: Bool
    }
  }
}

extension CommitmentsPage {
  init(
    _ reading: Commitments.Reading, buddies: [Person], unit: ID<Unit>, by member: Member, form: Form = Form(),
    problems: [String: Message] = [:]
  ) {
    title =
      reading.waiting.isEmpty
      ? reading.own.isEmpty
        ? Message("commitments.noneYet") : Message("commitments.held", ["count": .count(reading.own.count)])
      : Message("commitments.waiting", ["count": .count(reading.waiting.count)])
    tabs = RouteTabs.tabs(.commitments, unit: unit, for: member)
    waiting = reading.waiting.compactMap { check in
      reading.own.first { $0.id == check.commitment }.map { Waiting(check, $0) }
    }
    own = reading.own.map { CommitmentLine($0, reading.checks[$0.id] ?? [], who: nil, isOwn: true) }
    ofBuddies = reading.ofBuddies.map {
      CommitmentLine($0, [], who: reading.people[$0.person]?.name, isOwn: false)
    }
    empty =
      reading.own.isEmpty ? EmptyState(Message("commitments.emptyHeading"), Message("commitments.emptyText")) : nil
    sheet =
      reading.own.count >= Commitment.most
      ? nil
      : FormSheet(
        to: .commitments, Self.parts(form, buddies: buddies.filter { $0.id != member.person }, problems: problems),
        button: Message("commitments.make"), problems: problems)
  }

  /// - Parameter draft: what it says before somebody types.
  static func parts(
    _ form: Form, or draft: CommitmentDraft? = nil, buddies: [Person], problems: [String: Message]
  ) -> [FormSheet.Part] {
    [
      .choice(
        Choice(
          "cue", Message("commitments.cue"), kind: .radio,
          options: Commitment.Cue.allCases.map {
            ($0.rawValue, Message("commitments.cues.\($0.rawValue)"), nil)
          }, form: form, or: [(draft?.cue ?? .customerSignal).rawValue], isRequired: true)),
      .field(
        Field(
          "if", Message("commitments.if"), form: form, or: draft?.ifText ?? "", hint: Message("commitments.ifHint"),
          problems: problems,
          isRequired: true)),
      .field(
        Field(
          "then", Message("commitments.then"), form: form, or: draft?.thenText ?? "",
          hint: Message("commitments.thenHint"), problems: problems,
          isRequired: true)),
      .choice(
        Choice(
          "confidence", Message("commitments.confidence"), kind: .list,
          options: (1...5).reversed().map { ("\($0)", Message("commitments.sure.\($0)"), nil) }, form: form,
          or: ["\(draft?.confidence ?? 4)"], problems: problems, isRequired: true)),
      .choice(
        Choice(
          "visibility", Message("commitments.visibility"), kind: .radio,
          options: Commitment.Visibility.allCases.map {
            ($0.rawValue, Message("commitments.seenBy.\($0.rawValue)"), nil)
          }, form: form, or: [(draft?.visibility ?? .me).rawValue], isRequired: true)),
      .choice(
        Choice(
          "buddy", Message("commitments.buddy"), kind: .list,
          options: [("", Message("commitments.noBuddy"), nil)] + buddies.map { ($0.id.text, .verbatim($0.name), nil) },
          form: form, or: [draft?.buddy?.text ?? ""], problems: problems)),
    ]
  }
}

extension CommitmentsPage {
  /// What the form of a commitment says.
  static func draft(_ form: Form) -> CommitmentDraft {
    CommitmentDraft(
      cue: Commitment.Cue(rawValue: form["cue"]) ?? .customerSignal, ifText: form["if"], thenText: form["then"],
      confidence: Int(form["confidence"]), buddy: form.id("buddy"),
      visibility: Commitment.Visibility(rawValue: form["visibility"]) ?? .me)
  }
}

extension CommitmentsPage.CommitmentLine {
  init(_ commitment: Commitment, _ checks: [CommitmentCheck], who: String?, isOwn: Bool) {
    text = Message(
      "commitments.ifThen", ["if": .text(commitment.ifText), "then": .text(commitment.thenText)])
    self.who = who
    seen = isOwn ? Message("commitments.seenBy.\(commitment.visibility.rawValue)") : nil
    self.checks = checks.map { check in
      check.answer.map {
        Message(
          "commitments.checked",
          ["after": .count(check.after), "answer": .phrase("commitments.answers.\($0.rawValue)")])
      } ?? Message("commitments.toCheck", ["after": .count(check.after), "day": .day(check.due)])
    }
    drop = isOwn ? .commitment(commitment.id, "dropping") : nil
  }
}

extension CommitmentsPage.Waiting {
  fileprivate init(_ check: CommitmentCheck, _ commitment: Commitment) {
    question = Message("commitments.question", ["after": .count(check.after)])
    text = Message("commitments.ifThen", ["if": .text(commitment.ifText), "then": .text(commitment.thenText)])
    link = .commitment(commitment.id, "check")
    after = check.after
    answers = CommitmentCheck.Answer.allCases.map {
      Answer(value: $0.rawValue, label: Message("commitments.answers.\($0.rawValue)"), isChosen: false)
    }
    steps = CommitmentStep.allCases.map {
      Answer(value: $0.rawValue, label: Message("commitments.steps.\($0.rawValue)"), isChosen: $0 == .goOn)
    }
  }
}
