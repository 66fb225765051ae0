import Listen
import People
import Persistence
import Understand
import Values

/// Looks for comments to bring into a session: the newest of every kind of customer, screened for what could give somebody away.
struct PlanComments: Sendable {
  let survey: ID<Survey>
  let wave: ID<Wave>
  let units: [ID<Unit>]?

  /// So many of promoters, passives, detractors and those without a score are looked at.
  static let looked = 60

  private var filter: CommentFilter { CommentFilter(survey: survey, wave: wave, units: units) }

  func found(in organisation: ID<Organisation>, _ db: any Connection) throws -> [PlanComment] {
    let screen = CommentScreen(
      people: try db.people(in: organisation).all().map(\.name),
      customers: try db.customers(in: organisation).all().map(\.name))
    var seen: Set<ID<Comment>> = []
    var comments: [Comment] = []
    for promotership in [Promotership.promoter, .passive, .detractor, nil] {
      var filter = filter
      filter.promotership = promotership
      for comment in try db.comments(in: organisation).find(filter, limit: Self.looked)
      where screen.clears(comment.text) && seen.insert(comment.id).inserted {
        comments.append(comment)
      }
    }
    let topics = try db.topics(in: organisation).all().filter { !$0.isRetired }
    let about = try topics.map { topic in
      try db.comments(in: organisation).those(
        of: comments.map(\.id), where: db.topics(in: organisation).isAbout(topic))
    }
    return comments.map { comment in
      let own = zip(topics, about).filter { $0.1.contains(comment.id) }.map(\.0)
      let topic = own.count == 1 ? own.first : nil
      return PlanComment(
        id: comment.id, text: comment.text, language: comment.language,
        promotership: comment.recommendation.flatMap(Promotership.init(recommendation:)),
        topic: topic.map { ID($0.id.text) }, topicName: topic?.name, unit: comment.unit)
    }
  }

  /// What promoters and detractors write about, of the topics that ten comments and more are about, the most mentioned first.
  func levers(in organisation: ID<Organisation>, _ db: any Connection) throws -> [PlanMaterial.Lever] {
    let comments = db.comments(in: organisation)
    let whole = try comments.tally(filter)
    let fewest = PlanMaterial.fewestAnswers
    guard whole.promoters >= fewest, whole.detractors >= fewest else { return [] }
    let topics = try db.topics(in: organisation).all().filter { !$0.isRetired }
    let tallies = try topics.map { topic in
      var filter = filter
      filter.conditions.append(db.topics(in: organisation).isAbout(topic))
      return (topic: topic, tally: try comments.tally(filter))
    }
    return tallies.filter { $0.tally.total >= fewest }
      .sorted { ($1.tally.total, $0.topic.id) < ($0.tally.total, $1.topic.id) }.prefix(8).map { topic, tally in
        PlanMaterial.Lever(
          id: ID(topic.id.text), name: topic.name,
          promoters: RoundTruth.Line(
            value: 100 * Double(tally.promoters) / Double(whole.promoters), low: nil, high: nil, n: whole.promoters),
          detractors: 100 * Double(tally.detractors) / Double(whole.detractors))
      }
  }
}
