import Foundation
import Testing

@testable import TableFiles

@Suite(.needsShared) struct RealFilesTests {
  /// Every delimited file of the set with the number of rows and columns that its reference gives.
  @Test(arguments: [
    "exports-googleforms-surveygizmo", "exports-limesurvey", "exports-qualtrics", "exports-surveymonkey",
    "exports-typeform",
  ])
  func rowsColumnsAndFilledCellsEqualTheReference(folder: String) throws {
    var checked = 0
    for (name, value) in try SharedFolder.reference(folder) {
      guard let facts = value as? [String: Any], let columns = facts["columns"] as? Int,
        let filled = facts["non_empty_cells"] as? Int, let headers = facts["header_rows"] as? Int,
        let dataRows = facts["data_rows"] as? Int
      else { continue }
      let fileName = name.hasSuffix(".csv") ? name : "freecodecamp_2016_part1_first2000.csv"
      let file = try TableFile(path: SharedFolder.file(folder + "/" + fileName))
      var rows = 0
      var cells = 0
      try file.forEachRow { row in
        #expect(row.count == columns, "\(fileName) row \(row.number)")
        rows += 1
        if rows > headers {
          cells += (0..<row.count).count { !row.string(at: $0).allSatisfy(\.isWhitespace) }
        }
        return true
      }
      #expect(rows == headers + dataRows, "\(fileName)")
      #expect(cells == filled, "\(fileName)")
      checked += 1
    }
    #expect(checked > 0)
  }

  @Test func theStarWarsFileIsWindows1252() throws {
    let file = try TableFile(path: SharedFolder.file("exports-surveymonkey/StarWars.csv"))
    guard case .delimited(let dialect) = file.kind else {
      Issue.record("not delimited")
      return
    }
    #expect(dialect.encoding == .windows1252)
  }

  @Test func theAirportsCodeListIsRead() throws {
    let book = try Workbook(.path(SharedFolder.file("sfo-airport-2017/sfo_2018_data_dictionary.xlsx")))
    #expect(book.sheets.map(\.name) == ["Code List"])
    let rows = try book.rows()
    #expect(rows.map(\.count).max() == 3)
    #expect(rows.contains { $0.contains { $0.contains("NETPRO") } })
  }

  @Test(arguments: ["iris.sav", "testdata.sav"]) func statisticsFilesEqualTheReference(name: String) throws {
    let facts = try #require(try SharedFolder.reference("exports-spss")[name] as? [String: Any])
    let file = try StatisticsFile(path: SharedFolder.file("exports-spss/" + name))
    #expect(file.variables.map(\.name) == facts["columns"] as? [String])
    let labels = try #require(facts["variable_labels"] as? [String: String])
    for variable in file.variables { #expect(variable.label == labels[variable.name] ?? "") }
    let valueLabels = try #require(facts["value_labels"] as? [String: [String: String]])
    for variable in file.variables {
      let expected = (valueLabels[variable.name] ?? [:]).map { key, label in
        (key.hasSuffix(".0") ? String(key.dropLast(2)) : key, label)
      }
      let found = variable.valueLabels.map { ($0.value, $0.label) }
      #expect(Dictionary(uniqueKeysWithValues: expected) == Dictionary(uniqueKeysWithValues: found))
    }
    let missing = try #require(facts["missing_ranges"] as? [String: [[String: Any]]])
    for variable in file.variables {
      let expected: [StatisticsFile.MissingRange] = (missing[variable.name] ?? []).compactMap { range in
        if let text = range["lo"] as? String { return .text(text) }
        guard let low = range["lo"] as? Double, let high = range["hi"] as? Double else { return nil }
        return .numbers(low: low, high: high)
      }
      #expect(variable.missing == expected, "\(variable.name)")
    }
    var rows: [[String]] = []
    try file.forEachRow { row in
      rows.append(row.strings)
      return true
    }
    #expect(rows.count == facts["rows"] as? Int)
    #expect(rows.allSatisfy { $0.count == file.variables.count })
    if name == "iris.sav" { #expect(rows[0] == ["5.1", "3.5", "1.4", "0.2", "1"]) }
    if name == "testdata.sav" {
      #expect(rows.map(\.last) == ["1983-12-11", "2018-07-01", "2017-10-23", "", ""])
      #expect(rows[1][1] == "3.33333" || rows[2][1] == "3.33333")
      #expect(file.variables[4].isDeclaredMissing("99") && !file.variables[4].isDeclaredMissing("5"))
    }
  }
}
