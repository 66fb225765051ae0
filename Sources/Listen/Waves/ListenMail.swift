public import People
public import Values

/// A mail that Listen wants to send, not yet said: the pages know the words.
public enum ListenMail: Sendable {
  /// Would you tell us what you think?
  case invitation(Letter)
  /// The same, once more, to someone who did not answer.
  case reminder(Letter)
  /// So many of your customers answered, and may be named.
  case answersCame(to: Person, organisation: Organisation, count: Int, key: String)

  /// What stands in a letter to a customer.
  public struct Letter: Sendable {
    public let invitation: ID<Invitation>
    public let customer: Customer
    public let organisation: Organisation
    public let document: SurveyDocument
    /// The last day on which one can answer.
    public let lastDay: Day?
    /// The secret of the link, and of the way out.
    public let token: Token

    public init(
      invitation: ID<Invitation>, customer: Customer, organisation: Organisation, document: SurveyDocument,
      lastDay: Day?, token: Token
    ) {
      self.invitation = invitation
      self.customer = customer
      self.organisation = organisation
      self.document = document
      self.lastDay = lastDay
      self.token = token
    }

    /// The customer's language where the survey speaks it.
    public var language: Language {
      document.languages.contains(customer.language) ? customer.language : document.languages.first ?? customer.language
    }
  }
}
