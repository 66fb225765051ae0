internal import CColumnKernels

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A file of frames, such as all those of an organisation, laid out as they are in memory, so that starting from it is
/// mapping it.
///
/// A page of head (what it is, its version, where the table of contents is, checksums), the segments, each on a page
/// boundary, and the table of contents. Written beside its place and moved there when it is whole; readable for its owner
/// only. Every byte is under a checksum.
public enum SnapshotFile {
  /// Files of any other version are refused.
  public static let version = 1

  /// What the file begins with. The last word shows a file from a machine that stores numbers the other way round.
  private static let signature: [UInt64] = [0x534e_4d55_4c4f_4321, 0x0102_0304_0506_0708]
  private static let page = 4_096
  private static let headWords = 7

  /// Writes the frames to a file that takes the place of any that was there.
  public static func write(_ snapshots: [Snapshot], to path: String) throws(SnapshotProblem) {
    let draft = path + ".draft"
    let file = open(draft, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    guard file >= 0 else { throw .refused(step: "open", errno: errno) }
    do {
      try write(snapshots, to: file)
    } catch {
      close(file)
      unlink(draft)
      throw error
    }
    guard close(file) == 0 else { throw .refused(step: "close", errno: errno) }
    guard rename(draft, path) == 0 else { throw .refused(step: "rename", errno: errno) }
  }

  private static func write(_ snapshots: [Snapshot], to file: Int32) throws(SnapshotProblem) {
    var entries: [SnapshotContents.Entry] = []
    var offset = page
    for snapshot in snapshots {
      let frame = snapshot.frame
      var parts: [SnapshotContents.Part] = []
      for segment in frame.segments {
        let memory = UnsafeRawBufferPointer(start: segment.memory.start, count: segment.layout.byteCount)
        try put(memory, at: offset, in: file)
        parts.append(
          SnapshotContents.Part(
            rowCount: segment.layout.rowCount, runCount: segment.layout.runCount, offset: offset,
            checksum: ck_checksum(memory.baseAddress, memory.count)))
        offset += (memory.count + page - 1) / page * page
      }
      entries.append(
        SnapshotContents.Entry(
          name: snapshot.name, mark: snapshot.mark, schema: frame.schema, tree: frame.tree, parts: parts))
    }
    let contents = SnapshotContents(entries: entries).bytes
    var problem: SnapshotProblem?
    contents.withUnsafeBytes { bytes in
      do throws(SnapshotProblem) { try put(bytes, at: offset, in: file) } catch { problem = error }
    }
    if let problem { throw problem }
    var head =
      signature + [UInt64(version), UInt64(offset), UInt64(contents.count), ck_checksum(contents, contents.count)]
    head.append(ck_checksum(head, head.count * 8))
    head.withUnsafeBytes { bytes in
      do throws(SnapshotProblem) { try put(bytes, at: 0, in: file) } catch { problem = error }
    }
    if let problem { throw problem }
    guard fsync(file) == 0 else { throw .refused(step: "fsync", errno: errno) }
  }

  private static func put(_ bytes: UnsafeRawBufferPointer, at offset: Int, in file: Int32) throws(SnapshotProblem) {
    var done = 0
    while done < bytes.count {
      let written = pwrite(file, bytes.baseAddress.map { $0 + done }, bytes.count - done, off_t(offset + done))
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { throw .refused(step: "write", errno: errno) }
      done += written
    }
  }

  /// Maps a file and gives its frames, once every checksum has been found right. Rows are read from disk as they are
  /// needed; a frame keeps the file's contents for as long as it is used, whatever becomes of the name.
  ///
  /// The owner compares schema and tree with what they should be now, and catches up from the mark.
  public static func read(at path: String) throws(SnapshotProblem) -> [Snapshot] {
    let file = try FileMapping(path)
    guard file.bytes.count >= page else { throw .otherFormat }
    let head = (0..<headWords).map { file.bytes.loadUnaligned(fromByteOffset: 8 * $0, as: UInt64.self) }
    guard Array(head.prefix(2)) == signature else { throw .otherFormat }
    guard head[2] == version else { throw .otherVersion(found: Int(clamping: head[2]), wanted: version) }
    guard head[6] == ck_checksum(head, 8 * (headWords - 1)) else { throw .damaged(part: "head") }
    let start = Int(clamping: head[3])
    let length = Int(clamping: head[4])
    guard start <= file.bytes.count, length <= file.bytes.count - start else {
      throw .cutShort(length: file.bytes.count, expected: start.addingReportingOverflow(length).partialValue)
    }
    let contentBytes = UnsafeRawBufferPointer(rebasing: file.bytes[start..<start + length])
    guard ck_checksum(contentBytes.baseAddress, length) == head[5],
      let contents = SnapshotContents(bytes: contentBytes)
    else { throw .damaged(part: "contents") }
    return try snapshots(contents, in: file)
  }

  private static func snapshots(
    _ contents: SnapshotContents, in file: FileMapping
  ) throws(SnapshotProblem) -> [Snapshot] {
    var snapshots: [Snapshot] = []
    var sums: [(segment: Segment, wanted: UInt64, part: String)] = []
    for entry in contents.entries {
      var segments: [Segment] = []
      for part in entry.parts {
        let layout = SegmentLayout(schema: entry.schema, rowCount: part.rowCount, runCount: part.runCount)
        guard part.offset % page == 0, part.offset <= file.bytes.count,
          layout.byteCount <= file.bytes.count - part.offset
        else { throw .cutShort(length: file.bytes.count, expected: part.offset + layout.byteCount) }
        let memory = SegmentMemory(inside: file, at: file.start + part.offset, byteCount: layout.byteCount)
        let name = "\(entry.name), segment \(segments.count)"
        let segment = Segment(layout: layout, memory: memory)
        sums.append((segment, part.checksum, name))
        segments.append(segment)
      }
      snapshots.append(
        Snapshot(
          name: entry.name, mark: entry.mark,
          frame: Frame(schema: entry.schema, tree: entry.tree, segments: segments)))
    }
    try verify(sums)
    return snapshots
  }

  private static func verify(
    _ sums: [(segment: Segment, wanted: UInt64, part: String)]
  ) throws(SnapshotProblem) {
    let rows = sums.reduce(0) { $0 + $1.segment.rowCount }
    var isWhole = [Bool](repeating: false, count: sums.count)
    let workers = min(Workers.count(for: rows), max(1, sums.count))
    isWhole.withUnsafeMutableBufferPointer { isWhole in
      nonisolated(unsafe) let isWhole = isWhole
      Workers.run(workers) { worker in
        for index in stride(from: worker, to: sums.count, by: workers) {
          let memory = sums[index].segment.memory
          isWhole[index] = ck_checksum(memory.start, memory.byteCount) == sums[index].wanted
        }
      }
    }
    if let damaged = isWhole.firstIndex(of: false) { throw .damaged(part: sums[damaged].part) }
  }
}

/// A file in memory, given back when nobody uses it any more.
///
/// `@unchecked Sendable`: the mapping is read-only.
private final class FileMapping: @unchecked Sendable {
  let start: UnsafeMutableRawPointer
  let bytes: UnsafeRawBufferPointer

  init(_ path: String) throws(SnapshotProblem) {
    let file = open(path, O_RDONLY)
    guard file >= 0 else { throw errno == ENOENT ? .absent : .refused(step: "open", errno: errno) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw .refused(step: "fstat", errno: errno) }
    guard status.st_size > 0 else { throw .otherFormat }
    guard let start = mmap(nil, Int(status.st_size), PROT_READ, MAP_PRIVATE, file, 0), start != MAP_FAILED else {
      throw .refused(step: "mmap", errno: errno)
    }
    self.start = start
    bytes = UnsafeRawBufferPointer(start: start, count: Int(status.st_size))
  }

  deinit {
    munmap(start, bytes.count)
  }
}
