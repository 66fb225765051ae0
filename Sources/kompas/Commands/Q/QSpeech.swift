import ArgumentParser
import Foundation
import Localization
import QMethod
import Values

/// The language of what a command says.
struct QSpeech: ParsableArguments {
  @Option(help: "Language of reports and messages: en or nl.")
  var language: Choice = .en

  enum Choice: String, ExpressibleByArgument, CaseIterable {
    case en, nl

    var language: Language { self == .nl ? .nl : .en }
  }

  /// The words of tables and notices.
  var words: QReportWords { language == .nl ? .dutch : .english }

  /// The phrases, from the files that were built in.
  var book: Phrasebook {
    get throws {
      try Phrases(directory: Bundle.module.bundleURL.appending(path: "Phrases").path()).book(language.language)
    }
  }

  /// Does the work of a command; what goes wrong is said as a sentence.
  func telling(_ work: () throws -> Void) throws {
    let book = try book
    do {
      try work()
    } catch {
      throw QCommandFailure(QErrorMessages.sentence(error, in: book))
    }
  }

  /// Checks arguments; what is wrong with them is said as a sentence, with the usage of the command.
  func checking(_ arguments: () throws -> Void) throws {
    let book = try book
    do {
      try arguments()
    } catch {
      throw ValidationError(QErrorMessages.sentence(error, in: book))
    }
  }
}

/// A failure of `kompas q`, as the sentence that is shown.
struct QCommandFailure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

/// What is wrong with the arguments of `kompas q`, or with the files that they name.
enum QCommandFault: Error {
  case unreadable(path: String)
  case unwritable(path: String)
  case workbookNeedsOutput
  case workbookNeedsFactors
  case bootstrapNeedsFactors
  case turn(String)
  case grid(String)
  case effectSize(String)
  case flag(String)
  case ending(String)
  case groupFactors(String)
  case oneGroup
}
