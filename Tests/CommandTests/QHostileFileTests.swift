import Foundation
import TableFiles
import TestKit
import Testing

/// Workbooks of some kilobytes that would be gigabytes once they are read.
@Suite struct QHostileWorkbookTests {
  private func workbook(_ write: (WorkbookWriter) throws -> Void) throws -> String {
    let path = TemporaryFolder.make().appending(path: "sorts.xlsx").path
    let writer = try WorkbookWriter(path: path)
    try writer.addSheet(named: "sorts", header: ["id"])
    try write(writer)
    try writer.finish()
    return path
  }

  private func expectRefusal(_ path: String, _ sentence: String) throws {
    let run = try QRun("analyse", path, "--factors", "2")
    #expect(run.status == 1 && run.output.isEmpty)
    #expect(run.errors == "Error: \(sentence)\n")
  }

  @Test func oneCellFarToTheRightInEveryRowIsRefused() throws {
    let row = [TableCell](repeating: .empty, count: 16_383) + [.integer(1)]
    try expectRefusal(
      try workbook { writer in for _ in 0..<200 { try writer.write(row) } },
      "The file has more than 3,000,000 cells.")
  }

  @Test func aSortBelowTheLastRowThatIsReadIsNotLeftOut() throws {
    try expectRefusal(
      try workbook { writer in for value in 0..<20_000 { try writer.write([.integer(value % 7)]) } },
      "The file has more than 20,000 rows or columns.")
  }
}

/// Real files, cut short and changed: the program ends by itself, with an analysis or with a sentence.
@Suite(.enabled(if: QReferences.isPresent, Comment(rawValue: Shared.missing)))
struct QHostileFileTests {
  @Test(arguments: ["dat", "csv", "json", "xlsx", "zip"])
  func aFileThatWasCutShortOrChangedIsReadOrRefused(ending: String) throws {
    let whole = TemporaryFolder.make().appending(path: "whole.\(ending)").path
    let written = try QRun(
      "convert", try QReferences.path("lipset", "lipset.DAT"), "--statements",
      try QReferences.path("lipset", "lipset.STA"), "--output", whole)
    #expect(written.status == 0, "\(written.errors)")
    let bytes = try Data(contentsOf: URL(filePath: whole))
    var refusals = 0
    for tenth in 1...9 {
      let place = bytes.count * tenth / 10
      var changed = bytes
      changed.replaceSubrange(place..<min(place + 3, bytes.count), with: Data([0xFF, 0x22, 0x2C]))
      for content in [bytes.prefix(place), changed] {
        let run = try QRun("analyse", try file(named: "sorts.\(ending)", Data(content)), "--factors", "2")
        #expect(run.status == 0 || run.status == 1, "\(ending), \(tenth) tenths: \(run.errors)")
        guard run.status != 0 else { continue }
        refusals += 1
        #expect(run.errors.hasPrefix("Error: ") && !run.errors.contains("should not"), "\(run.errors)")
        #expect(!run.errors.contains("⟦") && run.output.isEmpty)
      }
    }
    #expect(refusals > 3)
  }
}
