import HTTPTypes
import Values

/// Two people changed the same thing: what stands now beside what was typed, so that nothing is lost and nobody is surprised.
struct ConflictPage: Page {
  static let template = "followUps/conflict"
  static let verb: Verb? = .act
  let title = Message("followUps.conflict.title")
  let subject: String
  let now: [Line]
  let typed: [Line]
  let action: Link
  let fields: [Kept]
  let back: Link

  struct Line: ViewModel { let label, text: Message }
  struct Kept: ViewModel { let name, value: String }

  /// - Parameter version: what stands now; the form is sent again over it.
  init(
    _ subject: String, now: [(Message, Message)], typed: [(Message, Message)], form: Form, version: Int, action: Link,
    back: Link
  ) {
    self.subject = subject
    self.now = now.map { Line(label: $0.0, text: $0.1) }
    self.typed = typed.map { Line(label: $0.0, text: $0.1) }
    self.action = action
    fields =
      form.fields.filter { !["csrf", "version"].contains($0.name) }.map { Kept(name: $0.name, value: $0.value) }
      + [Kept(name: "version", value: String(version))]
    self.back = back
  }

  static let examples = [
    "talk": ConflictPage(
      "Bakkerij De Vries", now: [(Message("followUps.talk.said"), .verbatim("Opgelost, klant blij"))],
      typed: [(Message("followUps.talk.said"), .verbatim("Ik belde ook; niemand nam op"))],
      form: Form([("said", "Ik belde ook; niemand nam op")]), version: 2,
      action: Link("act", "customers", "f1", "talk"),
      back: Link("act", "customers", "f1"))
  ]
}
