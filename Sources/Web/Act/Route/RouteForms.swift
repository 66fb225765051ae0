import Act
import Listen
import Localization
import People
import Understand
import Values

/// The forms of the route: what they ask, and how they are read.
struct RouteForms {
  let member: Member
  let owners: [Person]
  let today: Day

  // MARK: An ambition

  static func ambition(_ form: Form) -> AmbitionDraft {
    AmbitionDraft(
      outcome: form["outcome"], measure: RouteMeasure(text: form["measure"]), sponsor: form.id("sponsor"),
      stops: form["stops"], due: Day(text: form["until"]),
      comments: form.all("comment").filter { !$0.isEmpty }.prefix(5).map { ID($0) })
  }

  func ambition(
    to link: Link, _ draft: AmbitionDraft?, measures: [(RouteMeasure, String)], form: Form, seen: Int?,
    problems: [String: Message] = [:], cancel: Link
  ) -> FormSheet {
    FormSheet(
      to: link,
      [
        .field(
          Field(
            "outcome", Message("route.ambition.outcome"), form: form, or: draft?.outcome ?? "",
            hint: Message("route.ambition.outcomeHint"), problems: problems, isRequired: true)),
        .choice(
          Choice(
            "measure", Message("route.ambition.measure"), kind: .list,
            options: [("", Message("route.form.choose"), nil)]
              + measures.map { ($0.0.text, .verbatim($0.1), nil as Message?) }, form: form,
            or: [draft?.measure?.text ?? ""], hint: Message("route.ambition.measureHint"), problems: problems)),
        .person(
          "sponsor", Message("route.ambition.sponsor"), owners, form: form, or: draft?.sponsor,
          hint: Message("route.ambition.sponsorHint"), problems: problems),
        .field(
          Field(
            "stops", Message("route.ambition.stops"), form: form, or: draft?.stops ?? "",
            hint: Message("route.ambition.stopsHint"), problems: problems, isRequired: true)),
        .field(
          Field(
            "until", Message("route.form.until"), kind: .date, form: form,
            or: (draft?.due ?? today.adding(days: 365)).text, problems: problems, isRequired: true)),
      ], button: Message("route.form.keep"), problems: problems,
      hidden: [("seen", "\(seen ?? 0)")] + form.all("comment").map { ("comment", $0) }, cancel: cancel)
  }

  // MARK: A translation

  static func translation(_ form: Form) -> TranslationDraft {
    TranslationDraft(
      kind: Translation.Kind(rawValue: form["says"]), text: form["text"], owner: form.id("carrier"),
      due: Day(text: form["until"]))
  }

  func translation(
    of ambition: Ambition, for unit: ID<Unit>, _ known: Translation?, form: Form, seen: Int?,
    problems: [String: Message] = [:]
  ) -> FormSheet {
    FormSheet(
      to: .translation(ambition.id, unit),
      [
        .choice(
          Choice(
            "says", Message("route.translate.says"), kind: .radio,
            options: Translation.Kind.allCases.map {
              ($0.rawValue, Message("route.translate.\($0.rawValue)"), Message("route.translate.note.\($0.rawValue)"))
            }, form: form, or: [(known?.kind ?? .focus).rawValue], problems: problems, isRequired: true)),
        .field(
          Field(
            "text", Message("route.translate.text"), kind: .area, form: form, or: known?.text ?? "",
            hint: Message("route.translate.textHint"), problems: problems, isRequired: true)),
        .person(
          "carrier", Message("route.form.owner"), owners, form: form, or: known?.owner ?? member.person,
          problems: problems),
        .field(
          Field(
            "until", Message("route.form.until"), kind: .date, form: form,
            or: (known?.due ?? min(ambition.due, today.adding(days: 90))).text, problems: problems, isRequired: true)),
      ], button: Message("route.form.keep"), problems: problems, hidden: [("seen", "\(seen ?? 0)")],
      cancel: .ambition(ambition.id, from: unit))
  }

  // MARK: An action

  static func action(_ form: Form) -> ActionDraft {
    ActionDraft(
      ambition: form.id("ambition"), title: form["title"], effect: form["effect"], owner: form.id("carrier"),
      due: Day(text: form["until"]), comments: form.all("comment").filter { !$0.isEmpty }.prefix(5).map { ID($0) })
  }

  /// - Parameter ambitions: to choose from; empty where the action has one already.
  func action(
    to link: Link, _ known: RouteAction?, ambitions: [Ambition], form: Form, seen: Int?,
    problems: [String: Message] = [:], cancel: Link
  ) -> FormSheet {
    var parts: [FormSheet.Part] = []
    if known == nil, !ambitions.isEmpty {
      parts.append(
        .choice(
          Choice(
            "ambition", Message("route.action.ambition"), kind: .list,
            options: [("", Message("route.action.ownChoice"), nil)]
              + ambitions.map { ($0.id.text, .verbatim($0.outcome), nil) }, form: form,
            or: [ambitions.count == 1 ? ambitions[0].id.text : ""], problems: problems)))
    }
    parts += [
      .field(
        Field(
          "title", Message("route.action.title"), form: form, or: known?.title ?? "",
          hint: Message("route.action.titleHint"), problems: problems, isRequired: true)),
      .field(
        Field(
          "effect", Message("route.action.effect"), form: form, or: known?.effect ?? "",
          hint: Message("route.action.effectHint"), problems: problems, isRequired: true)),
      .person(
        "carrier", Message("route.form.owner"), owners, form: form, or: known?.owner ?? member.person,
        problems: problems),
      .field(
        Field(
          "until", Message("route.form.until"), kind: .date, form: form,
          or: (known?.due ?? today.adding(days: 28)).text, hint: Message("route.action.untilHint"), problems: problems,
          isRequired: true)),
    ]
    return FormSheet(
      to: link, parts, button: Message(known == nil ? "route.action.begin" : "route.form.keep"), problems: problems,
      hidden: [("seen", "\(seen ?? 0)")] + form.all("comment").map { ("comment", $0) }, cancel: cancel)
  }

  /// A name for somebody in these people.
  func name(_ id: ID<Person>?) -> String { id.flatMap { id in owners.first { $0.id == id }?.name } ?? "" }
}

extension Readings {
  /// What an ambition can be measured by: everything scored that is asked of customers, the latest survey first.
  func routeMeasures(by member: Member, _ book: Phrasebook) async throws -> [(RouteMeasure, String)] {
    try await shelves(by: member).flatMap { shelf in
      Understand.Measure.all(in: shelf.survey.document).compactMap { measure in
        if case .competitor = measure.kind { return nil }
        let name = ReadingFacts(book: book, waves: []).name(measure)
        return (
          RouteMeasure(survey: shelf.survey.id, key: measure.key),
          "\(name) · \(shelf.survey.document.title.text(in: book.language))"
        )
      }
    }
  }
}
