import Localization
import QMethod
import TableFiles
import Values

/// What went wrong, as a message with its facts.
enum QErrorMessages {
  /// The message in words, with the file's name where one of several is at fault.
  static func sentence(_ error: any Error, in book: Phrasebook) -> String {
    guard let error = error as? QInputError, case .inFile(let name, let reason) = error else {
      return book.say(message(error))
    }
    return book.say("q.input.inFile", ["name": .text(name), "reason": .text(sentence(reason, in: book))])
  }

  private static func message(_ error: any Error) -> Message {
    switch error {
    case let error as QInputError: input(error)
    case let error as QAnalysisError: analysis(error)
    case let error as TableFileError: file(error)
    case let error as QCommandFault: command(error)
    case is CancellationError: Message("q.cancelled")
    default: Message("q.unexpected", ["error": .text("\(error)")])
    }
  }

  private static func command(_ fault: QCommandFault) -> Message {
    switch fault {
    case .unreadable(let path): Message("q.unreadable", ["path": .text(path)])
    case .unwritable(let path): Message("q.unwritable", ["path": .text(path)])
    case .workbookNeedsOutput: Message("q.workbookNeedsOutput")
    case .workbookNeedsFactors: Message("q.workbookNeedsFactors")
    case .bootstrapNeedsFactors: Message("q.bootstrapNeedsFactors")
    case .turn(let text): Message("q.badTurn", ["text": .text(text)])
    case .grid(let text): Message("q.badGrid", ["text": .text(text)])
    case .effectSize(let text): Message("q.badEffectSize", ["text": .text(text)])
    case .flag(let text): Message("q.badFlag", ["text": .text(text)])
    case .ending(let path): Message("q.badEnding", ["path": .text(path)])
    case .groupFactors(let text): Message("q.badGroupFactors", ["text": .text(text)])
    case .oneGroup: Message("q.oneGroup")
    }
  }

  private static func file(_ error: TableFileError) -> Message {
    switch error {
    case .unwritable: Message("q.file.unwritable")
    case .archive(.encrypted(let entry)): Message("q.file.encrypted", ["entry": .text(entry)])
    case .archive(.tooManyEntries), .archive(.tooLarge), .archive(.suspiciousRatio): Message("q.file.tooMuch")
    case .archive, .xml: Message("q.file.damaged")
    case .missingEntry(let name), .missingSheet(let name): Message("q.file.without", ["name": .text(name)])
    case .tooManyRows(let limit), .tooManyColumns(_, let limit): Message("q.file.tooLong", ["limit": .count(limit)])
    default: Message("q.file.unreadable")
    }
  }

  private static func analysis(_ error: QAnalysisError) -> Message {
    switch error {
    case .factorCount(let asked, let most):
      Message("q.analysis.factorCount", ["asked": number(asked), "most": number(most)])
    case .noSuchFactor(let factor, let count):
      Message("q.analysis.noSuchFactor", ["factor": number(factor), "all": number(count)])
    case .sameFactorTwice(let factor): Message("q.analysis.sameFactorTwice", ["factor": number(factor)])
    case .angleIsNotFinite: Message("q.analysis.angle")
    case .flagsDoNotFit(let sorts, let factors):
      Message("q.analysis.flags", ["sorts": number(sorts), "factors": number(factors)])
    case .settingOutOfRange(let name, let value):
      Message("q.analysis.setting", ["name": .text(name), "value": .text("\(value)")])
    case .settingsExclude(let first, let second):
      Message("q.analysis.exclude", ["first": .text(first), "second": .text(second)])
    case .tooLarge(let what, let size, let limit):
      Message("q.analysis.tooLarge", ["what": .text(what), "size": .count(size), "limit": .count(limit)])
    case .resampleDoesNotFit(let step): Message("q.analysis.resample", ["step": number(step)])
    case .groupsDiffer(let group, let expected, let found):
      Message(
        "q.analysis.groupsDiffer", ["group": .text(group), "expected": number(expected), "found": number(found)])
    case .tooFewViewpoints(let found, let needed):
      Message("q.analysis.tooFewViewpoints", ["found": number(found), "needed": number(needed)])
    case .alignmentNotPossible: Message("q.analysis.alignment")
    }
  }

  /// Rows, factors and grid values stand in a sentence as they do in the file.
  static func number(_ value: Int) -> Message.Fact { .text(String(value)) }
}
