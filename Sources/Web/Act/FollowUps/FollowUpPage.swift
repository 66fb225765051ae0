import Act
import Listen
import Localization
import People
import Values

/// One customer: why, how to begin the talk, and what came of it.
struct FollowUpPage: Page {
  static let template = "followUps/show"
  static let verb: Verb? = .act
  let title: Message
  let stance: Stance?
  let kicker: [Message]
  let back: Link
  let mail: String?
  let isWithdrawn: Bool
  let guide: GuideView?
  let route: GuideRouteView?
  let record: RecordForm?
  let talked: Talked?
  let tried: Posting?
  let kept: Posting?
  let gesture: Link?
  let hand: HandForm?
  let asks: [AskLine]
  let hasAsks: Bool
  let earlier: [Talked]
  let hasEarlier: Bool
  let withdrawal: Link?

  /// A form of one button.
  struct Posting: ViewModel {
    let link: Link
    let version: String
  }

  struct Talked: ViewModel {
    let at: Instant
    let outcome: Message
    let said: String
    let promise: Message?
  }

  struct AskLine: ViewModel {
    let answer: Message
    let words: Quote?
  }

  struct RecordForm: ViewModel {
    let link: Link
    let version: String
    let problems: FormProblems?
    let outcome: Choice
    let said: Field
    let promise: Field
    let promiseOn: Field
    let ask: Choice?
    let heading: Message
  }

  struct HandForm: ViewModel {
    let link: Link
    let version: String
    let people: Choice
  }

  init(_ dossier: FollowUps.Dossier, today: Day, form: Form = Form(), problems: [String: Message] = [:]) {
    let followUp = dossier.followUp
    let isOpen = followUp.state != .withdrawn
    let version = String(followUp.version)
    title = Message("followUps.show.title", ["customer": .text(dossier.customer.name)])
    stance = FollowUpFacts.stance(followUp)
    kicker = [
      FollowUpFacts.reason(followUp), FollowUpFacts.due(followUp, today),
      dossier.isOwn ? nil : dossier.owner.map { .verbatim($0.name) } ?? Message("followUps.show.ownerless"),
      followUp.attempts > 0 ? Message("followUps.show.attempts", ["count": .count(followUp.attempts)]) : nil,
    ].compactMap { $0 }
    back = dossier.isOwn ? .followUps : .stuckFollowUps
    mail = isOpen ? dossier.customer.email : nil
    isWithdrawn = !isOpen
    guide = dossier.guide.map { GuideView($0, customer: dossier.customer.name) }
    route = dossier.route.map(GuideRouteView.init)
    record = isOpen ? Self.form(dossier, version, today, form, problems) : nil
    talked = isOpen ? Self.talk(followUp) : nil
    tried = followUp.state == .open ? Posting(link: .followUp(followUp.id, "attempt"), version: version) : nil
    kept = followUp.state == .promised ? Posting(link: .followUp(followUp.id, "promise"), version: version) : nil
    gesture = isOpen ? .newGesture(for: followUp.customer, after: followUp.id) : nil
    hand =
      dossier.colleagues.isEmpty
      ? nil
      : HandForm(
        link: .followUp(followUp.id, "owner"), version: version,
        people: Choice(
          "person", Message("followUps.hand.to"), kind: .list,
          options: dossier.colleagues.map { ($0.id.text, .verbatim($0.name), nil) },
          or: [followUp.owner?.text ?? ""], isRequired: true))
    asks = dossier.asks.map { ask in
      AskLine(answer: FollowUpFacts.answer(ask), words: ask.words.isEmpty ? nil : Quote(ask.words))
    }
    hasAsks = !asks.isEmpty
    earlier = dossier.earlier.compactMap(Self.talk)
    hasEarlier = !earlier.isEmpty
    withdrawal = isOpen ? .followUp(followUp.id, "withdrawal") : nil
  }

  private static func talk(_ followUp: FollowUp) -> Talked? {
    followUp.talkedAt.map { at in
      Talked(
        at: at, outcome: FollowUpFacts.outcome(followUp.outcome), said: followUp.said,
        promise: followUp.promise.map {
          Message("followUps.show.promised", ["promise": .text($0.text), "day": .day($0.on)])
        })
    }
  }

  private static func form(
    _ dossier: FollowUps.Dossier, _ version: String, _ today: Day, _ form: Form, _ problems: [String: Message]
  ) -> RecordForm {
    let followUp = dossier.followUp
    let outcome = Choice(
      "outcome", Message("followUps.talk.outcome"), kind: .radio,
      options: FollowUp.Outcome.allCases.map { ($0.rawValue, FollowUpFacts.outcome($0), nil) }, form: form,
      or: followUp.outcome.map { [$0.rawValue] } ?? [], problems: problems, isRequired: true)
    let said = Field(
      "said", Message("followUps.talk.said"), kind: .area, form: form, or: followUp.said,
      hint: Message("followUps.talk.saidHint"), problems: problems)
    let promise = Field(
      "promise", Message("followUps.talk.promise"), form: form, or: followUp.promise?.text ?? "",
      hint: Message("followUps.talk.promiseHint"), problems: problems)
    let promiseOn = Field(
      "promiseOn", Message("followUps.talk.promiseOn"), kind: .date, form: form, or: followUp.promise?.on.text ?? "",
      problems: problems)
    return RecordForm(
      link: .followUp(followUp.id, "talk"), version: version,
      problems: FormProblems(problems, of: [said, promise, promiseOn], [outcome]), outcome: outcome, said: said,
      promise: promise, promiseOn: promiseOn,
      ask: dossier.askAfterDays.map { days in
        Choice(
          "ask", Message("followUps.talk.ask"), kind: .boxes,
          options: [("yes", Message("followUps.talk.asks", ["count": .count(days)]), nil)], form: form, or: ["yes"],
          isRequired: true)
      }, heading: Message(followUp.talkedAt == nil ? "followUps.talk.heading" : "followUps.talk.again"))
  }
}

/// How to begin the talk, step by step.
struct GuideView: ViewModel {
  let heading: Message
  let quotes: [Quote]
  let steps: [Step]

  struct Step: ViewModel { let name, text: Message }

  init(_ guide: ConversationGuide, customer: String) {
    heading = Message("followUps.guide.\(guide.kind.rawValue).heading")
    quotes = guide.words.map { Quote($0.text, language: $0.language.rawValue) }
    let low = guide.lowest.map { Message.Fact.localized($0.name) }
    let high = guide.highest.map { Message.Fact.localized($0.name) }
    let facts: [String: Message.Fact] = [
      "customer": .text(customer), "low": .list(low), "high": .list(high), "day": .moment(guide.answeredAt),
      "promise": .text(guide.promisedBefore?.text ?? ""), "earlier": .count(guide.earlier ?? 0),
      "score": .count(guide.score ?? 0),
    ]
    func step(_ name: String, _ text: String) -> Step {
      Step(name: Message("followUps.guide.step.\(name)"), text: Message("followUps.guide.\(text)", facts))
    }
    let kind = guide.kind.rawValue
    var steps = [step("open", "\(kind).open")]
    if guide.promisedBefore != nil { steps.append(step("before", "before")) }
    if let earlier = guide.earlier, let score = guide.score, abs(earlier - score) >= 2 {
      steps.append(step("moved", score < earlier ? "fell" : "rose"))
    }
    if guide.kind != .promoter, !low.isEmpty { steps.append(step("ask", "\(kind).low")) }
    if !high.isEmpty { steps.append(step("value", "\(kind).high")) }
    steps.append(step("deepen", "\(kind).deepen"))
    steps.append(step("close", "\(kind).close"))
    self.steps = steps
  }
}
