import Act
import Localization
import People
import Values

/// What the pages of the route look like on a usual day, with long names, and while there is nothing yet.
enum RouteExample {
  static let day = Day.example
  static let people: [ID<Person>: Person] = [
    Person.example.id: .example, Person.exampleNew.id: .exampleNew, Person.exampleLeft.id: .exampleLeft,
  ]
  static let edition = Edition(by: Person.example.id, at: day.start)
  static let edited = EditedMeanwhile(edition)
  static let tally = RouteTally(focuses: 2, refusals: 1, going: 3, done: 4, learned: 1, stopped: 1, lastMoved: day)

  static func action(_ state: RouteAction.State, overdue: Bool = false, owner: ID<Person>? = "p1") -> RouteAction {
    RouteAction(
      id: ID("a-\(state.rawValue)"), unit: "u3", ambition: "am1",
      title: "Belrooster: om de beurt vanaf drie uur alleen maar klanten terugbellen",
      effect: "Een klant hoort dezelfde dag iets", owner: owner, begins: day.adding(days: -30),
      due: day.adding(days: overdue ? -3 : 9), state: state,
      result: state == .going ? nil : "Klanten zeggen: hé, jullie bellen echt terug.",
      endedOn: state == .going ? nil : day.adding(days: -2), edition: edition)
  }

  static func line(_ state: RouteAction.State, overdue: Bool = false, owner: ID<Person>? = "p1") -> ActionLine {
    ActionLine(action(state, overdue: overdue, owner: owner), people: people, tree: .example, today: day)
  }

  static let lines = [
    line(.going), line(.going, overdue: true, owner: "p3"), line(.done), line(.learned), line(.stopped),
  ]
  static let tabs = RouteTabs.tabs(.route, unit: "u1", for: .example(.board))
  static let path = [
    TacticalPage.UnitLink(name: "Zorggroep De Linde", link: .route),
    TacticalPage.UnitLink(name: "Regio Noord", link: nil),
  ]
  static let quote = Quote(
    "Drie keer gebeld en nooit teruggebeld.", language: "nl", stance: Stance(.detractor, score: 3),
    about: [(Message("route.trail.link"), .trail("c1"))])
  static let ask = Ask(
    id: "k1", unit: "u3", toUnit: "u1", ambition: nil, text: "Mogen wij zelf tot 25 euro iets goedmaken?", by: "p2",
    to: "p1", askedOn: day.adding(days: -20), answerBy: day.adding(days: -6))
  static let answered = Ask(
    id: "k2", unit: "u3", toUnit: "u1", ambition: nil, text: "Mag het anders?", by: "p2", to: "p3",
    askedOn: day.adding(days: -20), answerBy: day.adding(days: -6),
    answer: Ask.Answer(.yes, "Ja, schrijf erbij wat je deed.", by: "p1", on: day.adding(days: -8)))
  static let asks = [ask, answered].map { AsksPage.AskLine($0, people, .example, day) }
  static func step(_ label: String, _ text: String) -> RouteSheetPage.Step {
    RouteSheetPage.Step(label: Message(label), text: text, link: .ambition("am1"))
  }
  static let forms = RouteForms(
    member: .example(.board), owners: [.example, .exampleNew], today: day)
  static let ambition = Ambition(
    id: "am1", unit: "u1", outcome: "Wie ons belt, spreekt dezelfde dag iemand die helpt", measure: nil, sponsor: "p1",
    stops: "De maandelijkse belstatistiek per medewerker", setOn: day.adding(days: -200), due: day.adding(days: 165),
    edition: edition)
  static let commitment = Commitment(
    id: "co1", person: "p1", unit: "u3", ambition: nil, cue: .customerSignal,
    ifText: "een klant zegt dat hij eerder heeft gebeld", thenText: "vraag ik wat er toen is beloofd", confidence: 5,
    buddy: nil, visibility: .team, madeOn: day.adding(days: -8))
  static let commitments = [
    CommitmentsPage.CommitmentLine(
      commitment,
      [
        CommitmentCheck(commitment: "co1", after: 7, due: day.adding(days: -1), answer: .partly),
        CommitmentCheck(commitment: "co1", after: 30, due: day.adding(days: 22)),
      ], who: nil, isOwn: true),
    CommitmentsPage.CommitmentLine(commitment, [], who: "Bram", isOwn: false),
  ]
  static let reopen = ReopenForm(link: .action("a1", "reopening"), seen: 2, label: Message("route.action.reopen"))
}

extension RoutePage {
  static let examples: [String: RoutePage] = ["usual": example(isEmpty: false), "empty": example(isEmpty: true)]

  private static func example(isEmpty: Bool) -> RoutePage {
    let line = AmbitionLine(
      outcome: RouteExample.ambition.outcome, link: .ambition("am1"),
      sponsor: .verbatim(Person.example.name), due: Message("route.until", ["day": .day(RouteExample.day)]),
      tally: RouteWords.tally(RouteExample.tally), moved: Message("route.moved", ["day": .day(RouteExample.day)]),
      barHTML: RouteBar(tally: RouteExample.tally),
      focus: Message("route.says.focus", ["unit": .text("Regio Noord"), "text": .text("Voor vijf uur teruggebeld")]),
      waiting: [TacticalPage.UnitLink(name: "Regio Zuid", link: .translation("am1", "u4"))],
      translated: Message("route.translated", ["answered": .count(1), "count": .count(2)]))
    return RoutePage(
      title: isEmpty
        ? Message("route.index.none", ["unit": .text("Regio Noord")])
        : Message(
          "route.index.stuck",
          ["unit": .text("Regio Noord"), "done": .count(5), "count": .count(2), "stuck": .count(1)]),
      path: RouteExample.path, tabs: RouteExample.tabs,
      empty: isEmpty
        ? EmptyState(
          Message("route.empty.heading"), Message("route.empty.text"),
          action: Action(Message("route.index.newAmbition"), .newAmbition("u1"))) : nil,
      ambitions: isEmpty ? [] : [line, line], hasStuck: !isEmpty,
      overdue: isEmpty ? [] : [RouteExample.line(.going, overdue: true)],
      ownerless: isEmpty
        ? [] : [LeftBehind(line: RouteExample.line(.going, owner: "p3"), handOver: .handOver("p3"))],
      latest: isEmpty ? [] : RouteExample.lines,
      units: isEmpty ? [] : [TacticalPage.UnitLink(name: "Team Groningen", link: .route("u3"))],
      ended: isEmpty ? [] : [TacticalPage.UnitLink(name: "Elke klant een eigen gezicht", link: .ambition("am2"))],
      buttons: isEmpty ? [] : [Action(Message("route.index.newAction"), .newAction("u3"))],
      next: isEmpty
        ? nil
        : NextStep(
          lead: Message("route.next.tactical"), text: Message("route.next.small"),
          action: Action(Message("route.index.newAction"), .newAction("u3"))))
  }
}

extension AmbitionPage {
  static let examples: [String: AmbitionPage] = ["usual": example(isEnded: false), "ended": example(isEnded: true)]

  private static func example(isEnded: Bool) -> AmbitionPage {
    AmbitionPage(
      title: .verbatim(RouteExample.ambition.outcome), path: RouteExample.path, tabs: RouteExample.tabs,
      sponsor: .verbatim(Person.example.name), due: Message("route.pastDue", ["day": .day(RouteExample.day)]),
      state: isEnded ? Message("route.ambition.reached") : nil, closing: isEnded ? "Klanten merken het." : nil,
      measure: Message("route.ambition.noMeasure"), stops: RouteExample.ambition.stops,
      tally: RouteWords.tally(isEnded ? RouteTally() : RouteExample.tally),
      barHTML: RouteBar(tally: RouteExample.tally),
      proof: ProofExample.block, quotes: isEnded ? [] : [RouteExample.quote],
      decisions: [
        Decided(
          day: RouteExample.day, text: Message("route.ambition.set", ["name": .text(Person.example.name)]), link: nil),
        Decided(
          day: RouteExample.day,
          text: Message(
            "route.ambition.decided",
            ["meeting": .text("MT-overleg"), "question": .text("Gaat dit door?"), "answer": .text("Ja")]),
          link: .agenda),
      ],
      focus: isEnded
        ? nil : Message("route.says.notForUs", ["unit": .text("Regio Noord"), "text": .text("Wij bellen al terug")]),
      focusOwner: isEnded ? nil : .verbatim("Bram"),
      translate: isEnded ? nil : Action(Message("route.translate.change"), .translation("am1", "u2")),
      units: [
        UnitLine(
          name: "Regio Zuid", link: .ambition("am1"), says: Message("route.says.nothing"), isWaiting: true,
          tally: RouteWords.tally(RouteTally()), moved: nil),
        UnitLine(
          name: "Klantenservice en binnendienst Noordoost-Nederland", link: .ambition("am1"),
          says: Message("route.says.reason", ["text": .text("Eerst de bezetting op orde")]), isWaiting: false,
          tally: RouteWords.tally(RouteExample.tally), moved: Message("route.moved", ["day": .day(RouteExample.day)])),
      ], actions: isEnded ? [] : RouteExample.lines,
      newAction: isEnded ? nil : Action(Message("route.index.newAction"), .newAction("u2")),
      change: isEnded ? nil : Action(Message("route.ambition.change"), .ambition("am1", "change")),
      reopen: isEnded ? RouteExample.reopen : nil,
      end: isEnded
        ? nil
        : FormSheet(
          to: .ambition("am1", "end"),
          [.field(Field("closing", Message("route.ambition.closing"), kind: .area, isRequired: true))],
          button: Message("route.ambition.end")))
  }
}

extension ActionPage {
  static let examples: [String: ActionPage] = [
    "going": example(.going), "done": example(.done), "edited meanwhile": example(.going, isConflict: true),
  ]

  private static func example(_ state: RouteAction.State, isConflict: Bool = false) -> ActionPage {
    let isGoing = state == .going
    return ActionPage(
      title: .verbatim(RouteExample.action(state).title), path: RouteExample.path, tabs: RouteExample.tabs,
      line: RouteExample.line(state), effect: RouteExample.action(state).effect,
      result: RouteExample.action(state).result, proof: isGoing ? nil : ProofExample.line,
      above: isGoing ? [] : [RouteExample.step("route.sight.ambition", RouteExample.ambition.outcome)],
      quotes: isGoing ? [] : [RouteExample.quote],
      decided: isGoing
        ? nil
        : AmbitionPage.Decided(
          day: RouteExample.day,
          text: Message(
            "route.ambition.decided",
            ["meeting": .text("MT-overleg"), "question": .text("Wie belt?"), "answer": .text("Noord")]), link: .agenda),
      change: isGoing ? Action(Message("route.action.change"), .action("a1", "change")) : nil,
      reopen: isGoing ? nil : RouteExample.reopen,
      end: isGoing
        ? FormSheet(
          to: .action("a1", "end"),
          [.field(Field("result", Message("route.action.result"), kind: .area, isRequired: true))],
          button: Message("route.action.end")) : nil,
      conflict: isConflict
        ? ConflictNote(
          RouteExample.edited, by: nil, [(Message("route.action.title"), "Wat een ander typte", "Wat ik typte")]) : nil
    )
  }
}

extension TrailPage {
  static let examples: [String: TrailPage] = [
    "something": TrailPage(
      title: Message("route.trail.title", ["count": .count(2)]), quote: RouteExample.quote,
      ambitions: [TacticalPage.UnitLink(name: RouteExample.ambition.outcome, link: .ambition("am1"))],
      actions: RouteExample.lines, newAction: Action(Message("route.trail.begin"), .newAction("u3")), attach: nil),
    "nothing": TrailPage(
      title: Message("route.trail.nothing"), quote: RouteExample.quote, ambitions: [], actions: [], newAction: nil,
      attach: FormSheet(
        to: .trail("c1"),
        [
          .choice(
            Choice(
              "ambition", Message("route.trail.attach"), kind: .list,
              options: [("am1", .verbatim(RouteExample.ambition.outcome), nil)], isRequired: true))
        ], button: Message("route.trail.attachButton"))),
  ]
}

extension RouteSheetPage {
  static let examples: [String: RouteSheetPage] = [
    "an ambition": RouteSheetPage(
      Message("route.ambition.new"), lead: Message("route.ambition.newLead"),
      sheet: RouteExample.forms.ambition(
        to: .newAmbition("u1"), nil, measures: [], form: Form(), seen: nil, cancel: .route("u1"))),
    "a translation that somebody changed": RouteSheetPage(
      Message("route.translate.title", ["unit": .text("Regio Noord")]),
      above: [RouteExample.step("route.sight.ambition", RouteExample.ambition.outcome)],
      conflict: ConflictNote(
        RouteExample.edited, by: "Bram", [(Message("route.translate.text"), "Van Bram", "Van mij")]),
      sheet: RouteExample.forms.translation(of: RouteExample.ambition, for: "u2", nil, form: Form(), seen: 2)),
    "an action with problems": RouteSheetPage(
      Message("route.action.new", ["unit": .text("Team Groningen")]), lead: Message("route.action.newLead"),
      sheet: RouteExample.forms.action(
        to: .newAction("u3"), nil, ambitions: [RouteExample.ambition], form: Form([("title", "")]), seen: nil,
        problems: [
          "title": Message("route.form.missing"),
          "until": Message(
            "route.form.twoToSixWeeks",
            ["first": .day(RouteExample.day), "last": .day(RouteExample.day.adding(days: 28))]),
        ], cancel: .route("u3"))),
  ]
}
