public import People
public import Values

/// A mail that follow-up or a gesture wants to send, not yet said: the pages know the words.
public enum CareMail: Sendable {
  /// So many customers of your unit were not called in time.
  case late(to: Person, organisation: Organisation, count: Int, key: String)
  /// One question, one tap.
  case ask(Letter)

  /// What stands in a question to a customer.
  public struct Letter: Sendable {
    public let ask: CustomerAsk
    public let customer: Customer
    public let organisation: Organisation
    /// Who spoke with them, or did something for them.
    public let colleague: String?
    public let token: Token

    public init(ask: CustomerAsk, customer: Customer, organisation: Organisation, colleague: String?, token: Token) {
      self.ask = ask
      self.customer = customer
      self.organisation = organisation
      self.colleague = colleague
      self.token = token
    }
  }
}
