import Foundation
import TestKit
import Testing

/// One run of the built program: `kompas q …`.
struct QRun {
  /// The exit code; nil when a signal ended it.
  let status: Int32?
  let output: Data
  let errors: String

  init(_ arguments: String...) throws { try self.init(arguments) }

  init(_ arguments: [String]) throws {
    let program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "kompas").path
    try #require(FileManager.default.isExecutableFile(atPath: program), "kompas was not built: \(program)")
    // Files and no pipes: nobody has to read while it runs.
    let folder = TemporaryFolder.make()
    let (out, err) = (folder.appending(path: "out"), folder.appending(path: "err"))
    for file in [out, err] { _ = FileManager.default.createFile(atPath: file.path, contents: nil) }
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = ["q"] + arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: out)
    process.standardError = try FileHandle(forWritingTo: err)
    try process.start()
    process.awaitEnd()
    status = process.terminationReason == .exit ? process.terminationStatus : nil
    output = try Data(contentsOf: out)
    errors = String(decoding: try Data(contentsOf: err), as: UTF8.self)
  }

  var text: String { String(decoding: output, as: UTF8.self) }

  /// What it wrote as JSON.
  func json<Content: Decodable>(_ type: Content.Type) throws -> Content {
    try #require(status == 0, "\(errors)")
    return try QSolutionFile.decoder.decode(type, from: output)
  }
}

/// A file for one test, with its path.
func file(named name: String = "sorts.csv", _ content: String) throws -> String {
  try file(named: name, Data(content.utf8))
}

func file(named name: String, _ content: Data) throws -> String {
  let path = TemporaryFolder.make().appending(path: name)
  try content.write(to: path)
  return path.path
}

/// The references of Q: `../shared/reference/qmethod`.
enum QReferences {
  static let names = ["lipset", "fremantle", "fremantle_forced", "bloomfield"]

  static var isPresent: Bool { Shared.has("reference/qmethod/lipset/reference.json") }

  static func path(_ name: String, _ file: String) throws -> String {
    try #require(Shared.folder(named: "reference/qmethod/\(name)/\(file)")).path
  }

  static func solutions(_ name: String) throws -> [String: QSolutionFile] {
    struct Document: Decodable { let solutions: [String: QSolutionFile] }
    let bytes = try Data(contentsOf: URL(filePath: path(name, "reference.json")))
    return try QSolutionFile.decoder.decode(Document.self, from: bytes).solutions
  }
}

/// A solution as JSON has it: what the references and `--format json` share.
struct QSolutionFile: Decodable {
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
  /// Of the references: factors and degrees turned by hand.
  let rotations: [[Double]]?

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

  static var decoder: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return decoder
  }
}

/// The largest absolute difference of two tables; infinite when their shapes differ or a cell is absent on one side only.
func distance(_ a: [[Double?]], _ b: [[Double?]]) -> Double {
  guard a.count == b.count, zip(a, b).allSatisfy({ $0.count == $1.count }) else { return .infinity }
  return zip(a.joined(), b.joined()).reduce(0) { largest, pair in
    switch pair {
    case (nil, nil): largest
    case (let x?, let y?): max(largest, abs(x - y))
    default: .infinity
    }
  }
}
