import HTTPTypes
import Values

/// Two people changed the same thing: who did and when, what stands now, and beside it what was typed, so that nothing is lost and
/// nobody is surprised.
struct ConflictPage: Page {
  static let template = "followUps/conflict"
  static let verb: Verb? = .act
  let title = Message("followUps.conflict.title")
  let subject: String
  let who: Message
  let now: [Line]
  let typed: [Line]
  let again: Again?
  let back: Link

  struct Line: ViewModel { let label, text: Message }

  /// The form, to be sent again over what stands now.
  struct Again: ViewModel {
    let action: Link
    let fields: [Kept]
  }

  struct Kept: ViewModel { let name, value: String }

  /// - Parameters:
  ///   - who: who was first, and when.
  ///   - version: what stands now; the form is sent again over it.
  init(
    _ subject: String, _ who: Message, now: [(Message, Message)], typed: [(Message, Message)], form: Form,
    version: Int, action: Link, back: Link
  ) {
    self.init(
      subject, who, now: now, typed: typed,
      again: Again(
        action: action,
        fields: form.fields.filter { !["csrf", "version"].contains($0.name) }
          .map { Kept(name: $0.name, value: $0.value) } + [Kept(name: "version", value: String(version))]),
      back: back)
  }

  /// What is done once: an answer, a decision. What was typed is there to be taken along.
  init(
    _ subject: String, _ who: Message, now: [(Message, Message)], typed: [(Message, Message)], again: Again? = nil,
    back: Link
  ) {
    self.subject = subject
    self.who = who
    self.now = now.map { Line(label: $0.0, text: $0.1) }
    self.typed = typed.map { Line(label: $0.0, text: $0.1) }
    self.again = again
    self.back = back
  }

  static let examples: [String: ConflictPage] = {
    let who = RouteWords.saved(RouteExample.edited, by: "Bram de Vries")
    let now = [(Message("followUps.talk.said"), Message.verbatim("Opgelost, klant blij"))]
    let typed = [(Message("followUps.talk.said"), Message.verbatim("Ik belde ook; niemand nam op"))]
    return [
      "talk": ConflictPage(
        "Bakkerij De Vries", who, now: now, typed: typed, form: Form([("said", "Ik belde ook; niemand nam op")]),
        version: 2, action: Link("act", "customers", "f1", "talk"), back: Link("act", "customers", "f1")),
      "done once": ConflictPage("Mag het anders?", who, now: now, typed: typed, back: Link("act", "asks", "k1")),
    ]
  }()
}
