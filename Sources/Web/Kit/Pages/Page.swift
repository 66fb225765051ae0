import HTTPTypes
import Hummingbird
import Localization
import People
import Values

/// One page: its facts, its template and the worlds in which it looks different.
///
/// The examples feed the check that every name in the template exists, the gallery and the screenshots: give one for the
/// empty state, one for a usual day, one with long Dutch names, one with each problem that a form can show.
protocol Page: ViewModel {
  /// The template's path without extension: `surveys/show`.
  static var template: String { get }
  static var examples: [String: Self] { get }
  /// The heading; where it is the finding, so much the better. Templates can print it as `{{title}}`.
  var title: Message { get }
  /// The title of the window, before the organisation: the heading, and what it is where that is only a name.
  var window: [Message] { get }
  /// Where in the navigation this page is.
  static var verb: Verb? { get }
}

extension Page {
  static var verb: Verb? { nil }
  var window: [Message] { [title] }

  /// This page as the answer to a request.
  func response(_ context: some VisitContext, status: HTTPResponse.Status = .ok) throws -> Response {
    try context.visit.respond(with: self, status: status, logger: context.logger)
  }
}

/// The five verbs: the navigation, always in this order.
enum Verb: String, CaseIterable, Sendable {
  case listen, understand, activate, act, anchor

  /// Whether somebody has anything to do here. What a role can't use it doesn't see, and neither does anyone what isn't there.
  func isOpen(to member: Member) -> Bool {
    switch self {
    case .listen: [.makeSurveys, .importResults, .manageCustomers, .managePeople].contains(where: member.may)
    case .understand: member.may(.readWhole) || member.may(.readOwnCustomers)
    case .activate: member.may(.runSessions)
    case .act, .anchor: member.may(.readWhole)
    }
  }

  var name: Message { Message("kit.verbs.\(rawValue)") }
  var link: Link { Link(rawValue) }
}

extension Message {
  /// What a person wrote, as it is: the name of a survey as the title of its page.
  /// Words of an organisation's own, in the reader's language where they are there.
  static func words(_ text: LocalizedText) -> Message { Message("kit.verbatim", ["text": .localized(text)]) }

  static func verbatim(_ text: String) -> Message { Message("kit.verbatim", ["text": .text(text)]) }
}
