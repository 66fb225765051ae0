public import Values

/// Where the rules of Listen say no.
public enum ListenRefusal: Refusal, Hashable {
  /// The survey is in use, and this would give earlier answers another meaning.
  case wouldChangeAnswers([ForbiddenChange])
  /// The survey still has so many problems.
  case surveyIsNotReady(problems: Int)
  case surveyIsArchived
  /// A survey with answers is archived, not deleted.
  case surveyIsInUse
  case waveIsNotPlanned
  case waveIsNotOpen
  case waveIsClosed
  /// An imported wave can't be opened or asked.
  case waveIsImported
  /// Nobody would be invited and there is no open link.
  case nobodyToAsk
  case noOneToRemind

  public var message: Message {
    switch self {
    case .wouldChangeAnswers(let changes):
      Message("listen.refusal.wouldChangeAnswers", ["count": .count(changes.count)])
    case .surveyIsNotReady(let problems):
      Message("listen.refusal.surveyIsNotReady", ["count": .count(problems)])
    case .surveyIsArchived: Message("listen.refusal.surveyIsArchived")
    case .surveyIsInUse: Message("listen.refusal.surveyIsInUse")
    case .waveIsNotPlanned: Message("listen.refusal.waveIsNotPlanned")
    case .waveIsNotOpen: Message("listen.refusal.waveIsNotOpen")
    case .waveIsClosed: Message("listen.refusal.waveIsClosed")
    case .waveIsImported: Message("listen.refusal.waveIsImported")
    case .nobodyToAsk: Message("listen.refusal.nobodyToAsk")
    case .noOneToRemind: Message("listen.refusal.noOneToRemind")
    }
  }
}
