import Values

/// A mail as it travels: RFC 5322 with MIME, in ASCII, lines ended by CR LF and at most 76 characters long.
struct MailMessage {
  let bytes: [UInt8]

  init(_ mail: Mail, from settings: RelaySettings, at moment: Instant) throws(MailProblem) {
    var headers: [String] = [
      "From: \(try Self.mailbox(settings.fromAddress, settings.fromName, field: "from"))",
      "To: \(try Self.mailbox(mail.to, mail.toName, field: "to"))",
      "Subject: \(try HeaderText.encoded(mail.subject, field: "subject", after: 9))",
      "Date: \(Self.date(moment))",
      "Message-ID: <\(try Self.messageID(mail.messageID, domain: settings.fromDomain))>",
      "MIME-Version: 1.0",
      "Auto-Submitted: auto-generated",
    ]
    if let unsubscribe = mail.unsubscribe {
      headers.append("List-Unsubscribe: <\(try Self.link(unsubscribe))>")
      headers.append("List-Unsubscribe-Post: List-Unsubscribe=One-Click")
    }
    let says =
      mail.html.map { Self.together("alternative", "=_says", [Self.part("plain", mail.text), Self.part("html", $0)]) }
      ?? Self.part("plain", mail.text)
    let body = mail.calendar.map { Self.together("mixed", "=_mail", [says, Self.calendar($0)]) } ?? says
    bytes = Array((headers.joined(separator: "\r\n") + "\r\n" + body).utf8)
  }

  /// Parts in one. Quoted-printable never writes `=_`, so a boundary can't occur in a part; and none begins with another, for a
  /// reader may look at the beginning of a line only (RFC 2046, section 5.1.2).
  private static func together(_ kind: String, _ boundary: String, _ parts: [String]) -> String {
    """
    Content-Type: multipart/\(kind); boundary="\(boundary)"\r\n\
    \r\n\
    \(parts.map { "--\(boundary)\r\n\($0)\r\n" }.joined())\
    --\(boundary)--\r\n
    """
  }

  /// Checks and gives an address as the envelope wants it.
  static func address(_ text: String, field: String) throws(MailProblem) -> String {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, text.utf8.count <= 254, !parts[0].isEmpty, parts[0].utf8.count <= 64,
      parts[1].contains("."), !parts[1].hasPrefix("."), !parts[1].hasSuffix("."), !parts[1].hasPrefix("-"),
      parts[0].utf8.allSatisfy({ isAtom($0) || $0 == UInt8(ascii: ".") }),
      parts[1].utf8.allSatisfy({ isLetterOrDigit($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") })
    else { throw .unwritable(field: field) }
    return text
  }

  private static func mailbox(_ address: String, _ name: String, field: String) throws(MailProblem) -> String {
    let address = try Self.address(address, field: field)
    if name.isEmpty { return address }
    return "\(try HeaderText.encoded(name, field: field, after: 6))\r\n <\(address)>"
  }

  private static func messageID(_ text: String, domain: String) throws(MailProblem) -> String {
    let whole = text.contains("@") ? text : "\(text)@\(domain)"
    let parts = whole.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), whole.utf8.count <= 200,
      whole.utf8.allSatisfy({ isAtom($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "@") })
    else { throw .unwritable(field: "message-id") }
    return whole
  }

  /// RFC 8058 wants HTTPS; plain HTTP is for a demo on this machine.
  private static func link(_ text: String) throws(MailProblem) -> String {
    guard text.hasPrefix("https://") || text.hasPrefix("http://"), text.utf8.count <= 900,
      text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">") })
    else { throw .unwritable(field: "unsubscribe") }
    return text
  }

  private static func part(_ kind: String, _ text: String) -> String {
    """
    Content-Type: text/\(kind); charset=utf-8\r\n\
    Content-Transfer-Encoding: quoted-printable\r\n\
    \r\n\
    \(QuotedPrintable.encoded(text))
    """
  }

  private static func calendar(_ text: String) -> String {
    """
    Content-Type: text/calendar; charset=utf-8; method=PUBLISH\r\n\
    Content-Disposition: attachment; filename="kompas.ics"\r\n\
    Content-Transfer-Encoding: quoted-printable\r\n\
    \r\n\
    \(QuotedPrintable.encoded(text))
    """
  }

  /// `Sat, 21 Nov 2026 12:00:00 +0000`
  private static func date(_ moment: Instant) -> String {
    let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    let (year, month, day) = moment.day.civil
    let time = moment.text.dropFirst(11).prefix(8)
    return "\(days[moment.day.weekday]), \(day) \(months[month - 1]) \(year) \(time) +0000"
  }
}

private func isLetterOrDigit(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "a")...UInt8(ascii: "z"):
    true
  default: false
  }
}

/// What may stand in the words of an address (RFC 5322, `atext`).
private func isAtom(_ byte: UInt8) -> Bool {
  isLetterOrDigit(byte) || "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
}
