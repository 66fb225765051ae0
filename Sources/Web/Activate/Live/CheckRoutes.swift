import HTTPTypes
import Hummingbird
import NIOCore
import Values

/// What the check of a venue's network tries out, days before a session: whether an event comes through at once, whether a second one
/// does, whether a line stays open for a minute, and whether a form comes back.
struct CheckRoutes {
  /// Under `/check`.
  var routes: RouteCollection<GuestContext> {
    RouteCollection(context: GuestContext.self).get("events", use: events).post("echo", use: echo).get("now", use: now)
  }

  /// Seconds between two events, and how many come: a minute and a little.
  private static let pause = 15
  private static let events = 6

  @Sendable func events(_ request: Request, _ context: GuestContext) async throws -> Response {
    let now = context.visit.site.world.now
    // Two at once: some scanners hold the first until they see a second. A browser that listens gets a minute of them.
    let count = request.headers[.accept] == "text/event-stream" ? Self.events : 2
    return Response(
      status: .ok, headers: EventStream.headers,
      body: ResponseBody { writer in
        try await writer.write(EventStream.padding)
        for number in 1...count {
          try await writer.write(
            ByteBuffer(
              string: "event: ping\nid: \(number)\ndata: {\"number\":\(number),\"now\":\(now().milliseconds)}\n\n"))
          if number > 1, number < count { try await Task.sleep(for: .seconds(Self.pause)) }
        }
        try await writer.finish(nil)
      })
  }

  @Sendable func echo(_ request: Request, _ context: GuestContext) async throws -> Response {
    json("{\"echo\":\"\(context.form["word"].filter { $0.isLetter || $0.isNumber }.prefix(40))\"}")
  }

  @Sendable func now(_ request: Request, _ context: GuestContext) async throws -> Response {
    json("{\"now\":\(context.visit.now.milliseconds)}")
  }

  private func json(_ text: String) -> Response {
    Response(
      status: .ok,
      headers: [
        .contentType: "application/json", .cacheControl: "no-store", .contentLength: String(text.utf8.count),
      ],
      body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }
}
