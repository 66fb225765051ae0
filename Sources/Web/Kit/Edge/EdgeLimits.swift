public import Hummingbird
import HummingbirdCore
import NIOCore

/// What the edge of the server lets a client take: sizes, counts and, above all, time.
public struct EdgeLimits: Sendable {
  /// Bytes of one header field, of all of them, and how many there may be.
  public var headerField = 8_192
  public var headerBlock = 16_384
  public var headerCount = 64
  /// From connecting, or from the previous answer, to a whole request head.
  public var head: TimeAmount = .seconds(15)
  /// For the whole body; an upload may take longer.
  public var body: TimeAmount = .seconds(15)
  public var upload: TimeAmount = .seconds(120)
  /// After this long, a body must have come in at `slowestBytesPerSecond` or faster.
  public var grace: TimeAmount = .seconds(5)
  public var slowestBytesPerSecond = 1_024
  /// How long a client may leave an answer unread.
  public var unread: TimeAmount = .seconds(20)
  public var connections = 4_000
  public var backlog = 4_096

  public init() {}

  /// An HTTP server that keeps these limits.
  public var server: HTTPServerBuilder {
    .http1(
      configuration: HTTP1Channel.Configuration(
        additionalChannelHandlers: [BodyDeadline(self), UnreadAnswer(limit: unread)],
        idleTimeout: head,
        httpDecoderConfiguration: HTTP1Channel.Configuration.DecoderConfiguration(
          maxHeaderFieldSize: headerField, maxHeaderListSize: headerBlock, maxHeaderFieldCount: headerCount
        )
      )
    )
  }

  /// Where the server listens, and how many may wait and be connected there.
  public func configuration(host: String, port: Int) -> ApplicationConfiguration {
    ApplicationConfiguration(
      address: .hostname(host, port: port), backlog: backlog,
      availableConnectionsDelegate: MaximumAvailableConnections(connections)
    )
  }
}
