import Persistence
import Values

extension Connection {
  var attempts: AttemptTable { AttemptTable(db: self) }
}

struct AttemptTable {
  let db: any Connection

  /// Counts an attempt; gives the seconds that are still to be waited where it may not be made.
  func count(_ limit: AttemptLimit, of who: String, at now: Instant) throws -> Int? {
    let subject = subject(limit, who)
    let row = try db.row("SELECT count, first_at, blocked_until FROM attempts WHERE subject = \(subject)")
    if let until = try row?.optional("blocked_until", as: Instant.self), until > now {
      return Int((until.milliseconds - now.milliseconds + 999) / 1_000)
    }
    var first = try row.map { try $0("first_at", as: Instant.self) } ?? now
    var count = try row.map { try $0("count", as: Int.self) } ?? 0
    if first.adding(minutes: limit.window) <= now { (first, count) = (now, 0) }
    count += 1
    let beyond = count - limit.free + 1
    let until = beyond > 0 ? now.adding(seconds: limit.wait(beyond)) : nil
    try db.run(
      """
      INSERT INTO attempts (subject, count, first_at, blocked_until) VALUES (\(subject), \(count), \(first), \(until))
      ON CONFLICT (subject) DO UPDATE
      SET count = excluded.count, first_at = excluded.first_at, blocked_until = excluded.blocked_until
      """)
    return nil
  }

  /// The attempt was no guess: it doesn't count.
  func takeBack(_ limit: AttemptLimit, of who: String) throws {
    try db.run(
      """
      UPDATE attempts SET count = count - 1, blocked_until = NULL WHERE subject = \(subject(limit, who)) AND count > 0
      """)
  }

  func clear(_ limit: AttemptLimit, of who: String) throws {
    try db.run("DELETE FROM attempts WHERE subject = \(subject(limit, who))")
  }

  func dropOld(before moment: Instant) throws {
    try db.run(
      "DELETE FROM attempts WHERE first_at < \(moment) AND (blocked_until IS NULL OR blocked_until < \(moment))")
  }

  private func subject(_ limit: AttemptLimit, _ who: String) -> String {
    "\(limit.name) \(Token.fingerprint(who))"
  }
}
