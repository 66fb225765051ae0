import Hummingbird
import Listen
import People
import Understand
import Values

extension Link {
  static func comments(_ survey: ID<Survey>, _ wave: ID<Wave>) -> Link {
    Link("understand", survey.text, wave.text, "comments")
  }
  static func unitComments(_ survey: ID<Survey>, _ wave: ID<Wave>, _ unit: ID<Unit>) -> Link {
    Link("understand", survey.text, wave.text, "units", unit.text, "comments")
  }
  static func commentTopics(_ comment: ID<Comment>) -> Link { Link("topics", "comments", comment.text) }
}

/// What customers wrote.
struct CommentRoutes {
  let readings: Readings

  var routes: RouteCollection<MemberContext> {
    RouteCollection(context: MemberContext.self)
      .get(":survey/:wave/comments", use: whole)
      .get(":survey/:wave/units/:unit/comments", use: unit)
  }

  @Sendable func whole(_ request: Request, _ context: MemberContext) async throws -> Response {
    guard let whole = context.member.tree.roots.first else { throw NotFound() }
    return try await show(whole.id, request, context)
  }

  @Sendable func unit(_ request: Request, _ context: MemberContext) async throws -> Response {
    try await show(try context.parameters.id("unit"), request, context)
  }

  private func show(_ unit: ID<Unit>, _ request: Request, _ context: MemberContext) async throws -> Response {
    let place = ReadingPlace(
      survey: try context.parameters.id("survey"), wave: try context.parameters.id("wave"), unit: unit)
    let form = Form(query: request.uri.query)
    let reading = try await readings.comments.read(place, CommentWish(form), by: context.member)
    let around = ReadingSurroundings(
      place: place, level: context.member.tree.roots.first?.id == unit ? .strategic : .tactical,
      shelves: try await readings.shelves(by: context.member), member: context.member, book: context.book,
      isComments: true)
    return try CommentsPage(reading, around).response(context)
  }
}

extension CommentWish {
  /// As the address asks it. What isn't one of the choices is as if it wasn't chosen.
  init(_ form: Form) {
    self.init()
    search = String(form["words"].prefix(200))
    promotership = Promotership(rawValue: form["stance"])
    question = form["question"] == CommentsPage.Filters.any ? nil : form.id("question")
    language = Language(rawValue: form["language"])
    topic = form["topic"] == CommentsPage.Filters.any ? nil : form.id("topic")
    isAllWaves = form["waves"] == "all"
    page = form.comment("after").map(CommentPage.after) ?? form.comment("before").map(CommentPage.before) ?? .newest
  }

  /// The address that asks this.
  func link(_ base: Link) -> Link {
    base.with("words", search.isEmpty ? nil : search).with("stance", promotership?.rawValue)
      .with("question", question?.text).with("language", language?.rawValue).with("topic", topic?.text)
      .with("waves", isAllWaves ? "all" : nil)
  }
}

extension Form {
  /// The id of a comment is that of its response with that of its question, and so longer than others.
  fileprivate func comment(_ name: String) -> ID<Comment>? {
    let text = self[name]
    return text.isEmpty || text.utf8.count > 200 ? nil : ID(text)
  }
}
