/// A frame as it is put into a file and found there again, with what its owner needs to go on from there.
public struct Snapshot: Sendable {
  /// The owner's name for the frame: the id of its survey.
  public let name: String
  /// How far the owner had got when the frame was taken, in the owner's own words: the last change of the database that the
  /// frame knows of. The file keeps it and asks nothing of it.
  public let mark: String
  /// The rows.
  public let frame: Frame

  /// Names and marks a frame.
  public init(name: String, mark: String, frame: Frame) {
    self.name = name
    self.mark = mark
    self.frame = frame
  }
}

/// What stops a snapshot file from being written or read. Whoever meets one while reading builds its frames anew.
public enum SnapshotProblem: Error, Hashable, Sendable {
  /// There is no such file.
  case absent
  /// The system refused a step, with its error number.
  case refused(step: String, errno: Int32)
  /// The file isn't a snapshot.
  case otherFormat
  /// The file was written by another version of this format.
  case otherVersion(found: Int, wanted: Int)
  /// The file ends before what it says it holds.
  case cutShort(length: Int, expected: Int)
  /// A part of the file isn't what was written: its table of contents, or a segment of a frame.
  case damaged(part: String)
}
