import Activate
import Listen
import Localization
import People
import Values

/// The forms in which a group's decisions are typed. What isn't known yet may stay empty until the session ends.
struct DecisionForms {
  let session: Session
  let people: [Person]
  /// What the survey scores, by the key under which a theme keeps it.
  let measures: [(key: AnswerKey, name: LocalizedText)]
  let today: Day

  private func sheet(
    _ kind: DecisionKind, _ parts: [FormSheet.Part], problems: [String: Message], hidden: [(String, String)]
  ) -> FormSheet {
    FormSheet(
      to: .decision(kind, in: session.id), parts, button: Message("sessiondecision.keep.\(kind.rawValue)"),
      problems: problems, hidden: hidden,
      cancel: session.phase == .ended ? .report(session.id) : .console(session.id))
  }

  /// A person of the organisation, or else a name.
  private func person(
    _ name: String, _ key: String, form: Form, chosen: ID<Person>?, named: String, problems: [String: Message],
    isRequired: Bool = true
  ) -> [FormSheet.Part] {
    let isKnown = chosen.map { id in people.contains { $0.id == id } } ?? false
    return [
      .choice(
        Choice(
          name, Message("sessiondecision.field.\(key)"), kind: .list,
          options: [("", Message("sessiondecision.choose"), nil)]
            + people.map { ($0.id.text, .verbatim($0.name), nil as Message?) }, form: form,
          or: [isKnown ? chosen?.text ?? "" : ""], problems: problems, isRequired: isRequired)),
      .field(
        Field(
          "\(name)Name", Message("sessiondecision.field.otherName"), form: form, or: isKnown ? "" : named,
          hint: Message("sessiondecision.hint.otherName"), problems: problems, autocomplete: "off")),
    ]
  }

  // MARK: A theme

  func theme(_ theme: Theme?, id: String, form: Form = Form(), problems: [String: Message] = [:]) -> FormSheet {
    let chosen = theme?.measure.flatMap { key in measures.first { $0.key == key } }
    let isOther = chosen == nil
    return sheet(
      .theme,
      [
        .field(
          Field(
            "title", Message("sessiondecision.field.title"), form: form, or: theme?.title ?? "",
            hint: Message("sessiondecision.hint.title"), problems: problems, isRequired: true)),
        .field(
          Field(
            "outcome", Message("sessiondecision.field.outcome"), form: form, or: theme?.customerOutcome ?? "",
            hint: Message("sessiondecision.hint.outcome"), problems: problems)),
        .choice(
          Choice(
            "measure", Message("sessiondecision.field.measure"), kind: .list,
            options: [("", Message("sessiondecision.choose"), nil)]
              + measures.map { ($0.key.text, .words($0.name), nil as Message?) }, form: form,
            or: [chosen?.key.text ?? ""], hint: Message("sessiondecision.hint.measure"), problems: problems,
            isRequired: true)),
        .field(
          Field(
            "measureName", Message("sessiondecision.field.otherMeasure"), form: form,
            or: isOther ? theme?.measureName?.text(in: .nl) ?? "" : "", problems: problems)),
      ]
        + person(
          "sponsor", "sponsor", form: form, chosen: theme?.sponsor, named: theme?.sponsorName ?? "", problems: problems)
        + [
          .field(
            Field(
              "stop", Message("sessiondecision.field.stop"), form: form, or: theme?.stop ?? "",
              hint: Message("sessiondecision.hint.stop"), problems: problems)),
          .field(
            Field(
              "steps", Message("sessiondecision.field.steps"), kind: .area, form: form, or: theme?.firstSteps ?? "",
              problems: problems)),
          .field(
            Field(
              "until", Message("sessiondecision.field.until"), kind: .date, form: form,
              or: (theme?.by ?? today.adding(days: 90)).text, hint: Message("sessiondecision.hint.until"),
              problems: problems, isRequired: true)),
        ], problems: problems, hidden: [("id", id)])
  }

  func theme(_ form: Form, known: Theme?) throws(Rejection) -> Theme {
    let measure = measures.first { $0.key.text == form["measure"] }
    let other = form["measureName"]
    let (sponsor, name) = person("sponsor", form)
    return Theme(
      id: ID(form["id"]), title: form["title"], customerOutcome: form["outcome"], measure: measure?.key,
      measureName: measure?.name ?? (other.isEmpty ? nil : LocalizedText(nl: other, en: other)), sponsor: sponsor,
      sponsorName: name, stop: form["stop"], firstSteps: form.text("steps"), by: try day("until", form),
      state: known?.state ?? .agreed, consent: known?.consent)
  }

  // MARK: The mandate

  func mandate(_ mandate: Mandate?, id: String, form: Form = Form(), problems: [String: Message] = [:]) -> FormSheet {
    sheet(
      .mandate,
      [
        .field(
          Field(
            "mayDecide", Message("sessiondecision.field.mayDecide"), kind: .area, form: form,
            or: mandate?.mayDecide ?? "", hint: Message("sessiondecision.hint.mayDecide"), problems: problems,
            isRequired: true)),
        .field(
          Field(
            "days", Message("sessiondecision.field.days"), kind: .number, form: form,
            or: "\(mandate?.answerDays ?? Mandate.usualAnswerDays)", hint: Message("sessiondecision.hint.days"),
            problems: problems, isRequired: true)),
        .choice(
          Choice(
            "rhythm", Message("sessiondecision.field.rhythm"), kind: .radio,
            options: Mandate.Rhythm.allCases.map {
              ($0.rawValue, Message("sessiondecision.rhythm.\($0.rawValue)"), nil)
            }, form: form, or: [(mandate?.rhythm ?? .monthly).rawValue], problems: problems, isRequired: true)),
      ]
        + person(
          "owner", "agendaOwner", form: form, chosen: mandate?.agendaOwner, named: mandate?.agendaOwnerName ?? "",
          problems: problems)
        + [
          .field(
            Field(
              "first", Message("sessiondecision.field.first"), kind: .date, form: form,
              or: (mandate?.firstOn ?? today.adding(days: 28)).text, problems: problems, isRequired: true))
        ], problems: problems, hidden: [("id", id)])
  }

  func mandate(_ form: Form) throws(Rejection) -> Mandate {
    let (owner, name) = person("owner", form)
    return Mandate(
      id: ID(form["id"]), mayDecide: form.text("mayDecide"), answerDays: Int(form["days"]) ?? 0,
      rhythm: Mandate.Rhythm(rawValue: form["rhythm"]) ?? .monthly, agendaOwner: owner, agendaOwnerName: name,
      firstOn: try day("first", form))
  }

  // MARK: A unit's focus

  func focus(
    _ themes: [Theme], of unit: ID<Unit>, known: [UnitFocus], form: Form = Form(), problems: [String: Message] = [:]
  ) -> FormSheet {
    sheet(
      .focus,
      themes.flatMap { theme -> [FormSheet.Part] in
        let focus = known.first { $0.theme == theme.id }
        return [
          .choice(
            Choice(
              "mark.\(theme.id)", .verbatim(theme.title), kind: .radio,
              options: [3, 2, 1, 0].map { ("\($0)", Message("sessiondecision.contribution.\($0)"), nil) }, form: form,
              or: focus.map { ["\($0.contribution)"] } ?? [],
              hint: theme.customerOutcome.isEmpty ? nil : .verbatim(theme.customerOutcome), problems: problems)),
          .field(
            Field(
              "note.\(theme.id)",
              Message("sessiondecision.field.note", ["theme": .text(theme.title)]), form: form, or: focus?.note ?? "",
              problems: problems)),
        ]
      }, problems: problems, hidden: [("unit", unit.text)])
  }

  func focus(_ form: Form, themes: [Theme], of unit: ID<Unit>) throws(Rejection) -> [UnitFocus] {
    var problems: [String: Message] = [:]
    var found: [UnitFocus] = []
    for theme in themes {
      let note = form["note.\(theme.id)"]
      guard let mark = Int(form["mark.\(theme.id)"]), (0...3).contains(mark) else {
        if !note.isEmpty { problems["mark.\(theme.id)"] = Message("kit.problems.missing") }
        continue
      }
      if mark == 0, note.isEmpty { problems["note.\(theme.id)"] = Message("sessiondecision.problem.reason") }
      found.append(
        UnitFocus(
          id: UnitFocus.id(of: unit, for: theme.id, in: session.id), unit: unit, theme: theme.id, contribution: mark,
          note: note))
    }
    if found.isEmpty, problems.isEmpty, let first = themes.first {
      problems["mark.\(first.id)"] = Message("kit.problems.missing")
    }
    guard problems.isEmpty else { throw Rejection(problems) }
    return found
  }

  // MARK: An action

  func action(
    _ action: TeamAction?, id: String, themes: [Theme], form: Form = Form(), problems: [String: Message] = [:]
  ) -> FormSheet {
    let choice = Choice(
      "theme", Message("sessiondecision.field.theme"), kind: .list,
      options: [("", Message("sessiondecision.noTheme"), nil)]
        + themes.map { ($0.id.text, .verbatim($0.title), nil as Message?) }, form: form,
      or: [action?.theme?.text ?? (themes.count == 1 ? themes[0].id.text : "")], problems: problems)
    return sheet(
      .action,
      [
        .field(
          Field(
            "what", Message("sessiondecision.field.what"), form: form, or: action?.what ?? "",
            hint: Message("sessiondecision.hint.what"), problems: problems, isRequired: true))
      ] + (themes.isEmpty ? [] : [.choice(choice)])
        + person(
          "owner", "owner", form: form, chosen: action?.owner, named: action?.ownerName ?? "", problems: problems)
        + [
          .field(
            Field(
              "until", Message("sessiondecision.field.actionUntil"), kind: .date, form: form,
              or: (action?.by ?? today.adding(days: 28)).text, problems: problems, isRequired: true)),
          .choice(
            Choice(
              "inside", Message("sessiondecision.field.inside"), kind: .radio,
              options: [
                ("yes", Message("sessiondecision.inside.yes"), nil), ("no", Message("sessiondecision.inside.no"), nil),
              ],
              form: form, or: [action?.isInsideMandate == false ? "no" : "yes"], problems: problems, isRequired: true)),
        ], problems: problems, hidden: [("id", id)])
  }

  func action(_ form: Form, unit: ID<Unit>, themes: [Theme]) throws(Rejection) -> TeamAction {
    let (owner, name) = person("owner", form)
    return TeamAction(
      id: ID(form["id"]), unit: unit, theme: themes.first { $0.id.text == form["theme"] }?.id, what: form["what"],
      owner: owner, ownerName: name, by: try day("until", form), isInsideMandate: form["inside"] != "no")
  }

  // MARK: Asks

  func asks(
    _ asked: [SessionAsk], chosen: Set<String>, form: Form = Form(), problems: [String: Message] = [:]
  ) -> FormSheet {
    sheet(
      .asks,
      [
        .choice(
          Choice(
            "ask",
            Message("sessiondecision.field.asks", ["count": .count(SessionAsk.most(from: session.level))]),
            kind: .boxes,
            options: asked.map {
              (
                $0.id.text, .verbatim($0.words.what),
                Message("session.scene.because", ["why": .text($0.words.why)])
              )
            }, form: form, or: chosen,
            hint: asked.first.map {
              Message("sessiondecision.answerBy", ["day": .day($0.answerBy)])
            }, problems: problems, isRequired: true))
      ], problems: problems, hidden: [("sent", "yes")])
  }

  // MARK: Reading

  private func person(_ name: String, _ form: Form) -> (ID<Person>?, String) {
    let chosen = people.first { $0.id.text == form[name] }
    return (chosen?.id, chosen?.name ?? form["\(name)Name"])
  }

  private func day(_ field: String, _ form: Form) throws(Rejection) -> Day? {
    guard !form[field].isEmpty else { return nil }
    guard let day = Day(text: form[field]) else { throw Rejection(field, Message("sessiondecision.problem.day")) }
    return day
  }
}
