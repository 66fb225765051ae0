import CLibPQ
import Foundation
import Persistence
import Synchronization

/// One connection to the server, with its prepared statements.
///
/// `@unchecked Sendable`: the pool lends a link to one transaction at a time, and only `cancel` is called from elsewhere; the
/// pointer that it uses is kept under a lock.
final class PostgresLink: @unchecked Sendable {
  private let connectionString: ConnectionString
  private let settings: PostgresSettings
  private var connection: OpaquePointer?
  private var prepared: [String: String] = [:]
  private let cancelling = Mutex(Cancelling())

  private struct Cancelling: @unchecked Sendable {
    var handle: OpaquePointer?
    var isAllowed = false
    /// Counts the times that this link was lent, so that a late request can't hit the next borrower.
    var loan = 0
  }

  /// How many prepared statements one connection keeps. Texts are written by programmers, so there are some hundreds; a list
  /// for `IN` of varying length is what could grow.
  private static let preparedLimit = 500

  /// What holds unless the connection string says otherwise: a server that has gone silent is noticed within 20 seconds.
  private static let defaults = """
    application_name=kompas connect_timeout=5 tcp_user_timeout=15000 keepalives_idle=10 keepalives_interval=3 \
    keepalives_count=3
    """

  init(_ connectionString: ConnectionString, settings: PostgresSettings) {
    self.connectionString = connectionString
    self.settings = settings
  }

  deinit {
    disconnect()
  }

  // MARK: Coming and going

  var isConnected: Bool { connection.map { PQstatus($0) == CONNECTION_OK } ?? false }

  /// Nothing where a connection already stands.
  func connectIfNeeded() throws {
    if isConnected { return }
    disconnect()
    let made = PQconnectdb("\(Self.defaults) \(connectionString.text) client_encoding=UTF8")
    guard let made, PQstatus(made) == CONNECTION_OK else {
      let reason = made.map { String(cString: PQerrorMessage($0)) } ?? "out of memory"
      PQfinish(made)
      throw DatabaseError(.unavailable, detail: reason.trimmingCharacters(in: .whitespacesAndNewlines))
    }
    PQsetNoticeProcessor(made, { _, _ in }, nil)
    connection = made
    cancelling.withLock { $0.handle = PQgetCancel(made) }
    do {
      for statement in settings.statements { _ = try execute(plain: statement) }
    } catch {
      disconnect()
      throw error
    }
  }

  func disconnect() {
    cancelling.withLock { cancelling in
      if let handle = cancelling.handle { PQfreeCancel(handle) }
      cancelling.handle = nil
    }
    prepared = [:]
    if let connection { PQfinish(connection) }
    connection = nil
  }

  // MARK: Cancelling

  /// While allowed, `cancel` reaches the server. It is not allowed during a commit, whose outcome must be known.
  func allowCancelling(_ isAllowed: Bool) {
    cancelling.withLock { $0.isAllowed = isAllowed }
  }

  /// Begins another loan and gives its number, for `cancel`.
  func lend() -> Int {
    cancelling.withLock { cancelling in
      cancelling.loan += 1
      return cancelling.loan
    }
  }

  /// Asks the server to stop the running statement of this loan. Returns when the server has taken the request, and holds the
  /// lock until then, so that it can't hit the next transaction.
  func cancel(loan: Int) {
    cancelling.withLock { cancelling in
      guard cancelling.loan == loan, cancelling.isAllowed, let handle = cancelling.handle else { return }
      var complaint = [CChar](repeating: 0, count: 256)
      _ = PQcancel(handle, &complaint, Int32(complaint.count))
    }
  }

  // MARK: Listening

  /// Waits up to a second for announcements on the topics that this link listens to. Throws where the line broke.
  func announcements(within milliseconds: Int32) throws -> [String] {
    var descriptor = pollfd(fd: PQsocket(connection), events: Int16(POLLIN), revents: 0)
    if poll(&descriptor, 1, milliseconds) > 0, PQconsumeInput(connection) == 0 {
      throw PostgresFailure(state: "", detail: "the line to listen on broke", isLost: true)
    }
    var said: [String] = []
    while let notice = PQnotifies(connection) {
      said.append(String(cString: notice.pointee.extra))
      PQfreemem(notice)
    }
    guard isConnected else {
      throw PostgresFailure(state: "", detail: "the line to listen on broke", isLost: true)
    }
    return said
  }

  // MARK: Statements

  /// Runs a statement without values, not prepared: `BEGIN`, `COMMIT`, `SET`, or several at once.
  func execute(plain text: String) throws -> PostgresResult {
    try checked(PQexec(connection, text))
  }

  func execute(_ sql: SQL) throws -> PostgresResult {
    try execute(sql.text(for: .postgres), try sql.checkedBindings())
  }

  func execute(_ text: String, _ values: [SQLValue]) throws -> PostgresResult {
    let parameters = PostgresParameters(values)
    guard Self.isWorthPreparing(text) else {
      return try parameters.withPointers { values, lengths, formats in
        try checked(
          PQexecParams(connection, text, Int32(parameters.count), nil, values, lengths, formats, 0))
      }
    }
    let name = try preparedName(of: text)
    return try parameters.withPointers { values, lengths, formats in
      try checked(PQexecPrepared(connection, name, Int32(parameters.count), values, lengths, formats, 0))
    }
  }

  func forgetPrepared() {
    prepared = [:]
    if isConnected { PQclear(PQexec(connection, "DEALLOCATE ALL")) }
  }

  private func preparedName(of text: String) throws -> String {
    if let name = prepared[text] { return name }
    if prepared.count >= Self.preparedLimit { forgetPrepared() }
    let name = "s\(prepared.count)"
    _ = try checked(PQprepare(connection, name, text, 0, nil))
    prepared[text] = name
    return name
  }

  /// Schema changes run once; preparing them would only fill the cache.
  private static func isWorthPreparing(_ text: String) -> Bool {
    let word = text.drop { $0.isWhitespace || $0 == "(" }.prefix { $0.isLetter }.uppercased()
    return ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH", "VALUES"].contains(word)
  }

  private func checked(_ pointer: OpaquePointer?) throws -> PostgresResult {
    guard let pointer else {
      throw PostgresFailure(
        state: "", detail: connection.map { String(cString: PQerrorMessage($0)) } ?? "not connected", isLost: true)
    }
    let result = PostgresResult(pointer)
    switch PQresultStatus(pointer) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: return result
    default: throw PostgresFailure(result, isLost: !isConnected)
    }
  }
}
