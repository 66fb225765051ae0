import Activate
import HTTPTypes
import Hummingbird
import NIOCore
import Values

/// The answer that never ends: Server-Sent Events of one page.
struct EventStream {
  let hub: SessionHub
  let page: LivePage

  /// What some scanners want before they let the first byte through, and how long a phone waits before it comes back. Each waits a
  /// little otherwise, so that they don't all come at once.
  private static let padding = ByteBuffer(string: ":" + String(repeating: " ", count: 2_048) + "\n")

  func response(to request: Request) -> Response {
    let (hub, page) = (hub, page)
    return Response(
      status: .ok, headers: Self.headers,
      body: ResponseBody { writer in
        let body = request.body
        var sink = writer
        do {
          try await body.consumeWithInboundCloseHandler { _ in
            try await sink.write(Self.padding)
            try await sink.write(ByteBuffer(string: "retry: \(2_000 + Int.random(in: 0...500))\n\n"))
            while let messages = await page.next() {
              for message in messages { try await sink.write(ByteBuffer(bytes: message.bytes)) }
            }
          } onInboundClosed: {
            page.close()
          }
          await hub.close(page)
          try await sink.finish(nil)
        } catch {
          await hub.close(page)
          throw error
        }
      })
  }

  /// No proxy may keep, change or gather any of it.
  static let headers: HTTPFields = {
    var headers: HTTPFields = [
      .contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store, no-transform",
    ]
    if let name = HTTPField.Name("X-Accel-Buffering") { headers[name] = "no" }
    return headers
  }()
}
