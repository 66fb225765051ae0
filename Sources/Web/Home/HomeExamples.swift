import Act
import Activate
import Anchor
import Listen
import Localization
import People
import Values

extension HomePage {
  static let examples: [String: HomePage] = {
    func member(_ role: Role) -> Member {
      Member(
        person: "eva", name: "Eva de Vries", email: "eva@linde.example", language: .nl,
        organisation: Organisation(id: "linde", name: "De Linde", language: .nl, createdAt: CareExamples.noon),
        grants: [Grant(role, on: "north")], tree: ExampleSurvey.tree)
    }
    func page(_ day: HomeDay, _ role: Role) -> HomePage { HomePage(day, member(role), today: CareExamples.today) }
    let list = FollowUpList(lines: CareExamples.lines, due: 6, late: 1)
    let none = FollowUpList(lines: [], due: 0, late: 0)
    let action = Act.Action(
      id: "a1", unit: "north", ambition: nil, title: "Binnen het uur terugbellen", effect: "De klant wacht niet",
      owner: "eva", begins: CareExamples.today, due: CareExamples.today.adding(days: -1),
      edition: Edition(by: nil, at: CareExamples.noon))
    var employee = HomeDay()
    employee.own = list
    employee.suggestions = CareExamples.suggestions
    employee.planned = [CareExamples.gesture(1, .planned, isOwn: true)]
    employee.applause = [(CareExamples.gesture(2, .done, isOwn: true), "Zoë", CareExamples.noon)]
    employee.actions = [action]
    employee.checks = [RouteExample.commitment]
    employee.huddles = [
      Huddles.Moment(unit: ExampleSurvey.tree.units[1], rhythm: HuddleRhythm(weekday: 0, minute: 510), isHeld: false)
    ]
    employee.sessions = [
      Sessions.Upcoming(ExampleSession.session, role: .scribe), Sessions.Upcoming(ExampleSession.session),
    ]
    var quiet = HomeDay()
    quiet.own = none
    var offered = quiet
    offered.suggestions = CareExamples.suggestions
    var manager = HomeDay()
    manager.own = none
    manager.stuck = list
    manager.share = FollowUpShare(
      from: CareExamples.today, until: CareExamples.today, unit: ExampleSurvey.tree.units[0],
      total: FollowUpShare.Count(ended: 20, kept: 15), lines: [])
    manager.asks = [RouteExample.ask]
    manager.decided = [
      DecidedOutcome(
        session: ExampleProgramme.sessions[0],
        lines: [
          DecidedOutcome.Line(
            id: "t1", kind: .ambition, text: "Bereikbaar", unit: "north", ambition: nil, owner: nil, ownerName: "",
            due: nil, isTaken: false, gaps: [])
        ], people: [:])
    ]
    manager.meetings = [
      Agenda.Line(
        series: MeetingSeries(
          id: "m1", unit: "north", name: "MT-overleg", firstOn: CareExamples.today, everyWeeks: 4, minute: 570,
          minutes: 30, keeper: "p1"), unit: ExampleSurvey.tree.units[0], next: CareExamples.today, question: nil,
        skipped: [])
    ]
    var administrator = HomeDay()
    administrator.waiting = Waiting(uninvited: 3, queuedMails: 1, refusedMails: 2)
    var researcher = HomeDay()
    researcher.waves = [(ExampleSurvey.onTable().survey, ExampleSurvey.wave(number: 1))]
    var founder = HomeDay()
    founder.isNew = true
    return [
      "a new organisation": HomePage(
        founder,
        Member(
          person: "eva", name: "Eva de Vries", email: "eva@linde.example", language: .nl,
          organisation: Organisation(id: "linde", name: "De Linde", language: .nl, createdAt: CareExamples.noon),
          grants: [.administrator, .researcher, .board].map { Grant($0, on: "north") }, tree: ExampleSurvey.tree),
        today: CareExamples.today),
      "employee": page(employee, .employee), "quiet": page(quiet, .employee), "offered": page(offered, .employee),
      "manager": page(manager, .manager), "board": page(HomeDay(), .board),
      "administrator": page(administrator, .administrator), "researcher": page(researcher, .researcher),
    ]
  }()
}
