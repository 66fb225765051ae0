import Persistence
import Values

extension Migration {
  static let createSignIns = Migration("0005 create sign-ins and one-time links") { words in
    [
      """
      CREATE TABLE sign_ins (
        id TEXT PRIMARY KEY NOT NULL,
        account_id TEXT NOT NULL CONSTRAINT fk_sign_ins_account REFERENCES accounts (id) ON DELETE CASCADE,
        person_id TEXT NOT NULL CONSTRAINT fk_sign_ins_person REFERENCES people (id) ON DELETE CASCADE,
        organisation_id TEXT NOT NULL
          CONSTRAINT fk_sign_ins_organisation REFERENCES organisations (id) ON DELETE CASCADE,
        token_hash TEXT NOT NULL,
        device TEXT NOT NULL,
        created_at TEXT NOT NULL,
        last_seen_at TEXT NOT NULL,
        expires_at TEXT NOT NULL,
        CONSTRAINT uq_sign_ins__token_hash UNIQUE (token_hash)
      )\(words.strict)
      """,
      "CREATE INDEX ix_sign_ins__account_id ON sign_ins (account_id)",
      "CREATE INDEX ix_sign_ins__person_id ON sign_ins (person_id)",
      "CREATE INDEX ix_sign_ins__organisation_id ON sign_ins (organisation_id)",
      """
      CREATE TABLE one_time_links (
        token_hash TEXT NOT NULL,
        purpose TEXT NOT NULL,
        person_id TEXT CONSTRAINT fk_one_time_links_person REFERENCES people (id) ON DELETE CASCADE,
        account_id TEXT CONSTRAINT fk_one_time_links_account REFERENCES accounts (id) ON DELETE CASCADE,
        organisation_id TEXT CONSTRAINT fk_one_time_links_organisation REFERENCES organisations (id) ON DELETE CASCADE,
        created_at TEXT NOT NULL,
        expires_at TEXT NOT NULL,
        used_at TEXT,
        CONSTRAINT uq_one_time_links__token_hash PRIMARY KEY (token_hash)
      )\(words.strict)
      """,
      "CREATE INDEX ix_one_time_links__person_id ON one_time_links (person_id)",
      "CREATE INDEX ix_one_time_links__account_id ON one_time_links (account_id)",
      "CREATE INDEX ix_one_time_links__organisation_id ON one_time_links (organisation_id)",
    ]
  }
}
