import Listen
import People
import Persistence
import Testing
import Values

/// Two people do the same thing at the same time: both see what happened, and nothing that was typed is lost.
@Suite struct TwoPeopleTests {
  @Test func anAskIsAnsweredOnceAndTheSecondAnswerIsThereToBeTakenAlong() async throws {
    let world = try await AccessWorld.make()
    let path = "/act/asks/ask-north"

    let first = try await world.ask(path, post: "verdict=yes&text=Ja%2C+zegt+Max", as: .manager, isTop: false)
    let second = try await world.ask(path, post: "verdict=no&text=Nee%2C+%3Cb%3Ezegt%3C%2Fb%3E+Bea")

    #expect(first.status == 303)
    #expect(second.status == 409)
    #expect(second.text.contains("manager-north") && second.text.contains("Ja, zegt Max"))
    #expect(second.text.contains("Nee, &lt;b&gt;zegt&lt;/b&gt; Bea"))
    for (role, isTop) in [(Role.manager, false), (.board, true)] {
      let page = try await world.ask(path, as: role, isTop: isTop)
      #expect(page.text.contains("Ja, zegt Max") && !page.text.contains("Bea"))
    }
  }

  @Test func aHuddleIsWrittenOnceAndTheSecondNoteIsThereToBeTakenAlong() async throws {
    let world = try await AccessWorld.make()
    let path = "/act/huddles/team-north"

    let first = try await world.ask(path, post: "note=Drie+keer+gebeld&help=", as: .employee, isTop: false)
    let second = try await world.ask(path, post: "note=Twee+klachten&help=Wie+belt+er", as: .manager, isTop: false)

    #expect(first.status == 303)
    #expect(second.status == 409)
    #expect(second.text.contains("employee-north") && second.text.contains("Drie keer gebeld"))
    #expect(second.text.contains("Twee klachten") && second.text.contains("Wie belt er"))
    #expect(try await world.ask(path, as: .manager, isTop: false).text.contains("Drie keer gebeld"))
  }

  @Test func whoAsksAMeetingAnotherQuestionMeanwhileKeepsTheirs() async throws {
    let (world, meeting) = try await Self.meeting()

    let first = try await world.ask(meeting + "/question", post: "question=Van+Bea&about=&seen=0")
    let second = try await world.ask(meeting + "/question", post: "question=Van+Max&about=&seen=0", as: .manager)

    #expect(first.status == 303)
    #expect(second.status == 409)
    #expect(second.text.contains("board-top") && second.text.contains("Van Bea"))
    #expect(second.text.contains("value=\"Van Max\"") && second.text.contains("name=\"seen\" value=\"1\""))
    let again = try await world.ask(meeting + "/question", post: "question=Van+Max&about=&seen=1", as: .manager)
    #expect(again.status == 303)
    #expect(try await world.ask(meeting).text.contains("Van Max"))
  }

  @Test func aMeetingDecidesOnceAndTheSecondDecisionIsThereToBeTakenAlong() async throws {
    let (world, meeting) = try await Self.meeting()
    _ = try await world.ask(meeting + "/question", post: "question=Wie+belt%3F&about=&seen=0")
    func decide(_ verdict: String, _ text: String, as role: Role) async throws -> AccessWorld.Page {
      try await world.ask(
        meeting + "/decision",
        post: "verdict=\(verdict)&text=\(text)&carrier=manager-top&until=2026-12-19&seen=1&asked=Wie+belt%3F", as: role)
    }

    let first = try await decide("yes", "Max+belt", as: .board)
    let second = try await decide("no", "Niemand+belt", as: .manager)

    #expect(first.status == 303)
    #expect(second.status == 409)
    for part in ["board-top", "Max belt", "Niemand belt", "manager-top", "19 december"] {
      // Days and their months hold together.
      #expect(second.text.replacing("\u{A0}", with: " ").contains(part), "\(part)")
    }
    let page = try await world.ask(meeting, as: .manager)
    #expect(page.text.contains("Max belt") && !page.text.contains("Niemand belt"))
    let asked = try await world.ask(meeting + "/question", post: "question=Nog+iets&about=&seen=1", as: .manager)
    #expect(asked.status == 409 && asked.text.contains("Nog iets") && asked.text.contains("Max belt"))
  }

  /// What is decided is an answer to the question that was read, not to one that took its place.
  @Test func nobodyDecidesOnAQuestionThatTheyDidNotRead() async throws {
    let (world, meeting) = try await Self.meeting()
    _ = try await world.ask(meeting + "/question", post: "question=Mag+het%3F&about=&seen=0")
    let read = try await world.ask(meeting, as: .manager)
    #expect(read.text.contains("name=\"seen\" value=\"1\"") && read.text.contains("name=\"asked\" value=\"Mag het?\""))
    _ = try await world.ask(meeting + "/question", post: "question=Stoppen+we%3F&about=&seen=1")

    let typed = "verdict=yes&text=Ja%2C+doen&carrier=manager-top&until=2026-12-19"
    let answer = try await world.ask(
      meeting + "/decision", post: typed + "&seen=1&asked=Mag+het%3F", as: .manager)

    #expect(answer.status == 409)
    #expect(answer.text.contains("board-top") && answer.text.contains("Stoppen we?"))
    #expect(answer.text.contains("Ja, doen</textarea>") && answer.text.contains("value=\"2026-12-19\""))
    #expect(answer.text.contains("name=\"seen\" value=\"2\""), "deciding on the new question is a choice")
    #expect(try await world.ask(meeting + "/decision", post: typed + "&seen=2", as: .manager).status == 303)
    #expect(try await world.ask(meeting).text.contains("Ja, doen"))
  }

  @Test func anAskThatWasAnsweredElsewhereIsNotAnsweredByTheMeeting() async throws {
    let (world, meeting) = try await Self.meeting()
    _ = try await world.ask(meeting + "/question", post: "question=Een+auto%3F&about=ask~ask-north&seen=0")
    _ = try await world.ask("/act/asks/ask-north", post: "verdict=yes&text=Koop+maar", as: .manager, isTop: false)

    let answer = try await world.ask(meeting + "/decision", post: "verdict=no&text=Te+duur&seen=1")

    #expect(answer.status == 409)
    for part in ["manager-north", "Koop maar", "Te duur"] { #expect(answer.text.contains(part), "\(part)") }
    #expect(try await world.ask("/act/asks/ask-north").text.contains("Koop maar"))
  }

  @Test func anAmbitionThatEndedElsewhereIsNotEndedByTheMeeting() async throws {
    let (world, meeting) = try await Self.meeting()
    _ = try await world.ask(meeting + "/question", post: "question=Door%3F&about=ambition~ambition-north&seen=0")
    let ended = try await world.ask(
      "/act/route/ambitions/ambition-north/end", post: "reached=yes&closing=Klanten+merken+het&seen=1",
      as: .facilitator)
    #expect(ended.status == 303)

    let answer = try await world.ask(
      meeting + "/decision", post: "verdict=yes&text=We+stoppen+ermee&ends=ended&seen=1")

    #expect(answer.status == 409)
    for part in ["facilitator-top", "Klanten merken het", "We stoppen ermee"] {
      #expect(answer.text.contains(part), "\(part)")
    }
  }

  /// A meeting's page compares words of customers: where all wrote the same one there is nothing to compare, and it answers.
  @Test(arguments: ["Goed", "Het is er"]) func theMeetingsPageAnswersWhereAllWroteTheSame(_ text: String) async throws {
    let (world, meeting) = try await Self.meeting()
    try await world.database.write { db in
      try db.run("DELETE FROM comments WHERE organisation_id = \("linde")")
      for number in 0..<60 {
        let response = Response(
          id: ID("same-\(number)"), survey: "survey", wave: "wave", version: 1, submission: "same \(number)",
          unit: "team-north", submittedAt: Day(daysSince1970: 20_770).start, language: .nl, mayBeNamed: false,
          answers: Answers(["recommend": .number(number % 2 == 0 ? 9 : 3), "why": .text(text)]))
        try db.responses(in: "linde").insert(response)
        for comment in response.comments(recommendation: "recommend") {
          try db.comments(in: "linde").insert(comment, stems: Stems(.nl).of(comment.text))
        }
      }
    }
    let page = try await world.ask(meeting)
    #expect(page.status == 200)
    #expect(page.text.contains("MT-overleg") && page.text.contains("Nog geen woorden van klanten."))
    #expect(try await world.ask("/act/huddles/north").status == 200)
  }

  /// A series of the whole whose first meeting is today.
  private static func meeting() async throws -> (world: AccessWorld, path: String) {
    let world = try await AccessWorld.make()
    let planned = try await world.ask(
      "/anchor/agenda/units/whole", post: "name=MT-overleg&firstOn=2026-11-21&time=09%3A30&everyWeeks=4")
    #expect(planned.status == 303)
    let series = try await world.database.read { db in
      try db.value("SELECT id FROM meeting_series WHERE name = \("MT-overleg")", as: String.self)
    }
    return (world, "/anchor/agenda/\(try #require(series))/2026-11-21")
  }
}
