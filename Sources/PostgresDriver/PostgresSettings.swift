/// How this program wants each of its connections to behave.
public struct PostgresSettings: Sendable {
  /// Connections that this process keeps at most. A transaction waits for one.
  public var connections: Int
  /// A statement that runs longer is stopped by the server. Seconds.
  public var statementSeconds: Int
  /// A statement that waits longer for another's lock is refused. Seconds.
  public var lockSeconds: Int
  /// A transaction in which our program does nothing for so long is ended by the server. Seconds.
  public var idleSeconds: Int

  public init(connections: Int = 10, statementSeconds: Int = 60, lockSeconds: Int = 2, idleSeconds: Int = 10) {
    self.connections = connections
    self.statementSeconds = statementSeconds
    self.lockSeconds = lockSeconds
    self.idleSeconds = idleSeconds
  }

  /// A cursor is read to its end, so its plan is made for all rows; compiling a plan costs more than our statements do.
  var statements: [String] {
    [
      """
      SET statement_timeout = '\(statementSeconds)s';
      SET lock_timeout = '\(lockSeconds)s';
      SET idle_in_transaction_session_timeout = '\(idleSeconds)s';
      SET client_min_messages = warning;
      SET cursor_tuple_fraction = 1;
      SET bytea_output = hex;
      SET jit = off
      """,
      """
      SELECT set_config('synchronous_commit', 'on', false)
      WHERE current_setting('synchronous_commit') IN ('off', 'local')
      """,
    ]
  }
}
