import HTTPTypes
import Foundation
import Listen
import NIOCore
import People
import Persistence
import SQLiteDriver
import Testing
import Understand
import Values

@testable import Web

@Suite struct CommentPageTests {
  @Test func theBoardReadsWhatPromotersSayAndDetractorsDoNot() async throws {
    let site = try await ReadingSite.make()
    let link = Link.comments(site.survey.id, site.wave.id)

    let page = try await site.page(link, as: try await site.member(.board))

    #expect(page.contains("Promotors schrijven vaker over"))
    #expect(page.contains("teruggebeld") && page.contains("Bereikbaarheid"))
    #expect(page.ranges(of: "<blockquote>").count == Comments.pageSize)
    #expect(page.contains("rel=\"next\"") && !page.contains("rel=\"prev\""))
    #expect(page.contains("exports/comments.csv") && !page.contains("/topics"))
    let names = try await site.database.read { db in
      try db.rows("SELECT name FROM customers").map { try $0("name", as: String.self) }
    }
    #expect(names.count >= 3_900)
    #expect(!Set(names).contains { (name: String) in page.contains(name) }, "a comment never tells whose it is")
  }

  @Test func aFilterIsInTheAddressAndTheNextPageKeepsIt() async throws {
    let site = try await ReadingSite.make()
    let board = try await site.member(.board)
    let link = Link.comments(site.survey.id, site.wave.id).with("words", "monteurs").with("stance", "detractor")
      .with("topic", "any").with("question", "any").with("language", "nl")

    let page = try await site.page(link, as: board)

    let shown = page.matches(of: /<blockquote><p lang="nl"><bdi>([^<]*)/).map { String($0.output.1).lowercased() }
    #expect(!shown.isEmpty && shown.allSatisfy { $0.contains("monteur") })
    let quotes = page.components(separatedBy: "<blockquote>").dropFirst()
    #expect(quotes.allSatisfy { $0.prefix { $0 != "\n" }.contains("Criticaster") })
    let next = page.firstMatch(of: /rel="next" href="([^"]*)"/).map { String($0.output.1) }
    #expect(
      next.map { $0.contains("words=monteurs") && $0.contains("stance=detractor") && $0.contains("after=") } ?? true)
    let all = try await site.page(Link.comments(site.survey.id, site.wave.id).with("waves", "all"), as: board)
    #expect(all.contains("Alle metingen"))
    let none = try await site.page(Link.comments(site.survey.id, site.wave.id).with("words", "zeppelin"), as: board)
    #expect(none.contains("0 van ") && !none.contains("<blockquote>"))
    let unknown = try await site.ask(Link.comments(site.survey.id, site.wave.id).with("topic", "nothing"), as: board)
    #expect(unknown.status == 404)
  }

  @Test func aManagerReadsTheirOwnUnitOnly() async throws {
    let site = try await ReadingSite.make()
    let south = try site.unit("Regio Zuid")
    let manager = try await site.member(.manager, on: south)

    let page = try await site.page(.unitComments(site.survey.id, site.wave.id, south.id), as: manager)
    #expect(page.contains("Team Eindhoven") && !page.contains("Team Groningen"))
    let north = try site.unit("Regio Noord")
    for link in [
      Link.comments(site.survey.id, site.wave.id), .unitComments(site.survey.id, site.wave.id, north.id),
      .unitExport(site.survey.id, site.wave.id, north.id, "comments.csv"),
      .unitExport(site.survey.id, site.wave.id, north.id, "customers.xlsx"),
    ] {
      #expect(try await site.ask(link, as: manager).status == 404, "\(link.path)")
    }
    let tactical = try await site.page(.tactical(site.survey.id, site.wave.id, south.id), as: manager)
    #expect((2...4).contains(tactical.ranges(of: "<blockquote>").count))
    #expect(tactical.contains("In hun eigen woorden"))
  }

  @Test func theFrontLineSeesNoCommentsOfTheWhole() async throws {
    let site = try await ReadingSite.make()
    let employee = try await site.member(.employee)
    let page = try await site.page(.strategic(site.survey.id, site.wave.id), as: employee)
    #expect(!page.contains("<blockquote>") && !page.contains("/comments") && !page.contains("/exports/"))
    #expect(try await site.ask(.comments(site.survey.id, site.wave.id), as: employee).status == 404)
    #expect(try await site.ask(.export(site.survey.id, site.wave.id, "figures.csv"), as: employee).status == 403)
  }

  @Test func aResearcherEditsTheTopicsAndWhatACommentIsAbout() async throws {
    let site = try await ReadingSite.make(isChanging: true)
    let researcher = try await site.member(.researcher)
    let topics = try await site.page(.topics, as: researcher)
    #expect(topics.contains("Bereikbaarheid") && topics.contains("8 onderwerpen"))

    let tried = try await site.ask(.topics, as: researcher, post: "nl=Warmtepomp&words=warmtepomp&look=1")
    #expect(tried.status == 200 && String(buffer: tried.body).contains("warmtepomp is perfect"))
    let wrong = try await site.ask(.topics, as: researcher, post: "nl=&words=")
    #expect(wrong.status == 422 && String(buffer: wrong.body).contains("Noem minstens één woord"))
    let added = try await site.ask(.topics, as: researcher, post: "nl=Warmtepomp&en=&words=warmtepomp%0Acv")
    #expect(added.status == 303)
    let after = try await site.page(.topics, as: researcher)
    #expect(after.contains("Warmtepomp") && after.contains("9 onderwerpen"))
    #expect(try await site.ask(.topicRemoval("price"), as: researcher, post: "").status == 303)
    #expect(try await site.page(.topics, as: researcher).contains("Zet terug"))
    #expect(try await site.page(.topic("reach"), as: researcher).contains("terugbel*"))

    let comments = try await site.page(.comments(site.survey.id, site.wave.id), as: researcher)
    let found = try #require(comments.firstMatch(of: /action="(\/topics\/comments\/[^"]*)"/))
    let form = try #require(Link(local: String(found.output.1)))
    let back = "/understand/\(site.survey.id)/\(site.wave.id)/comments"
    let decided = try await site.ask(form, as: researcher, post: "topic=thinking&topic=loyalty&back=\(back)")
    #expect(decided.status == 303 && decided.headers[.location] == back)
    let coded = try await site.database.read {
      try $0.value("SELECT COUNT(*) FROM comment_codings", as: Int.self)
    }
    #expect((coded ?? 0) > 0)
    let outside = try await site.ask(form, as: researcher, post: "back=https%3A%2F%2Felsewhere.example")
    #expect(outside.headers[.location] == "/understand")
  }
}
