import Hummingbird
import HummingbirdTesting
import NIOCore
import NIOPosix
import Testing

@testable import Web

/// A client that says exactly these bytes, with pauses, and waits for what comes back until the server closes.
private func say(_ pieces: [(String, pause: Duration)], to port: Int) async throws -> String {
  let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
    .connect(host: "127.0.0.1", port: port) { channel in
      channel.eventLoop.makeCompletedFuture {
        try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
      }
    }
  return try await channel.executeThenClose { inbound, outbound in
    var answer = ""
    do {
      for (text, pause) in pieces {
        try await outbound.write(ByteBuffer(string: text))
        try await Task.sleep(for: pause)
      }
      for try await bytes in inbound { answer += String(buffer: bytes) }
    } catch is ChannelError {
      // The server closed while we were still talking.
    } catch is IOError {
    }
    return answer
  }
}

@Suite(.timeLimit(.minutes(1))) struct EdgeTests {
  private func withServer(_ test: @Sendable @escaping (Int) async throws -> Void) async throws {
    var limits = EdgeLimits()
    limits.head = .milliseconds(600)
    limits.body = .milliseconds(800)
    limits.grace = .milliseconds(300)
    limits.unread = .milliseconds(600)
    let router = Router()
    router.get("hello") { _, _ in "hello" }
    router.post("body") { request, _ in String(try await request.body.collect(upTo: 1_000).readableBytes) }
    router.get("much") { _, _ in
      Response(
        status: .ok,
        body: ResponseBody { writer in
          for _ in 0..<2_000 { try await writer.write(ByteBuffer(repeating: 0x78, count: 65_536)) }
          try await writer.finish(nil)
        }
      )
    }
    let app = Application(
      router: router, server: limits.server, configuration: limits.configuration(host: "127.0.0.1", port: 0)
    )
    try await app.test(.live) { client in try await test(client.port ?? 0) }
  }

  @Test func aWholeRequestIsAnswered() async throws {
    try await withServer { port in
      let answer = try await say([("GET /hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", .zero)], to: port)
      #expect(answer.hasPrefix("HTTP/1.1 200") && answer.hasSuffix("hello"))
    }
  }

  @Test func aHeadThatTricklesInIsCutOff() async throws {
    try await withServer { port in
      let pieces = Array(repeating: ("X", pause: Duration.milliseconds(150)), count: 12)
      let start = ContinuousClock.now
      let answer = try await say([("GET /hello HTTP/1.1\r\nHost: x\r\n", pause: .zero)] + pieces, to: port)
      #expect(!answer.contains("200"))
      #expect(ContinuousClock.now - start < .seconds(4))
    }
  }

  @Test func aBodyThatTricklesInIsCutOff() async throws {
    try await withServer { port in
      let head = "POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n"
      let pieces = Array(repeating: ("x", pause: Duration.milliseconds(100)), count: 20)
      let start = ContinuousClock.now
      let answer = try await say([(head, pause: .zero)] + pieces, to: port)
      #expect(!answer.contains("200"))
      #expect(ContinuousClock.now - start < .seconds(4))
    }
  }

  @Test(arguments: [
    String(repeating: "X-Many: 1\r\n", count: 80), "X-Long: \(String(repeating: "x", count: 9_000))\r\n",
    String(repeating: "X-Some: \(String(repeating: "x", count: 600))\r\n", count: 30),
  ]) func tooManyOrTooLongHeadersAreRefused(headers: String) async throws {
    try await withServer { port in
      let answer = try await say([("GET /hello HTTP/1.1\r\nHost: x\r\n\(headers)\r\n", .zero)], to: port)
      #expect(answer.hasPrefix("HTTP/1.1 400"))
    }
  }

  @Test(arguments: [
    "POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
    "GET /hello HTTP/1.1\r\nHost: x\r\nX-A: b\r\n folded\r\n\r\n",
  ]) func whatCouldBeReadInTwoWaysIsRefused(request: String) async throws {
    try await withServer { port in
      let answer = try await say([(request, .zero)], to: port)
      #expect(!answer.contains("200"))
    }
  }

  @Test func anAnswerThatNobodyReadsIsDropped() async throws {
    try await withServer { port in
      let closed = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .channelOption(ChannelOptions.autoRead, value: false)
        .channelOption(ChannelOptions.socketOption(.so_rcvbuf), value: 8_192)
        .connect(host: "127.0.0.1", port: port).get()
      try await closed.writeAndFlush(ByteBuffer(string: "GET /much HTTP/1.1\r\nHost: x\r\n\r\n"))
      try await Task.sleep(for: .seconds(2))
      // What the server had sent before it gave up can still be read; then the connection is at its end.
      try await closed.setOption(ChannelOptions.autoRead, value: true).get()
      try await closed.closeFuture.get()
    }
  }
}
