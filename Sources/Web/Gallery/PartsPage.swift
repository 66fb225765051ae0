import Values

/// Every part of the kit on one page: what a page is built from, to be looked at while building one.
struct PartsPage: Page {
  static let template = "kit/parts"
  static let verb: Verb? = .understand
  let title: Message = .verbatim("Klanten geven ons een 7,6. Dat is 0,2 hoger dan vorig jaar, en dat is zeker.")
  let tabs: [Tab]
  let figures: [Figure]
  let quotes: [Quote]
  let stances: [Stance]
  let problemList: FormProblems?
  let fields: [Field]
  let choices: [Choice]
  let pager: Pager?
  let progress: Progress
  let empty: EmptyState
  let next: NextStep
  let method: MethodCard

  static let examples: [String: PartsPage] = [
    "plain": PartsPage(problems: [:]), "with problems": PartsPage(problems: wrong),
  ]

  private static let wrong = [
    "title": Message("kit.problems.missing"), "mail": Message("kit.problems.notMail"),
    "kinds": Message("kit.problems.missing"),
  ]

  init(problems: [String: Message]) {
    let form =
      problems.isEmpty ? Form() : Form([("mail", "jan@"), ("note", "Ze belden zelf terug.\nDat doet niemand.")])
    tabs = [
      Tab(.verbatim("Overzicht"), .home, isCurrent: true), Tab(.verbatim("Drijfveren"), .home, isCurrent: false),
      Tab(.verbatim("Toelichtingen"), .home, isCurrent: false), Tab(.verbatim("Klantwaarden"), .home, isCurrent: false),
    ]
    method = MethodCard([
      (.verbatim("Formule"), .verbatim("Gemiddelde van alle rapportcijfers, gewogen.")),
      (.verbatim("Aantal"), .verbatim("1.486 reacties van 3.912 uitnodigingen (38 %)")),
      (.verbatim("Onzekerheid"), .verbatim("95 %-interval, Student t, tussen 7,5 en 7,7")),
    ])
    figures = [
      Figure(
        .number(7.6, decimals: 1), .verbatim("rapportcijfer"), note: .verbatim("tussen 7,5 en 7,7"), method: method
      ),
      Figure(.signed(12, decimals: 0), .verbatim("NPS"), note: .verbatim("tussen +8 en +16 · vorig jaar +5")),
      Figure(.percent(0.31, decimals: 0), .verbatim("geeft een 9 of 10"), note: .verbatim("doel 35 %")),
    ]
    stances = Stance.Kind.allCases.map { Stance($0) }
    quotes = [
      Quote(
        "Prima mensen, als je ze eenmaal te pakken hebt.", language: "nl", stance: Stance(recommendation: 5),
        about: [(.verbatim("regio Zuid"), .home), (.verbatim("over bereikbaar"), nil)]
      ),
      Quote(
        "They called back themselves to ask whether it had worked. Nobody does that.", language: "en",
        stance: Stance(recommendation: 10),
        about: [(.verbatim("regio Noord"), .home), (.verbatim("over meedenken"), nil)]
      ),
    ]
    fields = [
      Field(
        "title", .verbatim("Naam van het onderzoek"), form: form, hint: .verbatim("Zoals je collega’s het noemen."),
        problems: problems, isRequired: true
      ),
      Field("mail", .verbatim("E-mailadres"), kind: .email, form: form, problems: problems, isRequired: true),
      Field("day", .verbatim("Begint op"), kind: .date, form: form, or: "2026-11-21"),
      Field("note", .verbatim("Wat wil je weten?"), kind: .area, form: form),
    ]
    choices = [
      Choice(
        "unit", .verbatim("Onderdeel"), kind: .list,
        options: [("n", .verbatim("Noord"), nil), ("z", .verbatim("Zuid"), nil)], form: form, or: ["z"]
      ),
      Choice(
        "period", .verbatim("Hoe vaak?"), kind: .radio,
        options: [
          ("once", .verbatim("Eenmalig"), .verbatim("Eén meting, met een begin en een eind.")),
          ("always", .verbatim("Doorlopend"), .verbatim("Na elk contact een korte vraag.")),
        ], form: form, or: ["once"]
      ),
      Choice(
        "kinds", .verbatim("Wie vraag je?"), kind: .boxes,
        options: [("org", .verbatim("Organisaties"), nil), ("person", .verbatim("Personen"), nil)], form: form,
        or: ["org"],
        problems: problems
      ),
    ]
    problemList = FormProblems(problems, of: fields, choices)
    pager = Pager(page: 2, size: 50, total: 1_486) { Link().with("page", String($0)) }
    progress = Progress(
      .verbatim("24.000 van 60.000 rijen gelezen"), done: 24, of: 60,
      cancel: Action(.verbatim("Stop"), .home, isPost: true)
    )
    empty = EmptyState(
      .verbatim("Hier komen jullie onderzoeken"),
      .verbatim(
        "Vraag klanten wat zij van jullie vinden, of lees in wat al gevraagd is. Een eerste onderzoek staat in tien minuten."
      ),
      action: Action(.verbatim("Begin een onderzoek"), .home)
    )
    next = NextStep(
      lead: .verbatim("Volgende stap voor directie en MT"),
      text: .verbatim("Bepaal samen de verbeterroute. De sessie staat klaar met deze cijfers."),
      action: Action(.verbatim("Bereid de sessie voor"), .home)
    )
  }
}
