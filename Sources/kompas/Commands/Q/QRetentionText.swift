import Foundation
import Localization
import QMethod
import Values

/// What speaks for how many factors, on the screen or for a script.
enum QRetentionText {
  static func text(_ aids: QFactorRetention, _ book: Phrasebook) -> Data {
    let columns = [
      ("factor", 6), ("eigenvalue", 13), ("percent", 7), ("cumulative", 9), ("humphrey", 10), ("p01", 7), ("p05", 7),
      ("parallel", 10),
    ]
    var lines = [columns.map { pad(book.say("q.retention.\($0.0)"), to: $0.1) }.joined()]
    for (index, row) in aids.factors.enumerated() {
      let humphrey = row.meetsStrictHumphrey ? "**" : row.meetsHumphrey ? "*" : ""
      let parallel = row.parallelThreshold.map { String(format: "%10.3f", $0) } ?? ""
      lines.append(
        String(
          format: "%6d%13.4f%7.1f%9.1f%8.3f%@%7d%7d%@", index + 1, row.eigenvalue, row.explainedPercent,
          row.cumulativePercent, row.humphreyProduct, humphrey.padding(toLength: 2, withPad: " ", startingAt: 0),
          row.loadingsAt01, row.loadingsAt05, parallel))
    }
    lines.append("")
    for (name, count) in [
      ("aboveOne", aids.aboveOne), ("parallelCount", aids.parallel), ("horst", aids.horstAutomatic),
    ] {
      lines.append(book.say("q.retention.\(name)", ["number": .count(count)]))
    }
    lines += [book.say("q.retention.note"), ""]
    return Data(lines.joined(separator: "\n").utf8)
  }

  private static func pad(_ text: String, to width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }

  static func json(_ aids: QFactorRetention) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    return try encoder.encode(Document(aids)) + Data("\n".utf8)
  }

  private struct Document: Encodable {
    let eigenvalues: [Double]
    let humphreyProduct: [Double]
    let humphreySe: Double
    let nSortsLoadingP01: [Int]
    let nSortsLoadingP05: [Int]
    let parallelThresholds: [Double?]
    let nEigenvaluesAbove1: Int
    let parallel: Int
    let horstAutomatic: Int

    init(_ aids: QFactorRetention) {
      eigenvalues = aids.factors.map(\.eigenvalue)
      humphreyProduct = aids.factors.map(\.humphreyProduct)
      humphreySe = aids.loadingError
      nSortsLoadingP01 = aids.factors.map(\.loadingsAt01)
      nSortsLoadingP05 = aids.factors.map(\.loadingsAt05)
      parallelThresholds = aids.factors.map(\.parallelThreshold)
      nEigenvaluesAbove1 = aids.aboveOne
      parallel = aids.parallel
      horstAutomatic = aids.horstAutomatic
    }
  }
}
