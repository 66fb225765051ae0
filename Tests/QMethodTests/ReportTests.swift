import Foundation
import QMethod
import Testing

@Suite struct ReportTests {
  @Test(.enabled(if: Reference.isPresent, Reference.absence), arguments: Reference.names)
  func aScriptCanCompareTheJSONWithTheReference(name: String) throws {
    let expected = try Reference.decode(Reference.Results.self, name, "reference.json").solutions
    let study = try QImport(bytes: try Reference.bytes(name, "sorts.csv")).study
    for (key, extraction) in [
      ("pca_varimax_3", QExtraction.principalComponents), ("centroid_varimax_4", .centroid(.qmethod)),
    ] {
      let entry = try #require(expected[key])
      let solution = try QAnalysis(factors: entry.nfactors, extraction: extraction, profile: .rCompatible)
        .solution(of: study)
      let decoder = JSONDecoder()
      decoder.keyDecodingStrategy = .convertFromSnakeCase
      let found = try decoder.decode(Reference.Solution.self, from: Data(try solution.json()))
      #expect(distance(found.loadings, entry.loadings) < 1e-9)
      #expect(found.flags == entry.flags)
      #expect(distance(found.zscores, entry.zscores) < 1e-9)
      #expect(found.factorScores == entry.factorScores)
      #expect(distance(found.sed, entry.sed) < 1e-9)
      #expect(found.characteristics.nload == entry.characteristics.nload)
      #expect(found.distinguishingConsensus?.significance == entry.distinguishingConsensus?.significance)
      #expect(found.distinguishingConsensus?.label == entry.distinguishingConsensus?.label)
    }
  }

  @Test func numbersInJSONReadBackAsTheSameDoubles() throws {
    let solution = try QAnalysis(factors: 2).solution(of: try Example.study(statements: 20, sorts: 8, views: 2))
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let found = try decoder.decode(Reference.Solution.self, from: Data(try solution.json()))
    #expect(found.loadings == solution.loadings.rowList)
    #expect(found.weights == solution.weights.rowList)
  }

  @Test func aBootstrapIsPartOfEveryReport() async throws {
    let solution = try QAnalysis(factors: 2).solution(of: try Example.study(statements: 20, sorts: 8, views: 2))
    let summary = try await QBootstrap(steps: 30).summary(of: solution)
    let json = String(decoding: try solution.json(bootstrap: summary), as: UTF8.self)
    #expect(json.contains("\"bootstrap\":{") && json.contains("\"q97.5\":["))
    let report = QReport(solution, bootstrap: summary)
    #expect(report.tables.contains { $0.sheet == "Bootstrap Loadings 2" })
    #expect(report.text.contains("Bootstrap: Z-Scores of Factor 1"))
  }

  @Test(.enabled(if: Reference.isPresent, Reference.absence))
  func theTextReportHasEveryPartOfPQMethods() throws {
    let study = try QImport(
      bytes: try Reference.bytes("lipset", "lipset.DAT"), statements: try Reference.bytes("lipset", "lipset.STA")
    ).study
    let text = QReport(try QAnalysis(factors: 3).solution(of: study)).text
    for part in [
      "Lipset Study", "Correlation Matrix Between Sorts", "Unrotated Factor Matrix", "Cumulative Communalities Matrix",
      "Factor Matrix with an X Indicating a Defining Sort", "Free Distribution Data Results",
      "Correlations Between Factor Scores", "Factor Scores - For Factor 3", "Differences Between Factors 2 and 3",
      "Sorted by Consensus vs. Disagreement", "Factor Characteristics", "Standard Errors for Differences",
      "Distinguishing Statements for Factor 1", "Consensus Statements", "Crib Sheet for Factor 2",
      "Success in life by a previously deprived person is resented.",
    ] { #expect(text.contains(part), "\(part)") }
    // Loadings of the first sort, as the reference has them to four decimals.
    #expect(text.contains("US1             0.1908       0.7658  X   -0.1683     0.6513"))
  }

  @Test(.enabled(if: Reference.isPresent, Reference.absence), arguments: Reference.names)
  func aWorkbookFitsASpreadsheetAndIsReadBackAsItsOwnInput(name: String) throws {
    let study = try QImport(
      bytes: try Reference.bytes(name, "\(name).DAT"), statements: try Reference.bytes(name, "\(name).STA")
    ).study
    let tables = QReport(try QAnalysis(factors: 4).solution(of: study)).tables
    let names = tables.map { $0.sheet.lowercased() }
    #expect(Set(names).count == names.count)
    #expect(tables.allSatisfy { (1...31).contains($0.sheet.count) })
    #expect(names.allSatisfy { sheet in !sheet.contains { "[]:*?/\\".contains($0) } })
    let sheets = tables.map { table in
      (name: table.sheet, rows: table.sheetRows.map { row in row.map(Self.text) })
    }
    // Some readers of workbooks leave out empty rows.
    let dense = sheets.map { sheet in (name: sheet.name, rows: sheet.rows.filter { !$0.isEmpty }) }
    for input in [sheets, dense] {
      let found = try KenQWorkbook.study(input).study
      #expect(found.sorts == study.sorts)
      #expect(found.statements == study.statements)
    }
  }

  @Test func theDutchReportHasTheSameTablesAndSheets() throws {
    let study = try Example.study(statements: 20, sorts: 9, views: 2)
    let solution = try QAnalysis(
      factors: 2, handRotations: [.turn(first: 1, second: 2, degrees: 12.5), .invert(factor: 2)], splits: [2]
    ).solution(of: study)
    let (english, dutch) = (QReport(solution), QReport(solution, words: .dutch))
    #expect(english.tables.map(\.sheet) == dutch.tables.map(\.sheet))
    #expect(english.tables.map(\.rows.count) == dutch.tables.map(\.rows.count))
    #expect(dutch.text.contains("factor 1 en 2 over 12,5 graden"))
    for (left, right) in zip(english.tables, dutch.tables) where left.sheet != "Bootstrap" {
      #expect(left.title != right.title, "\(left.sheet)")
    }
  }

  private static func text(_ cell: QCell) -> String {
    switch cell {
    case .empty: ""
    case .text(let text): text
    case .integer(let value): String(value)
    case .number(let value, _): String(value)
    }
  }
}
