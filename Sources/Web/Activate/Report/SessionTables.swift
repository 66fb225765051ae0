import Activate
import HTTPTypes
import Hummingbird
import Localization
import TableFiles
import Values

/// A session's rounds as tables, for whoever wants to look for themes that come back.
struct SessionTables {
  let rooms: ActivateRooms

  /// Under `/activate/sessions`.
  var routes: RouteCollection<MemberContext> {
    RouteCollection(context: MemberContext.self).get(":session/rounds/:file", use: table)
  }

  @Sendable func table(_ request: Request, _ context: MemberContext) async throws -> Response {
    let found = try await rooms.sessions.find(try context.parameters.id("session"), by: context.member)
    let file = try context.parameters.require("file")
    let book = context.book
    let export = RoundExport(
      found.state.rounds.flatMap { standing -> [RoundExport.Line] in
        guard let reveal = standing.progress.reveal, standing.progress.state != .voided else { return [] }
        let lines = RoundExport(standing.round, reveal, say: { book.say($0.message) }).lines
        // Words that the scribe held back stay back.
        guard let shown = standing.board.map({ Set($0.shown.map(\.text)) }) else { return lines }
        return lines.filter { line in line.text.map(shown.contains) ?? true }
      })
    let (bytes, type): ([UInt8], String)
    switch file {
    case "rounds.csv":
      (bytes, type) = (
        try export.csv(book.language == .nl ? .dutchSpreadsheet : .englishSpreadsheet), "text/csv; charset=utf-8"
      )
    case "rounds.json": (bytes, type) = (try export.json(), "application/json")
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
