import Activate
import HTTPTypes
import Hummingbird
import NIOCore
import Values

extension CalendarFile {
  /// As an answer that a calendar takes in.
  func response(named name: String, at now: Instant) -> Response {
    let bytes = ByteBuffer(string: text(stamp: now))
    return Response(
      status: .ok,
      headers: [
        .contentType: "text/calendar; charset=utf-8", .contentLength: String(bytes.readableBytes),
        .cacheControl: "no-store", .contentDisposition: "attachment; filename=\"\(name).ics\"",
      ], body: ResponseBody(byteBuffer: bytes))
  }
}
