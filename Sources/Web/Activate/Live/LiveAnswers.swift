import Activate
import HTTPTypes
import Hummingbird
import NIOCore

/// Answers that the routes of phones, screens and consoles share.
enum LiveAnswers {
  /// The newest snapshot, or nothing at all where the page has it. For pages whose live channel doesn't come through.
  static func state(_ hub: SessionHub, _ face: SessionHub.Face, _ request: Request) async throws -> Response {
    let message = try await hub.message(for: face)
    if let since = request.uri.queryParameters["since"].flatMap({ Int($0) }), since == message.seq {
      return Response(status: .noContent, headers: [.cacheControl: "no-store"])
    }
    return json(message, status: .ok)
  }

  /// What a message says, as JSON.
  static func json(_ message: LiveMessage, status: HTTPResponse.Status) -> Response {
    Response(
      status: status,
      headers: [
        .contentType: "application/json", .cacheControl: "no-store", .contentLength: String(message.json.count),
      ],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: message.json)))
  }

  static func wantsJSON(_ request: Request) -> Bool {
    request.headers[.accept]?.hasPrefix("application/json") == true
  }
}
