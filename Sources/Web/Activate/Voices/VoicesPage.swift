import Activate
import People
import Values

extension Link {
  static func voices(_ session: ID<Session>) -> Link { .session(session, "recordings") }
  static func voice(_ id: ID<Recording>, _ session: ID<Session>, _ part: String) -> Link {
    Link("activate", "sessions", session.text, "recordings", id.text, part)
  }
}

/// Customers' voices for a session: those that are there, and a form to bring one.
struct VoicesPage: Page {
  static let template = "activate/voices"
  static let verb: Verb? = .activate

  let title = Message("sessionvoice.title")
  let back: Link
  let backName: String
  let voices: [Line]
  let hasVoices: Bool
  let action: Link
  let problems: FormProblems?
  let fileProblem: Message?
  let language: Choice
  let transcript: Field
  let permission: Field
  let most: Message

  struct Line: ViewModel {
    let text: String
    let language: String
    let permission: Message
    let sound: Link
    /// In which rounds it is heard.
    let heard: Message?
    let tools: [CommandButton]
  }

  /// - Parameter rounds: those of the plan in which a customer can be heard.
  init(
    _ recordings: [Recording], of session: Session, rounds: [Round], form: Form = Form(),
    problems: [String: Message] = [:]
  ) {
    back = .preparation(session.id)
    backName = session.title
    voices = recordings.map { recording in
      func holds(_ round: Round) -> Bool { round.options.contains { $0.recording == recording.id } }
      let title = rounds.first(where: holds)?.title.fact
      var tools = rounds.filter { !holds($0) }.map { round in
        CommandButton(
          Message("sessionvoice.hear", ["round": round.title.fact]), .voice(recording.id, session.id, "use"), seq: 0,
          fields: [("round", round.id.text)], style: "button plain")
      }
      tools.append(
        CommandButton(Message("sessionvoice.remove"), .voice(recording.id, session.id, "removal"), seq: 0))
      return Line(
        text: recording.transcript, language: recording.language.rawValue,
        permission: Message("sessionvoice.allowed", ["who": .text(recording.permission)]),
        sound: .voice(recording.id, session.id, "sound"),
        heard: title.map { Message("sessionvoice.heard", ["round": $0]) }, tools: tools)
    }
    hasVoices = !recordings.isEmpty
    action = .voices(session.id)
    language = Choice(
      "language", Message("sessionvoice.language"), kind: .radio,
      options: Language.allCases.map { ($0.rawValue, Message("sessionvoice.languages.\($0.rawValue)"), nil) },
      form: form, or: [Language.nl.rawValue], isRequired: true)
    transcript = Field(
      "transcript", Message("sessionvoice.transcript"), kind: .area, form: form,
      hint: Message("sessionvoice.transcriptHint"), problems: problems, isRequired: true)
    permission = Field(
      "permission", Message("sessionvoice.permission"), form: form, hint: Message("sessionvoice.permissionHint"),
      problems: problems, isRequired: true)
    most = Message("sessionvoice.most", ["count": .count(Recording.mostBytes / 1_000_000)])
    fileProblem = problems["file"]
    self.problems = FormProblems(problems, of: [transcript, permission])
  }

  static let examples: [String: VoicesPage] = {
    let voice = ExampleSession.round(.voice, "De stem van de klant", "Wat raakt je in dit verhaal?")
    let recording = Recording(
      id: "r1", unit: "south", format: .mp3, language: .nl,
      transcript: "Ze belden me zelf terug om te vragen of het gelukt was. Dat had ik nog nooit meegemaakt.",
      permission: "Mevrouw Aalders, telefonisch op 12 november", madeAt: ExampleSession.begin)
    var holding = voice
    holding.options = [recording.option]
    return [
      "none": VoicesPage([], of: ExampleSession.session, rounds: [voice]),
      "one": VoicesPage([recording], of: ExampleSession.session, rounds: [voice]),
      "in the plan": VoicesPage([recording], of: ExampleSession.session, rounds: [holding]),
      "nothing was filled in": VoicesPage(
        [], of: ExampleSession.session, rounds: [voice], form: Form([("transcript", "")]),
        problems: [
          "file": Message("rounds.problem.noRecording"), "transcript": Message("kit.problems.missing"),
          "permission": Message("kit.problems.missing"),
        ]),
    ]
  }()
}
