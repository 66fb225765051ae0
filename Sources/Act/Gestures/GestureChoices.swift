public import Listen
public import People
import Persistence
import Values

extension Gestures {
  /// A customer for whom one could do something today, and why.
  public struct Suggestion: Hashable, Sendable {
    public let customer: Customer
    public let score: Int?
    public let promotership: Promotership?
    public let words: SaidWords?

    public init(customer: Customer, score: Int? = nil, promotership: Promotership? = nil, words: SaidWords? = nil) {
      self.customer = customer
      self.score = score
      self.promotership = promotership
      self.words = words
    }
  }
}

extension Connection {
  /// One or two of somebody's own customers: passives first, because a nine is near; then who had a talk; nobody for whom
  /// something was done in the last two months.
  func suggestions(for member: Member, now: Instant) throws -> [Gestures.Suggestion] {
    let organisation = member.organisation.id
    let ids = try care(in: organisation).namedResponses(
      ownedBy: member.person, since: now.adding(days: -120), limit: 30)
    var seen: Set<ID<Customer>> = []
    var documents: [String: SurveyDocument] = [:]
    var found: [(rank: Int, place: Int, response: Response, customer: ID<Customer>, score: Int?, Promotership?)] = []
    for (place, id) in ids.enumerated() {
      let response = try responses(in: organisation).find(id)
      guard let customer = response.customer, seen.insert(customer).inserted else { continue }
      let key = "\(response.survey)/\(response.version)"
      let document =
        try documents[key] ?? surveys(in: organisation).document(of: response.survey, version: response.version)
      documents[key] = document
      let promotership = document.promotership(of: response)
      let rank =
        switch promotership {
        case .passive: 0
        case .promoter: 1
        case .detractor: 2
        case nil: 3
        }
      found.append((rank, place, response, customer, document.score(of: response), promotership))
    }
    let busy = try care(in: organisation).customersWithGesture(
      among: found.map(\.customer), since: member.organisation.day(of: now).adding(days: -60))
    return try found.filter { !busy.contains($0.customer) }
      .sorted { ($0.rank, $0.place) < ($1.rank, $1.place) }.prefix(2).map { line in
        Gestures.Suggestion(
          customer: try customers(in: organisation).find(line.customer), score: line.score, promotership: line.5,
          words: line.response.comments(recommendation: nil).first.map {
            SaidWords(text: $0.text, language: $0.language)
          })
      }
  }

  func applause(
    for member: Member, now: Instant
  ) throws -> [(line: GestureLine, from: String, at: Instant)] {
    let organisation = member.organisation.id
    let received = try gestures(in: organisation).applause(
      for: member.person, since: now.adding(days: -14), limit: 5)
    let names = try care(in: organisation).people(received.map(\.from))
    return try received.compactMap { applause in
      let gesture = try gestures(in: organisation).find(applause.gesture)
      return try lines(of: [gesture], for: member).first.map { ($0, names[applause.from] ?? "", applause.at) }
    }
  }

  /// The room that holds for a unit, else for where somebody works, with what was used of it this month.
  func room(for member: Member, of unit: ID<Unit>? = nil, at moment: Instant) throws -> UsedRoom? {
    guard let unit = unit ?? member.homeUnit else { return nil }
    let path = member.tree.path(to: unit).map(\.id)
    guard let room = try gestureRooms(in: member.organisation.id).room(along: path) else { return nil }
    return try used(room, in: member, at: moment)
  }

  func used(
    _ room: GestureRoom, in member: Member, at moment: Instant, leaving gesture: ID<Gesture>? = nil
  ) throws
    -> UsedRoom
  {
    let zone = member.organisation.zone
    let used = try gestureRooms(in: member.organisation.id).used(
      room.unit, since: zone.moment(zone.day(of: moment).firstOfMonth), without: gesture)
    return UsedRoom(
      room: room, unit: member.tree.unit(room.unit), gestures: used.gestures, spent: used.cents)
  }

  /// Throws a `Rejection` where it costs more than one may decide oneself.
  func check(_ cost: Int, in room: UsedRoom?, leaving gesture: ID<Gesture>?) throws {
    guard let room, cost > 0 else { return }
    let euros = Message.Fact.number(Double(room.room.each) / 100, decimals: 2)
    if cost > room.room.each {
      throw Rejection("cost", Message("gestures.problem.overEach", ["each": euros]))
    }
    if cost > room.left {
      throw Rejection(
        "cost", Message("gestures.problem.overMonth", ["left": .number(Double(room.left) / 100, decimals: 2)]))
    }
  }

  func gesture(_ id: ID<Gesture>, for member: Member) throws -> Gesture {
    let gesture = try gestures(in: member.organisation.id).find(id)
    guard member.sees(gesture) else { throw NotFound() }
    return gesture
  }

  /// A customer whom somebody works with: their own, or of a unit where they read names.
  func workableCustomer(_ id: ID<Customer>, for member: Member) throws -> Customer {
    let customer = try customers(in: member.organisation.id).find(id)
    let isOwn = customer.owner == member.person
    let isOfUnit = customer.unit.map { member.may(.readNamed, on: $0) } ?? member.mayReadNamedEverywhere
    guard isOwn || isOfUnit else { throw NotFound() }
    return customer
  }

  /// The last recommendation that a customer gave with their name.
  func lastScore(of customer: ID<Customer>, in organisation: ID<Organisation>) throws -> Int? {
    for response in try responses(in: organisation).all(of: customer) where response.mayBeNamed {
      let document = try surveys(in: organisation).document(of: response.survey, version: response.version)
      guard document.promotership(of: response) != nil else { continue }
      return document.score(of: response)
    }
    return nil
  }
}

extension Member {
  /// Where somebody works: the unit of their first role, on the lowest level that they have.
  var homeUnit: ID<Unit>? {
    grants.max { (tree.depth(of: $0.unit) ?? 0) < (tree.depth(of: $1.unit) ?? 0) }?.unit
  }
}

extension Day {
  /// The first day of the month in which it lies.
  var firstOfMonth: Day { adding(days: 1 - civil.day) }
}
