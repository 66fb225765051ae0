import Foundation
import HTTPTypes
import Hummingbird
import Listen
import Logging
import People
import TableFiles
import Values

/// Results of other tools: the file, what its columns are taken for, and letting it in.
struct ResultFileRoutes {
  let imports: Imports
  /// Where uploads lie while they are read.
  let folder: URL

  private static let limit = 512 << 20
  /// So much is read to its end and answered with what is wrong.
  private static let codebookLimit = 2 * Codebook.sizeLimit

  var routes: RouteCollection<MemberContext> {
    RouteCollection(context: MemberContext.self)
      .get(use: index)
      .post(use: take)
      .get(":import", use: show)
      .post(":import/codebook", use: name)
      .post(":import/columns", use: changeSeveral)
      .get(":import/columns/:column", use: column)
      .post(":import/columns/:column", use: change)
      .post(":import/application", use: apply)
      .post(":import/stop", use: stop)
      .post(":import/removal", use: discard)
  }

  @Sendable func index(_ request: Request, _ context: MemberContext) async throws -> Response {
    try ResultFilesPage(try await imports.all(by: .member(context.member))).response(context)
  }

  @Sendable func take(_ request: Request, _ context: MemberContext) async throws -> Response {
    try context.member.must(.importResults)
    let world = context.visit.site.world
    guard imports.hasRoom(for: request.length ?? 0) else {
      // Read to its end, or the browser says that the connection was lost.
      for try await _ in request.body {}
      return try await nearlyFull(context)
    }
    let upload = try await request.upload(to: folder, limit: Self.limit, newID: world.newID)
    defer { remove(upload, context) }
    let importer = Importer.member(context.member)
    do {
      guard let file = upload.file("file") else { throw Rejection("file", Message("imports.upload.noFile")) }
      let found = try await Self.rejecting {
        try await imports.take(file.place.path(), named: file.name.isEmpty ? "-" : file.name, by: importer)
      }
      return .redirect(to: .resultFile(found.id), context)
    } catch let rejection as Rejection {
      return try ResultFilesPage(try await imports.all(by: importer), problems: rejection.problems)
        .response(context, status: .unprocessableContent)
    }
  }

  private func nearlyFull(_ context: MemberContext) async throws -> Response {
    let all = try await imports.all(by: .member(context.member))
    return try ResultFilesPage(all, problems: ["file": ImportStop.noRoom.message])
      .response(context, status: .serviceUnavailable)
  }

  @Sendable func show(_ request: Request, _ context: MemberContext) async throws -> Response {
    let found = try await found(context)
    switch found.state {
    case .proposed: return try await dryRun(found, context)
    case .applying: return try ResultProgressPage(found, hasRoom: imports.hasRoom()).response(context)
    case .applied, .stopped: return try ResultOutcomePage(found).response(context)
    }
  }

  @Sendable func name(_ request: Request, _ context: MemberContext) async throws -> Response {
    let found = try await found(context)
    guard found.state == .proposed else { throw NotFound() }
    guard request.length ?? 0 <= Self.codebookLimit else {
      for try await _ in request.body {}
      return try await dryRun(found, context, codebook: ["codebook": Message("imports.codebook.tooLarge")])
    }
    let world = context.visit.site.world
    let upload = try await request.upload(to: folder, limit: Self.codebookLimit, newID: world.newID)
    defer { remove(upload, context) }
    do {
      guard let book = upload.file("codebook") else {
        throw Rejection("codebook", Message("imports.upload.noFile"))
      }
      let outcome = try await Self.rejecting("codebook") {
        try await imports.name(found.id, with: book.place.path(), by: .member(context.member)).outcome
      }
      return .redirect(to: .resultFile(found.id), saying: outcome.sentence, context)
    } catch let rejection as Rejection {
      return try await dryRun(found, context, codebook: rejection.problems)
    }
  }

  @Sendable func column(_ request: Request, _ context: MemberContext) async throws -> Response {
    let found = try await found(context)
    return try ResultColumnPage(found, column: try column(of: found, context)).response(context)
  }

  @Sendable func change(_ request: Request, _ context: MemberContext) async throws -> Response {
    let found = try await found(context)
    let column = try column(of: found, context)
    do {
      let mapping = try ResultColumnForm(context.form).mapping(found.mapping, changing: column)
      let importer = Importer.member(context.member)
      try await Self.rejecting { _ = try await imports.change(found.id, to: mapping, by: importer) }
      return .redirect(
        to: .resultFile(found.id), saying: Message("imports.column.saved", ["name": .text(column.name)]), context)
    } catch let rejection as Rejection {
      return try ResultColumnPage(found, column: column, form: context.form, problems: rejection.problems)
        .response(context, status: .unprocessableContent)
    }
  }

  @Sendable func changeSeveral(_ request: Request, _ context: MemberContext) async throws -> Response {
    let found = try await found(context)
    do {
      let (mapping, count) = try SeveralColumnsForm(context.form).mapping(found.mapping)
      let importer = Importer.member(context.member)
      try await Self.rejecting { _ = try await imports.change(found.id, to: mapping, by: importer) }
      return .redirect(
        to: .resultFile(found.id), saying: Message("imports.several.saved", ["count": .count(count)]), context)
    } catch let rejection as Rejection {
      return try await dryRun(found, context, columns: rejection.problems)
    }
  }

  @Sendable func apply(_ request: Request, _ context: MemberContext) async throws -> Response {
    let found = try await found(context)
    let importer = Importer.member(context.member)
    do {
      // One that was stopped goes on where it went.
      let known = found.state == .proposed ? nil : found.plan
      let plan = try known ?? ResultPlanForm(context.form).plan(of: context.member)
      let begun = try await imports.begin(found.id, plan: plan, by: importer)
      let logger = context.logger
      // It goes on while the reader looks at how far it is.
      Task {
        do {
          try await imports.goOn(begun, by: importer)
        } catch {
          logger.error("An import broke off: \(error)", metadata: ["import": "\(begun.id)"])
        }
      }
      return .redirect(to: .resultFile(found.id), context)
    } catch let rejection as Rejection {
      return try await dryRun(found, context, rejection.problems)
    } catch let stop as ImportStop where found.state == .proposed {
      return try await dryRun(found, context, ["": stop.message])
    }
  }

  @Sendable func stop(_ request: Request, _ context: MemberContext) async throws -> Response {
    let found = try await found(context)
    try await imports.stop(found.id, by: .member(context.member))
    return .redirect(to: .resultFile(found.id), context)
  }

  @Sendable func discard(_ request: Request, _ context: MemberContext) async throws -> Response {
    let found = try await found(context)
    try await imports.discard(found.id, by: .member(context.member))
    return .redirect(
      to: .resultFiles, saying: Message("imports.removed", ["file": .text(found.fileName)]), context)
  }

  private func dryRun(
    _ found: Import, _ context: MemberContext, _ problems: [String: Message] = [:],
    columns columnProblems: [String: Message] = [:], codebook codebookProblems: [String: Message] = [:]
  ) async throws -> Response {
    let importer = Importer.member(context.member)
    let isRight = problems.isEmpty && columnProblems.isEmpty && codebookProblems.isEmpty
    let page = ResultFilePage(
      found, surveys: try await imports.surveys(by: importer),
      earlier: try await imports.earlier(than: found, by: importer),
      language: context.member.organisation.language,
      form: problems.isEmpty && columnProblems.isEmpty ? Form() : context.form, problems: problems,
      columnProblems: columnProblems, codebookProblems: codebookProblems)
    return try page.response(context, status: isRight ? .ok : .unprocessableContent)
  }

  private func found(_ context: MemberContext) async throws -> Import {
    try await imports.find(try context.parameters.id("import"), by: .member(context.member))
  }

  private func column(of found: Import, _ context: MemberContext) throws -> ColumnMapping {
    let position = context.parameters.get("column").flatMap(Int.init)
    guard let column = found.mapping.columns.first(where: { $0.position == position }), found.state == .proposed else {
      throw NotFound()
    }
    return column
  }

  /// What is wrong with a file, beside its field.
  private static func rejecting<Value: Sendable>(
    _ field: String = "file", _ body: () async throws -> Value
  ) async throws -> Value {
    do {
      return try await body()
    } catch let refusal as ImportRefusal {
      throw Rejection(field, refusal.sentence)
    } catch let refusal as CodebookRefusal {
      throw Rejection(field, refusal.sentence)
    } catch ImportStop.noRoom {
      throw Rejection(field, ImportStop.noRoom.message)
    } catch is TableFileError {
      throw Rejection(field, Message("imports.upload.noTable"))
    }
  }

  private func remove(_ upload: Upload, _ context: MemberContext) {
    do {
      try upload.discard()
    } catch {
      context.logger.error("An upload was left behind: \(error)")
    }
  }
}

extension Request {
  /// The bytes that the sender says the body has.
  fileprivate var length: Int? { headers[.contentLength].flatMap(Int.init) }
}
