public import Listen
import People
import Persistence
public import Values

/// How to begin the talk with this customer: filled with what they answered themselves. The words are the page's; here stand the
/// facts.
public struct ConversationGuide: Hashable, Sendable {
  /// Which guide: a promoter is thanked and asked for more, a passive is asked what would make it a nine, with a detractor one
  /// listens first. Without a recommendation, the grade decides.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case promoter
    case passive
    case detractor
  }

  /// A driver as this customer rated it.
  public struct Rated: Hashable, Sendable {
    public let name: LocalizedText
    public let score: Int
    /// The highest that could be given.
    public let highest: Int

    public init(name: LocalizedText, score: Int, highest: Int) {
      self.name = name
      self.score = score
      self.highest = highest
    }

    /// What was rated high is no complaint.
    var isLow: Bool { 10 * score <= 7 * highest }
  }

  public let kind: Kind
  /// The recommendation, or else the grade.
  public let score: Int?
  public let earlier: Int?
  public let answeredAt: Instant
  public let survey: LocalizedText
  public let words: [SaidWords]
  /// What this customer rated lowest and highest, each at most two.
  public let lowest: [Rated]
  public let highest: [Rated]
  /// What was promised in an earlier talk, and when that was.
  public let promisedBefore: Promised?

  /// A promise of an earlier talk.
  public struct Promised: Hashable, Sendable {
    public let text: String
    public let at: Instant

    public init(text: String, at: Instant) {
      self.text = text
      self.at = at
    }
  }
}

extension ConversationGuide {
  /// - Parameters:
  ///   - response: of somebody who agreed to be named.
  ///   - document: the wording that they answered.
  public init(
    _ response: Response, _ document: SurveyDocument, score: Int?, earlier: Int?, promisedBefore: Promised? = nil
  ) {
    self.score = score
    self.earlier = earlier
    answeredAt = response.submittedAt
    survey = document.title
    kind = Self.kind(score, document.promotership(of: response))
    words = response.comments(recommendation: nil).map { SaidWords(text: $0.text, language: $0.language) }
    let rated = document.rated(in: response).map(\.rated)
    let sorted = rated.enumerated().sorted {
      (Double($0.element.score) / Double(max(1, $0.element.highest)), $0.offset)
        < (Double($1.element.score) / Double(max(1, $1.element.highest)), $1.offset)
    }.map(\.element)
    // What was rated low is no compliment.
    lowest = Array(sorted.prefix(2).filter(\.isLow))
    highest = Array(sorted.reversed().prefix(2).filter { 10 * $0.score >= 8 * $0.highest })
    self.promisedBefore = promisedBefore
  }

  private static func kind(_ score: Int?, _ promotership: Promotership?) -> Kind {
    switch promotership {
    case .promoter: .promoter
    case .passive: .passive
    case .detractor: .detractor
    case nil: score.map { $0 >= 9 ? .promoter : $0 >= 7 ? .passive : .detractor } ?? .passive
    }
  }
}

extension SurveyDocument {
  /// The drivers as somebody rated them.
  func rated(in response: Response) -> [(key: AnswerKey, rated: ConversationGuide.Rated)] {
    questions.filter { $0.kind == .ratings }.flatMap { question in
      guard let scale = question.scoredScale else { return [] as [(key: AnswerKey, rated: ConversationGuide.Rated)] }
      return question.items.compactMap { item in
        let key = AnswerKey(question.id, item.id)
        return response.answers.number(key).map {
          (
            key,
            ConversationGuide.Rated(name: item.name ?? item.text, score: Int($0.rounded()), highest: scale.high)
          )
        }
      }
    }
  }
}

extension Connection {
  /// What there is to say to this customer, and what the unit does about it.
  func guide(
    for followUp: FollowUp, _ customer: Customer, by member: Member, on today: Day
  ) throws -> (guide: ConversationGuide, route: GuideRoute)? {
    let organisation = member.organisation.id
    let response: Response
    do { response = try responses(in: organisation).find(followUp.response) } catch is NotFound { return nil }
    guard response.mayBeNamed else { return nil }
    let document = try surveys(in: organisation).document(of: response.survey, version: response.version)
    let before = try followUps(in: organisation).all(of: customer.id)
      .first { $0.id != followUp.id && $0.state != .withdrawn && $0.promise != nil }
    let guide = ConversationGuide(
      response, document, score: followUp.score, earlier: followUp.earlier,
      promisedBefore: before.flatMap { earlier in
        earlier.talkedAt.flatMap { at in earlier.promise.map { ConversationGuide.Promised(text: $0.text, at: at) } }
      })
    let answered = try responses(in: organisation).all(of: customer.id)
      .first { $0.mayBeNamed && $0.survey == response.survey && $0.submittedAt < response.submittedAt }
    return (
      guide, try guideRoute(for: followUp, response, document, after: answered, by: member, on: today)
    )
  }
}
