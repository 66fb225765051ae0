import Persistence

/// What a server must be before we trust it with an answer.
enum ServerCheck {
  static func run(on link: PostgresLink) throws {
    try link.connectIfNeeded()
    let settings = try link.transaction("BEGIN READ ONLY") { db in
      try db.rows(
        """
        SELECT name, setting FROM pg_settings
        WHERE name IN ('fsync', 'full_page_writes', 'data_sync_retry', 'synchronous_commit', 'server_version_num')
        UNION ALL
        SELECT 'encoding', pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database()
        UNION ALL
        SELECT 'collation', datcollate FROM pg_database WHERE datname = current_database()
        """)
    }
    var found: [String: String] = [:]
    for row in settings { found[try row("name")] = try row("setting") }

    var problems: [String] = []
    func require(_ name: String, _ allowed: [String]) {
      let value = found[name] ?? "unknown"
      if !allowed.contains(value) {
        problems.append("\(name) is \(value), must be \(allowed.joined(separator: " or "))")
      }
    }
    require("fsync", ["on"])
    require("full_page_writes", ["on"])
    require("data_sync_retry", ["off"])
    require("synchronous_commit", ["on", "remote_apply", "remote_write"])
    require("encoding", ["UTF8"])
    require("collation", ["C", "POSIX", "C.UTF-8", "C.utf8"])
    if Int(found["server_version_num"] ?? "") ?? 0 < 140_000 { problems.append("PostgreSQL 14 or later is needed") }
    guard problems.isEmpty else { throw DatabaseError(.other, detail: problems.joined(separator: "; ")) }
  }
}
