import Foundation
import TestKit
import Testing
import Values

@testable import Delivery

/// Against a real SMTP server, whose own mail library reads what we wrote.
@Suite struct RelayTests {
  private func settings(_ mailbox: Mailbox, _ security: RelaySettings.Security = .plain) -> RelaySettings {
    RelaySettings(
      host: "127.0.0.1", port: mailbox.port, security: security, fromAddress: "kompas@voorbeeld.nl",
      fromName: "Kompas – Zorggroep De Linde", certificates: mailbox.certificate?.path, mailsPerSecond: 1_000)
  }

  private func relay(_ settings: RelaySettings) throws -> Relay { try Relay(settings, now: { TestClock().now }) }

  private let mail = Mail(
    to: "anna+proef@voorbeeld.nl", toName: "Anna \"de Vries\", Ünal & Zn",
    subject: "Hoe zou je ons aanbevelen — een vraag van één minuut, héél kort, écht waar: 👩‍👩‍👧 日本語 =?utf-8?Q?nep?=",
    text: "Dag Anna,\n\n.\n.. punten vooraan\nFrom de kant\nregel met spatie \n"
      + String(repeating: "lang ", count: 300)
      + "\nGroet, Bram ✓\n",
    html: "<p>Dag Anna,</p>\n<p>één &amp; twee</p>\n",
    unsubscribe: "https://voorbeeld.nl/afmelden/" + String(repeating: "x", count: 43),
    messageID: "01900000-0000-7000-8000-000000000001")

  @Test func whatIsSentArrivesAsItWas() async throws {
    let mailbox = try Mailbox()
    try await relay(settings(mailbox)).send(mail)
    let messages = try mailbox.messages()
    let message = try #require(messages.first)
    #expect(messages.count == 1)
    #expect(message.sender == "kompas@voorbeeld.nl")
    #expect(message.recipients == ["anna+proef@voorbeeld.nl"])
    #expect(message.headers["subject"] == mail.subject)
    #expect(message.headers["to"]?.hasSuffix("<anna+proef@voorbeeld.nl>") == true)
    #expect(message.headers["to"]?.contains("Ünal & Zn") == true)
    #expect(message.headers["from"]?.contains("Zorggroep De Linde") == true)
    #expect(message.headers["message-id"] == "<01900000-0000-7000-8000-000000000001@voorbeeld.nl>")
    #expect(message.headers["date"] == "Sat, 21 Nov 2026 12:00:00 +0000")
    #expect(message.headers["auto-submitted"] == "auto-generated")
    #expect(message.headers["list-unsubscribe"] == "<\(mail.unsubscribe ?? "")>")
    #expect(message.headers["list-unsubscribe-post"] == "List-Unsubscribe=One-Click")
    #expect(
      message.text?.replacing("\r\n", with: "\n") == mail.text + "\n"
        || message.text?.replacing("\r\n", with: "\n") == mail.text)
    #expect(message.html?.contains("<p>één &amp; twee</p>") == true)
    #expect(message.defects == [])
    #expect(message.longest <= 998)
    #expect(message.ascii)
  }

  /// A calendar program takes the file only where type, method and characters are said, and the mail beside it stays readable.
  @Test(arguments: [true, false]) func aCalendarFileArrivesAsItWas(hasHTML: Bool) async throws {
    let mailbox = try Mailbox()
    let file = [
      "BEGIN:VCALENDAR", "VERSION:2.0", "METHOD:PUBLISH", "BEGIN:VEVENT", "UID:s.2026-11-30@kompas",
      "SUMMARY:Vergadering – één minuut\\, héél kort; " + String(repeating: "é", count: 12),
      " 👩‍🔧 gaat hier verder = en eindigt met een spatie ", "END:VEVENT", "END:VCALENDAR", "",
    ].joined(separator: "\r\n")
    var mail = mail
    (mail.calendar, mail.unsubscribe) = (file, nil)
    if !hasHTML { mail.html = nil }
    try await relay(settings(mailbox)).send(mail)
    let message = try #require(try mailbox.messages().first)
    #expect(
      message.parts
        == (hasHTML
          ? ["multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/calendar"]
          : ["multipart/mixed", "text/plain", "text/calendar"]))
    let calendar = try #require(message.calendar)
    #expect(calendar.text.trimmingCharacters(in: .newlines) == file.trimmingCharacters(in: .newlines))
    #expect(!calendar.text.replacing("\r\n", with: "").contains { $0 == "\r" || $0 == "\n" })
    #expect(calendar.method == "PUBLISH" && calendar.charset == "utf-8")
    #expect(calendar.disposition == "attachment" && calendar.name == "kompas.ics")
    #expect(message.text?.hasPrefix("Dag Anna,") == true)
    #expect((message.html != nil) == hasHTML)
    #expect(message.defects == [] && message.longest <= 78 && message.ascii)
  }

  @Test func manyGoOverTheSameLine() async throws {
    let mailbox = try Mailbox()
    let relay = try relay(settings(mailbox))
    for number in 0..<30 {
      var mail = mail
      mail.messageID = "m\(number)"
      try await relay.send(mail)
    }
    #expect(try Set(mailbox.messages().map { $0.headers["message-id"] }).count == 30)
  }

  @Test(arguments: [(Mailbox.Security.startTLS, RelaySettings.Security.startTLS), (.implicit, .implicitTLS)])
  func theLineIsSecretAndTheServerIsKnown(server: Mailbox.Security, client: RelaySettings.Security) async throws {
    let mailbox = try Mailbox(server, user: server == .startTLS ? "kompas:geheim" : nil)
    var settings = settings(mailbox, client)
    if server == .startTLS { (settings.user, settings.password) = ("kompas", "geheim") }
    try await relay(settings).send(mail)
    #expect(try mailbox.messages().map(\.secure) == [true])
    #expect(try mailbox.messages().first?.user == settings.user)

    settings.certificates = nil
    await #expect { try await relay(settings).send(mail) } throws: { $0.isDelay }
    #expect(try mailbox.messages().count == 1)
  }

  @Test func aWrongPasswordDelaysAndIsNotTheMailsFault() async throws {
    let mailbox = try Mailbox(.startTLS, user: "kompas:geheim")
    var settings = settings(mailbox, .startTLS)
    (settings.user, settings.password) = ("kompas", "anders")
    await #expect { try await relay(settings).send(mail) } throws: { error in
      #expect(!"\(error)".contains("anders"))
      return error.isDelay
    }
  }

  /// A server that offers no TLS gets no mail, for anyone on the way could have taken the offer out.
  @Test func withoutTLSNothingIsSaid() async throws {
    let mailbox = try Mailbox(.none)
    await #expect { try await relay(settings(mailbox, .startTLS)).send(mail) } throws: { $0.isDelay }
    #expect(try mailbox.messages().isEmpty)
  }

  @Test func whatTheServerSaysDecidesWhetherToTryAgain() async throws {
    let mailbox = try Mailbox()
    let relay = try relay(settings(mailbox))
    try mailbox.answerRecipients("550 5.1.1 no such mailbox")
    await #expect { try await relay.send(mail) } throws: { ($0 as? MailProblem)?.refusalCode == 550 }
    try mailbox.answerRecipients("451 4.3.0 come back later")
    await #expect { try await relay.send(mail) } throws: { $0.isDelay }
    try mailbox.answerRecipients(nil)
    try mailbox.answerMessages("554 5.7.1 looks like spam")
    await #expect { try await relay.send(mail) } throws: { ($0 as? MailProblem)?.refusalCode == 554 }
    try mailbox.answerMessages("452 4.2.2 mailbox full")
    await #expect { try await relay.send(mail) } throws: { $0.isDelay }
    try mailbox.answerMessages(nil)
    try await relay.send(mail)
    #expect(try mailbox.messages().count == 1)
    mailbox.stop()
    await #expect { try await relay.send(mail) } throws: { $0.isDelay }
  }
}

extension Error {
  fileprivate var isDelay: Bool {
    if case .delayed = self as? MailProblem { true } else { false }
  }
}

extension MailProblem {
  fileprivate var refusalCode: Int? {
    if case .refused(let code, _) = self { code } else { nil }
  }
}
