import Listen
import People
import Persistence
import TestKit
import Testing
import Understand
import Values

@Suite struct TopicTests {
  @Test(arguments: Engine.all) func aTopicFollowsItsWordsAndWhatPeopleSay(_ engine: Engine) async throws {
    let world = try await CommentWorld(engine)
    let researcher = try await world.member(.researcher)
    let called = try await world.write("Nooit teruggebeld", score: 2)
    try await world.write("Voelde me een nummer", score: 4)
    let other = try await world.write("Prima", score: 9)

    func about(_ topic: ID<Topic>) async throws -> [String] {
      try await world.read { $0.topic = topic }.lines.map(\.comment.text).sorted()
    }
    #expect(try await about("reach") == ["Nooit teruggebeld"])
    #expect(try await about("kindness") == ["Voelde me een nummer"])

    try await world.readings.topics.decide(other, isAbout: ["reach"], by: researcher)
    try await world.readings.topics.decide(called, isAbout: ["price"], by: researcher)
    #expect(try await about("reach") == ["Prima"])
    #expect(try await about("price") == ["Nooit teruggebeld"])
    let line = try await world.read().topics.first { $0.topic.id == "reach" }
    #expect(line?.tally == CommentTally(total: 1, promoters: 1))

    // Back to what the words say: nothing is kept, and new words count again.
    try await world.readings.topics.decide(other, isAbout: [], by: researcher)
    try await world.readings.topics.decide(called, isAbout: ["reach"], by: researcher)
    let kept = try await world.database.read {
      try $0.value("SELECT COUNT(*) FROM comment_codings", as: Int.self)
    }
    #expect(kept == 0)
    let draft = try TopicDraft(nl: "Prima", en: "", words: "prima")
    _ = try await world.readings.topics.change("reach", to: draft, by: researcher)
    #expect(try await about("reach") == ["Prima"])
  }

  @Test(arguments: Engine.all) func theStartingFrameStandsUntilSomebodyChangesIt(_ engine: Engine) async throws {
    let world = try await CommentWorld(engine)
    let researcher = try await world.member(.researcher)
    func frame() async throws -> [Topic] {
      try await world.database.read { try $0.topics(in: "linde").all() }
    }
    #expect(try await frame() == Topic.starting)

    let topic = try await world.readings.topics.add(
      try TopicDraft(
        nl: "Duurzaam", en: "Sustainable", words: "zonnepaneel*, warmtepomp\n duurzaam ,duurzaam",
        without: "niet duurzaam"),
      by: researcher)
    #expect(topic.words.map(\.text) == ["zonnepaneel*", "warmtepomp", "duurzaam"])
    #expect(try await frame() == Topic.starting + [topic])

    _ = try await world.readings.topics.retire("price", by: researcher)
    #expect(try await frame().last?.id == "price")
    #expect(try await !world.read().topics.contains { $0.topic.id == "price" })
    _ = try await world.readings.topics.retire("price", false, by: researcher)
    #expect(try await frame() == Topic.starting + [topic])
    let elsewhere = try await world.database.read { try $0.topics(in: "elders").all() }
    #expect(elsewhere == Topic.starting)
    let events = try await world.database.read { try $0.events(in: "linde" as ID<Organisation>).map(\.kind) }
    #expect(events.sorted() == ["topic.added", "topic.restored", "topic.retired"])
  }

  @Test func aDraftIsTriedBeforeItIsKept() async throws {
    let world = try await CommentWorld(.sqlite)
    let researcher = try await world.member(.researcher)
    try await world.write("De warmtepomp is stil", score: 10)
    try await world.write("De warmtepomp is niet stil", score: 2)
    let draft = try TopicDraft(nl: "Stil", en: "", words: "warmtepomp", without: "niet")

    let found = try await world.readings.topics.preview(draft, of: nil, by: researcher)

    #expect(found.tally == CommentTally(total: 1, promoters: 1))
    #expect(found.examples.map(\.text) == ["De warmtepomp is stil"])
    #expect(try await world.readings.topics.all(by: researcher).count == Topic.starting.count)
  }

  @Test func whatIsWrongWithATopicIsSaidAllAtOnce() {
    let long = String(repeating: "x", count: 61)
    let rejection = #expect(throws: Rejection.self) { try TopicDraft(nl: "", en: "", words: " , ;\n") }
    #expect(rejection.map { Set($0.problems.keys) } == ["nl", "words"])
    let other = #expect(throws: Rejection.self) {
      try TopicDraft(
        nl: "x", en: long, words: (1...101).map(String.init).joined(separator: ","), without: long + long + long + long)
    }
    #expect(other.map { Set($0.problems.keys) } == ["en", "words", "without"])
  }

  @Test func onlyWhoEditsTopicsDoesSoAndOnlyOnCommentsThatTheyMayRead() async throws {
    let world = try await CommentWorld(.sqlite)
    let comment = try await world.write("Zuid", unit: "south")
    let draft = try TopicDraft(nl: "X", en: "", words: "x")
    for role in Role.allCases where role != .researcher {
      let member = try await world.member(role)
      await #expect(throws: NotAllowed.self) { try await world.readings.topics.add(draft, by: member) }
      await #expect(throws: NotAllowed.self) {
        try await world.readings.topics.decide(comment, isAbout: [], by: member)
      }
    }
    let north = try await world.member(.researcher, on: "north")
    await #expect(throws: NotFound.self) {
      try await world.readings.topics.decide(comment, isAbout: ["reach"], by: north)
    }
    #expect(try await world.readings.topics.commentCount(by: north) == 0)
  }

  @Test func aRuleFromItsTextIsTheSameRule() throws {
    for topic in Topic.starting {
      let draft = try TopicDraft(
        nl: topic.name.nl ?? "", en: topic.name.en ?? "", words: topic.words.map(\.text).joined(separator: ", "),
        without: topic.without.map(\.text).joined(separator: ", "))
      #expect(draft.words == topic.words && draft.without == topic.without && !topic.words.isEmpty)
      #expect(topic.name.nl != nil && topic.name.en != nil)
    }
  }
}
