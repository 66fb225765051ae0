import Foundation
import HTTPTypes
import HummingbirdTesting
import Listen
import NIOCore
import Persistence
import TestKit
import Testing
import Values

@testable import Web

/// A file of results goes in through the browser, without a script.
@Suite struct ResultFileTests {
  private static let text = "recommend,Team,Why?\n9,Noord,Vriendelijk\n3,Zuid,Lang wachten\n8,Noord,\n"

  @Test func aResearcherBringsAFileInStepByStep() async throws {
    let field = try await Fieldwork()
    try await field.run { browser in
      let taken = try await browser.upload(Self.text, named: "klanten.csv", to: Link.resultFiles.path)
      #expect(taken.status == .seeOther)
      let place = try #require(taken.headers[.location])

      let page = try await browser.read(place)
      #expect(page.contains("klanten.csv") && page.contains("recommend") && page.contains("Vriendelijk"))

      let wrong = try await browser.send(place + "/columns/1", "role=rating&low=5&high=1")
      #expect(wrong.status == .unprocessableContent)
      let column = try await browser.send(place + "/columns/1", "role=recommendation&question=Aanbevelen")
      #expect(column.status == .seeOther)
      #expect(try await browser.send(place + "/columns/2", "role=unit").status == .seeOther)
      #expect(try await browser.send(place + "/columns/3", "role=openText").status == .seeOther)

      #expect(
        try await browser.send(place + "/application", "survey=new&title=&wave=2026").status == .unprocessableContent)
      let applied = try await browser.send(place + "/application", "survey=new&title=Klanten&wave=2026&may=units")
      #expect(applied.status == .seeOther)
      var shown = ""
      for _ in 0..<200 where !shown.contains("3 antwoorden zijn binnen") {
        shown = try await browser.read(place)
        try await Task.sleep(for: .milliseconds(25))
      }
      #expect(shown.contains("3 antwoorden zijn binnen"))
    }
    #expect(try await field.count("comments") == 2)
    #expect(try await field.count("imports") == 1)
  }

  @Test func manyColumnsAreChangedAtOnceAndAllOthersLeftOut() async throws {
    let field = try await Fieldwork()
    try await field.run { browser in
      let text = "NPS,Food,Shops,Bags,Why?\n9,4,5,2,Fijn\n3,2,0,1,Lang\n8,3,6,2,\n"
      let taken = try await browser.upload(text, named: "sfo.csv", to: Link.resultFiles.path)
      let place = try #require(taken.headers[.location])
      let ratings = "column=2&column=3&which=ticked&role=rating&blank=0&notApplicable=6"
      #expect(try await browser.send(place + "/columns", "which=ticked&role=ignore").status == .unprocessableContent)
      let upsideDown = try await browser.send(place + "/columns", ratings + "&low=5&high=1")
      #expect(upsideDown.status == .unprocessableContent)
      let kept = String(buffer: upsideDown.body)
      #expect(kept.contains("value=\"2\" checked") && !kept.contains("value=\"4\" checked"), "ticks are kept")
      #expect(try await browser.send(place + "/columns", ratings + "&low=1&high=5").status == .seeOther)
      #expect(
        try await browser.send(place + "/columns", "column=1&column=2&column=3&which=others&role=ignore").status
          == .seeOther)
      let page = try await browser.read(place)
      #expect(page.components(separatedBy: "beoordeling, 1 tot 5").count == 3)
      #expect(!page.contains("⟦"), "a rating that is not used any more has its words")
      let found = try await field.database.read { try $0.imports(in: "linde").all() }
      let columns = try #require(found.first).mapping.columns
      #expect(columns.map(\.takenFor) == [columns[0].takenFor, .rating, .rating, .ignore, .ignore])
      #expect(columns[2].blank == ["0"] && columns[2].notApplicable == ["6"])
    }
  }

  @Test func aCodebookGivesTheColumnsWords() async throws {
    let field = try await Fieldwork()
    let rows = (1...40).map { "\($0 % 11),\($0 % 6),\($0 % 3)\n" }.joined()
    try await field.run { browser in
      let taken = try await browser.upload("NPS,Q7FOOD,Q8BAGS\n" + rows, named: "sfo.csv", to: Link.resultFiles.path)
      let place = try #require(taken.headers[.location])
      for wrong in ["a,b\nc,d\n", "NPS,Q7FOOD,Q8BAGS\n1,2,1\n", "%PDF-1.4", ""] {
        let refused = try await browser.upload(wrong, named: "b.csv", to: place + "/codebook", as: "codebook")
        #expect(refused.status == .unprocessableContent, "\(wrong)")
        #expect(String(buffer: refused.body).contains("field-codebook"))
      }
      let large = try await browser.upload(
        String(repeating: "x", count: 17 << 20), named: "b.csv", to: place + "/codebook", as: "codebook")
      #expect(large.status == .unprocessableContent && String(buffer: large.body).contains("8 MB"))
      let book = "Q7FOOD,Eten & drinken\nQ8BAGS,Koffers?\n,1,Ja\n,2,Nee\n,0,Blank\nQ9OLD,Oud\n"
      let named = try await browser.upload(book, named: "b.csv", to: place + "/codebook", as: "codebook")
      #expect(named.status == .seeOther && named.headers[.location] == place)
      let page = try await browser.read(place)
      #expect(page.contains("Eten &amp; drinken") && page.contains("2 kolommen hebben woorden uit het codeboek"))
      #expect(page.contains("Q7FOOD ·") && !page.contains("<details class=\"codebook\" open"))
      // The name of a row can be changed as well.
      let column = try await browser.read(place + "/columns/2")
      #expect(column.contains("Eten &amp; drinken"))
    }
    let found = try await field.database.read { try $0.imports(in: "linde").all() }
    #expect(found.first?.mapping.columns[2].labels == ["1": "Ja", "2": "Nee"])
  }

  @Test func aFileThatIsNoTableIsRefusedWithAReason() async throws {
    let field = try await Fieldwork()
    try await field.run { browser in
      let one = try await browser.upload("alleen\neen\nkolom\n", named: "brief.txt", to: Link.resultFiles.path)
      #expect(one.status == .unprocessableContent)
      #expect(String(buffer: one.body).contains("callout wrong"))
    }
    #expect(try await field.count("imports") == 0)
  }
}

extension Client {
  /// Sends a file as a form of a browser does.
  fileprivate func upload(
    _ text: String, named name: String, to path: String, as field: String = "file"
  ) async throws -> TestResponse {
    let body = [
      "--edge", "Content-Disposition: form-data; name=\"\(field)\"; filename=\"\(name)\"", "Content-Type: text/csv", "",
      text,
      "--edge--", "",
    ].joined(separator: "\r\n")
    return try await client.execute(
      uri: "\(path)?csrf=\(TestSite.proof)", method: .post,
      headers: [
        .contentType: "multipart/form-data; boundary=edge", .origin: TestSite.origin, .cookie: TestSite.cookie,
      ], body: ByteBuffer(string: body)
    ) { $0 }
  }

  fileprivate func read(_ path: String) async throws -> String {
    try await client.execute(uri: path, method: .get, headers: [.cookie: TestSite.cookie, .acceptLanguage: "nl"]) {
      String(buffer: $0.body)
    }
  }

  fileprivate func send(_ path: String, _ fields: String) async throws -> TestResponse {
    try await client.execute(
      uri: path, method: .post,
      headers: [
        .contentType: "application/x-www-form-urlencoded", .origin: TestSite.origin, .cookie: TestSite.cookie,
      ], body: ByteBuffer(string: "csrf=\(TestSite.proof)&\(fields)")
    ) { $0 }
  }
}

extension ImportFolder {
  /// A folder of the test's own.
  static func temporary() -> ImportFolder { ImportFolder(path: TemporaryFolder.make().path) }
}
