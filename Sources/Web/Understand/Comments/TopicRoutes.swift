import HTTPTypes
import Hummingbird
import Listen
import People
import Understand
import Values

extension Link {
  static let topics = Link("topics")
  static func topic(_ id: ID<Topic>) -> Link { Link("topics", id.text) }
  static func topicRemoval(_ id: ID<Topic>) -> Link { Link("topics", id.text, "removal") }
  static func topicRestoration(_ id: ID<Topic>) -> Link { Link("topics", id.text, "restoration") }
}

/// The code frame: which topics there are, and by which words they are known.
struct TopicRoutes {
  let topics: Topics

  var routes: RouteCollection<MemberContext> {
    RouteCollection(context: MemberContext.self)
      .get(use: index)
      .post(use: add)
      .get(":topic", use: show)
      .post(":topic", use: change)
      .post(":topic/removal", use: remove)
      .post(":topic/restoration", use: restore)
      .post("comments/:comment", use: decide)
  }

  @Sendable func index(_ request: Request, _ context: MemberContext) async throws -> Response {
    try await index(context, form: Form()).response(context)
  }

  @Sendable func add(_ request: Request, _ context: MemberContext) async throws -> Response {
    let form = context.form
    do {
      let draft = try TopicDraft(form)
      if form.has("look") {
        let found = try await topics.preview(draft, of: nil, by: context.member)
        return try await index(context, form: form, preview: found).response(context)
      }
      let topic = try await topics.add(draft, by: context.member)
      return .redirect(
        to: .topics, saying: Message("comments.topics.added", ["name": .localized(topic.name)]),
        undo: .topicRemoval(topic.id), context)
    } catch let rejection as Rejection {
      return try await index(context, form: form, problems: rejection.problems)
        .response(context, status: .unprocessableContent)
    }
  }

  @Sendable func show(_ request: Request, _ context: MemberContext) async throws -> Response {
    let found = try await topics.find(try context.parameters.id("topic"), by: context.member)
    return try TopicPage(found).response(context)
  }

  @Sendable func change(_ request: Request, _ context: MemberContext) async throws -> Response {
    let id = try context.parameters.id("topic", of: Topic.self)
    let form = context.form
    do {
      let draft = try TopicDraft(form)
      if form.has("look") {
        let found = try await topics.preview(draft, of: id, by: context.member)
        return try TopicPage(found, form: form, isPreview: true).response(context)
      }
      let topic = try await topics.change(id, to: draft, by: context.member)
      return .redirect(
        to: .topic(id), saying: Message("comments.topics.changed", ["name": .localized(topic.name)]), context)
    } catch let rejection as Rejection {
      let found = try await topics.find(id, by: context.member)
      return try TopicPage(found, form: form, problems: rejection.problems)
        .response(context, status: .unprocessableContent)
    }
  }

  @Sendable func remove(_ request: Request, _ context: MemberContext) async throws -> Response {
    let topic = try await topics.retire(try context.parameters.id("topic"), by: context.member)
    return .redirect(
      to: .topics, saying: Message("comments.topics.removed", ["name": .localized(topic.name)]),
      undo: .topicRestoration(topic.id), context)
  }

  @Sendable func restore(_ request: Request, _ context: MemberContext) async throws -> Response {
    let topic = try await topics.retire(try context.parameters.id("topic"), false, by: context.member)
    return .redirect(
      to: .topics, saying: Message("comments.topics.restored", ["name": .localized(topic.name)]), context)
  }

  /// What a person says that one comment is about.
  @Sendable func decide(_ request: Request, _ context: MemberContext) async throws -> Response {
    // The id of a comment is that of its response with that of its question, and so longer than others.
    guard let comment = context.parameters.get("comment"), comment.utf8.count <= 200 else { throw NotFound() }
    let chosen = context.form.all("topic").map { ID<Topic>($0) }
    try await topics.decide(ID(comment), isAbout: Set(chosen), by: context.member)
    return .redirect(
      to: Link(local: context.form["back"]) ?? .results, saying: Message("comments.topics.decided"), context)
  }

  private func index(
    _ context: MemberContext, form: Form, problems: [String: Message] = [:], preview: Topics.Portrait? = nil
  ) async throws -> TopicsPage {
    TopicsPage(
      try await topics.all(by: context.member), total: try await topics.commentCount(by: context.member), form: form,
      problems: problems, preview: preview)
  }
}

extension TopicDraft {
  init(_ form: Form) throws {
    self = try TopicDraft(
      nl: form["nl"], en: form["en"], words: form.text("words"), without: form.text("without"))
  }
}
