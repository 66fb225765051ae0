import Foundation
import HTTPTypes
import Listen
import NIOCore
import People
import Persistence
import SQLiteDriver
import Statistics
import TableFiles
import Testing
import Understand
import Values

@testable import Web

@Suite struct ExportTests {
  @Test func aDutchReaderGetsACSVThatDutchExcelOpens() async throws {
    let site = try await ReadingSite.make(isChanging: true)
    let board = try await site.member(.board)

    let answer = try await site.ask(.export(site.survey.id, site.wave.id, "figures.csv"), as: board)

    #expect(answer.status == 200)
    #expect(answer.headers[.contentDisposition] == "attachment; filename=\"kompas-cijfers.csv\"")
    let bytes = Array(answer.body.readableBytesView)
    #expect(bytes.prefix(3) == [0xEF, 0xBB, 0xBF])
    let text = String(buffer: answer.body)
    #expect(text.contains("Niveau;Onderdeel;Code;Meting;Maat;Waarover;Waarde;Ondergrens;Bovengrens;Antwoorden\r\n"))
    #expect(text.contains(";linde;Najaar 2026;grade;"))
    #expect(text.contains(/;grade;[^;]*;7,\d+;7,\d+;7,\d+;\d+\r\n/))
    let events = try await site.database.read { try $0.events(in: site.organisation.id, limit: 20_000) }
    let event = try #require(events.first { $0.kind == "table.exported" })
    #expect(event.actor == board.person.text && event.facts["file"] == "figures.csv")
    #expect((Int(event.facts["rows"] ?? "") ?? 0) > 50)
  }

  @Test func everyTableIsAWorkbookToo() async throws {
    let site = try await ReadingSite.make(isChanging: true)
    let south = try site.unit("Regio Zuid")
    let manager = try await site.member(.manager, on: south)
    for (table, columns) in [("figures", 10), ("comments", 8), ("customers", 10)] {
      let link = Link.unitExport(site.survey.id, site.wave.id, south.id, "\(table).xlsx")
      let answer = try await site.ask(link, as: manager)
      #expect(answer.status == 200)
      let book = try Workbook(.memory(Array(answer.body.readableBytesView)))
      let rows = try book.rows(ofSheet: book.sheets[0].name)
      #expect(rows.count > 10 && rows[0].count == columns, "\(table)")
    }
  }

  @Test func theCommentsThatLeaveAreThoseThatWereAskedForWithoutNames() async throws {
    let site = try await ReadingSite.make(isChanging: true)
    let south = try site.unit("Regio Zuid")
    let board = try await site.member(.board)
    let link = Link.unitExport(site.survey.id, site.wave.id, south.id, "comments.csv").with("stance", "promoter")
    let rows = String(buffer: try await site.ask(link, as: board).body).split(separator: "\r\n")
    #expect(rows.count > 5)
    #expect(rows.dropFirst().allSatisfy { $0.contains(";Promotor;") && $0.hasPrefix("Najaar 2026;Team ") })
    let customers = Link.unitExport(site.survey.id, site.wave.id, south.id, "customers.csv")
    #expect(try await site.ask(customers, as: board).status == 404, "the board reads no names")
    #expect(try await site.ask(.export(site.survey.id, site.wave.id, "secrets.csv"), as: board).status == 404)
    #expect(try await site.ask(.export(site.survey.id, site.wave.id, "figures.exe"), as: board).status == 404)
  }

  @Test func whatACustomerWroteNeverBecomesAFormula() throws {
    let table = ExportTable(
      name: "x", header: ["=SUM(A1)"], rows: [[.text("=cmd|'/c calc'!A1")], [.text("+31 6 12345678")], [.number(-3.5)]])
    let csv = String(decoding: try table.bytes(.csv, in: .nl).dropFirst(3), as: UTF8.self)
    #expect(csv == "'=SUM(A1)\r\n'=cmd|'/c calc'!A1\r\n'+31 6 12345678\r\n-3,5\r\n")
    let english = String(decoding: try table.bytes(.csv, in: .en).dropFirst(3), as: UTF8.self)
    #expect(english.contains("-3.5"))
    let book = try Workbook(.memory(try table.bytes(.xlsx, in: .nl)))
    #expect(try book.rows(ofSheet: book.sheets[0].name)[1] == ["=cmd|'/c calc'!A1"])
  }
}

@Suite struct ReportTests {
  private struct Figures: Decodable {
    struct Line: Decodable {
      let reading: String
      let unit: String
      let code: String
      let period: String
      let measure: String
      let value: Double
      let low: Double?
      let high: Double?
      let n: Int
      let owner: String?
    }
    let organisation: String
    let wave: String
    let figures: [Line]
  }

  @Test func theReportOfTheDemoIsThreeReadingsAndTheirFigures() async throws {
    let site = try await ReadingSite.make()
    let report = Report(
      readings: site.readings, survey: site.survey, wave: site.wave, unit: nil, language: .nl, by: site.board)

    let files = try await report.files()

    #expect(
      Set(files.map(\.name)) == [
        "strategic.html", "operational.html", "figures.json", "tactical-noord.html", "tactical-west.html",
        "tactical-midden.html", "tactical-oost.html", "tactical-zuid.html",
      ])
    for file in files where file.name.hasSuffix(".html") {
      let html = String(decoding: file.bytes, as: UTF8.self)
      #expect(html.hasPrefix("<!doctype html>") && html.contains("<html lang=\"nl\">"))
      for needed in [" href=\"/", "<script", "<link", " src=", "⟦", "url("] {
        #expect(!html.contains(needed), "\(file.name) needs \(needed)")
      }
    }
    let json = try #require(files.first { $0.name == "figures.json" })
    let figures = try JSONDecoder().decode(Figures.self, from: json.bytes)
    #expect(figures.organisation == "De Linde Installatietechniek" && figures.wave == "Najaar 2026")
    let keys = figures.figures.map { "\($0.reading) \($0.code) \($0.period) \($0.measure) \($0.owner ?? "")" }
    #expect(Set(keys).count == keys.count, "every figure once")
    let place = ReadingPlace(survey: site.survey.id, wave: site.wave.id, unit: site.board.tree.roots[0].id)
    let reading = try await site.readings.strategic(place, by: site.board)
    for figure in reading.headline {
      let line = try #require(
        figures.figures.first {
          $0.reading == "strategic" && $0.code == "linde" && $0.period == "Najaar 2026" && $0.measure == figure.name
        })
      #expect(line.value == figure.estimate.value && line.n == figure.estimate.n)
      #expect(line.low == figure.estimate.interval?.low && line.high == figure.estimate.interval?.high)
    }
    #expect(Set(figures.figures.map(\.reading)) == ["strategic", "tactical", "operational"])
    #expect(
      figures.figures.contains { $0.reading == "strategic" && $0.period == "Voorjaar 2025" && $0.measure == "nps" })
    #expect(figures.figures.contains { $0.measure == "importance.drivers.reach" && $0.low != nil })
    #expect(figures.figures.contains { $0.code == "eindhoven" && $0.measure == "nps.difference" && $0.value < 0 })
  }

  @Test func aReportOfOneUnitNamesOnlyCustomersWhoAgreed() async throws {
    let site = try await ReadingSite.make()
    let team = try site.unit("Team Eindhoven")
    let report = Report(
      readings: site.readings, survey: site.survey, wave: site.wave, unit: team, language: .en, by: site.board)

    let files = try await report.files()

    #expect(files.map(\.name) == ["strategic.html", "tactical-eindhoven.html", "operational.html", "figures.json"])
    let html = String(decoding: try #require(files.first { $0.name == "operational.html" }).bytes, as: UTF8.self)
    let place = ReadingPlace(survey: site.survey.id, wave: site.wave.id, unit: team.id)
    let reading = try await site.readings.unitCustomers(place, by: site.board)
    #expect(html.ranges(of: "<h2>").count == reading.lines.count && reading.unnamed > 0)
    let json = try #require(files.last).bytes
    let figures = try JSONDecoder().decode(Figures.self, from: json).figures.filter { $0.reading == "operational" }
    #expect(figures.first { $0.measure == "customers.named" && $0.owner == nil }?.value == Double(reading.lines.count))
    #expect(figures.first { $0.measure == "customers.unnamed" }?.value == Double(reading.unnamed))
    let owners = figures.filter { $0.measure == "customers.named" && $0.owner != nil }
    #expect(owners.count > 1)
    #expect(owners.map(\.value).reduce(0, +) == Double(reading.lines.count))
  }
}
