/// A small reader and writer for delimited text (RFC 4180): enough for sorts, whose files are small.
struct DelimitedText {
  struct Row: Equatable {
    /// Line (from 1) on which the row begins.
    let line: Int
    let cells: [String]
  }

  /// Rows with at least one cell that isn't blank.
  let rows: [Row]

  /// - Parameter separator: nil takes the one of tab, semicolon and comma that occurs most in the first line.
  /// - Throws: `QInputError.tooManyCells`.
  init(_ text: String, separator: Character? = nil) throws(QInputError) {
    let separator = separator ?? Self.separator(of: text)
    var rows: [Row] = []
    var cells: [String] = []
    var cell = ""
    var (line, start) = (1, 1)
    var isQuoted = false
    var wasQuoted = false
    var count = 0
    var characters = text.makeIterator()
    var next = characters.next()
    func finish() {
      if cells.contains(where: { !$0.allSatisfy(\.isWhitespace) }) { rows.append(Row(line: start, cells: cells)) }
      cells = []
    }
    while let character = next {
      next = characters.next()
      if character.isNewline { line += 1 }
      if isQuoted {
        if character == "\"", next == "\"" {
          cell.append("\"")
          next = characters.next()
        } else if character == "\"" {
          isQuoted = false
        } else {
          cell.append(character)
        }
      } else if character == "\"", !wasQuoted, cell.allSatisfy(\.isWhitespace) {
        isQuoted = true
        wasQuoted = true
        cell = ""
      } else if character == separator || character.isNewline {
        cells.append(cell)
        cell = ""
        wasQuoted = false
        count += 1
        guard count <= QLimits.cells else { throw .tooManyCells(limit: QLimits.cells) }
        if character.isNewline {
          finish()
          start = line
        }
      } else {
        cell.append(character)
      }
    }
    cells.append(cell)
    finish()
    self.rows = rows
  }

  static func separator(of text: String) -> Character {
    let first = text.prefix { !$0.isNewline }
    let counts = [",", ";", "\t"].map { (separator: Character) in
      (separator, first.count { $0 == separator })
    }
    return counts.max { $0.1 < $1.1 }?.0 ?? ","
  }

  /// A line for a delimited file. A text that a spreadsheet would take for a formula gets an apostrophe before it.
  static func line(_ cells: [String], separator: String = ",") -> String {
    cells.map { cell in
      let isNumber = Double(cell) != nil
      let guarded = !isNumber && cell.first.map { "=+-@\t\r".contains($0) } == true ? "'" + cell : cell
      let needsQuotes = guarded.contains { $0 == "," || $0 == ";" || $0 == "\"" || $0.isNewline }
      return needsQuotes ? "\"" + guarded.replacing("\"", with: "\"\"") + "\"" : guarded
    }.joined(separator: separator) + "\n"
  }
}
