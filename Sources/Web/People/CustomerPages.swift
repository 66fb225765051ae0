import People
import Values

/// The customers that somebody may see, by name.
struct CustomerListPage: Page {
  static let template = "people/customers"
  let title: Message
  let tabs: [Tab]
  let search: Field
  let searchLink: Link
  let isSearched: Bool
  let add: Action?
  let empty: EmptyState?
  let nothing: Message?
  let customers: [Line]
  let next: Link?
  let isLater: Bool

  struct Line: ViewModel {
    let name: String
    let code: String
    let unit: String?
    let isUnsubscribed: Bool
    let link: Link
  }

  init(_ page: Customers.Page, words: String = "", isLater: Bool = false, by member: Member) {
    title = Message("people.customers.count", ["count": .count(page.count)])
    tabs = OrganisationTabs.tabs(.customers, for: member)
    search = Field("q", Message("people.customers.search"), kind: .search, or: words, isRequired: true)
    searchLink = .customers
    isSearched = !words.isEmpty
    self.isLater = isLater
    let manages = member.may(.manageCustomers)
    add = manages ? Action(Message("people.customers.add"), .newCustomer) : nil
    empty =
      page.count == 0
      ? EmptyState(
        Message("people.customers.emptyTitle"),
        manages ? Message("people.customers.emptyText") : Message("people.customers.emptyOwn"),
        action: PeopleImport.kinds(for: member).contains(.customers)
          ? Action(Message("people.import.button"), .peopleImport) : nil) : nil
    nothing =
      page.count > 0 && page.customers.isEmpty
      ? Message("people.customers.nothing", ["text": .text(words)]) : nil
    customers = page.customers.map { customer in
      Line(
        name: customer.name, code: customer.code, unit: customer.unit.flatMap { member.tree.unit($0)?.name },
        isUnsubscribed: customer.unsubscribedAt != nil, link: .customer(customer.id))
    }
    next = page.next.map { Link.customers.with("q", words.isEmpty ? nil : words).with("after", $0.text) }
  }

  static let examples: [String: CustomerListPage] = [
    "empty": CustomerListPage(Customers.Page(customers: [], count: 0, next: nil), by: .example(.administrator)),
    "empty for an employee": CustomerListPage(
      Customers.Page(customers: [], count: 0, next: nil), by: .example(.employee)),
    "two": CustomerListPage(
      Customers.Page(customers: [.example, .exampleGone], count: 120, next: Customers.Place(key: "x", id: "c")),
      by: .example(.administrator)),
    "nothing found": CustomerListPage(
      Customers.Page(customers: [], count: 120, next: nil), words: "zzz", by: .example(.employee)),
  ]
}

/// One customer.
struct CustomerPage: Page {
  static let template = "people/customer"
  let title: Message
  var window: [Message] { [title, Message("kit.window.customer")] }
  let tabs: [Tab]
  let code: String
  let kind: Message
  let email: String?
  let owner: String?
  let unit: String?
  let unsubscribedAt: Instant?
  let sheet: FormSheet?
  let subscription: Action?
  let erasure: Action?

  init(
    _ portrait: Customers.Portrait, owners: [Person], by member: Member, form: Form = Form(),
    problems: [String: Message] = [:]
  ) {
    let customer = portrait.customer
    title = .verbatim(customer.name)
    tabs = OrganisationTabs.tabs(.customers, for: member)
    code = customer.code
    kind = Message("people.kinds.\(customer.kind.rawValue)")
    email = customer.email
    owner = portrait.owner?.name
    unit = portrait.unit?.name
    unsubscribedAt = customer.unsubscribedAt
    let mayChange = portrait.mayBeChanged
    sheet =
      mayChange
      ? FormSheet(
        to: .customer(customer.id), Self.parts(customer, owners: owners, by: member, form, problems),
        button: Message("people.units.save"), problems: problems) : nil
    let isOut = customer.unsubscribedAt != nil
    erasure =
      mayChange && member.may(.managePeople)
      ? Action(Message("people.erasure.link"), .customer(customer.id, "erasure")) : nil
    subscription =
      mayChange
      ? Action(
        isOut ? Message("people.customers.subscribe") : Message("people.customers.unsubscribe"),
        .customer(customer.id, isOut ? "subscription" : "unsubscription"), isPost: true) : nil
  }

  static func parts(
    _ customer: Customer?, owners: [Person], by member: Member, _ form: Form, _ problems: [String: Message]
  ) -> [FormSheet.Part] {
    let units = member.tree.units.filter { member.may(.manageCustomers, on: $0.id) }
    let none: (value: String, label: Message, note: Message?) = ("", Message("people.customers.none"), nil)
    return [
      .field(
        Field(
          "name", Message("people.customers.name"), form: form, or: customer?.name ?? "", problems: problems,
          isRequired: true)),
      .field(
        Field(
          "code", Message("people.customers.code"), form: form, or: customer?.code ?? "",
          hint: Message("people.customers.codeHint"), problems: problems, isRequired: true)),
      .choice(
        Choice(
          "kind", Message("people.customers.kind"), kind: .radio,
          options: Customer.Kind.allCases.map { ($0.rawValue, Message("people.kinds.\($0.rawValue)"), nil) },
          form: form, or: [customer?.kind.rawValue ?? "organisation"], isRequired: true)),
      .field(
        Field(
          "email", Message("people.signIn.email"), kind: .email, form: form, or: customer?.email ?? "",
          problems: problems)),
      .choice(
        Choice(
          "language", Message("people.people.language"), kind: .radio, options: .languages, form: form,
          or: [customer?.language.rawValue ?? "nl"], isRequired: true)),
      .choice(
        Choice(
          "unit", Message("people.people.unit"), kind: .list, options: [none] + .units(units, of: member.tree),
          form: form, or: [customer?.unit?.text ?? ""], problems: problems)),
      .choice(
        Choice(
          "owner", Message("people.customers.owner"), kind: .list,
          options: [none] + owners.map { ($0.id.text, .verbatim($0.name), nil) }, form: form,
          or: [customer?.owner?.text ?? ""], problems: problems)),
    ]
  }

  static let examples: [String: CustomerPage] = [
    "managed": CustomerPage(
      Customers.Portrait(
        customer: .example, owner: .example, unit: UnitTree.example.units.last, mayBeChanged: true),
      owners: [.example, .exampleNew], by: .example(.administrator)),
    "seen": CustomerPage(
      Customers.Portrait(customer: .example, owner: nil, unit: nil, mayBeChanged: false), owners: [],
      by: .example(.employee)),
    "unsubscribed, with a problem": CustomerPage(
      Customers.Portrait(customer: .exampleGone, owner: nil, unit: nil, mayBeChanged: true), owners: [],
      by: .example(.administrator), form: Form([("name", "")]), problems: ["name": Message("people.form.missing")]),
  ]
}

extension Customer {
  static let example = Customer(
    id: "c1", kind: .organisation, name: "Woningbouwcoöperatie Het Grote Huis aan de Sluis", email: "info@huis.example",
    language: .nl, code: "K-100", owner: "p1", unit: "u4")
  fileprivate static let exampleGone = Customer(
    id: "c2", kind: .person, name: "Mevrouw De Boer", email: nil, language: .nl, code: "K-101",
    unsubscribedAt: Instant(milliseconds: 1_795_298_400_000))
}
