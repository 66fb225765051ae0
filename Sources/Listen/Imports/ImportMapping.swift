public import Foundation

/// What to make of a file: written by the dry run, changed by a person, read by the import. It is a small JSON file that
/// can be edited by hand.
public struct ImportMapping: Sendable, Codable, Equatable {
  public var version: Int
  public var source: ImportSource
  /// How many rows stand above the first response.
  public var headerRows: Int
  /// Which sheet of a workbook.
  public var sheet: String?
  /// The zone of moments that state none, such as `Europe/Amsterdam`.
  public var timeZone: String
  /// The key of the score that the drivers are related to, where that is not the recommendation or the grade.
  public var outcome: String?
  public var columns: [ColumnMapping]

  public init(
    source: ImportSource, headerRows: Int, sheet: String? = nil, timeZone: String = "Europe/Amsterdam",
    columns: [ColumnMapping]
  ) {
    version = 1
    self.source = source
    self.headerRows = headerRows
    self.sheet = sheet
    self.timeZone = timeZone
    self.columns = columns
  }

  /// The column with this key.
  public subscript(key: String) -> ColumnMapping? { columns.first { $0.key == key } }

  /// Changes what the column with this key is taken for.
  /// - Throws: `ImportMappingProblem.unknownColumn`.
  public mutating func change(_ key: String, _ change: (inout ColumnMapping) -> Void) throws {
    guard let index = columns.firstIndex(where: { $0.key == key }) else {
      throw ImportMappingProblem.unknownColumn(key: key)
    }
    change(&columns[index])
  }

  /// What a person still has to say, or to put right, before the file can go in.
  public var problems: [ImportMappingProblem] {
    var problems: [ImportMappingProblem] = []
    if version != 1 { problems.append(.unknownVersion(version)) }
    if TimeZone(identifier: timeZone) == nil { problems.append(.unknownTimeZone(timeZone, key: nil)) }
    var keys: Set<String> = []
    for column in columns {
      if !keys.insert(column.key).inserted { problems.append(.duplicateKey(column.key)) }
      problems += column.problems
    }
    for role in [ColumnRole.unit, .customerKey, .customerEmail, .weight, .responseID, .submittedAt, .language, .status]
    {
      let taken = columns.filter { $0.takenFor == role }.map(\.key)
      if taken.count > 1 { problems.append(.severalColumns(role, keys: taken)) }
    }
    if !columns.contains(where: { $0.takenFor.isAnswer }) { problems.append(.noAnswers) }
    if let outcome, !hasScore(outcome) { problems.append(.unknownColumn(key: outcome)) }
    return problems + unclearSteps
  }

  /// Whether a score has this key: a column of its own, or the steps of one group.
  public func hasScore(_ key: String) -> Bool { columns.contains { $0.takenFor.isScore && $0.questionKey == key } }

  /// Groups of columns that don't make one scale together: a step outside of it or twice, or scales that differ.
  private var unclearSteps: [ImportMappingProblem] {
    let groups = Dictionary(grouping: columns.filter(\.isStep), by: \.questionKey)
    return groups.sorted { $0.key < $1.key }.compactMap { group, columns in
      let steps = columns.compactMap(\.step)
      guard let first = columns.first, let scale = first.effectiveScale else { return nil }
      let isOne =
        columns.count > 1 && Set(steps).count == steps.count
        && steps.allSatisfy((scale.min...max(scale.min, scale.max)).contains)
        && columns.allSatisfy { $0.takenFor == first.takenFor && $0.effectiveScale == scale }
      return isOne ? nil : .stepsUnclear(group: group)
    }
  }

  /// The mapping as the JSON that people edit: keys in alphabetical order, one to a line.
  public func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self)
  }

  /// - Throws: `DecodingError` with the path of what is wrong.
  public init(json: Data) throws {
    self = try JSONDecoder().decode(ImportMapping.self, from: json)
  }
}

/// What is wrong in a mapping, or still open.
public enum ImportMappingProblem: Error, Sendable, Equatable {
  case unknownVersion(Int)
  case unknownColumn(key: String)
  case duplicateKey(String)
  /// `severalColumns` of a role that one column can have.
  case severalColumns(ColumnRole, keys: [String])
  case noAnswers
  /// The date order must be said by a person.
  case dateOrderOpen(key: String)
  case scaleMissing(key: String)
  case scaleEmpty(key: String)
  /// The columns of this group are each one step, and don't make one scale together.
  case stepsUnclear(group: String)
  case unknownTimeZone(String, key: String?)
  /// The file's column at this place (from 1) has another name than in the mapping.
  case otherColumn(position: Int, expected: String, found: String?)
}

extension ColumnMapping {
  var problems: [ImportMappingProblem] {
    var problems: [ImportMappingProblem] = []
    if takenFor.isScore {
      if let scale = effectiveScale {
        if scale.min >= scale.max { problems.append(.scaleEmpty(key: key)) }
      } else {
        problems.append(.scaleMissing(key: key))
      }
    }
    if takenFor == .date || takenFor == .submittedAt, dateOrder == nil { problems.append(.dateOrderOpen(key: key)) }
    if let timeZone, takenFor == .submittedAt, TimeZone(identifier: timeZone) == nil {
      problems.append(.unknownTimeZone(timeZone, key: key))
    }
    return problems
  }
}
