public import People
public import Values

/// A wave with the wording that it asks: all that is needed to show its questions and to check the answers.
public struct AskedWave: Sendable {
  public let organisation: Organisation
  public let wave: Wave
  public let document: SurveyDocument
  /// The moment from which it takes no more answers, in the organisation's time zone.
  public let closesAt: Instant?
  /// The way through the survey of somebody who answered nothing so far.
  public let flow: AnswerFlow
  let recommendation: AnswerKey?

  init(organisation: Organisation, wave: Wave, document: SurveyDocument) {
    self.organisation = organisation
    self.wave = wave
    self.document = document
    closesAt = wave.closesOn.map { organisation.zone.moment($0) }
    flow = AnswerFlow(document, answers: Answers())
    recommendation = document.question(.recommendation).map { AnswerKey($0.id) }
  }

  public func isOpen(at moment: Instant) -> Bool {
    wave.state == .open && closesAt.map { moment < $0 } ?? true
  }

  /// Whoever began in time may finish: their form was still open when the wave closed.
  func takesAnswers(at moment: Instant) -> Bool {
    wave.state == .open && closesAt.map { moment < $0.adding(minutes: 1) } ?? true
  }

  /// The respondent's own language where the survey speaks it, else the first that it does.
  public func language(nearest wanted: Language) -> Language {
    document.languages.contains(wanted) ? wanted : document.languages.first ?? organisation.language
  }
}
