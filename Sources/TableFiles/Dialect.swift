/// How a delimited text is written.
public struct Dialect: Sendable, Equatable {
  /// The byte between two fields: comma, semicolon, tab or bar.
  public var delimiter: UInt8
  public var encoding: TextEncoding
  /// Whether the first line is Excel's `sep=;`.
  public var hasSeparatorLine: Bool

  public init(delimiter: UInt8, encoding: TextEncoding = .utf8, hasSeparatorLine: Bool = false) {
    self.delimiter = delimiter
    self.encoding = encoding
    self.hasSeparatorLine = hasSeparatorLine
  }

  static let candidates: [UInt8] = [",", ";", "\t", "|"].map { UInt8(ascii: $0) }

  /// Finds encoding and delimiter. The delimiter is the one that gives most rows of a sample the width of the first;
  /// of those that do so equally well, the one with the most columns.
  /// - Throws: `TableFileError.empty`, `.notText`, `.unreadable`.
  public static func detect(_ bytes: TableBytes, limits: TableLimits = TableLimits()) throws(TableFileError) -> Dialect
  {
    let encoding = try TextEncoding.detect(bytes)
    let sample = try sample(of: bytes, encoding: encoding)
    guard sample.contains(where: { $0 > 0x20 }) else { throw .empty }
    if let declared = separatorLine(of: sample) {
      return Dialect(delimiter: declared, encoding: encoding, hasSeparatorLine: true)
    }
    var best = (delimiter: candidates[0], fit: 0.0, columns: 1)
    for delimiter in candidates {
      let (fit, columns) = fit(of: delimiter, to: sample, limits: limits)
      guard columns > 1 else { continue }
      if fit > best.fit + 0.05 || (fit > best.fit - 0.05 && columns > best.columns) {
        best = (delimiter, fit, columns)
      }
    }
    return Dialect(delimiter: best.delimiter, encoding: encoding)
  }

  private static func sample(of bytes: TableBytes, encoding: TextEncoding) throws(TableFileError) -> [UInt8] {
    let source = ByteSource(bytes: try bytes.head(1 << 18))
    var decoding = TextDecoding(encoding)
    var text: [UInt8] = []
    while try decoding.readPiece(from: source, onto: &text, size: 1 << 16) {}
    return text
  }

  private static func separatorLine(of sample: [UInt8]) -> UInt8? {
    guard sample.count > 5, sample.starts(with: Array("sep=".utf8)) else { return nil }
    let isAlone = sample[5] == UInt8(ascii: "\n") || sample[5] == UInt8(ascii: "\r")
    return isAlone && candidates.contains(sample[4]) ? sample[4] : nil
  }

  /// The share of rows that are as wide as the first one, and that width.
  private static func fit(
    of delimiter: UInt8, to sample: [UInt8], limits: TableLimits,
  ) -> (share: Double, columns: Int) {
    var widths: [Int] = []
    do throws(TableFileError) {
      var reader = try DelimitedReader(.memory(sample), dialect: Dialect(delimiter: delimiter), limits: limits)
      var row = TableRow()
      while widths.count < 200, try reader.read(into: &row) { widths.append(row.count) }
    } catch {
      // The sample may end inside a quote; the rows before it still tell.
    }
    if widths.count > 1, sample.count >= 1 << 18 { widths.removeLast() }
    guard let first = widths.first else { return (0, 1) }
    return (Double(widths.count { $0 == first }) / Double(widths.count), first)
  }
}
