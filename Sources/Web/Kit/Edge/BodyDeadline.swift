import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Closes a connection whose request body takes too long as a whole, or trickles in. The server's own timer starts anew with every
/// byte, so that a patient client could hold a connection for good.
final class BodyDeadline: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart

  private let limits: EdgeLimits
  /// The head of a request whose body has not ended.
  private var open: HTTPRequest?
  private var total: Scheduled<Void>?
  private var pace: RepeatedTask?
  private var started = NIODeadline.now()
  private var received = 0

  init(_ limits: EdgeLimits) {
    self.limits = limits
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      stop()
      open = head
      started = .now()
      received = 0
    case .body(let bytes): received += bytes.readableBytes
    case .end: stop()
    }
    context.fireChannelRead(data)
  }

  /// Nearly every body comes in with its head, and needs no alarm.
  func channelReadComplete(context: ChannelHandlerContext) {
    if let open, total == nil { start(open, context) }
    context.fireChannelReadComplete()
  }

  func channelInactive(context: ChannelHandlerContext) {
    stop()
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    stop()
  }

  private func start(_ head: HTTPRequest, _ context: ChannelHandlerContext) {
    let isUpload = head.headerFields[.contentType]?.hasPrefix("multipart/") == true
    let loop = context.eventLoop.assumeIsolated()
    let channel = context.channel
    total = loop.scheduleTask(in: isUpload ? limits.upload : limits.body) { channel.close(promise: nil) }
    let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
    pace = context.eventLoop.scheduleRepeatedTask(initialDelay: limits.grace, delay: .seconds(1)) { _ in
      if bound.value.isTooSlow { channel.close(promise: nil) }
    }
  }

  private var isTooSlow: Bool {
    let seconds = Double((NIODeadline.now() - started - limits.grace).nanoseconds) / 1e9
    return Double(received) < seconds * Double(limits.slowestBytesPerSecond)
  }

  private func stop() {
    total?.cancel()
    pace?.cancel()
    (total, pace, open) = (nil, nil, nil)
  }
}
