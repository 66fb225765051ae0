/// The settings of a FlashQ-family study (HtmlQ, Easy-HTMLQ, EQ Web Sort, Quince) as a template: grid and statements.
public enum FlashQTemplate {
  /// Reads `map.xml`: `<column id="-4" colour="FFD5D5">2</column>` for every column of the grid.
  /// - Throws: `QInputError`; rows count the elements from 1.
  public static func grid(_ bytes: [UInt8]) throws(QInputError) -> QGrid {
    var values: [Int] = []
    var heights: [Int] = []
    for (index, element) in try elements("column", in: FileText.decode(bytes)).enumerated() {
      values.append(try FileText.integer(element.id, row: index + 1, column: 1))
      heights.append(try FileText.integer(element.text, row: index + 1, column: 2))
    }
    return try QGrid(values: values, heights: heights)
  }

  /// Reads `statements.xml`: `<statement id="1">…</statement>`, in the order of their numbers.
  /// - Throws: `QInputError.missingStatement` or `.repeatedStatement` when the numbers aren't 1…N.
  public static func statements(_ bytes: [UInt8]) throws(QInputError) -> [String] {
    var texts: [Int: String] = [:]
    let found = try elements("statement", in: FileText.decode(bytes))
    guard found.count <= QLimits.statements else {
      throw .tooManyStatements(found: found.count, limit: QLimits.statements)
    }
    for (index, element) in found.enumerated() {
      let number = try FileText.integer(element.id, row: index + 1, column: 1)
      guard (1...found.count).contains(number) else { throw .missingStatement(row: index + 1, statement: number) }
      guard texts[number] == nil else { throw .repeatedStatement(row: index + 1, statement: number) }
      texts[number] = element.text
    }
    return texts.sorted { $0.key < $1.key }.map(\.value)
  }

  private struct Element {
    let id: String
    let text: String
  }

  /// The elements of one name, which never nest in these files. Comments are skipped; nothing else of XML is needed.
  private static func elements(_ name: String, in text: String) throws(QInputError) -> [Element] {
    var elements: [Element] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "<") {
      rest = rest[rest.index(after: open)...]
      if rest.hasPrefix("!--") {
        guard let end = rest.firstRange(of: "-->") else { break }
        rest = rest[end.upperBound...]
        continue
      }
      guard rest.hasPrefix(name), rest.dropFirst(name.count).first.map({ $0.isWhitespace }) == true else { continue }
      let row = elements.count + 1
      guard let tagEnd = rest.firstIndex(of: ">"), let id = attribute("id", in: rest[..<tagEnd]) else {
        throw .malformed(format: .flashQSettings, row: row, reason: .noIdentifier)
      }
      rest = rest[rest.index(after: tagEnd)...]
      guard let close = rest.firstRange(of: "</\(name)") else {
        throw .malformed(format: .flashQSettings, row: row, reason: .noEndTag)
      }
      elements.append(Element(id: id, text: plain(rest[..<close.lowerBound])))
      rest = rest[close.upperBound...]
    }
    guard !elements.isEmpty else { throw .missingPart(name: "<\(name) id=…>") }
    return elements
  }

  private static func attribute(_ name: String, in tag: Substring) -> String? {
    for quote in ["\"", "'"] {
      guard let start = tag.firstRange(of: " \(name)=\(quote)") else { continue }
      let value = tag[start.upperBound...]
      return value.firstIndex(of: Character(quote)).map { String(value[..<$0]) }
    }
    return nil
  }

  /// Text without CDATA marks and with the five named entities resolved.
  private static func plain(_ text: Substring) -> String {
    var content = text.drop { $0.isWhitespace }
    while content.last?.isWhitespace == true { content.removeLast() }
    if content.hasPrefix("<![CDATA["), content.hasSuffix("]]>") { return String(content.dropFirst(9).dropLast(3)) }
    var plain = String(content)
    // The ampersand last, so that "&amp;lt;" stays "&lt;".
    for (name, character) in [("lt", "<"), ("gt", ">"), ("quot", "\""), ("apos", "'"), ("amp", "&")] {
      plain = plain.replacing("&\(name);", with: character)
    }
    return plain
  }
}
