internal import TableFiles
internal import Values

/// Reads responses as a mapping says, row after row, in constant memory.
public struct ResponseReader {
  /// The questions that every response has an answer (or `.blank`) for.
  public let questions: [ImportedQuestion]
  private let file: ImportFile
  private var columns: [ColumnReader]
  private let width: Int
  /// Questions with two steps ticked in the row that is read.
  private var torn: Set<Int> = []

  /// - Parameter allowsOpen: also reads with a mapping that is not finished, passing over columns that are still open;
  ///   for the dry run.
  /// - Throws: `ImportRefusal.mapping` with all that is wrong or open.
  public init(_ file: ImportFile, mapping: ImportMapping, allowsOpen: Bool = false) throws {
    self.file = file
    width = file.header.columns.count
    var problems = Self.mismatches(file, mapping)
    if !allowsOpen { problems += mapping.problems }
    guard problems.isEmpty else { throw ImportRefusal.mapping(problems) }

    var questions: [ImportedQuestion] = []
    var columns: [ColumnReader] = []
    var groups: [String: Int] = [:]
    for column in mapping.columns where column.takenFor != .ignore {
      if allowsOpen, !column.problems.isEmpty { continue }
      var target: Int?
      if column.takenFor.isAnswer {
        let isOption = column.takenFor == .multipleChoice && column.separator == nil
        let shared = isOption || column.isStep ? column.group : nil
        if let shared, let known = groups[shared] {
          target = known
        } else {
          target = questions.count
          questions.append(Self.question(column, sharedBy: shared, in: mapping))
          if let shared { groups[shared] = target }
        }
      }
      columns.append(try ColumnReader(column, target: target, timeZone: mapping.timeZone))
    }
    self.questions = questions
    // First names come before last names.
    let firstNames = Set(mapping.columns.filter { $0.key.lowercased().contains("first") }.map { $0.position - 1 })
    self.columns =
      columns.filter { $0.role == .customerName && firstNames.contains($0.position) }
      + columns.filter { !($0.role == .customerName && firstNames.contains($0.position)) }
  }

  private static func mismatches(_ file: ImportFile, _ mapping: ImportMapping) -> [ImportMappingProblem] {
    mapping.columns.compactMap { column in
      let position = column.position - 1
      let found = file.header.columns.indices.contains(position) ? file.header.columns[position].name : nil
      return found == column.name
        ? nil : .otherColumn(position: column.position, expected: column.name, found: found)
    }
  }

  private static func question(
    _ column: ColumnMapping, sharedBy group: String?, in mapping: ImportMapping
  ) -> ImportedQuestion {
    let options: [String]
    if column.isStep {
      options = []
    } else if let group {
      options = mapping.columns.filter { $0.group == group && $0.takenFor == .multipleChoice }.compactMap(\.option)
    } else {
      options = (column.labels ?? [:]).sorted { ($0.key.count, $0.key) < ($1.key.count, $1.key) }.map(\.value)
    }
    return ImportedQuestion(
      key: group ?? column.key, text: column.question, item: group == nil ? column.option : nil,
      group: group == nil ? column.group : nil, role: column.takenFor, scale: column.effectiveScale, options: options,
      isNPSLike: column.attention?.contains(.npsLike1To10) ?? false)
  }

  /// Gives every response to `take`, and everything that can't be read to `report`. The response is lent and used
  /// again. Stops when `take` returns false.
  public mutating func forEachResponse(
    report: (ImportProblem) throws -> Void, _ take: (inout ImportedResponse) throws -> Bool
  ) throws {
    var response = ImportedResponse()
    response.answers = Array(repeating: .blank, count: questions.count)
    try file.forEachResponseRow { row in
      if row.isEmpty { return true }
      guard try read(row, into: &response, report: report) else { return true }
      return try take(&response)
    }
  }

  /// False where the row is refused.
  private mutating func read(
    _ row: TableRow, into response: inout ImportedResponse, report: (ImportProblem) throws -> Void
  ) throws -> Bool {
    guard fits(row) else {
      try report(
        ImportProblem(row: row.number, column: nil, value: "", reason: .width(expected: width, found: row.count)))
      return false
    }
    response.clear(row: row.number)
    torn.removeAll(keepingCapacity: true)
    return try row.withAllBytes { bytes in
      response.fingerprint = ByteTable.hash(bytes)
      for index in columns.indices {
        let position = columns[index].position
        let range = row.range(at: position)
        if range.isEmpty { continue }
        let cell = UnsafeBufferPointer(rebasing: bytes[range])
        guard let reason = take(cell, at: index, into: &response) else { continue }
        let problem = ImportProblem(
          row: row.number, column: position + 1, value: String(decoding: cell, as: UTF8.self), reason: reason,
          isAboutRow: columns[index].target == nil)
        try report(problem)
        if problem.refusesRow { return false }
      }
      return true
    }
  }

  private func fits(_ row: TableRow) -> Bool {
    if row.count == width { return true }
    if row.count < width { return file.mayRowsBeShort }
    return (width..<row.count).allSatisfy { row.isEmpty(at: $0) }
  }

  private mutating func take(
    _ cell: UnsafeBufferPointer<UInt8>, at index: Int, into response: inout ImportedResponse
  ) -> ImportProblem.Reason? {
    if columns[index].role == .submittedAt {
      guard cell.contains(where: { $0 > 0x20 }) else { return nil }
      guard let instant = columns[index].readMoment(cell) else { return .notADate }
      response.submittedAt = instant
      return nil
    }
    switch columns[index].read(cell) {
    case .problem(let reason): return reason
    case .ticked(let score):
      return tick(score, at: columns[index].target, in: &response)
    case .notTicked: return nil
    case .answer(let answer):
      if let target = columns[index].target {
        response.answers[target] = answer
      } else {
        response.take(answer, for: columns[index].role)
        if columns[index].role == .unit { response.unitCode = columns[index].code(of: cell) }
      }
    case .chosen(let option):
      guard let target = columns[index].target else { return nil }
      if case .choices(var options) = response.answers[target] {
        response.answers[target] = .blank
        options.append(option)
        response.answers[target] = .choices(options)
      } else {
        response.answers[target] = .choices([option])
      }
    case .notChosen:
      guard let target = columns[index].target else { return nil }
      if response.answers[target] == .blank { response.answers[target] = .choices([]) }
    }
    return nil
  }

  /// One step of a scale that is spread over columns. Who ticked two said nothing that can be counted.
  private mutating func tick(
    _ score: Double, at target: Int?, in response: inout ImportedResponse
  ) -> ImportProblem.Reason? {
    guard let target, !torn.contains(target) else { return nil }
    if case .number = response.answers[target] {
      response.answers[target] = .blank
      torn.insert(target)
      return .severalSteps
    }
    response.answers[target] = .number(score)
    return nil
  }
}

extension ImportedResponse {
  fileprivate mutating func clear(row: Int) {
    self.row = row
    externalID = nil
    submittedAt = nil
    unit = nil
    unitCode = nil
    customerKey = nil
    customerName = nil
    customerEmail = nil
    weight = nil
    language = nil
    status = nil
    for index in answers.indices { answers[index] = .blank }
  }

  fileprivate mutating func take(_ answer: ImportedAnswer, for role: ColumnRole) {
    switch (role, answer) {
    case (.weight, .number(let number)): weight = number
    case (.unit, .text(let text)): unit = text
    case (.customerKey, .text(let text)): customerKey = text
    case (.customerEmail, .text(let text)): customerEmail = text
    case (.responseID, .text(let text)): externalID = text
    case (.language, .text(let text)): language = text
    case (.status, .text(let text)): status = text
    case (.customerName, .text(let text)): customerName = customerName.map { "\($0) \(text)" } ?? text
    default: return
    }
  }
}
