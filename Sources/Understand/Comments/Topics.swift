public import Listen
public import People
import Persistence
public import Values

extension Readings {
  /// The organisation's code frame.
  public var topics: Topics { Topics(database: database, world: world) }
}

/// The code frame: who may, changes what topics there are, by which words they are known, and what a single comment is about.
public struct Topics: Sendable {
  /// A topic with what its words find.
  public struct Portrait: Hashable, Sendable {
    public let topic: Topic
    /// Among the comments that the member may read, of all surveys.
    public let tally: CommentTally
    public let examples: [Comment]

    public init(topic: Topic, tally: CommentTally, examples: [Comment]) {
      self.topic = topic
      self.tally = tally
      self.examples = examples
    }
  }

  let database: any Database
  let world: World

  /// Every topic with what it finds, the retired ones last.
  public func all(by member: Member) async throws -> [Portrait] {
    try member.must(.editTopics)
    return try await database.read { db in
      try db.topics(in: member.organisation.id).all().map { try db.portrait(of: $0, by: member, examples: 0) }
    }
  }

  /// How many comments the member may read.
  public func commentCount(by member: Member) async throws -> Int {
    try member.must(.editTopics)
    return try await database.read { db in
      try db.comments(in: member.organisation.id).tally(CommentFilter(units: member.readableUnits)).total
    }
  }

  /// A topic, its count and some examples.
  public func find(_ id: ID<Topic>, by member: Member) async throws -> Portrait {
    try member.must(.editTopics)
    return try await database.read { db in try db.portrait(of: db.topic(id, member), by: member) }
  }

  /// What a draft would find, without keeping it: for a topic that is there, or for a new one.
  public func preview(_ draft: TopicDraft, of id: ID<Topic>?, by member: Member) async throws -> Portrait {
    try member.must(.editTopics)
    return try await database.read { db in
      var topic = try id.map { try db.topic($0, member) } ?? Topic(id: "", name: draft.name, words: [])
      topic.name = draft.name
      topic.words = draft.words
      topic.without = draft.without
      return try db.portrait(of: topic, by: member)
    }
  }

  public func add(_ draft: TopicDraft, by member: Member) async throws -> Topic {
    try member.must(.editTopics)
    let topic = Topic(id: world.id(), name: draft.name, words: draft.words, without: draft.without)
    try await database.write { [world] db in
      try db.topics(in: member.organisation.id).save(topic)
      try db.record("topic.added", topic.id, by: member, world)
    }
    return topic
  }

  /// Gives a topic another name or other words. Comments follow their words at once; what a person decided stays.
  public func change(_ id: ID<Topic>, to draft: TopicDraft, by member: Member) async throws -> Topic {
    try member.must(.editTopics)
    return try await database.write { [world] db in
      var topic = try db.topic(id, member)
      topic.name = draft.name
      topic.words = draft.words
      topic.without = draft.without
      try db.topics(in: member.organisation.id).save(topic)
      try db.record("topic.changed", id, by: member, world)
      return topic
    }
  }

  /// Takes a topic out of the frame, or brings it back.
  public func retire(_ id: ID<Topic>, _ isRetired: Bool = true, by member: Member) async throws -> Topic {
    try member.must(.editTopics)
    return try await database.write { [world] db in
      var topic = try db.topic(id, member)
      topic.isRetired = isRetired
      try db.topics(in: member.organisation.id).save(topic)
      try db.record(isRetired ? "topic.retired" : "topic.restored", id, by: member, world)
      return topic
    }
  }

  /// Says what a comment is about, whatever its words say.
  public func decide(_ comment: ID<Comment>, isAbout ids: Set<ID<Topic>>, by member: Member) async throws {
    try member.must(.editTopics)
    try await database.write { [world] db in
      let found = try db.comments(in: member.organisation.id).find(comment)
      guard member.mayRead(found.unit) else { throw NotFound() }
      let frame = db.topics(in: member.organisation.id)
      for topic in try frame.all() where !topic.isRetired {
        try frame.decide(comment, isAbout: topic, ids.contains(topic.id), by: member.person)
      }
      try db.append(
        Event(
          "comment.coded", in: member.organisation.id, by: member.person, about: comment,
          facts: ["topics": ids.map(\.text).sorted().joined(separator: " ")], world: world))
    }
  }
}

extension Member {
  /// The units whose comments may be read; nothing means all.
  fileprivate var readableUnits: [ID<Unit>]? {
    let tops = units(for: .readUnit)
    guard !tree.roots.allSatisfy({ tops.contains($0) }) else { return nil }
    return tops.flatMap { unit in tree.range(of: unit.id).map { tree.units[$0].map(\.id) } ?? [] }
  }

  fileprivate func mayRead(_ unit: ID<Unit>?) -> Bool {
    guard let readable = readableUnits else { return true }
    return unit.map(readable.contains) ?? false
  }
}

extension Connection {
  fileprivate func topic(_ id: ID<Topic>, _ member: Member) throws -> Topic {
    guard let topic = try topics(in: member.organisation.id).all().first(where: { $0.id == id }) else {
      throw NotFound()
    }
    return topic
  }

  fileprivate func portrait(of topic: Topic, by member: Member, examples: Int = 6) throws -> Topics.Portrait {
    var filter = CommentFilter(units: member.readableUnits)
    filter.conditions = [topics(in: member.organisation.id).isAbout(topic)]
    let comments = comments(in: member.organisation.id)
    return Topics.Portrait(
      topic: topic, tally: try comments.tally(filter),
      examples: examples > 0 ? try comments.find(filter, limit: examples) : [])
  }

  fileprivate func record(_ kind: String, _ topic: ID<Topic>, by member: Member, _ world: World) throws {
    try append(Event(kind, in: member.organisation.id, by: member.person, about: topic, world: world))
  }
}
