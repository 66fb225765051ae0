import Activate
import HTTPTypes
import Hummingbird
import NIOCore
import Values

/// A recording as a browser plays it: whole, or the piece that it asks for, without which some play nothing at all.
struct SoundAnswer {
  let format: Recording.Format
  let bytes: [UInt8]

  func response(to request: Request) -> Response {
    // Never kept: the customer may say no tomorrow.
    var headers: HTTPFields = [
      .contentType: format.mediaType, .acceptRanges: "bytes", .cacheControl: "no-store",
      .contentDisposition: "inline; filename=\"kompas.\(format.rawValue)\"",
    ]
    guard let asked = request.headers[.range] else { return answer(.ok, bytes[...], headers) }
    guard let range = Self.range(asked, of: bytes.count) else {
      headers[.contentRange] = "bytes */\(bytes.count)"
      return answer(.rangeNotSatisfiable, [], headers)
    }
    headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound)/\(bytes.count)"
    return answer(.partialContent, bytes[range], headers)
  }

  private func answer(_ status: HTTPResponse.Status, _ piece: ArraySlice<UInt8>, _ headers: HTTPFields) -> Response {
    var headers = headers
    headers[.contentLength] = String(piece.count)
    return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: piece)))
  }

  /// `bytes=FROM-TO`, `bytes=FROM-` or `bytes=-LAST`; nothing where that is no piece of it.
  static func range(_ text: String, of count: Int) -> ClosedRange<Int>? {
    guard text.hasPrefix("bytes=") else { return nil }
    let halves = text.dropFirst("bytes=".count).split(separator: "-", omittingEmptySubsequences: false)
    guard halves.count == 2, count > 0 else { return nil }
    let (from, to) = (Int(halves[0]), Int(halves[1]))
    switch (from, to) {
    case (let from?, let to?) where from <= to && from < count: return from...min(to, count - 1)
    case (let from?, nil) where halves[1].isEmpty && from >= 0 && from < count: return from...(count - 1)
    case (nil, let last?) where halves[0].isEmpty && last > 0: return max(0, count - last)...(count - 1)
    default: return nil
    }
  }
}

extension PhoneRoutes {
  /// A customer's voice, for the phones of a session, while the round that holds it is on.
  @Sendable func phoneSound(_ request: Request, _ context: GuestContext) async throws -> Response {
    let entrance = try await entrance(request, context)
    _ = try participant(entrance)
    return try await sound(for: .phone, entrance, request, context)
  }

  /// The same for its big screen.
  @Sendable func screenSound(_ request: Request, _ context: GuestContext) async throws -> Response {
    try await sound(for: .screen, try await screen(request, context), request, context)
  }

  private func sound(
    for audience: SessionSnapshot.Audience, _ entrance: Participants.Entrance, _ request: Request,
    _ context: GuestContext
  ) async throws -> Response {
    let hub = rooms.live.hub(of: entrance.session.id, in: entrance.organisation)
    guard let round = try await hub.snapshot(for: audience).round?.round else { throw NotFound() }
    let (format, bytes) = try await rooms.recordings.sound(
      of: try context.parameters.id("recording"), in: round, of: entrance.organisation)
    return SoundAnswer(format: format, bytes: bytes).response(to: request)
  }
}
