public import Listen
public import People
import Persistence
public import Values

/// One wave as the front line reads it: which of my customers, and my team's, are promoter, passive or detractor, what they said,
/// and who moved.
public struct OperationalReading: Hashable, Sendable {
  /// A customer who agreed to be named.
  public struct Line: Hashable, Sendable {
    public let customer: Customer
    public let response: ID<Response>
    public let owner: Person?
    public let unit: ID<Unit>?
    public let submittedAt: Instant
    public let recommendation: Double?
    public let promotership: Promotership?
    public let grade: Double?
    public let comments: [Comment]
    /// What the customer recommended in the wave before, where they agreed to be named then too.
    public let earlier: Double?

    /// Points up or down since the wave before.
    public var moved: Double? {
      guard let recommendation, let earlier else { return nil }
      return recommendation - earlier
    }
  }

  public let wave: Wave
  public let previous: Wave?
  public let lines: [Line]
  /// Responses on the same customers that stay without a name.
  public let unnamed: Int

  public func count(_ promotership: Promotership) -> Int { lines.count { $0.promotership == promotership } }
}

extension Readings {
  /// My own customers' responses, detractors first.
  public func ownCustomers(_ survey: ID<Survey>, wave: ID<Wave>, by member: Member) async throws -> OperationalReading {
    try member.must(.readOwnCustomers)
    return try await operational(survey, wave, member) { try $0.all(ownedBy: member.person, in: wave) }
  }

  /// The responses of a unit's customers, detractors first: for those who may read names there.
  public func unitCustomers(_ place: ReadingPlace, by member: Member) async throws -> OperationalReading {
    try member.must(.readNamed, on: place.unit)
    let units = member.tree.range(of: place.unit).map { member.tree.units[$0].map(\.id) } ?? []
    return try await operational(place.survey, place.wave, member) { try $0.all(in: units, wave: place.wave) }
  }

  private func operational(
    _ survey: ID<Survey>, _ wave: ID<Wave>, _ member: Member,
    _ find: @escaping @Sendable (ResponseTable) throws -> [Response]
  ) async throws -> OperationalReading {
    let organisation = member.organisation.id
    return try await database.read { db in
      let document = try db.surveys(in: organisation).find(survey).document
      let waves = try db.waves(in: organisation).all(of: survey)
      guard let place = waves.firstIndex(where: { $0.id == wave }) else { throw NotFound() }
      let previous = place > 0 ? waves[place - 1] : nil
      let responses = try find(db.responses(in: organisation))
      let named = responses.filter { $0.mayBeNamed && $0.customer != nil }
      let recommendation = document.question(.recommendation).map { AnswerKey($0.id) }
      let grade = document.question(.grade).map { AnswerKey($0.id) }
      let lines = try named.compactMap { response -> OperationalReading.Line? in
        guard let customer = response.customer else { return nil }
        let score = recommendation.flatMap { response.answers.number($0) }
        let earlier = try db.responses(in: organisation).all(of: customer)
          .first { $0.wave == previous?.id && $0.mayBeNamed }
        return OperationalReading.Line(
          customer: try db.customers(in: organisation).find(customer), response: response.id,
          owner: try response.owner.map { try db.people(in: organisation).find($0) }, unit: response.unit,
          submittedAt: response.submittedAt, recommendation: score,
          promotership: score.flatMap(Promotership.init(recommendation:)),
          grade: grade.flatMap { response.answers.number($0) },
          comments: response.comments(recommendation: recommendation),
          earlier: recommendation.flatMap { key in earlier.flatMap { $0.answers.number(key) } })
      }
      return OperationalReading(
        wave: waves[place], previous: previous, lines: lines.sorted(by: Self.mostUrgentFirst),
        unnamed: responses.count - named.count)
    }
  }

  /// Detractors first, then who fell, then by name.
  private static func mostUrgentFirst(_ one: OperationalReading.Line, _ other: OperationalReading.Line) -> Bool {
    func urgency(_ line: OperationalReading.Line) -> (Double, Double, String) {
      (line.recommendation ?? 11, line.moved ?? 0, line.customer.name)
    }
    return urgency(one) < urgency(other)
  }
}
