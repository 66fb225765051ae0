import Act
import HTTPTypes
import Listen
import People
import Persistence
import TestKit
import Testing
import Values

@Suite struct AnswerTests {
  @Test func oneAnswersPageByPageWithoutACookieOrAScript() async throws {
    let fieldwork = try await Fieldwork()
    try await fieldwork.run { client in
      let first = try await client.get("/o/\(fieldwork.link)")
      #expect(first.status == .ok)
      #expect(first.html.contains("Is je vraag opgelost?"))
      #expect(first.html.contains("De &lt;Linde&gt;"))
      #expect(!first.html.contains("<script"))
      #expect(first.html.utf8.count < 20_000)
      let action = try #require(first.html.firstMatch(of: /action="([^"]+)"/)).output.1
      let path = String(action)
      let second = try await client.post(path, "at=solved&solved=no&go=next")
      #expect(second.status == .seeOther && second.location == "\(path)?at=open")
      #expect(try await client.get(second.location).html.contains("Wat moeten we nog voor je doen?"))
      #expect(try await client.post(path, "at=open&open=Bel+me&go=next").location == "\(path)?at=effort")
      // Back, another answer, and the branch is gone.
      #expect(try await client.post(path, "at=effort&go=back").location == "\(path)?at=open")
      #expect(try await client.post(path, "at=solved&solved=yes&go=next").location == "\(path)?at=effort")
      #expect(try await client.post(path, "at=effort&effort=6&go=next").location == "\(path)?at=grade")
      #expect(try await client.post(path, "at=grade&grade=8&go=next").location == "\(path)?at=drivers")
      let resumed = try await client.get(path)
      #expect(resumed.html.contains("Hoe tevreden ben je hierover?"))
      let drivers = "at=drivers&drivers.wait=4&drivers.friendly=na&go=next"
      #expect(try await client.post(path, drivers).location == "\(path)?at=why")
      let sent = try await client.post(path, "at=why&why=%3Cscript%3E&go=next")
      #expect(sent.status == .seeOther && sent.location == path)
      #expect(try await client.get(path).html.contains("Je antwoorden zijn binnen"))
      // The back button and a second tap.
      #expect(try await client.post(path, "at=why&why=%3Cscript%3E&go=next").location == path)
      #expect(try await client.post(path, "at=grade&grade=1&go=next").location.hasSuffix("again=1"))
    }
    #expect(try await fieldwork.count("responses") == 1)
    #expect(try await fieldwork.count("unfinished_answers") == 0)
    let stored = try await fieldwork.database.read { db in
      try db.value("SELECT answers FROM responses", as: String.self)
    }
    #expect(
      stored
        == #"{"drivers.friendly":null,"drivers.wait":4,"effort":6,"grade":8,"solved":["yes"],"why":"<script>"}"#)
  }

  @Test func whoWasInvitedIsAskedForTheirNameInTheirLanguage() async throws {
    let fieldwork = try await Fieldwork()
    let path = "/a/\(fieldwork.token.secret)"
    let everything = "solved=yes&effort=6&grade=9"
    try await fieldwork.run { client in
      let first = try await client.get(path, [.acceptLanguage: "nl"])
      #expect(first.html.contains("lang=\"en\"") && first.html.contains("Has your question been solved?"))
      let dutch = try await client.post(path, "at=solved&solved=yes&go=nl")
      #expect(try await client.get(dutch.location).html.contains("<html lang=\"nl\">"))
      #expect(try await client.get(dutch.location).html.contains("value=\"yes\" checked"))
      let last = try await client.post(path, "at=why&\(everything)&go=next")
      #expect(last.location == "\(path)?at=%2Aend")
      #expect(try await client.get(last.location).html.contains("dat deze antwoorden van jou zijn"))
      #expect(try await client.post(path, "at=*end&named=yes&go=send").status == .seeOther)
      #expect(try await client.get(path).html.contains("Je antwoorden zijn binnen"))
      #expect(try await client.post(path, "at=*end&named=no&go=send").location.hasSuffix("again=1"))
    }
    let named = try await fieldwork.database.read { try $0.value("SELECT may_be_named FROM responses", as: Int.self) }
    #expect(named == 1)
    #expect(try await fieldwork.count("responses") == 1)
  }

  @Test func whoAgreedToBeNamedTakesItBackOnTheReceipt() async throws {
    let fieldwork = try await Fieldwork()
    let path = "/a/\(fieldwork.token.secret)"
    let (database, world) = (fieldwork.database, fieldwork.world)
    try await fieldwork.run { client in
      #expect(try await client.post(path + "/withdrawal", "").status == .notFound, "nothing was sent off yet")
      _ = try await client.post(path, "at=why&solved=yes&effort=6&grade=3&go=next")
      _ = try await client.post(path, "at=*end&named=yes&go=send")
      try await database.write { db in
        let response = try #require(try db.value("SELECT id FROM responses", as: ID<Response>.self))
        try db.followUps(in: "linde").insert(
          FollowUp(
            id: "f1", customer: "c1", response: response, unit: "whole", owner: "ria", reason: .score, score: 3,
            openedAt: world.now(), term: world.now().day))
      }
      let receipt = try await client.get(path, [.acceptLanguage: "nl"])
      #expect(receipt.html.contains("action=\"\(path)/withdrawal\""))
      #expect(receipt.cookie == nil, "without an account, and without a cookie")
      // A scanner of mail that looks changes nothing.
      #expect(try await client.get(path + "/withdrawal").status != .ok)
      #expect(try await database.read { try $0.value("SELECT state FROM follow_ups", as: String.self) } == "open")
      let gone = try await client.post(path + "/withdrawal", "")
      #expect(gone.status == .ok && gone.html.contains("Your name is gone"))
      #expect(try await client.post(path + "/withdrawal", "").status == .ok, "done twice, it is done")
      #expect(try await !client.get(path).html.contains("withdrawal"))
    }
    let (named, state, score) = try await database.read { db in
      (
        try db.value("SELECT may_be_named FROM responses", as: Int.self),
        try db.value("SELECT state FROM follow_ups", as: String.self),
        try db.row("SELECT score FROM follow_ups").flatMap { try $0.optional("score", as: Int.self) }
      )
    }
    #expect(named == 0 && state == "withdrawn" && score == nil)
  }

  @Test func whoStayedNamelessHasNothingToTakeBack() async throws {
    let fieldwork = try await Fieldwork()
    let path = "/a/\(fieldwork.token.secret)"
    try await fieldwork.run { client in
      _ = try await client.post(path, "at=why&solved=yes&effort=6&grade=3&go=next")
      _ = try await client.post(path, "at=*end&named=no&go=send")
      #expect(try await !client.get(path).html.contains("withdrawal"))
    }
  }

  @Test func aRequiredAnswerIsAskedForKindly() async throws {
    let fieldwork = try await Fieldwork()
    try await fieldwork.run { client in
      let path = "/o/\(fieldwork.link)/\(fieldwork.world.newToken().secret)"
      let nothing = try await client.post(path, "at=solved&go=next")
      #expect(nothing.status == .unprocessableContent)
      #expect(nothing.html.contains("Kies een antwoord.") && nothing.html.contains("href=\"#f-solved\""))
      let wrong = try await client.post(path, "at=grade&solved=yes&effort=4&grade=11&go=next")
      #expect(wrong.status == .unprocessableContent && wrong.html.contains("Kies een cijfer van 1 tot en met 10."))
      let long = String(repeating: "x", count: 4_001)
      let tooLong = try await client.post(path, "at=why&why=\(long)&go=next")
      #expect(tooLong.status == .unprocessableContent && tooLong.html.contains(long))
      // The last page, with required answers left out on earlier ones.
      let early = try await client.post(path, "at=why&why=x&go=next")
      #expect(early.status == .unprocessableContent && early.html.contains("Is je vraag opgelost?"))
    }
    #expect(try await fieldwork.count("responses") == 0)
  }

  @Test func everyLinkThatDoesNotWorkIsToldKindly() async throws {
    let fieldwork = try await Fieldwork()
    try await fieldwork.run { client in
      for path in [
        "/a/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "/a/short", "/a/%00%00", "/o/nowhere", "/o/nowhere/short",
        "/o/\(fieldwork.link)/short", "/u/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "/a/\(String(repeating: "a", count: 500))",
      ] {
        let answer = try await client.get(path)
        #expect(answer.status == .notFound, "\(path)")
        #expect(answer.html.contains("Deze link klopt niet helemaal"), "\(path)")
        let english = try await client.get(path, [.acceptLanguage: "en-GB,en;q=0.9"])
        #expect(english.html.contains("Something is missing from this link"), "\(path)")
      }
      let post = try await client.post("/a/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "at=solved&solved=yes")
      #expect(post.status == .notFound)
    }
  }

  @Test func aClosedWaveSaysSoAndKeepsNothing() async throws {
    let fieldwork = try await Fieldwork()
    try await fieldwork.waves.close(fieldwork.wave, by: fieldwork.member)
    try await fieldwork.run { client in
      let path = "/o/\(fieldwork.link)/\(fieldwork.world.newToken().secret)"
      let shown = try await client.get(path)
      #expect(shown.status == .gone && shown.html.contains("Dit onderzoek is afgelopen"))
      let kept = try await client.post(path, "at=solved&solved=yes&go=next")
      #expect(kept.status == .conflict && kept.html.contains("sloot terwijl je bezig was"))
      let sent = try await client.post(path, "at=why&solved=yes&effort=5&grade=6&go=next")
      #expect(sent.status == .conflict)
    }
    #expect(try await fieldwork.count("responses") == 0)
    #expect(try await fieldwork.count("unfinished_answers") == 0)
  }

  @Test func hugeAndHalfAndHostileBodiesChangeNothing() async throws {
    let fieldwork = try await Fieldwork()
    try await fieldwork.run { client in
      let path = "/o/\(fieldwork.link)/\(fieldwork.world.newToken().secret)"
      let huge = try await client.post(path, "at=why&why=" + String(repeating: "a", count: 70_000))
      #expect(huge.status == .contentTooLarge && huge.html.contains("Dit is te groot"))
      let many = try await client.post(path, String(repeating: "a=1&", count: 5_000))
      #expect(many.status == .contentTooLarge)
      let half = try await client.post(path, "at=solved&solved=ye")
      #expect(half.status == .unprocessableContent)
      for body in ["", "&&&===", "at=%FF%FE&solved=%00", "at=nothing&go=next", "go=restart", "at=*end&go=send"] {
        let answer = try await client.post(path, body)
        #expect(answer.status.code < 500, "\(body): \(answer.status)")
      }
    }
    #expect(try await fieldwork.count("responses") == 0)
  }

  @Test func someoneComesBackWhereTheyWereAndMayStartOver() async throws {
    let fieldwork = try await Fieldwork()
    try await fieldwork.run { client in
      let path = "/o/\(fieldwork.link)/\(fieldwork.world.newToken().secret)"
      let kept = try await client.post(path, "at=solved&solved=yes&go=next")
      let cookie = try #require(kept.cookie)
      #expect(cookie.contains("Path=/o/\(fieldwork.link)") && cookie.contains("HttpOnly"))
      let pair = String(cookie.prefix { $0 != ";" })
      #expect(try await client.get("/o/\(fieldwork.link)", [.cookie: pair]).location == path)
      let page = try await client.get(path)
      #expect(page.html.contains("Opnieuw beginnen"))
      #expect(try await client.post(path, "at=effort&go=restart").location == "/o/\(fieldwork.link)")
      #expect(try await client.get("/o/\(fieldwork.link)", [.cookie: pair]).status == .ok)
    }
  }

  @Test func oneClickEndsTheInvitationsAndLookingDoesNot() async throws {
    let fieldwork = try await Fieldwork()
    let path = "/u/\(fieldwork.token.secret)"
    try await fieldwork.run { client in
      let asked = try await client.get(path)
      #expect(asked.html.contains("get no more survey invitations") && asked.html.contains("<button"))
      let before = try await fieldwork.database.read { try $0.customers(in: "linde").find("c1").unsubscribedAt }
      #expect(before == nil)
      let done = try await client.post(path, "List-Unsubscribe=One-Click")
      #expect(done.status == .ok && done.html.contains("You won’t get any more invitations"))
      #expect(try await client.post(path, "List-Unsubscribe=One-Click").status == .ok)
    }
    let after = try await fieldwork.database.read { try $0.customers(in: "linde").find("c1").unsubscribedAt }
    #expect(after == fieldwork.clock.now)
  }
}
