import Activate
import HTTPTypes
import Hummingbird
import Localization
import TableFiles
import Values

/// A session's rounds as tables, all or one, for whoever wants to look for themes that come back.
struct SessionTables {
  let rooms: ActivateRooms

  /// Under `/activate/sessions`.
  var routes: RouteCollection<MemberContext> {
    RouteCollection(context: MemberContext.self)
      .get(":session/rounds/:file", use: table)
      .get(":session/calendar", use: calendar)
  }

  /// Huddles, check dates and the days on which something is due.
  @Sendable func calendar(_ request: Request, _ context: MemberContext) async throws -> Response {
    let report = try await rooms.outcomes.report(of: try context.parameters.id("session"), by: context.member)
    return SessionCalendar(report).file(context.book).response(named: "kompas", at: context.visit.now)
  }

  @Sendable func table(_ request: Request, _ context: MemberContext) async throws -> Response {
    let report = try await rooms.outcomes.report(of: try context.parameters.id("session"), by: context.member)
    let file = try context.parameters.require("file")
    let name = file.split(separator: ".").dropLast().joined(separator: ".")
    let parts = name == "rounds" ? report.parts : report.parts.filter { $0.round.id.text == name }
    guard name == "rounds" || !parts.isEmpty else { throw NotFound() }
    let book = context.book
    let export = RoundExport(
      parts.flatMap { part -> [RoundExport.Line] in
        guard let reveal = part.reveal else { return [] }
        let lines = RoundExport(part.round, reveal, say: { book.say($0.message) }).lines
        guard part.round.kind.isOwnWords else { return lines }
        // Words that the scribe held back stay back.
        let shown = Set(part.ideas.map(\.text))
        return lines.filter { line in line.text.map(shown.contains) ?? true }
      })
    let (bytes, type): ([UInt8], String)
    switch file.split(separator: ".").last {
    case "csv":
      (bytes, type) = (
        try export.csv(book.language == .nl ? .dutchSpreadsheet : .englishSpreadsheet), "text/csv; charset=utf-8"
      )
    case "json": (bytes, type) = (try export.json(), "application/json")
    default: throw NotFound()
    }
    return Response(
      status: .ok,
      headers: [
        .contentType: type, .contentLength: String(bytes.count),
        .contentDisposition: "attachment; filename=\"kompas-\(file)\"",
      ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }
}
