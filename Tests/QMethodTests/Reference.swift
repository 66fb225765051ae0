import Foundation
import QMethod
import TestKit
import Testing

/// The reference data beside the project, when it is there.
enum Reference {
  static let names = ["lipset", "fremantle", "fremantle_forced", "bloomfield"]

  static let folder = Shared.folder(named: "reference/qmethod")

  static var isPresent: Bool { folder != nil }

  static let absence: Comment = "the reference data ../shared/reference/qmethod is not there"

  static func bytes(_ name: String, _ file: String) throws -> [UInt8] {
    let folder = try #require(folder)
    return [UInt8](try Data(contentsOf: folder.appendingPathComponent(name).appendingPathComponent(file)))
  }

  static func decode<Content: Decodable>(_ type: Content.Type, _ name: String, _ file: String) throws -> Content {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(type, from: Data(bytes(name, file)))
  }

  /// The sorts of `sorts.csv` on the grid of `grid.json`.
  static func study(_ name: String) throws -> QStudy {
    let grid = try decode(GridFile.self, name, "grid.json")
    let lines = String(decoding: try bytes(name, "sorts.csv"), as: UTF8.self).split(whereSeparator: \.isNewline)
    let sorts = try lines.dropFirst().map { line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      return QSort(name: String(cells[0]), values: try cells.dropFirst().map { try #require(Int($0)) })
    }
    return try QStudy(
      title: name, sorts: sorts, grid: QGrid(values: grid.piles.map { $0[0] }, heights: grid.piles.map { $0[1] }))
  }

  struct GridFile: Decodable {
    let piles: [[Int]]
    let distribution: [Int]
    let forced: Bool
    let nSortsConforming: Int
  }

  struct Results: Decodable {
    let correlation: [String: [[Double]]]
    let pca: Components
    let centroid: Centroid
    let solutions: [String: Solution]
  }

  struct Retention: Decodable {
    let humphreyProduct: [Double]
    let humphreySe: Double
    let humphreyStrict2Se: Double
    let nSortsLoadingP01: [Int]
    let nSortsLoadingP05: [Int]
  }

  struct Components: Decodable {
    let eigenvalues: [Double]
    let explainedVariancePct: [Double]
    let cumulativePct: [Double]
    let nEigenvaluesAbove1: Int
    let unrotatedLoadings: [[Double]]
    let cumulativeCommunalities: [[Double]]
    let factorRetention: Retention
  }

  struct Centroid: Decodable {
    let loadings: [[Double]]
    let eigenvalues: [Double]
    let explainedVariancePct: [Double]
    let cumulativeCommunalities: [[Double]]
    let factorRetention: Retention

    enum CodingKeys: String, CodingKey {
      case loadings, eigenvalues, explainedVariancePct, cumulativeCommunalities, factorRetention
      case coarse = "loadingsSpc0.02"
    }

    let coarse: [[Double]]
  }

  struct Solution: Decodable {
    let nfactors: Int
    let loadings: [[Double]]
    let communalities: [Double]
    let flags: [[Bool]]
    let weights: [[Double]]
    let zscores: [[Double?]]
    let factorScores: [[Int?]]
    let characteristics: Characteristics
    let factorScoreCorrelations: [[Double?]]
    let sed: [[Double?]]
    let distinguishingConsensus: Comparisons?
    /// Why qmethod made no comparison.
    let qdcError: String?
    let rotations: [[Double]]?
  }

  struct Characteristics: Decodable {
    let avRelCoef: [Double]
    let nload: [Int]
    let eigenvalues: [Double]
    let explainedVariancePct: [Double]
    let compositeReliability: [Double]
    let seFactorScores: [Double?]
  }

  struct Comparisons: Decodable {
    let differences: [[Double]]
    let significance: [[String]]
    let label: [String]
  }

  struct PQMethodExact: Decodable {
    struct Brown: Decodable { let loadings: [[Double]] }
    struct Horst: Decodable {
      let converged: Bool
      let iterations: Int
      let nFactors: Int?
      let loadings: [[Double]]
    }
    let centroidPqmethod: Brown
    let horst55: [String: Horst]
  }
}

/// The largest absolute difference of two tables; infinite when their shapes differ.
func distance(_ a: [[Double]], _ b: [[Double]]) -> Double {
  guard a.count == b.count else { return .infinity }
  return zip(a, b).map { left, right in
    left.count == right.count ? zip(left, right).map { abs($0 - $1) }.max() ?? 0 : .infinity
  }.max() ?? 0
}

func distance(_ a: [Double], _ b: [Double]) -> Double { distance([a], [b]) }

/// The same where cells can be absent; infinite when one is absent on one side only.
func distance(_ a: [[Double?]], _ b: [[Double?]]) -> Double {
  guard a.count == b.count else { return .infinity }
  var largest = 0.0
  for (left, right) in zip(a, b) {
    guard left.count == right.count else { return .infinity }
    for (x, y) in zip(left, right) {
      switch (x, y) {
      case (nil, nil): continue
      case (let x?, let y?): largest = max(largest, abs(x - y))
      default: return .infinity
      }
    }
  }
  return largest
}

func distance(_ a: [Double?], _ b: [Double?]) -> Double { distance([a], [b]) }
