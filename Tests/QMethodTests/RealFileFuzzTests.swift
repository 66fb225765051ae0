import Foundation
import QMethod
import Testing

/// Every format that is read, from the studies of the reference, cut short and changed: a study or a typed error comes out.
@Suite(.enabled(if: Reference.isPresent, Reference.absence))
struct RealFileFuzzTests {
  /// A reader with a whole file that it can read.
  private struct Reader {
    let name: String
    let whole: [UInt8]
    let read: ([UInt8]) throws -> QStudy
  }

  private func readers() throws -> [Reader] {
    let study = try QImport(
      bytes: try Reference.bytes("lipset", "lipset.DAT"), statements: try Reference.bytes("lipset", "lipset.STA")
    ).study
    let dat = try Reference.bytes("lipset", "lipset.DAT")
    let packed =
      "participant,data\n"
      + study.sorts.map { sort in
        "r,\"partId:| \(sort.name) | sort:| \(sort.values.map(String.init).joined(separator: "|")) | dur:| 3 | \"\n"
      }.joined()
    let map =
      "<map>"
      + zip(study.grid.values, study.grid.heights).map { "<column id=\"\($0)\" colour=\"E9E9E9\">\($1)</column>" }
      .joined()
      + "</map>"
    let any: ([UInt8]) throws -> QStudy = { try QImport(bytes: $0).study }
    return [
      Reader(name: ".DAT", whole: dat, read: any),
      Reader(name: ".STA", whole: try Reference.bytes("lipset", "lipset.STA")) {
        try QImport(bytes: dat, statements: $0).study
      },
      Reader(name: "CSV by row", whole: try Reference.bytes("fremantle", "sorts.csv"), read: any),
      Reader(name: "CSV by column", whole: Array(SortsCSV.text(study, orientation: .sortsInColumns).utf8), read: any),
      Reader(name: "HtmlQ", whole: Array(HtmlQ.text(study).utf8), read: any),
      Reader(name: "Easy-HTMLQ", whole: try EasyHTMLQ.json(study), read: any),
      Reader(name: "EQ Web Sort", whole: Array(packed.utf8), read: any),
      Reader(name: "FlashQ", whole: Array(map.utf8)) {
        try QStudy(sorts: study.sorts, grid: try FlashQTemplate.grid($0))
      },
    ]
  }

  @Test func everyFormatSurvivesBeingCutShortAndChanged() throws {
    for reader in try readers() {
      _ = try reader.read(reader.whole)
      var dice = Example.Dice(state: 31)
      var errors = 0
      for round in 0..<400 {
        var bytes = reader.whole
        let place = Int.random(in: 0..<bytes.count, using: &dice)
        switch round % 4 {
        case 0: bytes.removeLast(bytes.count - place)
        case 1: bytes[place] = UInt8.random(in: 0...255, using: &dice)
        case 2: bytes.insert(contentsOf: Array("\"9999999999|;\n".utf8), at: place)
        default: bytes.removeSubrange(place..<min(bytes.count, place + 40))
        }
        do {
          _ = try QAnalysis(factors: 1).solution(of: try reader.read(bytes))
        } catch is QInputError {
          errors += 1
        }
      }
      #expect(errors > 20, "\(reader.name): \(errors) of 400 were refused")
    }
  }

  @Test func theTextsOfAKADEArchiveSurviveIt() throws {
    let study = try QImport(bytes: try Reference.bytes("lipset", "lipset.DAT")).study
    let entries = [
      "sorts.txt": study.sorts.map { $0.name + "," + $0.values.map(String.init).joined(separator: ",") },
      "statements.txt": (1...study.statementCount).map { "Statement \($0)" },
      "name.txt": ["Lipset"],
    ].mapValues { Array($0.joined(separator: "\n").utf8) }
    #expect(try KADEArchive.study(entries).study.sorts.count == study.sorts.count)
    var dice = Example.Dice(state: 8)
    var errors = 0
    for round in 0..<400 {
      var changed = entries
      let name = round % 3 == 0 ? "statements.txt" : "sorts.txt"
      var bytes = entries[name] ?? []
      let place = Int.random(in: 0..<bytes.count, using: &dice)
      if round.isMultiple(of: 2) {
        bytes.removeLast(bytes.count - place)
      } else {
        bytes[place] = UInt8.random(in: 0...255, using: &dice)
      }
      changed[name] = bytes
      do {
        _ = try KADEArchive.study(changed)
      } catch {
        errors += 1
      }
    }
    #expect(errors > 20)
  }

  /// Ken-Q's three types and its old form, with a cell or a row changed, taken away or added.
  @Test func everyTypeOfKenQWorkbookSurvivesIt() throws {
    let study = try QImport(bytes: try Reference.bytes("lipset", "lipset.DAT")).study
    let unforced = try QImport(bytes: try Reference.bytes("fremantle", "fremantle.DAT")).study
    let three: [KenQWorkbook.Sheet] = [
      ("Project Overview", [["Ken-Q"]]),
      (
        "Q sorts",
        [["Q sorts"], [""], [""], ["Participant"]] + study.sorts.map { [$0.name] + $0.values.map(String.init) }
      ),
    ]
    let others = try [study, unforced].map { study -> [KenQWorkbook.Sheet] in
      try KenQWorkbook.sheets(study).map { (name: $0.name, rows: $0.rows.map { $0.map(Self.text) }) }
    }
    for sheets in others + [three] {
      _ = try KenQWorkbook.study(sheets)
      var dice = Example.Dice(state: 5)
      var errors = 0
      let cells = ["", "x", "-999", "99999999999999999999", "1.5", "NaN", "0"]
      for round in 0..<400 {
        var changed = sheets
        let sheet = Int.random(in: 0..<changed.count, using: &dice)
        guard !changed[sheet].rows.isEmpty else { continue }
        let row = Int.random(in: 0..<changed[sheet].rows.count, using: &dice)
        switch round % 3 {
        case 0: changed[sheet].rows.removeLast(changed[sheet].rows.count - row)
        case 1: changed[sheet].rows[row].append(cells.randomElement(using: &dice) ?? "")
        default:
          guard let cell = changed[sheet].rows[row].indices.randomElement(using: &dice) else { continue }
          changed[sheet].rows[row][cell] = cells.randomElement(using: &dice) ?? ""
        }
        do {
          _ = try KenQWorkbook.study(changed)
        } catch {
          errors += 1
        }
      }
      #expect(errors > 20)
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
