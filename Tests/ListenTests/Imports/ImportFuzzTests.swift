import Foundation
import TableFiles
import Testing

@testable import Listen

/// Whatever stands in a file, a dry run and an import give responses, listed problems or a stated refusal.
@Suite struct ImportFuzzTests {
  private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 16 ^ state << 32
    }
  }

  private static let pieces = [
    "Respondent ID", "Response", "NPS", "\"{\"\"ImportId\"\":\"\"QID1\"\"}\"", "{'ImportId': 'x'}", "Timestamp", "V1",
    "#",
    "Submit Date (UTC)", "Q1[SQ1]. Tekst [rij]", "0", "1", "10", "11", "-1", "99", "7,5", "3.5", "Strongly agree",
    "Never", "N/A", "Blank", "01/02/2026", "13/02/2026 10:00", "2026-01-01T00:00:00Z", "a;b", "a, b", "an@x.nl", "",
    "", "\"twee\nregels\"", "1 - slecht", "weight", "é€😀", "43290.5", "Yes", "No", "<b>x</b>", "1e308", "1e999",
  ]

  @Test func anyTableIsImportedOrRefused() throws {
    var random = Generator(state: 42)
    for _ in 0..<400 {
      let width = Int.random(in: 1...8, using: &random)
      let rows = (0..<Int.random(in: 1...12, using: &random)).map { _ in
        let extra = Int.random(in: 0..<12, using: &random) == 0 ? 1 : 0
        return (0..<(width + extra)).map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined(separator: ",")
      }
      do {
        let file = try ImportFile(.memory(Array(rows.joined(separator: "\n").utf8)))
        let run = try DryRun(file)
        #expect(run.mapping.columns.count == run.header.columns.count)
        #expect(run.accepted + run.refused == run.rows)
        var mapping = try ImportMapping(json: run.mapping.json())
        #expect(mapping == run.mapping)
        for index in mapping.columns.indices {
          mapping.columns[index].takenFor = ColumnRole.allCases.randomElement(using: &random) ?? .ignore
        }
        let second = try DryRun(file, mapping: mapping)
        #expect(second.accepted + second.refused == second.rows)
      } catch is TableFileError {
        continue
      } catch is ImportRefusal {
        continue
      }
    }
  }

  @Test(.needsResearchFiles) func damagedStructuresAreReadOrRefused() throws {
    var random = Generator(state: 5)
    for name in ["exports-limesurvey/limesurvey_group_1370.lsg", "exports-qualtrics/Multiple_Answer_MC_Questions.qsf"] {
      let original = Array(try Data(contentsOf: URL(fileURLWithPath: ResearchFiles.path(name))))
      for _ in 0..<100 {
        var bytes = original
        for _ in 0..<4 {
          bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 32...126, using: &random)
        }
        bytes.removeLast(Int.random(in: 0...30, using: &random))
        do {
          _ = try SurveyOutline(reading: .memory(bytes))
        } catch is TableFileError {
          continue
        } catch is OutlineRefusal {
          continue
        }
      }
    }
  }
}
