import Act
import HTTPTypes
import Hummingbird
import Localization
import People
import Values

/// Something personal for one or two customers, and what colleagues say of it.
struct GestureRoutes {
  let gestures: Gestures
  let customers: Customers
  let editors: Editors

  var routes: RouteCollection<MemberContext> {
    RouteCollection(context: MemberContext.self)
      .get(use: today)
      .post(use: plan)
      .get("new", use: begin)
      .get("lists/:list", use: list)
      .get(":gesture", use: show)
      .post(":gesture", use: change)
      .post(":gesture/done", use: finish)
      .post(":gesture/dropping", use: drop)
      .post(":gesture/return", use: takeUp)
      .post(":gesture/feeling", use: feel)
      .post(":gesture/applause", use: applaud)
      .post(":gesture/silence", use: takeBack)
      .post(":gesture/idea", use: makeIdea)
  }

  @Sendable func today(_ request: Request, _ context: MemberContext) async throws -> Response {
    let day = try await gestures.today(by: context.member)
    return try GesturesPage(
      day, worksWithCustomers: context.member.may(.workWithCustomers),
      tabs: CareTab.tabs(for: context.member, current: .gestures)
    ).response(context)
  }

  @Sendable func list(_ request: Request, _ context: MemberContext) async throws -> Response {
    guard let list = GestureList(rawValue: try context.parameters.require("list")) else { throw NotFound() }
    let place = request.uri.queryParameters["after"].flatMap { GesturePlace(text: String($0)) }
    return try GestureListPage(
      list, try await gestures.list(list, after: place, by: context.member),
      worksWithCustomers: context.member.may(.workWithCustomers)
    ).response(context)
  }

  @Sendable func begin(_ request: Request, _ context: MemberContext) async throws -> Response {
    let form = Form(query: request.uri.query)
    guard let customer: ID<Customer> = form.id("customer") else {
      try context.member.must(.workWithCustomers)
      let page = try await customers.page(form["name"], by: context.member)
      return try GestureChoosePage(Array(page.customers.prefix(12)), form: form).response(context)
    }
    return try await newPage(customer, form, [:], context)
  }

  @Sendable func plan(_ request: Request, _ context: MemberContext) async throws -> Response {
    let form = context.form
    guard let customer: ID<Customer> = form.id("customer") else { throw NotFound() }
    do {
      let id = try await gestures.plan(
        try GestureForm.draft(form), for: customer, after: form.id("followUp"), by: context.member)
      return .redirect(to: .gesture(id), saying: Message("gestures.saved.planned"), context)
    } catch let rejection as Rejection {
      return try await newPage(customer, form, rejection.problems, context)
    }
  }

  private func newPage(
    _ customer: ID<Customer>, _ form: Form, _ problems: [String: Message], _ context: MemberContext
  ) async throws -> Response {
    let (found, room, ideas) = try await gestures.begin(for: customer, by: context.member)
    let idea = ideas.first { $0.id.text == form["idea"] }?.text
    let usual =
      GestureIdea.usual.contains(form["usual"]) ? context.book.say(Message("gestures.idea.\(form["usual"])")) : nil
    return try GestureNewPage(
      found, room, ideas, words: idea ?? usual ?? "", today: context.visit.today, form: form, problems: problems
    ).response(context, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  @Sendable func show(_ request: Request, _ context: MemberContext) async throws -> Response {
    try GesturePage(try await gestures.find(try gesture(context), by: context.member)).response(context)
  }

  @Sendable func change(_ request: Request, _ context: MemberContext) async throws -> Response {
    try await act(context, saying: "gestures.saved.changed") { id, version in
      try await gestures.change(id, to: try GestureForm.draft(context.form), version: version, by: context.member)
    }
  }

  @Sendable func finish(_ request: Request, _ context: MemberContext) async throws -> Response {
    try await act(context, saying: "gestures.saved.done") { id, version in
      try await gestures.finish(
        id, asksCustomer: context.form.all("ask").contains("yes"), version: version, by: context.member)
    }
  }

  @Sendable func drop(_ request: Request, _ context: MemberContext) async throws -> Response {
    try await act(context, saying: "gestures.saved.dropped") {
      try await gestures.drop($0, version: $1, by: context.member)
    }
  }

  @Sendable func takeUp(_ request: Request, _ context: MemberContext) async throws -> Response {
    try await act(context, saying: "gestures.saved.planned") {
      try await gestures.takeUp($0, version: $1, by: context.member)
    }
  }

  @Sendable func feel(_ request: Request, _ context: MemberContext) async throws -> Response {
    let form = context.form
    let steps = ["control", "creativity", "impact"].map { Int(form[$0]) ?? 0 }
    return try await act(context, saying: "gestures.saved.felt") { id, version in
      try await gestures.feel(
        Gesture.Feeling(control: steps[0], creativity: steps[1], impact: steps[2]), learned: form.text("learned"),
        on: id, version: version, by: context.member)
    }
  }

  @Sendable func applaud(_ request: Request, _ context: MemberContext) async throws -> Response {
    let id = try gesture(context)
    try await gestures.applaud(id, by: context.member)
    return .redirect(to: .gesture(id), saying: Message("gestures.saved.applauded"), context)
  }

  @Sendable func takeBack(_ request: Request, _ context: MemberContext) async throws -> Response {
    let id = try gesture(context)
    try await gestures.takeBackApplause(id, by: context.member)
    return .redirect(to: .gesture(id), saying: Message("gestures.saved.takenBack"), context)
  }

  @Sendable func makeIdea(_ request: Request, _ context: MemberContext) async throws -> Response {
    try await act(context, saying: "gestures.saved.idea") { id, _ in
      try await gestures.makeIdea(
        of: id, words: context.form["idea"], language: context.visit.language, by: context.member)
    }
  }

  private func act(
    _ context: MemberContext, saying key: String, _ body: (ID<Gesture>, Int) async throws -> Void
  ) async throws -> Response {
    let id = try gesture(context)
    do {
      try await body(id, Int(context.form["version"]) ?? 0)
      return .redirect(to: .gesture(id), saying: Message(key), context)
    } catch let rejection as Rejection {
      let portrait = try await gestures.find(id, by: context.member)
      return try GesturePage(portrait, form: context.form, problems: rejection.problems)
        .response(context, status: .unprocessableContent)
    } catch let edited as EditedMeanwhile {
      let portrait = try await gestures.find(id, by: context.member)
      return try ConflictPage(
        portrait.line.maker, RouteWords.saved(edited, by: try await editors.name(edited, for: context.member)),
        now: [(Message("gestures.words"), .verbatim(portrait.line.gesture.words))],
        typed: [(Message("gestures.words"), .verbatim(context.form.text("words")))], form: context.form,
        version: edited.number, action: Link(local: context.visit.path) ?? .gesture(id), back: .gesture(id)
      ).response(context, status: .conflict)
    }
  }

  private func gesture(_ context: MemberContext) throws -> ID<Gesture> { try context.parameters.id("gesture") }
}

/// What people of a unit may decide and spend themselves.
struct GestureRoomRoutes {
  let rooms: GestureRooms
  let editors: Editors

  var routes: RouteCollection<MemberContext> {
    RouteCollection(context: MemberContext.self).get(use: index).get(":unit", use: show).post(":unit", use: set)
  }

  @Sendable func index(_ request: Request, _ context: MemberContext) async throws -> Response {
    let places = try await rooms.all(by: context.member)
    return try GestureRoomsPage(places, tabs: CareTab.tabs(for: context.member, current: .room)).response(context)
  }

  @Sendable func show(_ request: Request, _ context: MemberContext) async throws -> Response {
    try GestureRoomPage(try await rooms.find(try context.parameters.id("unit"), by: context.member)).response(context)
  }

  @Sendable func set(_ request: Request, _ context: MemberContext) async throws -> Response {
    let (unit, form): (ID<Unit>, Form) = (try context.parameters.id("unit"), context.form)
    do {
      try await rooms.set(
        unit, each: form["each"], month: form["month"], words: form.text("words"),
        version: Int(form["version"]) ?? 0, by: context.member)
      return .redirect(to: .gestureRooms, saying: Message("gestures.room.saved"), context)
    } catch let rejection as Rejection {
      let place = try await rooms.find(unit, by: context.member)
      return try GestureRoomPage(place, form: form, problems: rejection.problems)
        .response(context, status: .unprocessableContent)
    } catch let edited as EditedMeanwhile {
      let place = try await rooms.find(unit, by: context.member)
      func lines(_ each: String, _ month: String, _ words: String) -> [(Message, Message)] {
        [
          (Message("gestures.room.each"), .verbatim(each)), (Message("gestures.room.month"), .verbatim(month)),
          (Message("gestures.room.words"), .verbatim(words)),
        ]
      }
      return try ConflictPage(
        place.unit.name, RouteWords.saved(edited, by: try await editors.name(edited, for: context.member)),
        now: lines(
          place.room.map { String($0.each / 100) } ?? "", place.room.map { String($0.month / 100) } ?? "",
          place.room?.words ?? ""),
        typed: lines(form["each"], form["month"], form.text("words")), form: form, version: edited.number,
        action: .gestureRoom(unit), back: .gestureRoom(unit)
      ).response(context, status: .conflict)
    }
  }
}
