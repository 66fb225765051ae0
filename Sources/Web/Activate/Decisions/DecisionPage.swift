import Activate
import Listen
import People
import Values

/// One decision of a group, typed by whoever leads it or writes along.
struct DecisionPage: Page {
  static let template = "activate/decision"
  static let verb: Verb? = .activate

  let title: Message
  let lead: Message
  let back: Link
  let backName: String
  let withoutMandate: Message?
  let sheet: FormSheet
  /// Takes it back.
  let drop: Drop?

  struct Drop: ViewModel {
    let link: Link
    let id: String
    let label: Message
  }

  init(
    _ kind: DecisionKind, _ sheet: FormSheet, in session: Session, about unit: String? = nil, dropping id: String? = nil
  ) {
    title =
      unit.map { Message("sessiondecision.title.focusOf", ["unit": .text($0)]) }
      ?? Message("sessiondecision.title.\(kind.rawValue)")
    lead = Message("sessiondecision.lead.\(kind.rawValue)")
    back = session.phase == .ended ? .report(session.id) : .console(session.id)
    backName = session.title
    withoutMandate = session.hasMandate ? nil : Message("session.withoutMandate")
    self.sheet = sheet
    drop = id.map {
      Drop(link: .decision(kind, in: session.id), id: $0, label: Message("sessiondecision.drop.\(kind.rawValue)"))
    }
  }

  static let examples: [String: DecisionPage] = {
    var board = ExampleSession.session
    (board = Session(
      id: "session", programme: "programme", level: .strategic, unit: "whole", wave: "wave-1",
      title: "Niveau 1 · directie en MT", code: board.code, phase: .running))
    let forms = DecisionForms(
      session: board, people: [Person(id: "p1", name: "Marijke de Wit", email: "m@linde.test", language: .nl)],
      measures: [(AnswerKey(text: "q3.reach"), LocalizedText(nl: "Bereikbaarheid"))],
      today: Day(daysSince1970: 20_778))
    let theme = Theme(id: "t1", title: "Binnen een dag terugbellen", sponsor: "p1", sponsorName: "Marijke de Wit")
    var waiting = ExampleSession.session
    waiting.hasMandate = false
    return [
      "a theme": DecisionPage(.theme, forms.theme(theme, id: "t1"), in: board, dropping: "t1"),
      "a theme without a title": DecisionPage(
        .theme,
        forms.theme(
          nil, id: "t2", form: Form([("title", ""), ("stop", "Het belrapport")]),
          problems: ["title": Message("kit.problems.missing")]), in: board),
      "the mandate": DecisionPage(.mandate, forms.mandate(nil, id: "m1"), in: board),
      "a unit's focus": DecisionPage(
        .focus, forms.focus([theme], of: "south", known: []), in: waiting, about: "Team Zuid"),
      "an action": DecisionPage(.action, forms.action(nil, id: "a1", themes: [theme]), in: waiting),
      "asks": DecisionPage(
        .asks,
        forms.asks(
          [
            SessionAsk(
              id: "k1", unit: "south", from: .operational, to: .tactical,
              words: AskWords(what: "Een tweede man aan de telefoon", why: "Klanten wachten nu tien minuten"),
              answerBy: Day(daysSince1970: 20_792))
          ], chosen: []), in: waiting),
    ]
  }()
}
