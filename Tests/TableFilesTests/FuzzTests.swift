import Foundation
import Testing

@testable import TableFiles

/// A small generator with a seed, so that a failure can be run again (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}

/// A damaged copy: bytes changed, cut out, doubled, or the end cut off.
func damaged(_ bytes: [UInt8], using random: inout SeededGenerator) -> [UInt8] {
  var bytes = bytes
  for _ in 0..<Int.random(in: 1...6, using: &random) {
    guard !bytes.isEmpty else { return bytes }
    let place = Int.random(in: 0..<bytes.count, using: &random)
    switch Int.random(in: 0..<5, using: &random) {
    case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
    case 1: bytes[place] = [0x22, 0x0A, 0x0D, 0x2C, 0x3B, 0x00, 0x3C, 0x26, 0xFF].randomElement(using: &random) ?? 0
    case 2: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...40, using: &random)))
    case 3:
      let piece = Array(bytes[place..<min(bytes.count, place + Int.random(in: 1...40, using: &random))])
      bytes.insert(contentsOf: piece, at: place)
    default: bytes.removeSubrange(place...)
    }
  }
  return bytes
}

/// Whatever stands in a file, reading it gives rows or a stated reason, and comes to an end.
@Suite struct FuzzTests {
  static let rounds = 300

  private func readAll(_ bytes: [UInt8]) {
    var limits = TableLimits(fieldBytes: 20_000, rowBytes: 200_000, columns: 500, rows: 20_000)
    limits.archive = ArchiveLimits(entries: 50, bytes: 1 << 20)
    do {
      var count = 0
      try TableFile(.memory(bytes), limits: limits).forEachRow { row in
        count += 1
        for position in 0..<row.count { #expect(row.range(at: position).upperBound <= 200_000) }
        return true
      }
      #expect(count <= 20_000)
    } catch is TableFileError {
      return
    } catch {
      Issue.record(error)
    }
  }

  @Test func damagedTextIsReadOrRefused() {
    var random = SeededGenerator(state: 2_026)
    let text = "naam;cijfer;\"toelichting\"\r\nAn;8;\"goed; \"\"snel\"\"\r\nen netjes\"\r\nBo;;é€😀\r\n"
    for round in 0..<Self.rounds {
      var bytes = round % 3 == 0 ? littleEndian(text) : Array(text.utf8)
      if round % 5 == 0 { bytes = Array(repeatElement(bytes, count: 40).joined()) }
      readAll(damaged(bytes, using: &random))
    }
  }

  @Test func damagedWorkbooksAreReadOrRefused() {
    var random = SeededGenerator(state: 11)
    let sheet = """
      <worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>43101.5</v></c></row>
      <row r="2"><c r="A2" t="inlineStr"><is><t>x &amp; y</t></is></c></row></sheetData></worksheet>
      """
    let book = smallWorkbook(sheet: sheet, sharedStrings: "<sst><si><t>Vraag</t></si></sst>")
    for _ in 0..<Self.rounds { readAll(damaged(book, using: &random)) }
    for _ in 0..<Self.rounds {
      // The XML inside damaged, the archive around it whole.
      let broken = String(decoding: damaged(Array(sheet.utf8), using: &random), as: UTF8.self)
      readAll(smallWorkbook(sheet: broken))
    }
  }

  @Test(.needsShared) func damagedStatisticsFilesAreReadOrRefused() throws {
    var random = SeededGenerator(state: 7)
    let original = Array(try Data(contentsOf: URL(fileURLWithPath: SharedFolder.file("exports-spss/testdata.sav"))))
    let path = temporaryPath("damaged.sav")
    defer { removeFile(path) }
    for _ in 0..<100 {
      try Data(damaged(original, using: &random)).write(to: URL(fileURLWithPath: path))
      do {
        var count = 0
        try TableFile(path: path, limits: TableLimits(rows: 20_000)).forEachRow { _ in
          count += 1
          return count < 20_000
        }
      } catch is TableFileError {
        continue
      }
    }
  }

  @Test func randomBytesAreReadOrRefused() {
    var random = SeededGenerator(state: 3)
    for _ in 0..<Self.rounds {
      let count = Int.random(in: 0...600, using: &random)
      let alphabet: [UInt8] = Array("a1\",;\t\r\n<>&/= é".utf8)
      readAll((0..<count).map { _ in alphabet.randomElement(using: &random) ?? 0 })
      readAll((0..<count).map { _ in UInt8.random(in: 0...255, using: &random) })
    }
  }
}
