import Foundation
import TestKit
import Testing

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
