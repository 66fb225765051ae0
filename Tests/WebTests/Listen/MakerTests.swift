import HTTPTypes
import Listen
import Testing
import Values

@testable import Web

/// Someone who makes surveys, with forms only.
@Suite struct MakerTests {
  private static let signedIn: HTTPFields = [.cookie: TestSite.cookie, .origin: TestSite.origin]

  private func post(_ client: Client, _ path: String, _ body: String) async throws -> Client.Answer {
    try await client.post(path, "csrf=\(TestSite.proof)&\(body)", Self.signedIn)
  }

  @Test func aSurveyIsMadeFromATemplateAndEditedWithFormsAlone() async throws {
    let fieldwork = try await Fieldwork()
    try await fieldwork.run { client in
      let list = try await client.get("/listen/surveys", Self.signedIn)
      #expect(list.status == .ok && list.html.contains("Relatieonderzoek"))
      let survey = try await post(client, "/listen/surveys", "template=account").location
      let shown = try await client.get(survey, Self.signedIn)
      #expect(shown.html.contains("Er is nog 1 ding te doen"))
      let question = "\(survey)/questions/rivals"
      #expect(try await post(client, question, "do=add+competitors&text.nl=Naast+anderen").location == question)
      let form = try await client.get(question, Self.signedIn)
      #expect(form.html.contains("Naast anderen") && form.html.contains("name=\"competitors.i1.nl\""))
      let named = "do=done&competitors.i1.nl=Van+den+Berg&competitors.i1.en=Van+den+Berg"
      #expect(try await post(client, question, named).location == survey)
      let ready = try await client.get(survey, Self.signedIn)
      #expect(!ready.html.contains("Er is nog"))
      #expect(ready.html.contains("Plan een meting"))
      let moved = try await post(client, "\(survey)/questions/grade/place", "by=-1")
      #expect(moved.location == survey)
      let added = try await post(client, "\(survey)/questions", "kind=date").location
      #expect(added == "\(survey)/questions/q1")
      #expect(try await post(client, "\(added)/removal", "").location == survey)
    }
  }

  @Test func aPreviewWalksThroughTheSurveyAndKeepsNothing() async throws {
    let fieldwork = try await Fieldwork()
    let survey = try await fieldwork.waves.find(fieldwork.wave, by: fieldwork.member).wave.survey
    try await fieldwork.run { client in
      let path = "/listen/surveys/\(survey)/preview"
      #expect(try await client.get(path, Self.signedIn).html.contains("Is je vraag opgelost?"))
      let branch = try await post(client, path, "at=solved&solved=no&go=next")
      #expect(branch.html.contains("Wat moeten we nog voor je doen?"))
      #expect(branch.html.contains("name=\"solved\" value=\"no\""))
      let end = try await post(client, path, "at=why&solved=yes&effort=5&grade=8&go=next")
      #expect(end.html.contains("dat deze antwoorden van jou zijn"))
      #expect(try await post(client, path, "at=*end&go=send").html.contains("Je antwoorden zijn binnen"))
      #expect(try await post(client, path, "at=solved&go=en").html.contains("Has your question been solved?"))
    }
    #expect(try await fieldwork.count("responses") == 0)
    #expect(try await fieldwork.count("unfinished_answers") == 0)
  }

  @Test func aRunningSurveyCannotBeBroken() async throws {
    let fieldwork = try await Fieldwork()
    let survey = try await fieldwork.waves.find(fieldwork.wave, by: fieldwork.member).wave.survey
    try await fieldwork.run { client in
      let path = "/listen/surveys/\(survey)"
      let refused = try await post(client, "\(path)/questions/effort/removal", "")
      #expect(refused.status == .conflict && refused.html.contains("Maak een kopie"))
      let reworded = "do=done&text.nl=Ging+het+makkelijk%3F&text.en=Was+it+easy%3F&required.shown=1&required=yes"
      #expect(try await post(client, "\(path)/questions/effort", reworded).status == .seeOther)
      #expect(try await client.get(path, Self.signedIn).html.contains("Er staan wijzigingen klaar."))
      #expect(try await post(client, "\(path)/publication", "").status == .seeOther)
      #expect(try await client.get(path, Self.signedIn).html.contains("versie 2"))
      #expect(try await post(client, "\(path)/putting-away", "").status == .conflict)
    }
  }

  @Test func aWaveIsPlannedCountedAndOpened() async throws {
    let fieldwork = try await Fieldwork()
    let survey = try await fieldwork.waves.find(fieldwork.wave, by: fieldwork.member).wave.survey
    try await fieldwork.run { client in
      let plan = "/listen/surveys/\(survey)/waves"
      #expect(try await client.get(plan, Self.signedIn).status == .ok)
      let wrong = try await post(client, plan, "name=&kind=periodic&opensOn=2026-11-21&lastDay=2026-11-01")
      #expect(wrong.status == .unprocessableContent && wrong.html.contains("Geef de meting een naam."))
      let fine = "name=Voorjaar&kind=periodic&opensOn=2026-11-21&lastDay=2026-12-01&openLink=yes"
      let planned = try await post(client, plan, fine)
      #expect(planned.status == .seeOther, "\(planned.html)")
      let wave = planned.location
      #expect(try await client.get(wave, Self.signedIn).html.contains("gepland"))
      let counted = try await client.get("\(wave)/opening?quietDays=90", Self.signedIn)
      #expect(counted.html.contains("1 is kort geleden nog gevraagd"))
      let all = try await client.get("\(wave)/opening?quietDays=0", Self.signedIn)
      #expect(all.html.contains("Open en nodig 1 klant uit"))
      #expect(try await post(client, "\(wave)/opening", "quietDays=0").location == wave)
      let open = try await client.get(wave, Self.signedIn)
      #expect(open.html.contains("loopt") && open.html.contains("/o/") && open.html.contains("qr.svg"))
      let code = try await client.get("\(wave)/qr.svg", Self.signedIn)
      #expect(code.status == .ok && code.html.hasPrefix("<svg"))
      #expect(try await post(client, "\(wave)/reminder", "").status == .conflict)
      #expect(try await post(client, "\(wave)/closing", "").status == .seeOther)
      #expect(try await client.get(wave, Self.signedIn).html.contains("gesloten"))
    }
  }

  @Test func theMakersTableIsForThoseWhoSignedIn() async throws {
    let fieldwork = try await Fieldwork()
    try await fieldwork.run { client in
      #expect(try await client.get("/listen/surveys").location.hasPrefix("/sign-in"))
      #expect(try await client.get("/listen/surveys/unknown", Self.signedIn).status == .notFound)
      #expect(try await client.get("/listen/waves/unknown", Self.signedIn).status == .notFound)
      let foreign = try await client.post("/listen/surveys", "template=account", [.cookie: TestSite.cookie])
      #expect(foreign.status == .forbidden)
    }
  }
}
