/// A table in a text of fixed-width characters.
enum TextTable {
  private static let widestText = 60

  static func text(_ table: QTable) -> String {
    // Only what stands before other columns has to be short.
    let cells = table.rows.map { row in
      row.enumerated().map { text($0.element, mayBeLong: $0.offset == row.count - 1) }
    }
    let columns = max(table.heading.count, cells.map(\.count).max() ?? 0)
    var widths = [Int](repeating: 0, count: columns)
    for row in cells + [table.heading] {
      for (column, cell) in row.enumerated() { widths[column] = max(widths[column], cell.count) }
    }
    let isText = (0..<columns).map { column in
      table.rows.contains { row in
        if row.indices.contains(column), case .text = row[column] { return true }
        return false
      }
    }
    func line(_ row: [String]) -> String {
      var text = ""
      for (column, cell) in row.enumerated() {
        let padding = String(repeating: " ", count: widths[column] - cell.count)
        text += (column == 0 ? "" : "  ") + (isText[column] ? cell + padding : padding + cell)
      }
      while text.last == " " { text.removeLast() }
      return text
    }
    var lines = [table.title, String(repeating: "-", count: table.title.count)]
    if table.heading.contains(where: { !$0.isEmpty }) { lines.append(line(table.heading)) }
    lines += cells.map(line)
    return lines.joined(separator: "\n") + "\n"
  }

  private static func text(_ cell: QCell, mayBeLong: Bool) -> String {
    switch cell {
    case .empty: ""
    case .text(let text): text.count > widestText && !mayBeLong ? text.prefix(widestText - 1) + "…" : text
    case .integer(let value): String(value)
    case .number(let value, let decimals): value.fixed(decimals)
    }
  }
}

extension Double {
  /// With so many decimals and a point; never "-0.00".
  func fixed(_ decimals: Int) -> String {
    guard isFinite, abs(self) < 1e15 else { return "\(self)" }
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let scaled = (self * scale).rounded(.toNearestOrAwayFromZero)
    guard abs(scaled) < 9e15 else { return "\(self)" }
    let digits = String(Int64(abs(scaled)))
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let sign = scaled < 0 ? "-" : ""
    guard decimals > 0 else { return sign + padded }
    return sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
  }
}
