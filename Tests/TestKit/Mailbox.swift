public import Foundation
import Testing

/// A real SMTP server on loopback, that keeps what it receives: see `scripts/mailbox`.
public final class Mailbox {
  /// How the line to it is kept secret.
  public enum Security: String, Sendable {
    case none
    case startTLS = "starttls"
    case implicit
  }

  /// A message as another mail program reads it.
  public struct Message: Decodable, Sendable {
    public let sender: String
    public let recipients: [String]
    public let secure: Bool
    public let user: String?
    /// By name in lower case.
    public let headers: [String: String]
    public let text: String?
    public let html: String?
    /// The types of its parts, from the outside in.
    public let parts: [String]
    public let calendar: Calendar?
    /// What that program found wrong with it.
    public let defects: [String]
    /// The longest line in bytes.
    public let longest: Int
    public let ascii: Bool

    /// The calendar file that goes along.
    public struct Calendar: Decodable, Sendable {
      /// With the line ends that it came with.
      public let text: String
      public let method: String?
      public let charset: String?
      public let disposition: String?
      public let name: String?
    }
  }

  public let port: Int
  public let folder: URL
  /// The certificate that it shows, where it has one.
  public let certificate: URL?
  private let process: Process

  public static let pythonVariable = "KOMPAS_TEST_PYTHON"

  /// Starts one; on the same port and folder as before where one is given, so that it seems to come back.
  ///
  /// Skips the test, and says so, where there is no server to start.
  public init(_ security: Security = .none, user: String? = nil, again: Mailbox? = nil) throws {
    let (python, script) = try Self.program()
    folder = again?.folder ?? TemporaryFolder.make()
    var arguments = [script, folder.path]
    if let again { arguments += ["--port", "\(again.port)"] }
    if let user { arguments += ["--user", user] }
    if security != .none {
      let certificate = try again?.certificate ?? Self.makeCertificate()
      arguments += ["--tls", security.rawValue, "--certificate", certificate.path]
      self.certificate = certificate
    } else {
      certificate = nil
    }
    process = Process()
    process.executableURL = URL(filePath: python)
    process.arguments = arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardInput = FileHandle.nullDevice
    try process.start()
    var line = Data()
    while !line.contains(UInt8(ascii: "\n")) {
      let more = output.fileHandleForReading.availableData
      if more.isEmpty { break }
      line += more
    }
    let said = String(decoding: line, as: UTF8.self)
    port = try #require(
      said.split(whereSeparator: \.isWhitespace).last.flatMap { Int($0) }, "It did not start: \(said)")
  }

  deinit {
    if process.isRunning { stop() }
  }

  public func stop() {
    process.terminate()
    process.awaitEnd()
  }

  /// What it answers from now on to every recipient; nothing for what it answers by itself.
  public func answerRecipients(_ reply: String?) throws { try answer("rcpt", reply) }

  /// What it answers from now on to every message.
  public func answerMessages(_ reply: String?) throws { try answer("data", reply) }

  private func answer(_ name: String, _ reply: String?) throws {
    let file = folder.appending(path: name)
    if let reply {
      try reply.write(to: file, atomically: true, encoding: .utf8)
    } else if FileManager.default.fileExists(atPath: file.path) {
      try FileManager.default.removeItem(at: file)
    }
  }

  /// What was received so far, in order.
  public func messages() throws -> [Message] {
    try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "json" }
      .sorted { $0.path < $1.path }
      .map { try JSONDecoder().decode(Message.self, from: Data(contentsOf: $0)) }
  }

  private static func program() throws -> (python: String, script: String) {
    guard let python = ProcessInfo.processInfo.environment[pythonVariable], let root = Project.root else {
      try Test.cancel("No mail server to test with: \(pythonVariable) is not set. See scripts/mailbox.")
    }
    return (python, root.appending(path: "scripts/mailbox.py").path)
  }

  private static func makeCertificate() throws -> URL {
    let file = TemporaryFolder.make().appending(path: "mailbox.pem")
    let openssl = Process()
    openssl.executableURL = URL(filePath: "/usr/bin/env")
    openssl.arguments = [
      "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
      "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", file.path,
      "-out", file.path,
    ]
    openssl.standardError = FileHandle.nullDevice
    try openssl.start()
    openssl.awaitEnd()
    return file
  }
}
