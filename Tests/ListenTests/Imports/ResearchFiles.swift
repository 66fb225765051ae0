import Foundation
import TestKit
import Testing

@testable import Listen

/// The exports that lie beside the project. They may be absent; tests that need them are then skipped.
enum ResearchFiles {
  static let data = Shared.folder(named: "data")?.path

  static func path(_ name: String) throws -> String { try #require(data) + "/" + name }

  static func reference(_ folder: String) throws -> [String: Any] {
    let json = try Data(contentsOf: URL(fileURLWithPath: path(folder + "/reference.json")))
    return try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
  }

  static func dryRun(_ name: String) throws -> DryRun { try DryRun(ImportFile(path: path(name))) }
}

extension Trait where Self == ConditionTrait {
  static var needsResearchFiles: Self { .enabled("../shared/data is not there", { ResearchFiles.data != nil }) }
}

/// All responses of a file, copied out.
func importedResponses(
  _ file: ImportFile, _ mapping: ImportMapping
) throws -> (questions: [ImportedQuestion], responses: [ImportedResponse], problems: [ImportProblem]) {
  var reader = try ResponseReader(file, mapping: mapping)
  var all: [ImportedResponse] = []
  var problems: [ImportProblem] = []
  try reader.forEachResponse {
    problems.append($0)
  } _: { response in
    all.append(response)
    return true
  }
  return (reader.questions, all, problems)
}

/// Numbers answered to one question, by value.
func distribution(_ key: String, _ questions: [ImportedQuestion], _ responses: [ImportedResponse]) throws -> [Int: Int]
{
  let index = try #require(questions.firstIndex { $0.key == key })
  var counts: [Int: Int] = [:]
  for response in responses {
    if case .number(let number) = response.answers[index] { counts[Int(number), default: 0] += 1 }
  }
  return counts
}

func expectedDistribution(_ object: Any?) throws -> [Int: Int] {
  let facts = try #require(object as? [String: Any])
  let counts = try #require(facts["distribution"] as? [String: Int])
  return Dictionary(uniqueKeysWithValues: try counts.map { (try #require(Int($0.key)), $0.value) })
}
