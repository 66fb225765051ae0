import Activate
import HTTPTypes
import Hummingbird
import NIOCore
import Values

/// The answer that never ends: Server-Sent Events of one page.
struct EventStream {
  let hub: SessionHub
  let face: SessionHub.Face
  var participant: ID<Participant>?

  /// What some scanners want before they let the first byte through.
  static let padding = ByteBuffer(string: ":" + String(repeating: " ", count: 2_048) + "\n")
  /// Milliseconds after which a page comes back; each waits a little otherwise, so that they don't all come at once.
  private static let retry = 2_000...2_500

  func response(to request: Request) -> Response {
    Response(
      status: .ok, headers: Self.headers,
      body: ResponseBody { [hub, face, participant] writer in
        let page = try await hub.open(face, participant: participant)
        do {
          let sink = writer
          try await request.body.consumeWithInboundCloseHandler { _ in
            var line = sink
            try await line.write(Self.padding)
            try await line.write(ByteBuffer(string: "retry: \(Int.random(in: Self.retry))\n\n"))
            while let messages = await page.next() {
              for message in messages { try await line.write(ByteBuffer(bytes: message.bytes)) }
            }
          } onInboundClosed: {
            page.close()
          }
        } catch {
          await hub.close(page)
          throw error
        }
        await hub.close(page)
        try await writer.finish(nil)
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
