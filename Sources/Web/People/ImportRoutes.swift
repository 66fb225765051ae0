import Foundation
import HTTPTypes
import Hummingbird
import Logging
import People
import TableFiles
import Values

/// Units, people and customers from a file.
struct ImportRoutes {
  let imports: PeopleImport
  /// Where uploads lie while they are read.
  let folder: URL

  private static let limit = 10 << 20

  var routes: RouteCollection<MemberContext> {
    RouteCollection(context: MemberContext.self)
      .get("organisation/import", use: show)
      .post("organisation/import", use: preview)
      .get("organisation/import/:draft", use: review)
      .post("organisation/import/:draft", use: apply)
  }

  @Sendable func show(_ request: Request, _ context: MemberContext) throws -> Response {
    try ImportPage(try kinds(context), today: context.today, by: context.member).response(context)
  }

  @Sendable func preview(_ request: Request, _ context: MemberContext) async throws -> Response {
    let kinds = try kinds(context)
    let world = context.visit.site.world
    let upload = try await request.upload(to: folder, limit: Self.limit, newID: world.newID)
    defer { discard(upload, context) }
    do {
      guard let kind = ImportKind(rawValue: upload.form["kind"]), kinds.contains(kind) else { throw NotFound() }
      guard let file = upload.file("file") else { throw Rejection("file", Message("people.import.noFile")) }
      let sheet = try Self.read(file.place.path())
      let day = try upload.form.day("day", context)
      let draft = try await imports.keep(kind, sheet, from: day, by: context.member)
      return .redirect(to: .peopleImport(draft.id), context)
    } catch let rejection as Rejection {
      return try ImportPage(
        kinds, today: context.today, by: context.member, form: upload.form, problems: rejection.problems
      ).response(context, status: .unprocessableContent)
    }
  }

  @Sendable func review(_ request: Request, _ context: MemberContext) async throws -> Response {
    let draft = try await imports.draft(try context.parameters.id("draft"), by: context.member)
    let preview = try await imports.preview(draft.kind, draft.sheet, from: draft.day, by: context.member)
    return try ImportPreviewPage(preview, draft: draft.id, by: context.member).response(context)
  }

  @Sendable func apply(_ request: Request, _ context: MemberContext) async throws -> Response {
    let draft = try await imports.draft(try context.parameters.id("draft"), by: context.member)
    let done = try await imports.apply(draft.kind, draft.sheet, from: draft.day, by: context.member)
    let place: Link =
      switch draft.kind {
      case .units: .units
      case .people: .colleagues
      case .customers: .customers
      }
    let facts: [String: Message.Fact] = ["new": .count(done.new), "changed": .count(done.changed)]
    return .redirect(to: place, saying: Message("people.import.done", facts), context)
  }

  private func kinds(_ context: MemberContext) throws -> [ImportKind] {
    let kinds = PeopleImport.kinds(for: context.member)
    guard !kinds.isEmpty else { throw NotAllowed() }
    return kinds
  }

  /// The first row is the header.
  private static func read(_ path: String) throws -> ImportSheet {
    do {
      let file = try TableFile(path: path)
      var header: [String]?
      var rows: [ImportSheet.Row] = []
      try file.forEachRow { row in
        if header == nil {
          header = row.strings
        } else {
          rows.append(ImportSheet.Row(number: row.number, cells: row.strings))
        }
        return rows.count <= ImportSheet.mostRows
      }
      guard let header else { throw Rejection("file", Message("people.import.noTable")) }
      return ImportSheet(header: header, rows: rows)
    } catch is TableFileError {
      throw Rejection("file", Message("people.import.noTable"))
    }
  }

  private func discard(_ upload: Upload, _ context: MemberContext) {
    do {
      try upload.discard()
    } catch {
      context.logger.warning("upload left behind", metadata: ["error": "\(error)"])
    }
  }
}
