/// What a reader refuses to go past. The defaults are meant for files that people bring; make them smaller for uploads.
public struct TableLimits: Sendable, Equatable {
  /// Bytes in one field after decoding.
  public var fieldBytes: Int
  /// Bytes in one row after decoding.
  public var rowBytes: Int
  public var columns: Int
  public var rows: Int
  public var archive: ArchiveLimits

  public init(
    fieldBytes: Int = 1 << 20, rowBytes: Int = 8 << 20, columns: Int = 16_384, rows: Int = 50_000_000,
    archive: ArchiveLimits = ArchiveLimits(),
  ) {
    self.fieldBytes = fieldBytes
    self.rowBytes = rowBytes
    self.columns = columns
    self.rows = rows
    self.archive = archive
  }
}

/// What a ZIP or XLSX file may hold.
public struct ArchiveLimits: Sendable, Equatable {
  public var entries: Int
  /// Bytes that may come out of the whole archive.
  public var bytes: Int
  /// Bytes out for a byte in, over the whole archive. Looked at once more than a mebibyte has come out, since a small
  /// file of blanks packs well without harm.
  public var ratio: Int

  public init(entries: Int = 1_000, bytes: Int = 200 << 20, ratio: Int = 50) {
    self.entries = entries
    self.bytes = bytes
    self.ratio = ratio
  }
}
