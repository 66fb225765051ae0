import Listen
import Values

extension ImportProblem {
  /// What can't be read, and where.
  var sentence: Message {
    var facts: [String: Message.Fact] = ["row": .text(String(row)), "value": .text(value)]
    if let column { facts["column"] = .text(String(column)) }
    switch reason {
    case .width(let expected, let found):
      facts["expected"] = .text(String(expected))
      facts["found"] = .text(String(found))
      return Message("imports.problem.width", facts)
    case .notANumber: return Message("imports.problem.notANumber", facts)
    case .outsideScale(let min, let max):
      facts["low"] = .text(String(min))
      facts["high"] = .text(String(max))
      return Message("imports.problem.outsideScale", facts)
    case .notADate: return Message("imports.problem.notADate", facts)
    case .notAWeight: return Message("imports.problem.notAWeight", facts)
    case .tooManyOptions: return Message("imports.problem.tooManyOptions", facts)
    case .severalSteps: return Message("imports.problem.severalSteps", facts)
    }
  }
}

extension ImportMappingProblem {
  /// What somebody still has to say.
  var sentence: Message {
    switch self {
    case .unknownVersion, .unknownColumn, .otherColumn: Message("imports.open.otherFile")
    case .duplicateKey(let key): Message("imports.open.duplicateKey", ["key": .text(key)])
    case .severalColumns(let role, let keys):
      Message(
        "imports.open.severalColumns",
        ["role": .phrase("imports.role.\(role.rawValue)"), "columns": .list(keys.map { .text($0) })])
    case .noAnswers: Message("imports.open.noAnswers")
    case .dateOrderOpen(let key): Message("imports.open.dateOrder", ["key": .text(key)])
    case .stepsUnclear(let group): Message("imports.open.steps", ["group": .text(group)])
    case .scaleMissing(let key), .scaleEmpty(let key): Message("imports.open.scale", ["key": .text(key)])
    case .unknownTimeZone(let zone, _): Message("imports.open.timeZone", ["zone": .text(zone)])
    }
  }
}

extension ImportRefusal {
  /// Why a file that is a table doesn't go in.
  var sentence: Message {
    switch self {
    case .oneColumn: Message("imports.upload.oneColumn")
    case .notRectangular(let rows, let other):
      Message("imports.upload.notRectangular", ["rows": .count(rows), "other": .count(other)])
    case .noRows: Message("imports.upload.noRows")
    case .structureWithoutResponses: Message("imports.upload.structure")
    case .mapping: Message("imports.open.otherFile")
    }
  }
}
