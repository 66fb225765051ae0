import Foundation

/// What Easy-HTMLQ, EQ Web Sort and Quince store: an object per participant whose `sort` is "1|-1|0|…" in statement order.
public enum EasyHTMLQ {
  /// - Throws: `QInputError`; rows count participants from 1, in the order of their keys.
  public static func read(_ bytes: [UInt8], grid: QGrid? = nil) throws(QInputError) -> QImport {
    guard !bytes.isEmpty else { throw .fileIsEmpty }
    guard bytes.count <= QLimits.bytes else { throw .fileIsTooLarge(bytes: bytes.count, limit: QLimits.bytes) }
    let entries = try entries(bytes)
    guard entries.count <= QLimits.sorts else { throw .tooManySorts(found: entries.count, limit: QLimits.sorts) }
    var sorts: [QSort] = []
    var participants: [QParticipant] = []
    for (index, entry) in entries.enumerated() {
      guard let sort = entry.fields["sort"] else { throw .missingPart(name: "sort (\(entry.key))") }
      let fields = entry.fields.filter { $0.key != "sort" }
      let participant = participant(fields: fields, fallback: entry.key)
      participants.append(participant)
      sorts.append(QSort(name: participant.name, values: try values(sort, row: index + 1)))
    }
    let study = try QStudy(sorts: sorts, grid: grid)
    return QImport(
      format: .easyHTMLQ, study: study,
      participants: zip(study.sorts, participants).map {
        QParticipant(name: $0.name, comments: $1.comments, fields: $1.fields)
      })
  }

  /// "1|-1|0" as numbers.
  static func values(_ sort: String, row: Int) throws(QInputError) -> [Int] {
    var cells = sort.split(separator: "|", omittingEmptySubsequences: false)
    if cells.last?.allSatisfy(\.isWhitespace) == true { cells.removeLast() }
    guard cells.count <= QLimits.statements else {
      throw .tooManyStatements(found: cells.count, limit: QLimits.statements)
    }
    var values: [Int] = []
    for (index, cell) in cells.enumerated() {
      values.append(try FileText.integer(cell, row: row, column: index + 1))
    }
    return values
  }

  /// Sorts fields into name, comments ("(s16) text" under `comment…`) and the rest.
  static func participant(fields: [String: String], fallback: String) -> QParticipant {
    let names = ["partId", "userInputId", "urlUserCode", "urlUsercode", "name", "uid", "sid", "randomId"]
    let name = names.lazy.compactMap { fields[$0] }.first { !$0.allSatisfy(\.isWhitespace) } ?? fallback
    var comments: [Int: String] = [:]
    var others: [String: String] = [:]
    for (key, value) in fields {
      if key.hasPrefix("comment"), value.hasPrefix("(s"), let end = value.firstIndex(of: ")"),
        let statement = Int(value[value.index(value.startIndex, offsetBy: 2)..<end])
      {
        let text = value[value.index(after: end)...].drop { $0.isWhitespace }
        if !text.isEmpty { comments[statement] = String(text) }
      } else {
        others[key] = value
      }
    }
    return QParticipant(name: String(name.prefix(80)), comments: comments, fields: others)
  }

  private struct Entry {
    let key: String
    let fields: [String: String]
  }

  private static func entries(_ bytes: [UInt8]) throws(QInputError) -> [Entry] {
    try checkSize(bytes)
    let root: Any
    do {
      root = try JSONSerialization.jsonObject(with: Data(bytes))
    } catch {
      throw .malformed(format: .easyHTMLQ, row: 1, reason: .json)
    }
    var found: [Entry] = []
    if let object = root as? [String: Any] {
      // Firebase's push ids sort by time.
      for key in object.keys.sorted() {
        guard let fields = object[key] as? [String: Any] else { throw .missingPart(name: "sort (\(key.prefix(40)))") }
        found.append(Entry(key: String(key.prefix(40)), fields: texts(fields)))
      }
    } else if let list = root as? [Any] {
      for (index, element) in list.enumerated() {
        guard let fields = element as? [String: Any] else { throw .missingPart(name: "sort (\(index + 1))") }
        found.append(Entry(key: "Sort \(index + 1)", fields: texts(fields)))
      }
    } else {
      throw .malformed(format: .easyHTMLQ, row: 1, reason: .neitherObjectNorList)
    }
    return found
  }

  /// Far more fields than the largest study has.
  static let mostFields = 500_000

  /// Counts what stands between commas before anything is made of it: five million empty objects would take a gigabyte.
  private static func checkSize(_ bytes: [UInt8]) throws(QInputError) {
    var (fields, isText, isEscaped) = (1, false, false)
    for byte in bytes {
      if isText {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isText = false
        }
      } else if byte == UInt8(ascii: "\"") {
        isText = true
      } else if byte == UInt8(ascii: ",") {
        fields += 1
      }
    }
    guard fields <= mostFields else { throw .tooManyCells(limit: mostFields) }
  }

  private static func texts(_ fields: [String: Any]) -> [String: String] {
    fields.compactMapValues { value in
      if let text = value as? String { return text }
      return (value as? NSNumber).map(\.stringValue)
    }
  }
}
