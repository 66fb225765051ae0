import Listen
import People
import Persistence
import TestKit
import Testing
import Understand
import Values

/// The same words find the same comments on both engines.
@Suite struct CommentSearchTests {
  @Test(arguments: Engine.all) func everyFormOfAWordIsFoundInItsLanguage(_ engine: Engine) async throws {
    let world = try await CommentWorld(engine)
    try await world.write("Ik heb twee klachten.")
    try await world.write("Mijn klacht werd opgelost!")
    try await world.write("Geweldige geïnteresseerde monteur")
    try await world.write("They kept their promises", language: .en)
    try await world.write("A promise is a promise", language: .en)

    #expect(try await world.found("klacht") == ["Ik heb twee klachten.", "Mijn klacht werd opgelost!"])
    #expect(try await world.found("KLACHTEN opgelost") == ["Mijn klacht werd opgelost!"])
    #expect(try await world.found("promise") == ["A promise is a promise", "They kept their promises"])
    #expect(try await world.found("geinteresseerd") == ["Geweldige geïnteresseerde monteur"])
    #expect(try await world.found("nergens").isEmpty)
  }

  @Test(arguments: Engine.all) func quotesMinusAndAsteriskMeanWhatTheySay(_ engine: Engine) async throws {
    let world = try await CommentWorld(engine)
    try await world.write("Snel terugbellen graag")
    try await world.write("Het terugbelverzoek bleef liggen")
    try await world.write("De monteur was snel en netjes")
    try await world.write("Netjes, en de monteur was er")

    #expect(try await world.found("\"monteur was snel\"") == ["De monteur was snel en netjes"])
    #expect(
      try await world.found("terugbel*") == ["Het terugbelverzoek bleef liggen", "Snel terugbellen graag"])
    #expect(try await world.found("monteur -snel") == ["Netjes, en de monteur was er"])
    #expect(try await world.found("-monteur -verzoek*").count == 2)
    #expect(try await world.found("\"de mont*\"").count == 2)
  }

  @Test(arguments: Engine.all) func nothingThatIsTypedBreaksTheSearch(_ engine: Engine) async throws {
    let world = try await CommentWorld(engine)
    try await world.write("Gewone tekst met 5 sterren, 100% o'k")
    for search in [
      "\"", "*", "-", "'", "a' OR 1=1 --", "NEAR(a b)", "a AND NOT", "{x} : y", "stems:x", "\u{0}", "&|!<->", "''':*",
      "½ ² ª", "اللغة العربية", "日本語", "“half open", String(repeating: "x ", count: 600), "a\\b", "5*", "((((",
    ] {
      _ = try await world.found(search)
    }
    #expect(try await world.found("o'k").count == 1)
    #expect(try await world.found("5 sterren -6").count == 1)
    #expect(try await world.found("   ").count == 1)
  }

  @Test(arguments: Engine.all) func filtersNarrowByWhoWhereWhatAndWhen(_ engine: Engine) async throws {
    let world = try await CommentWorld(engine)
    try await world.write("noord promotor", score: 9, unit: "team")
    try await world.write("noord criticaster", score: 6, unit: "north")
    try await world.write("zuid passief", score: 7, unit: "south")
    try await world.write("nergens", unit: nil)
    try await world.write("eerder", score: 10, wave: "wave-1")
    try await world.write("tip", score: 2, question: "better")
    try await world.write("english", score: 2, language: .en)
    try await world.write("van een ander", score: 9, in: "elders")

    func texts(_ narrow: (inout CommentFilter) -> Void) async throws -> [String] {
      var filter = CommentFilter()
      narrow(&filter)
      return try await world.texts(filter).sorted()
    }
    #expect(try await texts { _ in }.contains("van een ander") == false)
    #expect(try await texts { $0.promotership = .promoter } == ["eerder", "noord promotor"])
    #expect(try await texts { $0.promotership = .passive } == ["zuid passief"])
    #expect(try await texts { $0.promotership = .detractor } == ["english", "noord criticaster", "tip"])
    #expect(try await texts { $0.score = 6...7 } == ["noord criticaster", "zuid passief"])
    #expect(try await texts { $0.wave = "wave-1" } == ["eerder"])
    #expect(try await texts { $0.question = "better" } == ["tip"])
    #expect(try await texts { $0.language = .en } == ["english"])
    #expect(try await texts { $0.units = ["south"] } == ["zuid passief"])
    let north = try await world.read("north", by: .manager)
    #expect(north.lines.map(\.comment.text).sorted() == ["english", "noord criticaster", "noord promotor", "tip"])
    #expect(north.whole == CommentTally(total: 4, promoters: 1, passives: 0, detractors: 3))
    let whole = try await world.read { $0.isAllWaves = true }
    #expect(whole.whole.total == 7)
  }

  @Test(arguments: Engine.all) func pagesFollowEachOtherAndBackWhileCommentsComeIn(_ engine: Engine) async throws {
    let world = try await CommentWorld(engine)
    for number in 1...45 { try await world.write("reactie \(number)") }

    let first = try await world.read()
    #expect(first.lines.count == Comments.pageSize && first.offset == 0 && first.found.total == 45)
    #expect(first.lines.first?.comment.text == "reactie 45")
    let last = try #require(first.lines.last?.comment.id)
    try await world.write("reactie 46")
    let second = try await world.read { $0.page = .after(last) }
    #expect(second.lines.first?.comment.text == "reactie 25")
    #expect(second.offset == 21)
    let back = try await world.read { $0.page = .before(second.lines[0].comment.id) }
    #expect(back.lines.map(\.comment.text) == (26...45).reversed().map { "reactie \($0)" })
  }

  @Test func commentsAreForWhoMayReadTheUnit() async throws {
    let world = try await CommentWorld(.sqlite)
    let manager = try await world.member(.manager, on: "north")
    await #expect(throws: NotFound.self) {
      try await world.readings.comments.read(world.place("south"), CommentWish(), by: manager)
    }
    await #expect(throws: NotFound.self) {
      try await world.readings.comments.read(world.place(), CommentWish(), by: manager)
    }
    #expect(try await world.readings.comments.chosen(world.place(), language: .nl, by: manager).isEmpty)
    let employee = try await world.member(.employee, on: "team")
    await #expect(throws: NotFound.self) {
      try await world.readings.comments.read(world.place("team"), CommentWish(), by: employee)
    }
  }
}
