/// How many of those who were asked answered.
public struct ResponseRate: Hashable, Sendable {
  public var asked: Int
  /// To how many the mail went out.
  public var sent: Int
  public var reminded: Int
  public var answered: Int

  public init(asked: Int = 0, sent: Int = 0, reminded: Int = 0, answered: Int = 0) {
    self.asked = asked
    self.sent = sent
    self.reminded = reminded
    self.answered = answered
  }

  /// 0…1; nothing where nobody was asked.
  public var share: Double? { asked > 0 ? Double(answered) / Double(asked) : nil }

  static func + (left: ResponseRate, right: ResponseRate) -> ResponseRate {
    ResponseRate(
      asked: left.asked + right.asked, sent: left.sent + right.sent, reminded: left.reminded + right.reminded,
      answered: left.answered + right.answered)
  }
}
