import CLibCurl
import Dispatch
import Foundation
import Synchronization
public import Values

/// Hands mails to the relay, through libcurl.
public final class Relay: Sendable {
  private let settings: RelaySettings
  private let now: @Sendable () -> Instant
  private let threads = DispatchQueue(label: "kompas.mail", attributes: .concurrent)
  private let handles = Mutex(Handles())
  private let turns: Turns

  /// Handles that rest. Each keeps its line to the relay open for the next mail.
  ///
  /// `@unchecked Sendable`: a handle is in this list or with one caller, and the list is under a lock.
  private struct Handles: @unchecked Sendable {
    var resting: [UnsafeMutableRawPointer] = []
  }

  private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK
  private static let restingLimit = 4

  /// Throws `MailProblem.wouldBeOpen` where mail would travel openly over a network, `.unwritable` where our own address is
  /// none.
  public init(_ settings: RelaySettings, now: @escaping @Sendable () -> Instant) throws {
    guard settings.security != .plain || settings.isLoopback else { throw MailProblem.wouldBeOpen }
    _ = try MailMessage.address(settings.fromAddress, field: "from")
    self.settings = settings
    self.now = now
    turns = Turns(perSecond: settings.mailsPerSecond)
  }

  deinit {
    for handle in handles.withLock({ $0.resting }) { curl_easy_cleanup(handle) }
  }

  /// Returns when the relay took the mail. Throws `MailProblem`.
  public func send(_ mail: Mail) async throws {
    let message = try MailMessage(mail, from: settings, at: now())
    let recipient = try MailMessage.address(mail.to, field: "to")
    try await turns.wait()
    try await withCheckedThrowingContinuation { continuation in
      threads.async { continuation.resume(with: Result { try self.hand(message, to: recipient) }) }
    }
  }

  private func hand(_ message: MailMessage, to recipient: String) throws(MailProblem) {
    guard Self.isReady, let handle = handles.withLock({ $0.resting.popLast() }) ?? curl_easy_init() else {
      throw .delayed(code: 0, reason: "out of memory")
    }
    let problem = perform(handle, message, to: recipient)
    // After a problem the line is not trusted for another mail.
    let isKept =
      problem == nil
      && handles.withLock { handles in
        guard handles.resting.count < Self.restingLimit else { return false }
        handles.resting.append(handle)
        return true
      }
    if !isKept { curl_easy_cleanup(handle) }
    if let problem { throw problem }
  }

  private func perform(_ handle: UnsafeMutableRawPointer, _ message: MailMessage, to recipient: String) -> MailProblem?
  {
    curl_easy_reset(handle)
    let recipients = curl_slist_append(nil, "<\(recipient)>")
    defer { curl_slist_free_all(recipients) }
    var complaint = [CChar](repeating: 0, count: Int(CURL_ERROR_SIZE))
    let outbound = Outbound(message.bytes)

    return complaint.withUnsafeMutableBufferPointer { complaint in
      var codes = [
        kompas_curl_set_text(handle, CURLOPT_URL, settings.url),
        kompas_curl_set_text(handle, CURLOPT_MAIL_FROM, "<\(settings.fromAddress)>"),
        kompas_curl_set_list(handle, CURLOPT_MAIL_RCPT, recipients),
        kompas_curl_set_number(handle, CURLOPT_UPLOAD, 1),
        kompas_curl_set_number(handle, CURLOPT_NOSIGNAL, 1),
        kompas_curl_set_number(handle, CURLOPT_CONNECTTIMEOUT, 10),
        kompas_curl_set_number(handle, CURLOPT_TIMEOUT, 60),
        kompas_curl_set_text(handle, CURLOPT_PROTOCOLS_STR, settings.security == .implicitTLS ? "smtps" : "smtp"),
        kompas_curl_set_reader(handle, Outbound.read, Unmanaged.passUnretained(outbound).toOpaque()),
      ]
      if let buffer = complaint.baseAddress { codes.append(kompas_curl_set_complaints(handle, buffer)) }
      if settings.security != .plain {
        codes.append(kompas_curl_set_number(handle, CURLOPT_USE_SSL, Int(CURLUSESSL_ALL.rawValue)))
        codes.append(kompas_curl_set_number(handle, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2)))
      }
      if let file = settings.certificates { codes.append(kompas_curl_set_text(handle, CURLOPT_CAINFO, file)) }
      if let user = settings.user { codes.append(kompas_curl_set_text(handle, CURLOPT_USERNAME, user)) }
      if let password = settings.password { codes.append(kompas_curl_set_text(handle, CURLOPT_PASSWORD, password)) }
      guard codes.allSatisfy({ $0 == CURLE_OK }) else {
        return .delayed(code: 0, reason: "libcurl lacks an option that mail needs")
      }
      let code = withExtendedLifetime(outbound) { curl_easy_perform(handle) }
      // The buffer of complaints goes with this call; the handle may outlive it.
      _ = kompas_curl_set_complaints(handle, nil)
      if code == CURLE_OK { return nil }
      let said = complaint.baseAddress.map { String(cString: $0) } ?? ""
      let reason = said.isEmpty ? String(cString: curl_easy_strerror(code)) : said
      return Self.problem(code, reply: kompas_curl_reply_code(handle), reason: reason)
    }
  }

  /// Refused for good is only what the relay says of this mail: 5xx to its sender, its recipient or its text. What it says of us
  /// (a wrong password, no TLS) is for the operator to mend, and the mail waits.
  private static func problem(_ code: CURLcode, reply: Int, reason: String) -> MailProblem {
    let isAboutUs = code == CURLE_LOGIN_DENIED || code == CURLE_USE_SSL_FAILED || [530, 534, 535, 538].contains(reply)
    return (500...599).contains(reply) && !isAboutUs
      ? .refused(code: reply, reason: reason) : .delayed(code: reply, reason: reason)
  }
}

/// The bytes that libcurl reads as it wants them.
private final class Outbound {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  static let read: curl_read_callback = { buffer, size, count, context in
    guard let buffer, let context else { return 0 }
    return Unmanaged<Outbound>.fromOpaque(context).takeUnretainedValue().fill(buffer, size * count)
  }

  private func fill(_ buffer: UnsafeMutablePointer<CChar>, _ room: Int) -> Int {
    let count = min(room, bytes.count - position)
    bytes.withUnsafeBytes { source in
      UnsafeMutableRawBufferPointer(start: buffer, count: count)
        .copyMemory(from: UnsafeRawBufferPointer(rebasing: source[position..<position + count]))
    }
    position += count
    return count
  }
}

/// Spreads mails over time, so that a wave of thousands doesn't fall on the relay at once.
private final class Turns: Sendable {
  private let spacing: Duration
  private let next = Mutex(ContinuousClock.now)

  init(perSecond: Int) {
    spacing = .seconds(1) / max(perSecond, 1)
  }

  func wait() async throws {
    let turn = next.withLock { next in
      let turn = max(next, ContinuousClock.now)
      next = turn + spacing
      return turn
    }
    try await Task.sleep(until: turn, clock: .continuous)
  }
}
