import Listen
import People
import Values

/// One wave: what still has to happen before it opens, or how it goes.
struct WavePage: Page {
  static let template = "waves/show"
  static let verb: Verb? = .listen

  let title: Message
  var window: [Message] { [title, Message("kit.window.wave")] }
  let survey: Link
  let surveyName: LocalizedText
  let state: Message
  let days: Message
  /// What its first day will do, or has not done.
  let note: Message?
  let edit: Action?
  let figures: [Figure]
  let units: [Line]
  let hasUnits: Bool
  let open: Open?
  let add: Action?
  let remind: Action?
  let close: Action?
  let next: NextStep?

  struct Line: ViewModel {
    let name: String
    let indent: String
    let asked: Message.Fact
    let answered: Message.Fact
    let share: Message.Fact?
  }

  /// The open link with its code.
  struct Open: ViewModel {
    let address: String
    let link: Link
    let code: Link
    let isOpen: Bool
  }

  init(_ progress: Waves.Progress, tree: UnitTree, today: Day, origin: String) {
    let wave = progress.wave
    let total = progress.total
    title = .verbatim(wave.name)
    survey = .survey(wave.survey)
    surveyName = progress.survey.document.title
    state = Message("listen.wave.state.\(wave.state.rawValue)")
    days =
      wave.closesOn.map {
        Message("listen.wave.days", ["from": .day(wave.opensOn), "until": .day($0.adding(days: -1))])
      } ?? Message("listen.wave.daysOpen", ["from": .day(wave.opensOn)])
    let isMade = wave.kind != .imported
    note =
      wave.state != .planned
      ? nil
      : wave.plannedOpening != nil
        ? Message("listen.wave.opensByItself", ["day": .day(wave.opensOn)])
        : wave.opensOn < today ? Message("listen.wave.didNotOpen", ["day": .day(wave.opensOn)]) : nil
    edit =
      isMade && wave.state != .closed ? Action(Message("listen.wave.edit"), .wave(wave.id, "plan")) : nil
    figures =
      wave.state == .planned
      ? []
      : [
        Figure(
          .count(progress.responses), Message("listen.wave.figure.responses", ["count": .count(progress.responses)])),
        Figure(.count(total.asked), Message("listen.wave.figure.asked", ["count": .count(total.asked)])),
      ] + (total.share.map { [Figure(.percent($0, decimals: 0), Message("listen.wave.figure.share"))] } ?? [])
    units =
      total.asked == 0
      ? []
      : tree.units.compactMap { unit in
        let rate = progress.rate(of: unit.id, in: tree)
        guard rate.asked > 0 else { return nil }
        return Line(
          name: unit.name, indent: "in-\(min(tree.depth(of: unit.id) ?? 0, 4))", asked: .count(rate.asked),
          answered: .count(rate.answered), share: rate.share.map { .percent($0, decimals: 0) })
      }
    hasUnits = !units.isEmpty
    open = wave.openLink.map { link in
      let link = Link.openAnswer(link)
      return Open(
        address: origin + link.path, link: link, code: .wave(wave.id, "qr.svg"), isOpen: wave.state == .open)
    }
    add =
      isMade && wave.state == .open ? Action(Message("listen.wave.add"), .wave(wave.id, "opening")) : nil
    remind =
      isMade && wave.state == .open && total.sent > total.answered + total.reminded
      ? Action(Message("listen.wave.remind"), .wave(wave.id, "reminder"), isPost: true) : nil
    close =
      isMade && wave.state == .open
      ? Action(Message("listen.wave.close"), .wave(wave.id, "closing"), isPost: true) : nil
    next =
      isMade && wave.state == .planned
      ? NextStep(
        lead: Message("listen.survey.next.lead"), text: Message("listen.wave.next.text"),
        action: Action(Message("listen.wave.next.action"), .wave(wave.id, "opening"))) : nil
  }

  static let examples: [String: WavePage] = [
    "planned": example(progress(state: .planned, link: nil)),
    "opens by itself": example(progress(state: .planned, link: nil, opening: PlannedOpening(asking: RosterChoice()))),
    "late": example(progress(state: .planned, link: nil), daysLate: 3),
    "open with a link": example(progress(state: .open, link: "Zy1c0pQ7")),
    "closed": example(progress(state: .closed, link: nil)),
  ]

  private static func example(_ progress: Waves.Progress, daysLate: Int = 0) -> WavePage {
    WavePage(
      progress, tree: ExampleSurvey.tree, today: progress.wave.opensOn.adding(days: daysLate),
      origin: "https://kompas.test")
  }

  static func progress(
    state: Wave.State, link: String?, opening: PlannedOpening? = nil
  ) -> Waves.Progress {
    var wave = ExampleSurvey.wave(number: 1, state: state, link: link)
    wave.plannedOpening = opening
    return Waves.Progress(
      wave: wave, survey: ExampleSurvey.onTable().survey,
      rates: state == .planned
        ? [:]
        : [
          "north": ResponseRate(asked: 1_204, sent: 1_204, reminded: 0, answered: 411),
          "south": ResponseRate(asked: 311, sent: 311, reminded: 200, answered: 120),
        ], responses: state == .planned ? 0 : 562)
  }
}

/// Who would be asked: a choice that counts before it asks.
struct RosterPage: Page {
  static let template = "waves/roster"
  static let verb: Verb? = .listen

  let title: Message
  let back: Link
  let backName: String
  let count: Link
  let units: Choice
  let customers: Choice
  let quietDays: Field
  let found: Message
  let left: [Message]
  let hasLeft: Bool
  let action: Link
  let button: Message
  /// Lets it open by itself on its first day, where that is still to come.
  let later: Message?
  let isNobody: Bool
  let mayOpenEmpty: Bool
  let hidden: [AnswerForm.Carried]

  init(
    _ progress: Waves.Progress, _ choice: RosterChoice, _ roster: Roster, tree: UnitTree, today: Day,
    form: Form = Form()
  ) {
    let wave = progress.wave
    let isPlanned = wave.state == .planned
    title = Message(isPlanned ? "listen.roster.title" : "listen.roster.addTitle")
    back = .wave(wave.id)
    backName = wave.name
    count = .wave(wave.id, "opening")
    units = Choice(
      "unit", Message("listen.roster.units"), kind: .boxes, options: tree.options, form: form,
      hint: Message("listen.roster.unitsHint"))
    customers = Choice(
      "customers", Message("listen.roster.customers"), kind: .radio,
      options: [
        ("", Message("listen.roster.customers.all"), nil),
        ("organisation", Message("listen.roster.customers.organisation"), nil),
        ("person", Message("listen.roster.customers.person"), nil),
      ], or: [choice.kind?.rawValue ?? ""], isRequired: true)
    quietDays = Field(
      "quietDays", Message("listen.roster.quietDays"), kind: .number, or: String(choice.quietDays),
      hint: Message("listen.roster.quietDaysHint"), isRequired: true)
    found = Message("listen.roster.found", ["count": .count(roster.customers.count), "chosen": .count(roster.chosen)])
    left = [
      ("unsubscribed", roster.unsubscribed), ("unreachable", roster.unreachable), ("leftInPeace", roster.leftInPeace),
      ("alreadyAsked", roster.alreadyAsked),
    ].filter { $0.1 > 0 }.map { Message("listen.roster.left.\($0.0)", ["count": .count($0.1)]) }
    hasLeft = !left.isEmpty
    action = .wave(wave.id, isPlanned ? "opening" : "invitations")
    isNobody = roster.customers.isEmpty
    mayOpenEmpty = isPlanned && isNobody && (wave.openLink != nil || wave.kind == .continuous)
    button =
      isNobody
      ? Message("listen.roster.openEmpty")
      : Message(isPlanned ? "listen.roster.open" : "listen.roster.add", ["count": .count(roster.customers.count)])
    later =
      isPlanned && wave.opensOn > today ? Message("listen.roster.openLater", ["day": .day(wave.opensOn)]) : nil
    hidden =
      choice.units.map { AnswerForm.Carried(name: "unit", value: $0.text) } + [
        AnswerForm.Carried(name: "customers", value: choice.kind?.rawValue ?? ""),
        AnswerForm.Carried(name: "quietDays", value: String(choice.quietDays)),
      ]
  }
}

extension RosterPage {
  static let examples: [String: RosterPage] = [
    "some": example(count: 3, lately: 1),
    "nobody": example(count: 0, lately: 0),
  ]

  private static func example(count: Int, lately: Int) -> RosterPage {
    let customers = (0..<count + 1).map { number in
      Customer(
        id: ID("c\(number)"), kind: .organisation, name: "Klant \(number)",
        email: number == 0 ? nil : "k@voorbeeld.test",
        language: .nl, code: "K\(number)", unit: "north")
    }
    let choice = RosterChoice()
    let roster = Roster(
      choice, of: customers, in: ExampleSurvey.tree, alreadyAsked: [],
      askedLately: Set(customers.suffix(lately).map(\.id)))
    let progress = WavePage.progress(state: .planned, link: "Zy1c0pQ7")
    return RosterPage(
      progress, choice, roster, tree: ExampleSurvey.tree, today: progress.wave.opensOn.adding(days: count == 0 ? 0 : -3)
    )
  }
}
