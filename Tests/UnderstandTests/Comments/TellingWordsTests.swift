import Listen
import People
import TestKit
import Testing
import Understand
import Values

@Suite struct TellingWordsTests {
  @Test func wordsOfOneSideStandOutInTheFormInWhichTheyAreWritten() async throws {
    let world = try await CommentWorld(.sqlite)
    for number in 1...30 {
      try await world.write("De monteurs waren top, werk \(number)", score: 9)
      try await world.write("Nooit teruggebeld over het werk \(number)", score: 3)
    }
    // One question that only detractors get must not lend its words.
    for number in 1...30 { try await world.write("Stuur bericht \(number)", score: 3, question: "better") }

    let words = try await world.read().words

    #expect(words.promoters.map(\.text).contains("monteurs"))
    #expect(words.detractors.map(\.text).contains("teruggebeld"))
    #expect(!(words.promoters + words.detractors).map(\.text).contains("werk"))
    #expect(!words.detractors.map(\.text).contains("stuur"))
    #expect(!(words.promoters + words.detractors).contains { ["de", "het", "over", "waren"].contains($0.text) })
    #expect(words.promoters.allSatisfy { $0.z >= 1.96 } && words.detractors.allSatisfy { $0.z <= -1.96 })
    #expect(words.promoterComments == 30 && words.detractorComments == 30)
  }

  @Test func tooFewCommentsSaySoAndAlikeCommentsShowNothing() async throws {
    let world = try await CommentWorld(.sqlite)
    for number in 1...19 { try await world.write("Mooi werk \(number)", score: 9) }
    for number in 1...40 { try await world.write("Slecht werk \(number)", score: 3) }
    let few = try await world.read().words
    #expect(!few.isEnough && few.promoters.isEmpty && few.detractors.isEmpty)

    let alike = try await CommentWorld(.sqlite)
    for _ in 1...25 {
      try await alike.write("Gewoon hetzelfde werk", score: 9)
      try await alike.write("Gewoon hetzelfde werk", score: 3)
    }
    let same = try await alike.read().words
    #expect(same.isEnough && same.promoters.isEmpty && same.detractors.isEmpty)
  }

  @Test(arguments: ["Goed", "Het is er"]) func commentsOfOneWordOrNoneTellNothing(text: String) async throws {
    let world = try await CommentWorld(.sqlite)
    for score in [9, 3] { for _ in 1...25 { try await world.write(text, score: score) } }
    let words = try await world.read().words
    #expect(words.isEnough && words.promoters.isEmpty && words.detractors.isEmpty)
  }

  @Test func aFewCommentsAreChosenFromBothSidesAndDiffer() async throws {
    let world = try await CommentWorld(.sqlite)
    for number in 1...25 {
      try await world.write("De monteur was vakkundig en vlot met keuken \(number)", score: 9)
      try await world.write("Niemand belde terug, ook niet na brief \(number)", score: 3)
      try await world.write("De rekening was twee keer zo hoog als de offerte \(number)", score: 3)
    }
    let chosen = try await world.readings.comments.chosen(
      world.place(), language: .nl, by: try await world.member(.board))
    #expect(chosen.filter { $0.recommendation == 9 }.count >= 1)
    #expect(chosen.filter { $0.recommendation == 3 }.count == 2)
    #expect(Set(chosen.map(\.text)).count == chosen.count)
    #expect(chosen.contains { $0.text.contains("belde") } && chosen.contains { $0.text.contains("rekening") })
  }
}
