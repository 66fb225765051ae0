import Foundation
import TestKit
import Testing

/// What the program writes as JSON, beside every solution of the references.
@Suite(.enabled(if: QReferences.isPresent, Comment(rawValue: Shared.missing)))
struct QReferenceTests {
  @Test(arguments: QReferences.names)
  func everySolutionOfRIsReachedFromTheCommandLine(name: String) throws {
    let solutions = try QReferences.solutions(name)
    #expect(solutions.count >= 17)
    let sorts = try QReferences.path(name, "sorts.csv")
    let names = try Self.sortNames(sorts)
    for (key, expected) in solutions {
      let isConverged = key.hasSuffix("_converged")
      var arguments = ["analyse", sorts, "--factors", "\(expected.nfactors)", "--format", "json"]
      arguments += ["--profile", isConverged ? "exact" : "r"]
      arguments += ["--extraction", key.contains("centroid") ? "centroid" : "pca"]
      arguments += ["--rotation", key.contains("varimax") ? "varimax" : "none"]
      if key.hasSuffix("_spearman") { arguments += ["--correlation", "spearman"] }
      for step in expected.rotations ?? [] {
        arguments += ["--turn", "\(Int(step[0])),\(Int(step[1])),\(step[2])"]
      }
      if key.hasPrefix("manual") { arguments += Self.flags(expected.flags, names) }
      let found = try QRun(arguments).json(QSolutionFile.self)
      expectSame(found, expected, isConverged ? 1e-6 : 1e-9, Comment(rawValue: "\(name) \(key)"), !isConverged)
    }
  }

  @Test func theKeysAreThoseOfTheReference() throws {
    let run = try QRun(
      "analyse", try QReferences.path("lipset", "lipset.DAT"), "--factors", "3", "--format", "json", "--profile", "r")
    let found = try #require(try JSONSerialization.jsonObject(with: run.output) as? [String: Any])
    let bytes = try Data(contentsOf: URL(filePath: try QReferences.path("lipset", "reference.json")))
    let document = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
    let solutions = try #require(document["solutions"] as? [String: [String: Any]])
    let expected = try #require(solutions["pca_varimax_3_converged"])
    for (key, value) in expected where !["warnings", "rotation_matrix_before_reordering"].contains(key) {
      #expect(found[key] != nil, "\(key) is absent")
      guard let table = value as? [String: Any] else { continue }
      let mine = try #require(found[key] as? [String: Any])
      #expect(Set(table.keys).subtracting(mine.keys) == [], "\(key)")
    }
    // Sorts in the rows of loadings and flags, statements in those of scores, factors on both sides of sed.
    #expect((found["loadings"] as? [Any])?.count == 9 && (found["flags"] as? [Any])?.count == 9)
    #expect((found["zscores"] as? [Any])?.count == 33 && (found["factor_scores"] as? [Any])?.count == 33)
    #expect((found["sed"] as? [[Any]])?.map(\.count) == [3, 3, 3])
  }

  @Test(arguments: QReferences.names)
  func everyKindOfFileGivesTheSameSolution(name: String) throws {
    let options = ["--factors", "3", "--format", "json"]
    let expected = try QRun(["analyse", try QReferences.path(name, "sorts.csv")] + options).json(QSolutionFile.self)
    let folder = TemporaryFolder.make()
    for target in ["a.dat", "b.csv", "c.json", "d.xlsx", "e.zip"] {
      let path = folder.appending(path: target).path
      let written = try QRun(
        "convert", try QReferences.path(name, "\(name).DAT"), "--statements",
        try QReferences.path(name, "\(name).STA"), "--output", path)
      #expect(written.status == 0 && written.output.isEmpty, "\(target): \(written.errors)")
      let found = try QRun(["analyse", path] + options).json(QSolutionFile.self)
      expectSame(found, expected, 1e-12, Comment(rawValue: "\(name) \(target)"), true)
    }
    for layout in ["rows", "columns", "htmlq"] {
      let path = folder.appending(path: "\(layout).csv").path
      let written = try QRun(
        "convert", try QReferences.path(name, "\(name).DAT"), "--layout", layout, "--output", path)
      #expect(written.status == 0, "\(written.errors)")
      let found = try QRun(["analyse", path] + options).json(QSolutionFile.self)
      #expect(found.loadings == expected.loadings, "\(layout)")
    }
  }

  private func expectSame(
    _ found: QSolutionFile, _ expected: QSolutionFile, _ tolerance: Double, _ comment: Comment, _ arrays: Bool
  ) {
    // Where the last factor has no sorts, R leaves it out of these tables.
    let scored = expected.zscores[0].count
    func cut<Cell>(_ rows: [[Cell]]) -> [[Cell]] { rows.map { Array($0.prefix(scored)) } }
    #expect(distance(found.loadings, expected.loadings) < tolerance, comment)
    #expect(distance([found.communalities], [expected.communalities]) < tolerance, comment)
    #expect(found.flags == expected.flags, comment)
    #expect(distance(found.weights, expected.weights) < tolerance, comment)
    #expect(distance(cut(found.zscores), expected.zscores) < tolerance, comment)
    if arrays { #expect(cut(found.factorScores) == expected.factorScores, comment) }
    let (mine, theirs) = (found.characteristics, expected.characteristics)
    #expect(Array(mine.nload.prefix(scored)) == theirs.nload, comment)
    for (left, right) in [
      (mine.avRelCoef, theirs.avRelCoef), (mine.eigenvalues, theirs.eigenvalues),
      (mine.explainedVariancePct, theirs.explainedVariancePct),
      (mine.compositeReliability, theirs.compositeReliability),
    ] { #expect(distance(cut([left]), [right]) < tolerance * 10, comment) }
    #expect(distance(cut([mine.seFactorScores]), [theirs.seFactorScores]) < tolerance, comment)
    #expect(
      distance(cut(Array(found.factorScoreCorrelations.prefix(scored))), expected.factorScoreCorrelations) < tolerance,
      comment)
    #expect(distance(cut(Array(found.sed.prefix(scored))), expected.sed) < tolerance, comment)
    guard let comparisons = expected.distinguishingConsensus, let judged = found.distinguishingConsensus else {
      #expect(expected.distinguishingConsensus == nil, comment)
      return
    }
    #expect(distance(judged.differences, comparisons.differences) < tolerance, comment)
    #expect(judged.significance == comparisons.significance, comment)
    #expect(judged.label == comparisons.label, comment)
  }

  /// Flags by hand, whatever the automatic ones are.
  private static func flags(_ flags: [[Bool]], _ names: [String]) -> [String] {
    zip(names, flags).flatMap { name, row in
      row.enumerated().flatMap { [$0.element ? "--flag" : "--unflag", "\(name)=\($0.offset + 1)"] }
    }
  }

  private static func sortNames(_ path: String) throws -> [String] {
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(whereSeparator: \.isNewline)
    return lines.dropFirst().compactMap { $0.split(separator: ",").first.map(String.init) }
  }
}
