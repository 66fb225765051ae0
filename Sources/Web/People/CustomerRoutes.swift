import HTTPTypes
import Hummingbird
import People
import Values

struct CustomerRoutes {
  let customers: Customers

  var routes: RouteCollection<MemberContext> {
    RouteCollection(context: MemberContext.self)
      .get("organisation/customers", use: index)
      .get("organisation/customers/new", use: new)
      .post("organisation/customers", use: add)
      .get("organisation/customers/:customer", use: show)
      .post("organisation/customers/:customer", use: change)
      .post("organisation/customers/:customer/unsubscription", use: unsubscribe)
      .post("organisation/customers/:customer/subscription", use: subscribe)
  }

  @Sendable func index(_ request: Request, _ context: MemberContext) async throws -> Response {
    let query = Form(query: request.uri.query)
    let place = Customers.Place(text: query["after"])
    let page = try await customers.page(query["q"], after: place, by: context.member)
    return try CustomerListPage(page, words: query["q"], isLater: place != nil, by: context.member).response(context)
  }

  @Sendable func new(_ request: Request, _ context: MemberContext) async throws -> Response {
    try await newPage(Form(), [:], context).response(context)
  }

  @Sendable func add(_ request: Request, _ context: MemberContext) async throws -> Response {
    do {
      let customer = try await customers.add(try context.form.customer, by: context.member)
      return .redirect(
        to: .customer(customer.id), saying: Message("people.customers.added", ["name": .text(customer.name)]), context)
    } catch let rejection as Rejection {
      return try await newPage(context.form, rejection.problems, context)
        .response(context, status: .unprocessableContent)
    }
  }

  @Sendable func show(_ request: Request, _ context: MemberContext) async throws -> Response {
    try await page(context).response(context)
  }

  @Sendable func change(_ request: Request, _ context: MemberContext) async throws -> Response {
    do {
      try await customers.change(try context.customer, to: try context.form.customer, by: context.member)
      return .redirect(to: .customer(try context.customer), saying: Message("people.customers.saved"), context)
    } catch let rejection as Rejection {
      return try await page(context, context.form, rejection.problems).response(context, status: .unprocessableContent)
    }
  }

  @Sendable func unsubscribe(_ request: Request, _ context: MemberContext) async throws -> Response {
    let id = try context.customer
    try await customers.unsubscribe(id, by: context.member)
    return .redirect(
      to: .customer(id), saying: Message("people.customers.unsubscribed"), undo: .customer(id, "subscription"), context)
  }

  @Sendable func subscribe(_ request: Request, _ context: MemberContext) async throws -> Response {
    try await customers.subscribe(try context.customer, by: context.member)
    return .redirect(to: .customer(try context.customer), saying: Message("people.customers.subscribed"), context)
  }

  private func page(
    _ context: MemberContext, _ form: Form = Form(), _ problems: [String: Message] = [:]
  ) async throws -> CustomerPage {
    let portrait = try await customers.find(try context.customer, by: context.member)
    let owners = portrait.mayBeChanged ? try await customers.owners(by: context.member) : []
    return CustomerPage(portrait, owners: owners, by: context.member, form: form, problems: problems)
  }

  private func newPage(
    _ form: Form, _ problems: [String: Message], _ context: MemberContext
  ) async throws -> SheetPage {
    let owners = try await customers.owners(by: context.member)
    return SheetPage(
      title: Message("people.customers.add"), lead: Message("people.customers.addLead"),
      tabs: OrganisationTabs.tabs(.customers, for: context.member),
      sheet: FormSheet(
        to: .customers, CustomerPage.parts(nil, owners: owners, by: context.member, form, problems),
        button: Message("people.customers.add"), problems: problems, cancel: .customers))
  }
}

extension MemberContext {
  fileprivate var customer: ID<Customer> { get throws { try parameters.id("customer") } }
}

extension Form {
  fileprivate var customer: CustomerDraft {
    get throws {
      try CustomerDraft(
        kind: Customer.Kind(rawValue: self["kind"]) ?? .organisation, name: self["name"], email: self["email"],
        language: Language(rawValue: self["language"]) ?? .nl, code: self["code"], owner: id("owner"), unit: id("unit"))
    }
  }
}
