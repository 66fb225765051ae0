import Foundation
import TestKit
import Testing

/// The program as its operator meets it: killed, started twice, told the same thing again.
@Suite(.serialized, .timeLimit(.minutes(5))) struct ProgramTests {
  private static func export(rows: Int) throws -> String {
    var text = "respondent;unit;How likely are you to recommend us? (0-10);Why?\n"
    for row in 0..<rows { text += "r\(row);Team \(row % 5);\(row % 11);They keep word number \(row)\n" }
    return try file(named: "export.csv", text)
  }

  private static func arguments(_ export: String, into data: String) -> [String] {
    [
      "import", export, "--data", data, "--organisation", "Acme", "--new", "Customers", "--wave", "2026", "--day",
      "2026-11-21", "--make-units",
    ]
  }

  @Test func anImportThatWasKilledGoesOnAndDoingItAgainAddsNothing() throws {
    let rows = 12_000
    let export = try Self.export(rows: rows)
    let data = TemporaryFolder.make().appending(path: "data").path
    let killed = try Program(Self.arguments(export, into: data))
    #expect(killed.hears { $0.contains("rows, ") && !$0.contains(" 0 new") })
    killed.kill()
    #expect(!killed.errors.contains("\(rows) of \(rows) rows"), "it was done before it was killed")

    let resumed = try Program(Self.arguments(export, into: data)).end()
    #expect(resumed.status == 0, "\(resumed.errors)")
    let said = resumed.output
    let numbers = said.split { !$0.isNumber }.compactMap { Int($0) }
    #expect(numbers.count > 1 && numbers[0] + numbers[1] == rows && numbers[1] > 0, "\(said)")

    let again = try Program(Self.arguments(export, into: data)).end()
    #expect(again.status == 64 && again.errors.contains("nothing was added"), "\(again.errors)")
    let report = TemporaryFolder.make().path
    let figures = try Program(["report", "--data", data, "--out", report]).end()
    #expect(figures.status == 0, "\(figures.errors)")
    let json = try String(contentsOf: URL(filePath: report).appending(path: "figures.json"), encoding: .utf8)
    #expect(json.filter { !$0.isWhitespace }.contains("\"n\":\(rows),"), "each response is there once")
  }

  @Test func aCodebookGivesWordsThatTheMappingFileRepeats() throws {
    let rows = (1...40).map { "\($0 % 11),\($0 % 6),\($0 % 3)\n" }.joined()
    let results = try file(named: "results.csv", "NPS,Q7FOOD,Q8BAGS\n" + rows)
    let book = try file(
      named: "book.csv", "Q7FOOD,Restaurants\nQ8BAGS,Bags?\n,1,Yes\n,2,No\n,0,Blank\nQ9OLD,Old\n")
    let mapping = TemporaryFolder.make().appending(path: "mapping.json").path
    let data = TemporaryFolder.make().appending(path: "data").path
    let arguments = ["import", results, "--mapping", mapping]
    let wrong = try Program(arguments + ["--dry-run", "--codebook", results]).end()
    #expect(wrong.status == 64 && wrong.errors.contains("These are results"), "\(wrong.errors)")
    #expect(!FileManager.default.fileExists(atPath: mapping))
    let tried = try Program(arguments + ["--dry-run", "--codebook", book]).end()
    #expect(tried.status == 0 && tried.output.contains("2 columns have words"), "\(tried.output) \(tried.errors)")
    #expect(
      tried.output.contains("Not in the codebook: NPS.") && tried.output.contains("no column of this file: Q9OLD."))
    let written = try String(contentsOf: URL(filePath: mapping), encoding: .utf8)
    #expect(written.contains("\"Restaurants\"") && written.contains("\"1\" : \"Yes\""))

    let place = ["--data", data, "--organisation", "Acme", "--new", "Guests", "--wave", "2026", "--day", "2026-11-21"]
    let done = try Program(arguments + place).end()
    #expect(done.status == 0 && done.errors.contains("Counting the results"), "\(done.errors)")
    let columns = try FileManager.default.contentsOfDirectory(atPath: data + "/columns")
    #expect(columns.contains { $0.hasSuffix(".columns") }, "the program starts with what was counted")
  }

  @Test func aSecondProgramOnOneFolderIsRefusedInASentence() throws {
    let data = TemporaryFolder.make().appending(path: "data").path
    let holder = try Program(Self.arguments(Self.export(rows: 40_000), into: data))
    defer { holder.kill() }
    #expect(holder.hears { $0.contains("rows, ") })
    let began = ContinuousClock.now
    let second = try Program(["doctor", "--data", data]).end()
    #expect(second.status != 0 && second.errors.contains("in use by another Kompas"), "\(second.errors)")
    #expect(ContinuousClock.now - began < .seconds(5))
  }
}
