import Testing
import Values

@testable import Delivery

@Suite struct MailMessageTests {
  private let settings = RelaySettings(
    host: "127.0.0.1", port: 25, security: .plain, fromAddress: "kompas@voorbeeld.nl", fromName: "Kompas")
  private let moment = Instant(text: "2026-11-21T12:03:04.567Z") ?? Instant(milliseconds: 0)

  private func mail(
    to: String = "anna@voorbeeld.nl", toName: String = "Anna", subject: String = "Hoe gaat het?",
    text: String = "Dag Anna",
    unsubscribe: String? = nil, messageID: String = "m1"
  ) -> Mail {
    Mail(to: to, toName: toName, subject: subject, text: text, unsubscribe: unsubscribe, messageID: messageID)
  }

  private func written(_ mail: Mail) throws -> String {
    String(decoding: try MailMessage(mail, from: settings, at: moment).bytes, as: UTF8.self)
  }

  @Test func aPlainMailReadsAsItIs() throws {
    #expect(
      try written(mail()) == """
        From: Kompas\r
         <kompas@voorbeeld.nl>\r
        To: Anna\r
         <anna@voorbeeld.nl>\r
        Subject: =?utf-8?B?SG9lIGdhYXQgaGV0Pw==?=\r
        Date: Sat, 21 Nov 2026 12:03:04 +0000\r
        Message-ID: <m1@voorbeeld.nl>\r
        MIME-Version: 1.0\r
        Auto-Submitted: auto-generated\r
        Content-Type: text/plain; charset=utf-8\r
        Content-Transfer-Encoding: quoted-printable\r
        \r
        Dag Anna\r

        """)
  }

  @Test(arguments: ["\r\nBcc: all@voorbeeld.nl", "\nX: y", "\r", "\u{0}", "\u{7F}", "\u{85}", "\u{1B}[0m"])
  func nothingSlipsIntoTheHeaders(poison: String) throws {
    let field: (Mail) -> String? = { mail in
      do {
        _ = try written(mail)
        return nil
      } catch MailProblem.unwritable(let field) {
        return field
      } catch {
        return "\(error)"
      }
    }
    #expect(field(mail(subject: "Vraag" + poison)) == "subject")
    #expect(field(mail(toName: "Anna" + poison)) == "to")
    #expect(field(mail(to: "anna@voorbeeld.nl" + poison)) == "to")
    #expect(field(mail(unsubscribe: "https://voorbeeld.nl/" + poison)) == "unsubscribe")
    #expect(field(mail(messageID: "m1" + poison)) == "message-id")
  }

  @Test(arguments: [
    "", "anna", "@voorbeeld.nl", "anna@", "anna@nl", "an na@voorbeeld.nl", "a@b@voorbeeld.nl", "<anna@voorbeeld.nl>",
    "anna@voorbeeld.nl, bram@voorbeeld.nl", "änna@voorbeeld.nl", "anna@.nl", "anna@voorbeeld.", "\"a b\"@voorbeeld.nl",
  ])
  func whatIsNoAddressIsRefused(text: String) {
    #expect(throws: MailProblem.unwritable(field: "to")) { try written(mail(to: text)) }
  }

  @Test func onlyWebLinksUnsubscribe() {
    for link in ["mailto:a@b.nl", "javascript:alert(1)", "https://x.nl/>,<https://y.nl", "https://x.nl/a b"] {
      #expect(throws: MailProblem.unwritable(field: "unsubscribe")) { try written(mail(unsubscribe: link)) }
    }
  }

  @Test func quotedPrintableKeepsLinesShortAndSpacesInPlace() {
    #expect(QuotedPrintable.encoded("a = b \nc\r\nd\t") == "a =3D b=20\r\nc\r\nd=09\r\n")
    #expect(QuotedPrintable.encoded("é") == "=C3=A9\r\n")
    let long = QuotedPrintable.encoded(String(repeating: "é", count: 100) + String(repeating: "x", count: 200))
    #expect(long.split(separator: "\r\n").allSatisfy { $0.count <= 76 })
  }

  @Test func mailIsNeverSentOpenlyOverANetwork() {
    var settings = settings
    settings.host = "mail.voorbeeld.nl"
    #expect(throws: MailProblem.wouldBeOpen) { try Relay(settings, now: { Instant(milliseconds: 0) }) }
  }
}
