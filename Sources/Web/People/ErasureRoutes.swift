import HTTPTypes
import Hummingbird
import Localization
import People
import Values

/// Erasing somebody who has the right to it: what it means, the confirmation, and then there is no way back.
struct ErasureRoutes {
  let erasures: Erasures

  var routes: RouteCollection<MemberContext> {
    RouteCollection(context: MemberContext.self)
      .get("organisation/people/:person/erasure", use: askPerson)
      .post("organisation/people/:person/erasure", use: erasePerson)
      .get("organisation/customers/:customer/erasure", use: askCustomer)
      .post("organisation/customers/:customer/erasure", use: eraseCustomer)
  }

  @Sendable func askPerson(_ request: Request, _ context: MemberContext) async throws -> Response {
    try await personPage([:], context).response(context)
  }

  @Sendable func erasePerson(_ request: Request, _ context: MemberContext) async throws -> Response {
    let id: ID<Person> = try context.parameters.id("person")
    do {
      _ = try await erasures.candidate(id, by: context.member)
      try Self.confirm(context.form)
      let replacement = context.home.say(Message("people.erasure.formerColleague"))
      try await erasures.erase(
        id, handingOverTo: context.form.id("heir"), leaving: replacement, by: context.member)
      return .redirect(to: .colleagues, saying: Message("people.erasure.done"), context)
    } catch let rejection as Rejection {
      return try await personPage(rejection.problems, context).response(context, status: .unprocessableContent)
    }
  }

  @Sendable func askCustomer(_ request: Request, _ context: MemberContext) async throws -> Response {
    try await customerPage([:], context).response(context)
  }

  @Sendable func eraseCustomer(_ request: Request, _ context: MemberContext) async throws -> Response {
    let id: ID<Customer> = try context.parameters.id("customer")
    do {
      _ = try await erasures.candidate(id, by: context.member)
      try Self.confirm(context.form)
      let replacement = context.home.say(Message("people.erasure.formerCustomer"))
      try await erasures.erase(id, leaving: replacement, by: context.member)
      return .redirect(to: .customers, saying: Message("people.erasure.done"), context)
    } catch let rejection as Rejection {
      return try await customerPage(rejection.problems, context).response(context, status: .unprocessableContent)
    }
  }

  private static func confirm(_ form: Form) throws(Rejection) {
    guard form.all("sure").contains("yes") else { throw Rejection("sure", Message("people.erasure.notSure")) }
  }

  private func personPage(_ problems: [String: Message], _ context: MemberContext) async throws -> ErasurePage {
    let id: ID<Person> = try context.parameters.id("person")
    let (person, heirs) = try await erasures.candidate(id, by: context.member)
    return ErasurePage(person, heirs: heirs, by: context.member, form: context.form, problems: problems)
  }

  private func customerPage(_ problems: [String: Message], _ context: MemberContext) async throws -> ErasurePage {
    let id: ID<Customer> = try context.parameters.id("customer")
    return ErasurePage(
      try await erasures.candidate(id, by: context.member), by: context.member, form: context.form, problems: problems)
  }
}

extension MemberContext {
  /// The phrasebook of the organisation: what is written down is read by everyone.
  fileprivate var home: Phrasebook { visit.site.renderer.book(member.organisation.language) }
}

/// What erasing means, and the question whether one is sure.
struct ErasurePage: Page {
  static let template = "people/erasure"
  let title: Message
  let lead: Message
  let tabs: [Tab]
  let gone: [Line]
  let kept: [Line]
  let sheet: FormSheet

  struct Line: ViewModel { let text: Message }

  init(_ person: Person, heirs: [Person], by member: Member, form: Form = Form(), problems: [String: Message] = [:]) {
    let nobody: (value: String, label: Message, note: Message?) = ("", Message("people.erasure.nobody"), nil)
    self.init(
      person.name, of: "person", tabs: OrganisationTabs.tabs(.people, for: member),
      to: .colleague(person.id, "erasure"),
      back: .colleague(person.id),
      [
        .choice(
          Choice(
            "heir", Message("people.erasure.heir"), kind: .list,
            options: [nobody] + heirs.map { ($0.id.text, .verbatim($0.name), nil) }, form: form, or: [""],
            problems: problems))
      ], form, problems)
  }

  init(_ customer: Customer, by member: Member, form: Form = Form(), problems: [String: Message] = [:]) {
    self.init(
      customer.name, of: "customer", tabs: OrganisationTabs.tabs(.customers, for: member),
      to: .customer(customer.id, "erasure"), back: .customer(customer.id), [], form, problems)
  }

  private init(
    _ name: String, of kind: String, tabs: [Tab], to link: Link, back: Link, _ parts: [FormSheet.Part], _ form: Form,
    _ problems: [String: Message]
  ) {
    title = Message("people.erasure.title", ["name": .text(name)])
    lead = Message("people.erasure.lead")
    self.tabs = tabs
    gone = (1...3).map { Line(text: Message("people.erasure.\(kind).gone\($0)")) }
    kept = (1...3).map { Line(text: Message("people.erasure.\(kind).kept\($0)")) }
    sheet = FormSheet(
      to: link,
      parts + [
        .choice(
          Choice(
            "sure", Message("people.erasure.sure"), kind: .boxes,
            options: [("yes", Message("people.erasure.yes", ["name": .text(name)]), nil)], form: form,
            problems: problems, isRequired: true))
      ], button: Message("people.erasure.button"), problems: problems, cancel: back)
  }

  static let examples: [String: ErasurePage] = [
    "a person": ErasurePage(.example, heirs: [.exampleNew], by: .example(.administrator)),
    "a person, not sure": ErasurePage(
      .example, heirs: [.exampleNew], by: .example(.administrator),
      problems: ["sure": Message("people.erasure.notSure")]),
    "a customer": ErasurePage(.example, by: .example(.administrator)),
  ]
}
