import Act
import Listen
import Localization
import People
import Understand
import Values

/// Customers, talks and gestures as the gallery and the tests show them.
enum CareExamples {
  static let today = Day(daysSince1970: 20_778)
  static let noon = today.start.adding(hours: 12)
  static let tabs = [
    Tab(Message("followUps.tab.own"), .followUps, isCurrent: true),
    Tab(Message("followUps.tab.stuck"), .stuckFollowUps, isCurrent: false),
    Tab(Message("gestures.tab"), .gestures, isCurrent: false),
  ]
  static let customer = Customer(
    id: "c1", kind: .organisation, name: "Woningcorporatie De Noorderlingen & Zonen", email: "inkoop@voorbeeld.example",
    language: .nl, code: "K1", owner: "eva", unit: "north")
  static let words = [
    SaidWords(text: "Ik heb drie keer gebeld en werd <niet> teruggebeld.", language: .nl),
    SaidWords(text: "The engineer was great, though.", language: .en),
  ]

  static func followUp(
    _ number: Int, score: Int, _ promotership: Promotership, state: FollowUp.State = .open,
    reason: FollowUp.Reason = .promotership, earlier: Int? = nil, due: Int = 1, owner: ID<Person>? = "eva"
  ) -> FollowUp {
    var followUp = FollowUp(
      id: ID("f\(number)"), customer: "c1", response: ID("r\(number)"), unit: "north", owner: owner, state: state,
      reason: reason, score: score, earlier: earlier, promotership: promotership,
      openedAt: noon.adding(days: -2), term: today.adding(days: due))
    if state == .done || state == .promised {
      followUp.talkedAt = noon.adding(days: -1)
      followUp.outcome = state == .done ? .solved : .promised
      followUp.said = "De monteur komt morgen terug."
      followUp.isInTime = true
    }
    if state == .promised { followUp.promise = FollowUp.Promise("Offerte sturen", on: today.adding(days: due)) }
    if state == .withdrawn { followUp.withdraw() }
    return followUp
  }

  static func line(_ followUp: FollowUp, owner: String? = "Eva de Vries") -> FollowUpList.Line {
    FollowUpList.Line(
      followUp: followUp, customer: customer.name, owner: followUp.owner == nil ? nil : owner,
      comments: followUp.score.map { $0 < 7 } == true ? words : [])
  }

  static let lines = [
    line(followUp(1, score: 3, .detractor, due: -3)),
    line(followUp(2, score: 6, .passive, reason: .fall, earlier: 9, due: 0)),
    line(followUp(3, score: 8, .passive, state: .promised)),
    line(followUp(4, score: 10, .promoter, reason: .topic, due: 5, owner: nil)),
    line(followUp(5, score: 2, .detractor, reason: .notSolved)),
    line(followUp(6, score: 6, .detractor, reason: .score)),
  ]

  static func guide(_ kind: Int) -> ConversationGuide {
    let score = [10, 7, 3][kind]
    let response = Response(
      id: "r", survey: "s", wave: "w", version: 1, submission: "x", customer: "c1", submittedAt: noon.adding(days: -2),
      language: .nl, mayBeNamed: true,
      answers: Answers([
        "recommend": .number(Double(score)), "drivers.reach": .number(3), "drivers.craft": .number(9),
        "why": .text(words[0].text),
      ]))
    let document = SurveyDocument(
      title: LocalizedText(nl: "Klanten", en: "Customers"),
      questions: [
        Question(id: "recommend", kind: .recommendation, text: LocalizedText(nl: "Beveelt u ons aan?")),
        Question(
          id: "drivers", kind: .ratings, text: LocalizedText(nl: "Hoe vindt u ons?"), scale: Question.Scale(1...10),
          items: [
            Question.Item(id: "reach", text: LocalizedText(nl: "bereikbaarheid", en: "reachability")),
            Question.Item(id: "craft", text: LocalizedText(nl: "vakmanschap", en: "craft")),
          ]),
      ])
    return ConversationGuide(
      response, document, score: score, earlier: kind == 2 ? 8 : kind == 0 ? 7 : nil,
      promisedBefore: kind == 2 ? ConversationGuide.Promised(text: "Terugbellen", at: noon.adding(days: -90)) : nil)
  }

  static func route(isFull: Bool) -> GuideRoute {
    let unit = Unit(id: "north", name: "Regio Noord-Nederland en Waddeneilanden", code: "N")
    let reach = ConversationGuide.Rated(
      name: LocalizedText(nl: "bereikbaarheid", en: "reachability"), score: 3, highest: 10)
    return GuideRoute(
      work: isFull
        ? [
          GuideRoute.Work(
            kind: .action("a1"), unit: unit, text: "Belrooster: om de beurt vanaf drie uur alleen <terugbellen>",
            effect: "Wie voor vijf uur belt, wordt dezelfde dag teruggebeld", due: today.adding(days: 12),
            touch: .words),
          GuideRoute.Work(
            kind: .focus("am1", "north"), unit: unit, text: "Terugbellen voor vijven", effect: nil,
            due: today.adding(days: 60), touch: .rated(reach)),
          GuideRoute.Work(
            kind: .ambition("am2"), unit: unit, text: "Elke klant heeft één vast gezicht", effect: nil,
            due: today.adding(days: 160), touch: .score(3)),
        ] : [],
      done: isFull
        ? [
          GuideRoute.Done(
            action: "a2", unit: unit, title: "Elke ochtend de gemiste oproepen", result: "Negen klanten zeiden dank je",
            on: today.adding(days: -9), touch: .rated(reach))
        ] : [], since: today.adding(days: -180), mayDecide: isFull ? "Een afspraak verzetten zonder te vragen." : nil,
      maySpend: isFull ? 2_500 : nil, today: today)
  }

  static func dossier(_ followUp: FollowUp, guide: Int?, asks: [CustomerAsk] = []) -> FollowUps.Dossier {
    FollowUps.Dossier(
      followUp: followUp, customer: customer,
      owner: Person(id: "eva", name: "Eva de Vries", email: "eva@linde.example", language: .nl),
      guide: guide.map { self.guide($0) }, route: guide.map { route(isFull: $0 == 2) }, asks: asks,
      earlier: asks.isEmpty ? [] : [self.followUp(9, score: 4, .detractor, state: .done)], isOwn: guide != 1,
      colleagues: guide == 1 ? [("eva", "Eva de Vries"), ("max", "Max Bakker")] : [], askAfterDays: 7)
  }

  static func gesture(
    _ number: Int, _ state: Gesture.State, isOwn: Bool, isStory: Bool = false, reaction: CustomerAsk.Answer? = nil
  ) -> GestureLine {
    GestureLine(
      gesture: Gesture(
        id: ID("g\(number)"), customer: "c1", unit: "north", maker: "eva", words: "Met de hand een kaartje geschreven",
        cost: 1_250, state: state, plannedOn: today, doneAt: state == .done ? noon : nil,
        feeling: state == .done && number == 1 ? Gesture.Feeling(control: 5, creativity: 4, impact: 5) : nil,
        learned: number == 1 ? "Bel eerst even" : "", before: isStory ? 7 : nil, after: isStory ? 10 : nil,
        reaction: reaction, reactionWords: reaction == .delighted ? "Wat <leuk>!" : "", applause: number - 1),
      maker: "Eva de Vries", unit: Unit(id: "north", name: "Regio Noord-Nederland en Waddeneilanden", code: "N"),
      customer: isOwn ? customer.name : nil, isOwn: isOwn, isApplauded: number == 3)
  }

  static let room = UsedRoom(
    room: GestureRoom(unit: "north", each: 2_500, month: 20_000, words: "Alles wat je je moeder zou gunnen."),
    unit: Unit(id: "north", name: "Regio Noord", code: "N"), gestures: 7, spent: 8_750)
  static let suggestions = [
    Gestures.Suggestion(customer: customer, score: 7, promotership: .passive, words: words[1]),
    Gestures.Suggestion(customer: customer, score: 10, promotership: .promoter),
    Gestures.Suggestion(customer: customer, score: 3, promotership: .detractor),
    Gestures.Suggestion(customer: customer),
  ]
  static let ideas = [
    GestureIdea(
      id: "i1", text: "Neem de oude ketel mee zonder dat iemand het vraagt", language: .nl, origin: "g1", uses: 4)
  ]
}

extension FollowUpsPage {
  static let examples: [String: FollowUpsPage] = {
    func own(_ lines: [FollowUpList.Line], due: Int, late: Int, talks: [FollowUpList.Line] = []) -> FollowUpsPage {
      FollowUpsPage(
        own: FollowUpList(lines: lines, due: due, late: late, next: nil), talks: talks, for: CareExamples.tabs,
        today: CareExamples.today)
    }
    let done = CareExamples.line(CareExamples.followUp(8, score: 4, .detractor, state: .done))
    func stuck(_ lines: [FollowUpList.Line], due: Int, late: Int) -> FollowUpsPage {
      FollowUpsPage(
        stuck: FollowUpList(
          lines: lines, due: due, late: late,
          next: lines.isEmpty ? nil : FollowUpPlace(due: CareExamples.today, id: "f1")), for: CareExamples.tabs,
        today: CareExamples.today)
    }
    let gone = CareExamples.line(CareExamples.followUp(7, score: 4, .detractor, state: .withdrawn))
    return [
      "empty": own([], due: 0, late: 0), "usual": own(CareExamples.lines, due: 6, late: 1, talks: [done, gone]),
      "in time": own([CareExamples.lines[1]], due: 1, late: 0), "stuck": stuck(CareExamples.lines, due: 6, late: 1),
      "nothing stuck": stuck([], due: 0, late: 0), "open": stuck([], due: 3, late: 0),
    ]
  }()
}

extension FollowUpSharePage {
  static let examples: [String: FollowUpSharePage] = {
    let whole = Unit(id: "whole", name: "De Linde", code: "L")
    func share(_ total: FollowUpShare.Count, _ lines: [FollowUpShare.Line]) -> FollowUpSharePage {
      FollowUpSharePage(
        FollowUpShare(
          from: CareExamples.today.adding(days: -90), until: CareExamples.today, unit: whole, total: total, lines: lines
        ),
        for: CareExamples.tabs, rules: .followUpRules)
    }
    return [
      "none": share(FollowUpShare.Count(), []),
      "usual": share(
        FollowUpShare.Count(ended: 120, kept: 90),
        [
          FollowUpShare.Line(unit: ExampleSurvey.tree.units[1], count: FollowUpShare.Count(ended: 80, kept: 76)),
          FollowUpShare.Line(unit: ExampleSurvey.tree.units[2], count: FollowUpShare.Count(ended: 1, kept: 0)),
        ]),
    ]
  }()
}

extension FollowUpPage {
  static let examples: [String: FollowUpPage] = {
    func ask(_ answer: CustomerAsk.Answer?, sent: Bool = true) -> CustomerAsk {
      CustomerAsk(
        id: "a", kind: .solved, customer: "c1", followUp: "f1", dueAt: CareExamples.noon,
        sentAt: sent ? CareExamples.noon : nil, answer: answer, words: answer == .unsolved ? "Nog <steeds>" : "")
    }
    func page(_ dossier: FollowUps.Dossier, _ form: Form = Form(), _ problems: [String: Message] = [:]) -> FollowUpPage
    {
      FollowUpPage(dossier, today: CareExamples.today, form: form, problems: problems)
    }
    let tried = {
      var followUp = CareExamples.followUp(1, score: 3, .detractor, due: -2, owner: nil)
      followUp.attempts = 2
      return followUp
    }()
    return [
      "detractor": page(CareExamples.dossier(tried, guide: 2)),
      "passive, for a manager": page(CareExamples.dossier(CareExamples.followUp(2, score: 7, .passive), guide: 1)),
      "promoter": page(CareExamples.dossier(CareExamples.followUp(3, score: 10, .promoter), guide: 0)),
      "promised": page(
        CareExamples.dossier(CareExamples.followUp(4, score: 3, .detractor, state: .promised), guide: 2)),
      "done": page(
        CareExamples.dossier(
          CareExamples.followUp(5, score: 3, .detractor, state: .done), guide: 2,
          asks: [ask(nil, sent: false), ask(nil)] + CustomerAsk.Answer.allCases.map { ask($0) })),
      "withdrawn": page(
        CareExamples.dossier(CareExamples.followUp(6, score: 3, .detractor, state: .withdrawn), guide: nil)),
      "with problems": page(
        CareExamples.dossier(CareExamples.followUp(7, score: 3, .detractor), guide: 2),
        Form([("said", "Een <lang> verhaal"), ("outcome", "promised")]),
        [
          "outcome": Message("followUps.problem.noOutcome"), "promise": Message("followUps.problem.noPromise"),
          "promiseOn": Message("followUps.problem.pastDay"),
        ]),
    ]
  }()
}

extension FollowUpRulesPage {
  static let examples: [String: FollowUpRulesPage] = {
    let topic = Topic(id: "reach", name: LocalizedText(nl: "Bereikbaarheid", en: "Reachability"), words: [])
    var rules = FollowUpRuleSet.usual
    rules.rules.append(FollowUpRule(atMost: 6, topic: "reach", unit: "u2", receiver: .manager, days: 1))
    rules.rules.append(FollowUpRule(days: 5))
    func place(_ mayChange: Bool) -> FollowUpRules.Place {
      FollowUpRules.Place(rules: rules, topics: [topic], mayChange: mayChange)
    }
    return [
      "to read": FollowUpRulesPage(place(false), for: .example(.board)),
      "to change": FollowUpRulesPage(place(true), for: .example(.researcher)),
      "with problems": FollowUpRulesPage(
        place(true), for: .example(.researcher),
        form: Form([("rules.0.days", "0"), ("rules.0.isOn", "yes"), ("rules.0.atLeast", "20"), ("askAfterDays", "0")]),
        problems: [
          "rules.0.days": Message("followUps.problem.days"), "rules.0.score": Message("followUps.problem.score"),
          "askAfterDays": Message("followUps.problem.askAfterDays"),
        ]),
    ]
  }()
}
