import Activate
import Values

/// Where somebody types the code of a session.
struct JoinCodePage: Page {
  static let template = "activate/code"

  let title = Message("session.join.title")
  /// Nothing to follow yet.
  let live: LiveSource? = nil
  let field: Field
  let action: Link
  let problems: FormProblems?

  init(form: Form = Form(), problems: [String: Message] = [:]) {
    field = Field(
      "code", Message("session.join.code"), form: form, hint: Message("session.join.codeHint"), problems: problems,
      isRequired: true, autocomplete: "off")
    action = .joinSession
    self.problems = FormProblems(problems, of: [field])
  }

  static let examples: [String: JoinCodePage] = [
    "empty": JoinCodePage(),
    "unknown": JoinCodePage(
      form: Form([("code", "k7m")]), problems: ["code": Message("session.join.unknown")]),
  ]
}

/// The way into a session: what happens with what one hands in, and what one chooses for oneself.
struct JoinPage: Page {
  static let template = "activate/join"

  let title: Message
  let live: LiveSource? = nil
  let session: String
  let isOver: Bool
  let action: Link
  let again: Link
  let problems: FormProblems?
  let extraTime: Choice
  let table: Field
  let observer: Choice
  let words: Field
  /// How long what is handed in is kept.
  let kept: Message

  init(
    _ session: Session, unit: String, phase: Session.Phase, form: Form = Form(), problems: [String: Message] = [:]
  ) {
    title = Message(phase == .ended ? "session.join.over" : "session.join.welcome", ["unit": .text(unit)])
    self.session = session.title
    isOver = phase == .ended
    kept = Message("session.join.kept", ["days": .count(SessionRetention.days)])
    action = .session(session.code, "join")
    again = .session(session.code, "rejoin")
    extraTime = Choice(
      "extraTime", Message("session.me.time"), kind: .radio,
      options: ["standard", "tenfold", "unlimited"].map { ($0, Message("session.me.times.\($0)"), nil) },
      form: form, or: ["standard"], hint: Message("session.me.timeHint"), isRequired: true)
    table = Field(
      "table", Message("session.join.table"), kind: .number, form: form, hint: Message("session.join.tableHint"))
    observer = Choice(
      "observer", Message("session.join.role"), kind: .boxes,
      options: [("yes", Message("session.join.observe"), Message("session.join.observeHint"))], form: form)
    words = Field(
      "words", Message("session.join.words"), form: form, problems: problems, isRequired: true, autocomplete: "off")
    self.problems = FormProblems(problems, of: [words])
  }

  static let examples: [String: JoinPage] = [
    "open": JoinPage(ExampleSession.session, unit: "Team Zuid", phase: .lobby),
    "over": JoinPage(ExampleSession.session, unit: "Team Zuid", phase: .ended),
    "wrong words": JoinPage(
      ExampleSession.session, unit: "Team Zuid", phase: .running, form: Form([("words", "bado")]),
      problems: ["words": Message("session.join.wordsUnknown")]),
  ]
}
