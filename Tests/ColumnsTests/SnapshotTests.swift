import Testing

@testable import Columns

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A path that no other test uses, and nothing there afterwards.
private final class Place {
  let path: String

  init(_ name: String) {
    path = "/tmp/columns-test-\(getpid())-\(name)"
  }

  deinit {
    unlink(path)
  }

  /// Changes the file behind the back of whoever wrote it.
  func change(_ change: (inout [UInt8]) -> Void) {
    guard let file = fopen(path, "r+") else { return }
    defer { fclose(file) }
    fseek(file, 0, SEEK_END)
    var bytes = [UInt8](repeating: 0, count: ftell(file))
    rewind(file)
    fread(&bytes, 1, bytes.count, file)
    change(&bytes)
    rewind(file)
    fwrite(bytes, 1, bytes.count, file)
    fflush(file)
    ftruncate(fileno(file), off_t(bytes.count))
  }
}

@Suite struct SnapshotTests {
  @Test func aFrameComesBackAsItWent() throws {
    var first = try Sample(seed: 1, rows: 3_000)
    let second = try Sample(seed: 2, rows: 70, highest: [250], codes: [1_000], hasWeights: false)
    let empty = Frame(schema: second.schema, tree: .empty)
    let place = Place("whole")
    let grown = try first.frame.appending(try first.grow(10))
    try SnapshotFile.write(
      [
        Snapshot(name: "één", mark: "17", frame: grown), Snapshot(name: "two", mark: "", frame: second.frame),
        Snapshot(name: "none", mark: "18", frame: empty),
      ], to: place.path)
    let read = try SnapshotFile.read(at: place.path)
    #expect(read.map(\.name) == ["één", "two", "none"])
    #expect(read.map(\.mark) == ["17", "", "18"])
    #expect(read[0].frame.schema == first.schema && read[0].frame.tree == first.tree)
    #expect(read[2].frame.rowCount == 0)
    for (frame, sample) in [(read[0].frame, first), (read[1].frame, second)] {
      let reference = Reference(sample)
      let table = try frame.tabulation(
        of: .item(0), by: FrameGrouping(units: .rolledUp, periods: .each(0..<5)), weighted: true)
      #expect(reference.firstDifference(table, FrameFilter(), weighted: true) == nil)
      #expect(try frame.rows(limit: 5_000).ids == sample.rows.map(\.id).sorted(by: >))
    }
    // What was mapped can grow and shrink like any other frame.
    let id = first.rows[100].id
    let changed = try read[0].frame.erasing([id]).appending(try first.grow(500))
    first.rows.removeAll { $0.id == id }
    #expect(try changed.rows(limit: 5_000).ids == first.rows.map(\.id).sorted(by: >))
    #expect(
      try changed.paired(item: 0, from: 0..<2, to: 2..<5).respondents
        == Reference(first).paired(0, 0..<2, 2..<5, FrameFilter())[[], default: 0])
  }

  @Test func aFrameOutlivesTheNameOfItsFile() throws {
    let sample = try Sample(seed: 3, rows: 600)
    let place = Place("gone")
    try SnapshotFile.write([Snapshot(name: "a", mark: "", frame: sample.frame)], to: place.path)
    let frame = try SnapshotFile.read(at: place.path)[0].frame
    try SnapshotFile.write([], to: place.path)
    #expect(try SnapshotFile.read(at: place.path).isEmpty)
    unlink(place.path)
    #expect(try frame.tabulation(of: .item(0)).tally().total == 600)
  }

  @Test func anyDamagedByteIsNoticed() throws {
    let sample = try Sample(seed: 4, rows: 90, units: 3, highest: [10], codes: [])
    let place = Place("damaged")
    var dice = Dice(seed: 5)
    for _ in 0..<60 {
      try SnapshotFile.write([Snapshot(name: "a", mark: "7", frame: sample.frame)], to: place.path)
      var isPadding = false
      place.change { bytes in
        let spot = Int.random(in: 0..<bytes.count, using: &dice)
        let segment = sample.frame.segments[0].layout.byteCount
        // Between the head, the segment and the contents there are bytes that nobody reads.
        isPadding =
          (56..<4_096).contains(spot) || (4_096 + segment..<(4_096 + segment + 4_095) / 4_096 * 4_096).contains(spot)
        bytes[spot] ^= 1 << UInt8.random(in: 0..<8, using: &dice)
      }
      guard !isPadding else { continue }
      #expect(throws: SnapshotProblem.self) { try SnapshotFile.read(at: place.path) }
    }
  }

  @Test func aFileThatDoesNotFitIsRefused() throws {
    let sample = try Sample(seed: 6, rows: 90)
    let place = Place("refused")
    #expect(throws: SnapshotProblem.absent) { try SnapshotFile.read(at: place.path) }
    try SnapshotFile.write([Snapshot(name: "a", mark: "", frame: sample.frame)], to: place.path)
    place.change { $0[16] = 9 }
    #expect(throws: SnapshotProblem.otherVersion(found: 9, wanted: 1)) { try SnapshotFile.read(at: place.path) }
    place.change { $0[0] = 9 }
    #expect(throws: SnapshotProblem.otherFormat) { try SnapshotFile.read(at: place.path) }
    try SnapshotFile.write([Snapshot(name: "a", mark: "", frame: sample.frame)], to: place.path)
    place.change { $0.removeLast(10) }
    #expect(throws: SnapshotProblem.self) { try SnapshotFile.read(at: place.path) }
    place.change { $0.removeLast($0.count - 100) }
    #expect(throws: SnapshotProblem.otherFormat) { try SnapshotFile.read(at: place.path) }
    #expect(throws: SnapshotProblem.refused(step: "open", errno: ENOENT)) {
      try SnapshotFile.write([], to: "/tmp/no-such-folder-\(getpid())/file")
    }
  }

  @Test func onlyItsOwnerMayReadTheFile() throws {
    let place = Place("mode")
    try SnapshotFile.write([], to: place.path)
    var status = stat()
    #expect(stat(place.path, &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600)
  }
}
