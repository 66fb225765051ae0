public import Values

/// A mail that leaves after its change is committed, or not at all. It is a row of its own, so that a mail is sent once
/// however often it is asked for, and so that a person can see what became of it.
public struct QueuedMail: Sendable {
  public enum State: String, SQLColumn, Sendable {
    case queued
    case sent
    /// The relay will never take it: no such address, most often.
    case refused
  }

  public let id: String
  public let organisation: String
  /// Its texts are emptied once it is sent: they hold links that open doors.
  public let mail: Mail
  public let state: State
  public let failure: String?
  public let queuedAt: Instant
  public let sentAt: Instant?

  /// The kind of the jobs that send mails; the payload is the mail's id.
  public static let jobKind = "mail"

  init(_ row: Row) throws {
    id = try row("id")
    organisation = try row("organisation_id")
    mail = Mail(
      to: try row("recipient"), toName: try row("recipient_name"), subject: try row("subject"),
      text: try row("body_text"),
      html: try row.optional("body_html"), unsubscribe: try row.optional("unsubscribe"),
      messageID: try row("message_id"), calendar: try row.optional("calendar"))
    state = try row("state")
    failure = try row.optional("failure")
    queuedAt = try row("queued_at")
    sentAt = try row.optional("sent_at")
  }
}

extension Migration {
  public static let createMails = Migration("0902 create mails") { words in
    [
      """
      CREATE TABLE mails (
        organisation_id TEXT NOT NULL,
        id TEXT NOT NULL,
        unique_key TEXT NOT NULL,
        recipient TEXT NOT NULL,
        recipient_name TEXT NOT NULL,
        subject TEXT NOT NULL,
        body_text TEXT NOT NULL,
        body_html TEXT,
        unsubscribe TEXT,
        message_id TEXT NOT NULL,
        state TEXT NOT NULL CONSTRAINT ck_mails__state CHECK (state IN ('queued', 'sent', 'refused')),
        failure TEXT,
        queued_at TEXT NOT NULL,
        sent_at TEXT,
        CONSTRAINT uq_mails__organisation_id__id PRIMARY KEY (organisation_id, id),
        CONSTRAINT uq_mails__organisation_id__unique_key UNIQUE (organisation_id, unique_key)
      )\(words.strict)
      """,
      "CREATE INDEX ix_mails__state ON mails (organisation_id, state, id)",
    ]
  }
}

extension Migration {
  public static let addCalendarToMails = Migration("0903 mails carry a calendar file") { _ in
    ["ALTER TABLE mails ADD COLUMN calendar TEXT"]
  }
}

extension Connection {
  /// Queues a mail and the job that sends it. The key says what the mail is (`wave/invitation/reminder-1`): a second one with
  /// the same key is not sent. Says whether it was queued.
  @discardableResult
  public func queue<Organisation>(
    _ mail: Mail, in organisation: ID<Organisation>, key: String, due: Instant? = nil, world: World
  ) throws -> Bool {
    let id = world.newID()
    let added = try run(
      """
      INSERT INTO mails (
        organisation_id, id, unique_key, recipient, recipient_name, subject, body_text, body_html, unsubscribe, message_id,
        calendar, state, queued_at
      )
      VALUES (
        \(organisation), \(id), \(key), \(mail.to), \(mail.toName), \(mail.subject), \(mail.text), \(mail.html),
        \(mail.unsubscribe), \(mail.messageID), \(mail.calendar), 'queued', \(world.now())
      )
      ON CONFLICT (organisation_id, unique_key) DO NOTHING
      """)
    guard added == 1 else { return false }
    try enqueue(Job(QueuedMail.jobKind, in: organisation, payload: id, due: due, world: world))
    return true
  }

  /// Forgets what was mailed to an address, and doesn't send what waits.
  public func forgetMails<Organisation>(to address: String, in organisation: ID<Organisation>) throws {
    let mails: SQL = "organisation_id = \(organisation) AND lower(recipient) = \(address.lowercased())"
    try run(
      """
      DELETE FROM jobs
      WHERE organisation_id = \(organisation) AND kind = \(QueuedMail.jobKind)
        AND payload IN (SELECT id FROM mails WHERE \(mails))
      """)
    try run("DELETE FROM mails WHERE \(mails)")
  }

  /// Nothing where there is no such mail, or it was erased.
  public func queuedMail(_ id: String, in organisation: String) throws -> QueuedMail? {
    try row("\(Self.selectMails) WHERE organisation_id = \(organisation) AND id = \(id)").map(QueuedMail.init)
  }

  /// The mails of an organisation in this state, the latest first.
  public func queuedMails(in organisation: String, _ state: QueuedMail.State, limit: Int = 100) throws -> [QueuedMail] {
    try rows(
      """
      \(Self.selectMails)
      WHERE organisation_id = \(organisation) AND state = \(state)
      ORDER BY id DESC
      LIMIT \(limit)
      """
    ).map(QueuedMail.init)
  }

  public func markSent(_ mail: QueuedMail, at moment: Instant) throws {
    try run(
      """
      UPDATE mails
      SET state = 'sent', sent_at = \(moment), body_text = '', body_html = NULL, unsubscribe = NULL, calendar = NULL
      WHERE organisation_id = \(mail.organisation) AND id = \(mail.id)
      """)
  }

  public func markRefused(_ mail: QueuedMail, because reason: String) throws {
    try run(
      """
      UPDATE mails
      SET state = 'refused', failure = \(reason), body_text = '', body_html = NULL, unsubscribe = NULL,
        calendar = NULL
      WHERE organisation_id = \(mail.organisation) AND id = \(mail.id)
      """)
  }

  private static var selectMails: SQL {
    """
    SELECT organisation_id, id, recipient, recipient_name, subject, body_text, body_html, unsubscribe, message_id,
      calendar, state, failure, queued_at, sent_at
    FROM mails
    """
  }
}
