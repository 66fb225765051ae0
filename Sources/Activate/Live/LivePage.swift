import Synchronization
public import Values

/// What is sent to one page: an event of the live channel.
public struct LiveMessage: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable {
    /// The whole snapshot.
    case state
    /// Counts, for screen and console only.
    case progress
    /// I am still here.
    case ping
    /// The same phone opened the session elsewhere; this page rests.
    case elsewhere
  }

  public let kind: Kind
  /// The number of the last event of the session.
  public let seq: Int
  /// What it says, as JSON.
  public let json: [UInt8]
  /// The same as it goes over the line of Server-Sent Events, made once for everyone who gets it.
  public let bytes: [UInt8]

  init(_ kind: Kind, seq: Int, data: [UInt8]) {
    self.kind = kind
    self.seq = seq
    json = data
    var bytes = Array("event: \(kind.rawValue)\n".utf8)
    if kind == .state { bytes += Array("id: \(seq)\n".utf8) }
    bytes += Array("data: ".utf8) + data + Array("\n\n".utf8)
    self.bytes = bytes
  }
}

/// What waits for one page: of each kind only the newest, because a snapshot makes those before it needless. A page that reads slowly
/// holds up nobody and costs no memory.
public final class LivePage: Sendable {
  private struct State {
    var waiting: [LiveMessage.Kind: LiveMessage] = [:]
    var reader: CheckedContinuation<[LiveMessage]?, Never>?
    var isClosed = false

    /// In the order in which a page wants them.
    mutating func take() -> [LiveMessage] {
      defer { waiting = [:] }
      return [LiveMessage.Kind.state, .progress, .ping, .elsewhere].compactMap { waiting[$0] }
    }
  }

  private let state = Mutex(State())
  public let participant: ID<Participant>?
  let face: SessionHub.Face

  init(participant: ID<Participant>?, face: SessionHub.Face) {
    self.participant = participant
    self.face = face
  }

  func put(_ message: LiveMessage) {
    let ready = state.withLock { state -> (CheckedContinuation<[LiveMessage]?, Never>, [LiveMessage])? in
      guard !state.isClosed else { return nil }
      state.waiting[message.kind] = message
      guard let reader = state.reader else { return nil }
      state.reader = nil
      return (reader, state.take())
    }
    if let (reader, messages) = ready { reader.resume(returning: messages) }
  }

  /// What waits, as soon as something does; nothing once this is closed and empty.
  public func next() async -> [LiveMessage]? {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let ready = state.withLock { state -> [LiveMessage]?? in
          if !state.waiting.isEmpty { return .some(state.take()) }
          if state.isClosed { return .some(nil) }
          state.reader = continuation
          return nil
        }
        if let ready { continuation.resume(returning: ready) }
      }
    } onCancel: {
      close()
    }
  }

  /// Nothing more comes; what waits can still be read.
  public func close() {
    let reader = state.withLock { state in
      state.isClosed = true
      defer { state.reader = nil }
      return state.reader
    }
    reader?.resume(returning: nil)
  }
}
