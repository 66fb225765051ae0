import HTTPTypes
import Hummingbird
import Listen
import Localization
import People
import Understand
import Values

extension Link {
  /// A table of the whole: `figures.csv`.
  static func export(_ survey: ID<Survey>, _ wave: ID<Wave>, _ file: String) -> Link {
    Link("understand", survey.text, wave.text, "exports", file)
  }
  /// A table of a unit: `figures.xlsx`, `comments.csv`, `customers.csv`.
  static func unitExport(_ survey: ID<Survey>, _ wave: ID<Wave>, _ unit: ID<Unit>, _ file: String) -> Link {
    Link("understand", survey.text, wave.text, "units", unit.text, "exports", file)
  }
}

/// The two files in which a table can be taken along. Drawn by `{{>parts/exports}}`.
struct Exports: ViewModel {
  let csv: Link
  let xlsx: Link

  init(_ csv: Link, _ xlsx: Link) {
    self.csv = csv
    self.xlsx = xlsx
  }
}

/// Tables that leave Kompas.
struct ExportRoutes {
  let readings: Readings

  var routes: RouteCollection<MemberContext> {
    RouteCollection(context: MemberContext.self)
      .get(":survey/:wave/exports/:file", use: whole)
      .get(":survey/:wave/units/:unit/exports/:file", use: unit)
  }

  @Sendable func whole(_ request: Request, _ context: MemberContext) async throws -> Response {
    guard let whole = context.member.tree.roots.first else { throw NotFound() }
    let place = try place(whole.id, request, context)
    let (table, format) = try Self.file(context)
    guard table == "figures" else { throw NotFound() }
    let figures = try await readings.exports.strategic(place, by: context.member)
    return try await send(ExportTables(book: context.book).figures(figures), table, format, place, context)
  }

  @Sendable func unit(_ request: Request, _ context: MemberContext) async throws -> Response {
    let place = try place(try context.parameters.id("unit"), request, context)
    let (table, format) = try Self.file(context)
    let tables = ExportTables(book: context.book)
    let exports = readings.exports
    let made =
      switch table {
      case "figures": tables.figures(try await exports.tactical(place, by: context.member))
      case "comments": try await comments(place, request, context)
      case "customers": tables.customers(try await exports.customers(place, by: context.member))
      default: throw NotFound()
      }
    return try await send(made, table, format, place, context)
  }

  private func comments(
    _ place: ReadingPlace, _ request: Request, _ context: MemberContext
  ) async throws -> ExportTable {
    let wish = CommentWish(Form(query: request.uri.query))
    let (survey, lines) = try await readings.exports.comments(place, wish, by: context.member)
    return ExportTables(book: context.book).comments(lines, of: survey)
  }

  private func send(
    _ table: ExportTable, _ name: String, _ format: ExportTable.Format, _ place: ReadingPlace, _ context: MemberContext
  ) async throws -> Response {
    let bytes = try table.bytes(format, in: context.book.language)
    try await readings.exports.record(
      "\(name).\(format.rawValue)", rows: table.rows.count, of: place, by: context.member)
    return Response(
      status: .ok,
      headers: [
        .contentType: format.contentType, .contentLength: String(bytes.count),
        .contentDisposition: "attachment; filename=\"kompas-\(table.name).\(format.rawValue)\"",
        .cacheControl: "no-store",
      ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  private func place(_ unit: ID<Unit>, _ request: Request, _ context: MemberContext) throws -> ReadingPlace {
    let organised = request.uri.queryParameters.get("organised").flatMap(ReadingPlace.Organised.init) ?? .asMeasured
    return ReadingPlace(
      survey: try context.parameters.id("survey"), wave: try context.parameters.id("wave"), unit: unit,
      organised: organised)
  }

  /// `comments.csv`: which table, in which format.
  private static func file(_ context: MemberContext) throws -> (String, ExportTable.Format) {
    let parts = (context.parameters.get("file") ?? "").split(separator: ".")
    guard parts.count == 2, let format = ExportTable.Format(rawValue: String(parts[1])) else { throw NotFound() }
    return (String(parts[0]), format)
  }
}
