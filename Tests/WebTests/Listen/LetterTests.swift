import Listen
import People
import Testing
import Values

@testable import Web

@Suite struct LetterTests {
  private func letter(_ language: Language, name: String = "Klaas") -> ListenMail.Letter {
    ListenMail.Letter(
      invitation: "i1",
      customer: Customer(
        id: "c", kind: .person, name: name, email: "klaas@voorbeeld.test", language: language, code: "K"),
      organisation: Organisation(
        id: "o", name: "De Linde", language: .nl, createdAt: Instant(milliseconds: 1_795_298_400_000)),
      document: ExampleSurvey.document, lastDay: Day(daysSince1970: 20_800),
      token: Token(bytes: Array(repeating: 7, count: 32)))
  }

  @Test(arguments: Language.allCases) func aLetterReadsWellAsPlainTextAndHasAWayOut(language: Language) throws {
    let letters = ListenLetters(renderer: TestSite.renderer, origin: try #require(Origin("https://kompas.test")))
    let mail = letters.compose(.invitation(letter(language)))
    let token = letter(language).token.secret
    #expect(mail.text.contains("https://kompas.test/a/\(token)"))
    #expect(mail.unsubscribe == "https://kompas.test/u/\(token)")
    #expect(mail.text.contains("https://kompas.test/u/\(token)"))
    #expect(!mail.text.contains("⟦") && !mail.subject.contains("⟦"))
    #expect(mail.html?.contains("/a/\(token)") == true)
    #expect(mail.html?.contains("src=") == false)
    #expect(letters.compose(.reminder(letter(language))).messageID != mail.messageID)
  }

  @Test func aNameInAMailIsTextAndNothingElse() throws {
    let letters = ListenLetters(renderer: TestSite.renderer, origin: try #require(Origin("https://kompas.test")))
    let mail = letters.compose(.invitation(letter(.nl, name: "<img src=x>\r\nBcc: x@y.test")))
    #expect(mail.html?.contains("<img") == false)
  }
}
