import Foundation

extension EasyHTMLQ {
  /// The study as Easy-HTMLQ and EQ Web Sort store it, an object per participant in the order of the sorts.
  /// - Parameter participants: as `QImport` gives them, to keep comments and answers.
  /// - Throws: what the encoder throws; no study gives it reason to.
  public static func json(_ study: QStudy, participants: [QParticipant] = []) throws -> [UInt8] {
    var entries: [String: [String: String]] = [:]
    for (index, sort) in study.sorts.enumerated() {
      var fields = participants.indices.contains(index) ? OnlineFields.texts(participants[index]) : [:]
      fields["partId"] = sort.name
      fields["sort"] = sort.values.map(String.init).joined(separator: "|")
      let number = String(index)
      entries["sort" + String(repeating: "0", count: 4 - min(4, number.count)) + number] = fields
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return [UInt8](try encoder.encode(entries)) + [0x0A]
  }
}

extension HtmlQ {
  /// The study as HtmlQ's CSV: `sid;uid;s1…sN`, then comments and answers; positive values with their sign.
  /// - Parameter participants: as `QImport` gives them.
  public static func text(_ study: QStudy, participants: [QParticipant] = []) -> String {
    let fields = study.sorts.indices.map { index in
      participants.indices.contains(index) ? OnlineFields.texts(participants[index]) : [:]
    }
    let taken = Set(["sid", "uid", "sort"] + (1...study.statementCount).map { "s\($0)" })
    let others = Set(fields.flatMap(\.keys)).filter { !taken.contains($0.lowercased()) }.sorted()
    let heading = ["sid", "uid"] + (1...study.statementCount).map { "s\($0)" } + others
    let rows = study.sorts.enumerated().map { index, sort in
      [String(index + 1), sort.name] + sort.values.map { $0 > 0 ? "+\($0)" : String($0) }
        + others.map { fields[index][$0] ?? "" }
    }
    return ([heading] + rows).map { DelimitedText.line($0, separator: ";") }.joined()
  }
}

/// Comments and answers under the names that online sorting programs use.
private enum OnlineFields {
  static func texts(_ participant: QParticipant) -> [String: String] {
    let comments = participant.comments.sorted { $0.key < $1.key }.enumerated().map { index, comment in
      ("comment\(index + 1)", "(s\(comment.key)) \(comment.value)")
    }
    return participant.fields.merging(comments) { _, comment in comment }
  }
}
