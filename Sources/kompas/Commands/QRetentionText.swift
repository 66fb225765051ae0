import Foundation
import QMethod

/// What speaks for how many factors, on the screen or for a script.
enum QRetentionText {
  static func text(_ aids: QFactorRetention) -> Data {
    var lines = ["Factor  Eigenvalue      %   Cum. %  Humphrey  p<.01  p<.05  Parallel"]
    for (index, row) in aids.factors.enumerated() {
      let humphrey = row.meetsStrictHumphrey ? "**" : row.meetsHumphrey ? "*" : ""
      let parallel = row.parallelThreshold.map { String(format: "%8.3f", $0) } ?? ""
      lines.append(
        String(
          format: "%6d  %10.4f  %5.1f   %6.1f  %6.3f%@  %5d  %5d  %@", index + 1, row.eigenvalue, row.explainedPercent,
          row.cumulativePercent, row.humphreyProduct, humphrey.padding(toLength: 2, withPad: " ", startingAt: 0),
          row.loadingsAt01, row.loadingsAt05, parallel))
    }
    lines += [
      "", "Eigenvalues above 1: \(aids.aboveOne)", "Parallel analysis (95th percentile): \(aids.parallel)",
      "Horst 5.5, automatic: \(aids.horstAutomatic)",
      "Humphrey: product of the two largest loadings, * above 1/sqrt(N), ** above 2/sqrt(N).", "",
    ]
    return Data(lines.joined(separator: "\n").utf8)
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
